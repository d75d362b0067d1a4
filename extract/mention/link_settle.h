/// Settling links with all that the document says.
#ifndef QUERN_EXTRACT_MENTION_LINK_SETTLE_H
#define QUERN_EXTRACT_MENTION_LINK_SETTLE_H

#include "extract/mention/mention.h"
#include "extract/name/link.h"

/// Give a mention the link's entity, or only its type.
void link_apply(const Linker *linker, const Link *link, Mention *mention);

/**
   Look again at the links of a document that are open: at names of several
   things, and at places that are a person's last name. The linker's sentence is
   not used.
*/
void link_settle(const Linker *linker, const LinkScene *scene,
                 const Sentences *sentences, const MentionList *list);

/// When the mentions are final: link capitals that act as governments do to
/// what they stand for, and note which names without link known things bear.
/// Likewise.
void link_settle_last(const Linker *linker, const Sentences *sentences,
                      const MentionList *list);

#endif
