/// Making mentions.
#ifndef QUERN_EXTRACT_MENTION_MENTION_MAKE_H
#define QUERN_EXTRACT_MENTION_MENTION_MAKE_H

#include "extract/mention/mention.h"

/// A name at the tokens [begin, end) of a sentence, nothing known of it.
Mention mention_make(const Sentences *sentences, Arena *arena, uint32_t index,
                     uint32_t begin, uint32_t end);

/// Bring the mentions from `first` on into text order: an insertion sort, for
/// those of one sentence.
void mention_sort(MentionList *list, size_t first);

#endif
