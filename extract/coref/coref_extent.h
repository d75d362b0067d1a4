/// Coreference: the tokens of phrases.
#ifndef QUERN_EXTRACT_COREF_COREF_EXTENT_H
#define QUERN_EXTRACT_COREF_COREF_EXTENT_H

#include "base/arena.h"
#include "extract/syntax/sentence.h"

/// The tokens of the phrase whose head a token is, without prepositions,
/// appositions, coordinated phrases and what a clause has around it.
typedef struct {
  uint32_t begin;
  uint32_t end;
  uint32_t all_begin; ///< of all that hangs on it
  uint32_t all_end;
} CorefExtent;

/// By token. In the arena.
CorefExtent *coref_extents(const Sentence *sentence, Arena *arena);

#endif
