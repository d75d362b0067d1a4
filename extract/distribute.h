/// Distribute: statements of groups become statements of each member.
#ifndef QUERN_EXTRACT_DISTRIBUTE_H
#define QUERN_EXTRACT_DISTRIBUTE_H

#include "extract/name/entity.h"
#include "extract/statement.h"

/**
   Let each statement that speaks of a group whose members are known speak of
   each member: "Both sides agreed" of China and the US is "China agreed" and
   "the US agreed". One group is one member at a time, in the whole of a
   statement and of those that are its parts. The words and their ranges stay.
   "Each other" is the other one of two.

   @param entities    Those with members are groups.
   @param statements  Changed in place: copies stand behind their originals.
   @param arena       The document's.
*/
void statements_distribute(const Entities *entities, Statements *statements,
                           Arena *arena);

#endif
