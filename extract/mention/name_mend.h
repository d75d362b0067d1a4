/// Mending names where the tagger begins and ends them.
#ifndef QUERN_EXTRACT_MENTION_NAME_MEND_H
#define QUERN_EXTRACT_MENTION_NAME_MEND_H

#include "extract/mention/mention.h"
#include "extract/name/link.h"

/**
   Let names of firms take in "Inc.", names of persons "Jr.", with a comma
   before it or without; what was a name by itself is one no more. Cut off what
   belongs to a title behind a name ("Travis County" District Attorney), and an
   adjective before a known one (former "Deutsche Bank").

   The linker's sentence is not used.
*/
void names_mend(const Linker *linker, const Sentences *sentences,
                MentionList *list);

#endif
