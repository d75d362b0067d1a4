/// Graft: sentences of treebanks as news tells them: "Both sides, an official
/// said, agreed" out of "Both sides agreed".
///
/// A grammar (extract/train/english/grafts.txt) makes the tree around the
/// sentence's own one, so that the whole is a tree as the treebanks draw it.
#ifndef QUERN_EXTRACT_TRAIN_GRAFT_H
#define QUERN_EXTRACT_TRAIN_GRAFT_H

#include "extract/syntax/sentence.h"
#include "extract/train/random.h"
#include "extract/train/variation.h"

typedef struct Graft Graft;

/// Read a grammar (borrowed), and collect tags and phrases from the treebanks,
/// which must outlive it. Lines that are wrong are as if they were not there.
/// `variation` (borrowed) makes names.
Graft *graft_new(Arena *arena, Str grammar, const Variation *variation,
                 const Sentences *treebanks, size_t treebank_count);

/// Tell a sentence by a random production of "sentence": a new one, in `arena`,
/// with forms, tags and tree only; NULL if the sentence is not a finite
/// statement that ends with a full stop, or cannot be cut where the production
/// cuts it. The same random numbers give the same sentence.
Sentence *graft_draw(const Graft *graft, Random *random,
                     const Sentence *sentence, Arena *arena);

#endif
