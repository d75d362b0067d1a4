/// Salience: weights of features, and their sums.
#include "extract/coref/coref_salience.h"

/// The classes of mentions, each with features and weights of its own.
static const struct {
  const char *name;
  const char *const *features;
  const uint32_t *count;
} classes[] = {
    [SALIENCE_PERSON] = {"person", salience_pronoun_features,
                         &salience_pronoun_feature_count},
    [SALIENCE_THING] = {"thing", salience_pronoun_features,
                        &salience_pronoun_feature_count},
    [SALIENCE_PLURAL] = {"plural", salience_pronoun_features,
                         &salience_pronoun_feature_count},
    [SALIENCE_POINTING] = {"pointing", salience_pronoun_features,
                           &salience_pronoun_feature_count},
    [SALIENCE_NOUN] = {"noun", salience_noun_features,
                       &salience_noun_feature_count},
};
_Static_assert(sizeof classes / sizeof *classes == SALIENCE_CLASS_COUNT,
               "every class has an entry");

uint32_t salience_feature_count(SalienceClass class) {
  return *classes[class].count;
}

Str salience_feature_name(SalienceClass class, uint32_t feature, Arena *arena) {
  return arena_format(arena, "%s %s", classes[class].name,
                      classes[class].features[feature]);
}

CorefWeights *coref_weights_load(const Lexicon *lexicon, Arena *arena) {
  CorefWeights *weights = ARENA_NEW(arena, CorefWeights, 1);
  for (SalienceClass class = 0; class < SALIENCE_CLASS_COUNT; class ++) {
    uint32_t count = *classes[class].count;
    weights->weights[class] = ARENA_NEW(arena, int, count);
    for (uint32_t i = 0; i < count; i++) {
      Str name = salience_feature_name(class, i, arena);
      const LexiconValue *value =
          lexicon_get(lexicon_find(lexicon, name), LEXICON_SALIENCE);
      weights->weights[class][i] = value ? (int)value->number : 0;
    }
  }
  return weights;
}

int salience_score(const Coref *coref, SalienceClass class, uint32_t mention,
                   uint32_t candidate, const SalienceList *list) {
  const CorefWatch *watch = coref->input->watch;
  if (watch) {
    watch->see(watch->context, mention, candidate, class, list->features,
               list->count);
  }
  int score = 0;
  for (uint32_t i = 0; i < list->count; i++) {
    score += coref->weights->weights[class][list->features[i]];
  }
  return score;
}

uint32_t coref_chain_size(const Coref *coref, const CorefMention *mention) {
  uint32_t start = (uint32_t)(mention - coref->mentions);
  uint32_t size = 1;
  for (uint32_t at = mention->next; at != start && size < 4; size++) {
    at = coref->mentions[at].next;
  }
  return size;
}
