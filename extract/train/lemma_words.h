/// What the treebanks and the list of irregular forms say of each word.
#ifndef QUERN_EXTRACT_TRAIN_LEMMA_WORDS_H
#define QUERN_EXTRACT_TRAIN_LEMMA_WORDS_H

#include "extract/train/lemma_train.h"

/// A form with its tags, and how its lemma is made of it in most places.
typedef struct {
  Upos upos;
  Str xpos;
  Str form;          ///< in lower case, with plain apostrophes
  uint32_t stripped; ///< bytes to take off the form
  Str ending;        ///< to put there
} LemmaWord;

typedef struct {
  LemmaWord *words; ///< ordered by upos, xpos and form
  size_t count;
} LemmaWords;

/// All words; everything lives in `arena` or in the treebanks.
LemmaWords lemma_words(Arena *arena, LemmaLists lists,
                       const Treebank *treebanks, size_t count);

/// Has the token a lemma to learn from? Parts of words that were written apart
/// (xpos GW) have none of their own.
bool lemma_is_known(const Token *token);

#endif
