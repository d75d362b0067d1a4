/// Making mentions.
#ifndef QUERN_EXTRACT_MENTION_MENTION_MAKE_H
#define QUERN_EXTRACT_MENTION_MENTION_MAKE_H

#include "extract/mention/gazetteer.h"
#include "extract/mention/mention.h"

/// A name at the tokens [begin, end) of a sentence, nothing known of it.
Mention mention_make(const Sentences *sentences, Arena *arena, uint32_t index,
                     uint32_t begin, uint32_t end);

/// Let a mention be one of a known thing: its type, and its link if it has an
/// id.
void mention_set_entity(Mention *mention, const Gazetteer *gazetteer,
                        Arena *arena, const GazetteerEntity *entity);

/// Bring the mentions from `first` on into text order: an insertion sort, for
/// those of one sentence.
void mention_sort(MentionList *list, size_t first);

#endif
