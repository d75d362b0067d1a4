/// Institution: names that every country gives, and whose they are.
#ifndef QUERN_EXTRACT_MENTION_INSTITUTION_H
#define QUERN_EXTRACT_MENTION_INSTITUTION_H

#include "extract/mention/mention.h"
#include "extract/name/link.h"

/**
   Tell "Japan's Foreign Ministry" from China's: an institution is labelled with
   whose it is, and linked if that is known; one that nobody is said to own is
   marked as generic.

   @param linker  Of any sentence. Its arena holds the labels.
   @param list    All mentions of the document, in text order.
*/
void institution_settle(const Linker *linker, const Sentences *sentences,
                        const MentionList *list);

#endif
