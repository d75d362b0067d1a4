/// Training the tokenizer.
#ifndef QUERN_EXTRACT_TRAIN_TOKENIZE_TRAIN_H
#define QUERN_EXTRACT_TRAIN_TOKENIZE_TRAIN_H

#include "extract/train/treebank.h"

/// What an English speaker knows and the treebanks do not show: the texts of
/// the files of these names in the folder english/.
typedef struct {
  Str joints;
  Str abbreviations;
  Str prefixes;
  Str units;
} TokenizerLists;

/**
   Train the tokenizer on treebanks. The same data give the same bytes.

   @param arena  Holds the result.
   @return the bytes of the model's section TOKENIZER_SECTION.
*/
Str tokenizer_train(Arena *arena, TokenizerLists lists,
                    const Treebank *treebanks, size_t count);

#endif
