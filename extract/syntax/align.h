/// Align: which word of one analysis is which of another.
#ifndef QUERN_EXTRACT_SYNTAX_ALIGN_H
#define QUERN_EXTRACT_SYNTAX_ALIGN_H

#include "extract/syntax/evaluate.h"

/// Characters, white space not counted.
typedef struct {
  uint32_t begin;
  uint32_t end;
} Span;

typedef struct {
  const Token *token;
  Span span;            ///< of the whole surface token
  bool is_multiword;    ///< shares its surface token with other words
  uint32_t head;        ///< index in AlignedText.words; TOKEN_NONE at the root
  uint32_t counterpart; ///< index in the other text; TOKEN_NONE if it has none
} AlignedWord;

/// The words, surface tokens and sentences of a whole text.
typedef struct {
  AlignedWord *words;
  uint32_t word_count;
  Span *tokens;
  size_t token_count;
  Span *sentences;
  size_t sentence_count;
} AlignedText;

/// Lay an analysis out; counterparts are not set yet.
AlignedText align_layout(const Analysis *analysis, Arena *arena);

/// Set the counterparts of the words of both texts.
void align_words(AlignedText *gold, AlignedText *system, Arena *arena);

/// Where two texts differ when white space is left out: the offset in `a`, or
/// SIZE_MAX.
size_t align_find_difference(Str a, Str b);

#endif
