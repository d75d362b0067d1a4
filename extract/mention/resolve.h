/// Resolve: which names of a document are names of the same thing.
///
/// Precision first: names that are equal, linked alike, a person's last name,
/// a firm without its "Inc", an organization's initials. What is not named,
/// coref.h resolves.
#ifndef QUERN_EXTRACT_MENTION_RESOLVE_H
#define QUERN_EXTRACT_MENTION_RESOLVE_H

#include "extract/mention/mention.h"
#include "extract/name/entity.h"

/// No entity.
#define ENTITY_NONE UINT32_MAX

/**
   Make the entities of a document from its mentions.

   @param arena  The document's.
   @param[out] tokens  By sentence and token: the entity that the token speaks
                       of, ENTITY_NONE elsewhere. In the arena.
   @return in the order of their first mentions.
*/
Entities mentions_resolve(const Mentions *knowledge, const MentionList *list,
                          Arena *arena, const Sentences *sentences,
                          const uint32_t *const **tokens);

#endif
