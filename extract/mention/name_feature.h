/// Name features: what rules and word lists say of tokens to the name tagger.
#ifndef QUERN_EXTRACT_MENTION_NAME_FEATURE_H
#define QUERN_EXTRACT_MENTION_NAME_FEATURE_H

#include "extract/lexicon/lexicon.h"
#include "extract/mention/mention.h"

/// The features; the first ones are the places in rules' names, by kind and by
/// NamePlace, NAME_KINDS standing for names of unknown kind.
enum {
  NAME_FEATURE_RULE = 0,
  NAME_FEATURE_DEMONYM = (NAME_KINDS + 1) * NAME_PLACES,
  NAME_FEATURE_VALUE,
  NAME_FEATURE_LINKED, ///< by NamePlace: in a known name
  NAME_FEATURE_GIVEN = NAME_FEATURE_LINKED + NAME_PLACES,
  NAME_FEATURE_TITLE,
  NAME_FEATURE_ROLE,
  NAME_FEATURE_SUFFIX,
  NAME_FEATURE_OPENER,
  NAME_FEATURE_PARTICLE,
  NAME_FEATURE_HEAD, ///< by kind: ends names of it
  NAME_FEATURE_PROPER = NAME_FEATURE_HEAD + NAME_KINDS,
  NAME_FEATURE_UPPER, ///< proper noun with a capital
  NAME_FEATURE_NOUN,
  NAME_FEATURE_ADJECTIVE,
  NAME_FEATURES
};
_Static_assert(NAME_FEATURES <= 64, "a set of features is 64 bits");

/**
   The features of a sentence's tokens, as sets of bits, in the arena.

   @param mentions  Those that rules found in the sentence.
*/
uint64_t *name_features(const Lexicon *lexicon, Arena *arena,
                        const Sentence *sentence, const Mention *mentions,
                        size_t count);

#endif
