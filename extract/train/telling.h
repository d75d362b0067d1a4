/// Telling: a corpus as one epoch of training sees it, some of its sentences
/// with other words or shortened.
#ifndef QUERN_EXTRACT_TRAIN_TELLING_H
#define QUERN_EXTRACT_TRAIN_TELLING_H

#include "extract/train/corpus.h"
#include "extract/train/graft.h"
#include "extract/train/variation.h"

typedef struct Telling Telling;

/// Begin with the corpus as it is. All that is passed is borrowed; `graft` may
/// be NULL: nothing is grafted. Free with telling_free().
Telling *telling_new(const Inventory *inventory, const Variation *variation,
                     const Graft *graft, Corpus corpus, uint64_t seed);
void telling_free(Telling *telling);

/// The sentences, one for each of the corpus; the array stays where it is.
const ExampleSentence *telling_sentences(const Telling *telling);

/// Tell the corpus anew. The same seed gives the same tellings.
void telling_next(Telling *telling);

#endif
