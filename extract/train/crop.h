/// Crop: one clause of a sentence as a sentence of its own, some of its
/// adverbials left out ("cropping" of Sahin and Steedman 2018, section 3.1).
/// Treebanks have few sentences as short as those that news begins with.
#ifndef QUERN_EXTRACT_TRAIN_CROP_H
#define QUERN_EXTRACT_TRAIN_CROP_H

#include "extract/syntax/sentence.h"
#include "extract/train/random.h"

/// What is left of a sentence.
typedef struct {
  uint32_t *kept; ///< token indexes of the sentence, ascending
  uint32_t count; ///< 0: there is no clause to crop
  uint32_t root;  ///< the token that heads the clause; a last mark hangs on it
} Crop;

/// Does the token head a clause with a subject and a finite verb, one that
/// could be a sentence?
bool crop_is_clause(const Sentence *sentence, uint32_t index);

/// Crop a clause with a subject and a finite verb, chosen at random. Every
/// other kept token's head is kept, too. In `arena`.
Crop crop_draw(Random *random, const Sentence *sentence, Arena *arena);

#endif
