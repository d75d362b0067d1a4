/// Salience: how well a mention may be what another one takes up.
///
/// A weighted sum of what is known of the two: the roles and distances of
/// Lappin and Leass 1994 (section 2.1), whose weights are a data file
/// (english/salience.txt) that `quern train --part salience` makes.
#ifndef QUERN_EXTRACT_COREF_COREF_SALIENCE_H
#define QUERN_EXTRACT_COREF_COREF_SALIENCE_H

#include "extract/coref/coref_internal.h"

/// Classes of mentions with weights of their own.
typedef enum {
  SALIENCE_PERSON,   ///< he, she
  SALIENCE_THING,    ///< it
  SALIENCE_PLURAL,   ///< they
  SALIENCE_POINTING, ///< this, those
  SALIENCE_NOUN,     ///< a phrase with the same head as one before
  SALIENCE_CLASS_COUNT
} SalienceClass;

enum { SALIENCE_MOST_FEATURES = 32 };

/// The features of a mention and a candidate.
typedef struct {
  uint32_t features[SALIENCE_MOST_FEATURES];
  uint32_t count;
} SalienceList;

/// Weights of all features, for each class, in hundredths of the logarithm of
/// the odds.
struct CorefWeights {
  int *weights[SALIENCE_CLASS_COUNT];
};

// Names of features, by their numbers.
extern const char *const salience_pronoun_features[];
extern const uint32_t salience_pronoun_feature_count;
extern const char *const salience_noun_features[];
extern const uint32_t salience_noun_feature_count;

uint32_t salience_feature_count(SalienceClass class);

/// "noun same-sentence", as the file of weights has it. In the arena.
Str salience_feature_name(SalienceClass class, uint32_t feature, Arena *arena);

/// Note a feature that holds; ones too many are left out.
static inline void salience_add(SalienceList *list, uint32_t feature,
                                bool holds) {
  if (holds && list->count < SALIENCE_MOST_FEATURES) {
    list->features[list->count++] = feature;
  }
}

SalienceClass salience_class(const CorefMention *pronoun);

/// List the features of a pronoun and a candidate; of the pronoun alone, which
/// speak for no antecedent at all, if the candidate is NULL.
SalienceList salience_pronoun(const Coref *coref, const CorefMention *pronoun,
                              const CorefMention *candidate);

/// The same of a phrase and one before with the same head, and how many such
/// ones lie between.
SalienceList salience_noun(const Coref *coref, const CorefMention *own,
                           const CorefMention *candidate, uint32_t between);

/// Who has what a phrase names: "its", "China's"; COREF_NONE if it tells
/// nobody.
uint32_t coref_owner(const Coref *coref, const CorefMention *mention);

/// Has a phrase a word that tells things apart ("merged"), and the other not?
bool coref_is_apart(const Coref *coref, const CorefMention *own,
                    const CorefMention *other);

/// The size of a mention's chain, counted up to four.
uint32_t coref_chain_size(const Coref *coref, const CorefMention *mention);

/// The sum of the weights of a list, shown to who watches. The candidate is
/// COREF_NONE if there is none.
int salience_score(const Coref *coref, SalienceClass class, uint32_t mention,
                   uint32_t candidate, const SalienceList *list);

#endif
