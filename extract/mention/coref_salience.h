/// Salience: how well a mention may be what a pronoun takes up.
///
/// A weighted sum of what is known of the two: the roles and distances of
/// Lappin and Leass 1994 (section 2.1), whose weights are a data file
/// (english/salience.txt).
#ifndef QUERN_EXTRACT_MENTION_COREF_SALIENCE_H
#define QUERN_EXTRACT_MENTION_COREF_SALIENCE_H

#include "extract/mention/coref_internal.h"

/// Classes of pronouns with weights of their own.
typedef enum {
  SALIENCE_PERSON, ///< he, she
  SALIENCE_THING,  ///< it
  SALIENCE_PLURAL, ///< they
  SALIENCE_CLASS_COUNT
} SalienceClass;

enum { SALIENCE_MOST_FEATURES = 24 };

/// Weights of all features, for each class of pronouns.
struct CorefWeights {
  int (*weights)[SALIENCE_CLASS_COUNT];
};

/// Read the weights of the word lists. In the arena.
CorefWeights *salience_load(const Lexicon *lexicon, Arena *arena);

SalienceClass salience_class(const CorefMention *pronoun);

/// List the features of a pronoun and a candidate; of the pronoun alone, which
/// speak for no antecedent at all, if the candidate is NULL.
uint32_t salience_features(const Coref *coref, const CorefMention *pronoun,
                           const CorefMention *candidate,
                           uint32_t features[SALIENCE_MOST_FEATURES]);

/// The sum of the weights of what salience_features() lists.
int salience_score(const Coref *coref, const CorefMention *pronoun,
                   const CorefMention *candidate);

#endif
