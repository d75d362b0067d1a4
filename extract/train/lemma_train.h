/// Training the lemmatizer.
#ifndef QUERN_EXTRACT_TRAIN_LEMMA_TRAIN_H
#define QUERN_EXTRACT_TRAIN_LEMMA_TRAIN_H

#include "extract/train/treebank.h"

/// What an English speaker knows and the treebanks do not show: the texts of
/// the files of these names in the folder english/.
typedef struct {
  Str irregular;
  Str verbs;
} LemmaLists;

/**
   Learn rules and exceptions from treebanks. The same data give the same
   bytes. Words with the lemma "_" are passed over.

   @param arena  Holds the result.
   @return the bytes of the model's section LEMMATIZER_SECTION.
*/
Str lemmatizer_train(Arena *arena, LemmaLists lists, const Treebank *treebanks,
                     size_t count);

#endif
