/// Name: spans of proper names in a sentence, and what they are names of.
#ifndef QUERN_EXTRACT_NAME_NAME_H
#define QUERN_EXTRACT_NAME_NAME_H

#include "extract/lexicon/lexicon.h"
#include "extract/syntax/name_tag.h"
#include "extract/syntax/sentence.h"

/// One name. Titles before it ("President") and articles are no part of it.
typedef struct {
  uint32_t begin; ///< tokens
  uint32_t end;
  uint32_t head;     ///< the token that the others hang on
  uint32_t core_end; ///< end of what stands before "of", else `end`
  Str type;          ///< an ontology class; empty if nothing tells it
  bool has_title;
} Name;

typedef struct {
  Name *names;
  uint32_t count;
  uint32_t capacity;
} Names;

/**
   Find the names of a parsed sentence, in text order, not overlapping.

   @param taken  Tokens that are no part of names (of dates, of known names), by
                 index.
*/
Names names_find(const Lexicon *lexicon, Arena *arena, const Sentence *sentence,
                 const bool *taken);

/// The class that a name's own words and its neighbours tell; empty if none.
Str name_type(const Lexicon *lexicon, Arena *arena, const Sentence *sentence,
              const Name *name);

/// The kind of names that things of a class ("City") have; NAME_KINDS if that
/// is not known.
NameKind name_kind(const Lexicon *lexicon, Str class);

/// Is the token written as a part of a name?
bool name_has_token(const Sentence *sentence, uint32_t token);

/// The tokens [begin, end) as written, white space made single spaces. In the
/// arena.
Str name_text(Arena *arena, const Sentence *sentence, uint32_t begin,
              uint32_t end);

/// "NEW YORK" as "New York", in the arena; a text that is not all capitals
/// itself.
Str name_from_capitals(Arena *arena, Str text);

/// The token whose head lies outside of [begin, end); the last if several do.
uint32_t name_head(const Sentence *sentence, uint32_t begin, uint32_t end);

#endif
