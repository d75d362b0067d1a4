/// Word lists of the tokenizer's trainer.
#ifndef QUERN_EXTRACT_TRAIN_TOKENIZE_LIST_H
#define QUERN_EXTRACT_TRAIN_TOKENIZE_LIST_H

#include "extract/syntax/tokenize_atom.h"
#include "extract/train/tokenize_train.h"

/// Read the lists of abbreviations, prefixes and units: the value of a word is
/// the kind of abbreviation it is, counted from 1 (a word of several kinds gets
/// the first), plus WORD_IS_PREFIX, plus WORD_IS_UNIT. It lives in `arena`.
WordList kinds_read(Arena *arena, TokenizerLists lists);

/// The words of english/joints.txt and those that the treebanks cut inside a
/// run of letters; the value is the number of letters before the cut.
WordList joints_find(Arena *arena, Str text, const Treebank *treebanks,
                     size_t count);

#endif
