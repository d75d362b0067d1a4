/// Gold names: the names that a treebank's annotated entities have.
///
/// A name is a mention whose head is a proper noun, or a person's proper noun
/// that hangs on the head by `flat`, of a type that name_gold_kind() knows,
/// without what describes it:
///
/// - It holds the head and the tokens of the smallest span on both sides of it,
///   as far as they stand side by side, or only "of", "for", "and" or a dash
///   (with "the") stands between: "University of Basel", not ", Berkeley".
///   Persons' names are not joined by "of" and "and".
/// - Articles, final possessive "'s", and what follows a comma or bracket are
///   no part of it, and neither is a possessor that is a mention itself:
///   "Fort Lee 's Public School 4" are two names.
/// - Titles and common nouns before a person's name, and what stands before
///   them, are no part of it ("US President Ford", "actor Harrison Ford"), and
///   a title alone ("the President") is no name.
/// - Lists of names ("Kim and Lee") are as many names.
/// - Of names inside each other the longest is kept: mentions do not overlap.
#ifndef QUERN_EXTRACT_MENTION_NAME_GOLD_H
#define QUERN_EXTRACT_MENTION_NAME_GOLD_H

#include "extract/lexicon/lexicon.h"
#include "extract/mention/annotation.h"
#include "extract/syntax/name_tag.h"

/// The kind of an annotated type ("person"); NAME_KINDS if it is none.
NameKind name_gold_kind(Str type);

/// Find the names of a sentence with its gold tags and tree, in the arena.
NameSpans name_gold_find(const Lexicon *lexicon, Arena *arena,
                         const Sentence *sentence,
                         const Annotations *annotations);

#endif
