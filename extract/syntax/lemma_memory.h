/// LemmaMemory: lemmas that were found lately.
#ifndef QUERN_EXTRACT_SYNTAX_LEMMA_MEMORY_H
#define QUERN_EXTRACT_SYNTAX_LEMMA_MEMORY_H

#include "extract/syntax/lemma.h"

/// Belongs to one thread.
typedef struct LemmaMemory LemmaMemory;

/// A memory without lemmas, which an arena holds. The lemmatizer must outlive
/// it.
LemmaMemory *lemma_memory_new(const Lemmatizer *lemmatizer, Arena *arena);

/// What lemma_find() gives, sooner if it was asked for lately.
Str lemma_memory_find(LemmaMemory *memory, Arena *arena, Str form, Upos upos,
                      Str xpos);

#endif
