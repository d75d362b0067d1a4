/// Filter: only what somebody claims, or what is said about something.
#ifndef QUERN_EXTRACT_FILTER_H
#define QUERN_EXTRACT_FILTER_H

#include "extract/name/entity.h"
#include "extract/statement.h"

/// Names are compared without regard to case and accents with all names of a
/// thing; a part that is no known thing has its phrase as name.
typedef struct {
  Str claims_by; ///< keep what this one claims; empty: whatever the source
  Str about;     ///< keep what has this one as subject, object or role
} Filter;

/**
   Drop the statements that a filter does not ask for, but for those that the
   object of one is; mark attributions as left out.

   @param entities  Whom parts speak of.
   @param arena     The document's.
*/
void filter_apply(const Filter *filter, const Entities *entities,
                  Statements *statements, Arena *arena);

#endif
