/// Identity: from the words of statements to the entities they speak of.
#ifndef QUERN_EXTRACT_IDENTITY_H
#define QUERN_EXTRACT_IDENTITY_H

#include "extract/mention/mention.h"
#include "extract/name/entity.h"
#include "extract/statement.h"

/// What is known of a document's tokens.
typedef struct {
  const Sentences *sentences;
  const MentionList *mentions;
  const uint32_t *const *numbers; ///< of mentions, from 1: mentions_numbers()
  const uint32_t *const *tokens;  ///< their entities: coref_entities()
  const Entities *entities;
} Identities;

/**
   Give the parts of statements their types, values and entities, and their
   labels where these are an entity's; make statements of groups ones of their
   members; drop statements that then say nothing.

   @param statements  Changed in place.
   @param arena       The document's.
*/
void identities_fill(const Identities *identities, Statements *statements,
                     Arena *arena);

#endif
