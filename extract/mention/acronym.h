/// Acronyms that a document introduces: "the Association of Pharmacists (AP)".
#ifndef QUERN_EXTRACT_MENTION_ACRONYM_H
#define QUERN_EXTRACT_MENTION_ACRONYM_H

#include "extract/mention/mention.h"
#include "extract/name/link.h"

/**
   Let acronyms mean what they stand behind in parentheses, whatever they mean
   elsewhere: then AP is no news agency. One that the document introduces twice
   means either only there, and elsewhere nothing that is known.

   The linker's sentence is not used.
*/
void acronyms_settle(const Linker *linker, const Sentences *sentences,
                     const MentionList *list);

#endif
