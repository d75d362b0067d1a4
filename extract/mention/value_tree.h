/// Value tree: a quantity's words hang together, whatever the parser thought.
#ifndef QUERN_EXTRACT_MENTION_VALUE_TREE_H
#define QUERN_EXTRACT_MENTION_VALUE_TREE_H

#include "extract/mention/mention.h"

/// Hang the words of sums and measures on their first one, the
/// mention's head: in "sold it at $100 a
/// barrel in May" no "barrel" is sold, and "in May" belongs to what "barrel"
/// hung on.
void value_trees_join(MentionList *mentions, Sentences *sentences);

#endif
