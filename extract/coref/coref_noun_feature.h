/// Salience: the features of two phrases with the same head.
#ifndef QUERN_EXTRACT_COREF_COREF_NOUN_FEATURE_H
#define QUERN_EXTRACT_COREF_COREF_NOUN_FEATURE_H

#include "extract/coref/coref.h"

typedef enum {
  FEATURE_NONE, ///< no antecedent
  FEATURE_NONE_NAME,
  FEATURE_NONE_VALUE,
  FEATURE_NONE_MODIFIER, ///< before another noun
  FEATURE_NONE_PLURAL,
  FEATURE_NONE_OF,     ///< something follows the head: "the end of the war"
  FEATURE_NONE_WORDS,  ///< several words before the head
  FEATURE_NONE_APART,  ///< "other", "second"
  FEATURE_NONE_NUMBER, ///< "two"
  FEATURE_NONE_TIME,   ///< "day", "year"
  FEATURE_NONE_PERSON,
  FEATURE_NONE_PREDICATE,
  FEATURE_NONE_SUBJECT,
  FEATURE_NONE_OBJECT,
  FEATURE_NONE_OBLIQUE,
  FEATURE_NONE_MODIFYING,
  FEATURE_NONE_ROOT,
  FEATURE_NONE_CONJUNCT,
  FEATURE_NONE_PLURAL_BARE,
  FEATURE_NONE_FEW, ///< the head was said several times before
  FEATURE_NONE_MANY,
  FEATURE_DISTANCE_0,
  FEATURE_DISTANCE_1,
  FEATURE_DISTANCE_3,
  FEATURE_DISTANCE_10,
  FEATURE_DISTANCE_30,
  FEATURE_FAR,
  FEATURE_SECOND,    ///< another one of the same head lies between
  FEATURE_THIRD,     ///< two or more do
  FEATURE_AFTER_CUT, ///< another paragraph lies between
  FEATURE_OTHER_VOICE,
  FEATURE_NAMES,
  FEATURE_NAME_AND_NOUN,
  FEATURE_NOUN_AND_NAME,
  FEATURE_MORE_THAN_NAME, ///< a noun with words that no name before it has
  FEATURE_KNOWN_NAME,     ///< the candidate's chain has an entity
  FEATURE_VALUES,
  FEATURE_MODIFIERS,
  FEATURE_MODIFIER_BEFORE, ///< the candidate stands before another noun
  FEATURE_PLURALS,
  FEATURE_TIMES,
  FEATURE_PEOPLE,
  FEATURE_APART, ///< a word that tells apart is in one only
  FEATURE_SAME_NUMBER,
  FEATURE_OTHER_NUMBER,
  FEATURE_SAME_OWNER,
  FEATURE_OTHER_OWNER,
  FEATURE_BOTH_OF,
  FEATURE_OF_BEFORE, ///< something follows the candidate's head only
  FEATURE_CHAIN_2,   ///< of a chain of 2 or 3
  FEATURE_CHAIN_4,
  FEATURE_WORDS, ///< what else they say, by the phrase's article
  FEATURE_ARTICLES = FEATURE_WORDS + 5 * COREF_ARTICLES, ///< of both
  /// Distances, by the phrase's article.
  FEATURE_FARNESS = FEATURE_ARTICLES + COREF_ARTICLES * COREF_ARTICLES,
  /// As FEATURE_WORDS, of phrases in the plural.
  FEATURE_PLURAL_WORDS = FEATURE_FARNESS + 6 * COREF_ARTICLES,
  FEATURE_COUNT = FEATURE_PLURAL_WORDS + 5 * COREF_ARTICLES
} Feature;

#endif
