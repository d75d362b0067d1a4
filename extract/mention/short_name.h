/// Short names: "Ford" for "Ford Motor Co."
#ifndef QUERN_EXTRACT_MENTION_SHORT_NAME_H
#define QUERN_EXTRACT_MENTION_SHORT_NAME_H

#include "extract/mention/mention.h"
#include "extract/name/link.h"

/**
   When the mentions are final: link firms that are named with "Inc", find those
   that look like persons ("Telvik shares fell"), and let the first words of a
   firm's name, and the last one of a team's, be what the whole name is. The
   linker's sentence is not used.
*/
void short_names_settle(const Linker *linker, const Sentences *sentences,
                        const MentionList *list);

#endif
