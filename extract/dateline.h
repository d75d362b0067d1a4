/// Dateline: "MARHAVEN, May 4 (NTB) -" tells where and when a story was filed.
#ifndef QUERN_EXTRACT_DATELINE_H
#define QUERN_EXTRACT_DATELINE_H

#include "extract/mention/mention.h"
#include "extract/name/entity.h"
#include "extract/read/document.h"
#include "extract/statement.h"

/// Give the names in datelines their types: the first is a place, one in
/// parentheses an agency. A place in capitals gets its usual spelling.
void datelines_name(const Document *document, const Sentences *sentences,
                    MentionList *mentions, Arena *arena);

/// What is known when the rules have been matched. All is borrowed.
typedef struct {
  const Document *document;
  const Sentences *sentences;
  const MentionList *mentions;
  const uint32_t *const *numbers;  ///< of mentions, from 1, by token
  const uint32_t *const *entities; ///< by sentence and token
  bool (*is_subtype)(const void *context, Str type, Str ancestor);
  const void *types; ///< its context; no hierarchy if the function is NULL
} DatelineInput;

/**
   Leave out what rules found in datelines, which are no sentences, and complete
   what the article says first after one: a fact in its own voice that names no
   time or no place has those of the dateline, and the flag "dateline".

   @return the entity of the first dateline's place; ENTITY_NONE if there is
           none.
*/
uint32_t datelines_apply(const DatelineInput *input, Arena *arena,
                         Statements *statements);

#endif
