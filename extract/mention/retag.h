/// Retag: the name tagger's word on the names that rules have found.
///
/// The tagger knows what the rules say (name_feature.h), so its names and kinds
/// are the last word, but for three things: what the gazetteer knows keeps its
/// link unless it is a place of which a person has the name, what the rules
/// know more exactly of the same kind ("Ministry") is kept, and values are no
/// names.
#ifndef QUERN_EXTRACT_MENTION_RETAG_H
#define QUERN_EXTRACT_MENTION_RETAG_H

#include "extract/mention/mention.h"
#include "extract/name/link.h"

/// What names are looked up with, and a document.
typedef struct {
  const Lexicon *lexicon;
  const Gazetteer *gazetteer;
  const LinkScene *scene; ///< what the document speaks of
  Arena *arena;           ///< the document's
  const Sentences *sentences;
} RetagInput;

/// The mentions of a document after the tagger has spoken, in text order. The
/// sentences' scores are used up. Without scores the list stays as it is.
MentionList retag_names(const RetagInput *input, const MentionList *list);

#endif
