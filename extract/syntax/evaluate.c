/// Evaluate: counting agreement.
#include "extract/syntax/evaluate.h"

#include "base/map.h"
#include "extract/syntax/align.h"

#include <stdlib.h>

/// The features of the universal inventory that CoNLL 2018 compares.
static const char *const universal_features[] = {
    "Abbr",    "Animacy",  "Aspect", "Case", "Definite", "Degree",
    "Evident", "Foreign",  "Gender", "Mood", "NumType",  "Number",
    "Person",  "Polarity", "Polite", "Poss", "PronType", "Reflex",
    "Tense",   "VerbForm", "Voice",
};

/// Relations of content words, without subtypes.
static const char *const content_relations[] = {
    "nsubj",     "obj",      "iobj",       "csubj",      "ccomp", "xcomp",
    "obl",       "vocative", "expl",       "dislocated", "advcl", "advmod",
    "discourse", "nmod",     "appos",      "nummod",     "acl",   "amod",
    "conj",      "fixed",    "flat",       "compound",   "list",  "parataxis",
    "orphan",    "goeswith", "reparandum", "root",       "dep",
};

/// Both layouts, the gold words' counterparts set.
typedef struct {
  AlignedText gold;
  AlignedText system;
  Arena *arena;
} Comparison;

static bool is_among(Str name, const char *const *names, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (str_equal(name, str_from(names[i]))) {
      return true;
    }
  }
  return false;
}

/// The part of `text` before the first `sign`.
static Str before(Str text, char sign) {
  const char *place = text.length ? memchr(text.data, sign, text.length) : NULL;
  return place ? str_slice(text, 0, (size_t)(place - text.data)) : text;
}

static bool is_content(const Token *token) {
  return is_among(before(token->relation, ':'), content_relations,
                  sizeof content_relations / sizeof *content_relations);
}

/// Take the next universal feature; false at the end.
static bool next_feature(Str *features, Str *feature) {
  while (features->length) {
    *feature = before(*features, '|');
    size_t used = feature->length + (feature->length < features->length);
    *features = str_slice(*features, used, features->length);
    if (is_among(before(*feature, '='), universal_features,
                 sizeof universal_features / sizeof *universal_features)) {
      return true;
    }
  }
  return false;
}

static bool has_feature(Str features, Str wanted) {
  Str feature;
  while (next_feature(&features, &feature)) {
    if (str_equal(feature, wanted)) {
      return true;
    }
  }
  return false;
}

/// Are all universal features of `a` among those of `b`?
static bool is_subset(Str a, Str b) {
  Str feature;
  while (next_feature(&a, &feature)) {
    if (!has_feature(b, feature)) {
      return false;
    }
  }
  return true;
}

static bool same_features(const Token *gold, const Token *system) {
  return str_equal(gold->features, system->features) ||
         (is_subset(gold->features, system->features) &&
          is_subset(system->features, gold->features));
}

/// Is the head of the gold word the counterpart of the system word's head?
static bool same_head(const Comparison *comparison, const AlignedWord *gold,
                      const AlignedWord *system) {
  if (gold->head == TOKEN_NONE || system->head == TOKEN_NONE) {
    return gold->head == system->head;
  }
  return comparison->system.words[system->head].counterpart == gold->head;
}

static bool is_correct(const Comparison *comparison, Measure measure,
                       const AlignedWord *gold, const AlignedWord *system) {
  const Token *a = gold->token;
  const Token *b = system->token;
  switch (measure) {
  case MEASURE_UPOS:
    return a->upos == b->upos;
  case MEASURE_XPOS:
    return str_equal(a->xpos, b->xpos);
  case MEASURE_FEATURES:
    return same_features(a, b);
  case MEASURE_ALL_TAGS:
    return a->upos == b->upos && str_equal(a->xpos, b->xpos) &&
           same_features(a, b);
  case MEASURE_LEMMAS: // no lemma in the gold standard: all are right
    return a->lemma.length == 0 || str_equal(a->lemma, b->lemma);
  case MEASURE_UAS:
    return same_head(comparison, gold, system);
  case MEASURE_LAS:
    return same_head(comparison, gold, system) &&
           str_equal(a->relation, b->relation);
  case MEASURE_UNIVERSAL_LAS:
  case MEASURE_CLAS:
    return same_head(comparison, gold, system) &&
           str_equal(before(a->relation, ':'), before(b->relation, ':'));
  default:
    return true;
  }
}

static Score score_words(const Comparison *comparison, Measure measure) {
  Score score = {0};
  bool only_content = measure == MEASURE_CLAS;
  for (uint32_t i = 0; i < comparison->system.word_count; i++) {
    score.system +=
        !only_content || is_content(comparison->system.words[i].token);
  }
  for (uint32_t i = 0; i < comparison->gold.word_count; i++) {
    const AlignedWord *gold = &comparison->gold.words[i];
    if (only_content && !is_content(gold->token)) {
      continue;
    }
    score.gold++;
    if (gold->counterpart != TOKEN_NONE) {
      score.aligned++;
      score.correct += is_correct(comparison, measure, gold,
                                  &comparison->system.words[gold->counterpart]);
    }
  }
  return score;
}

static Score score_spans(const Span *gold, size_t gold_count,
                         const Span *system, size_t system_count) {
  Score score = {.gold = gold_count, .system = system_count};
  size_t g = 0;
  size_t s = 0;
  while (g < gold_count && s < system_count) {
    if (system[s].begin < gold[g].begin) {
      s++;
    } else if (gold[g].begin < system[s].begin) {
      g++;
    } else {
      score.correct += gold[g++].end == system[s++].end;
    }
  }
  return score;
}

/// Order rows by how frequent they are, then by name.
static int compare_rows(const void *left, const void *right) {
  const ScoreRow *a = left;
  const ScoreRow *b = right;
  if (a->score.gold != b->score.gold) {
    return a->score.gold > b->score.gold ? -1 : 1;
  }
  return str_compare(a->name, b->name);
}

static Str relation_of(const Token *token) {
  return token->relation.length ? token->relation : STR("_");
}

static Str tag_of(const Token *token) { return upos_name(token->upos); }

/// Count what agrees of each name that `name_of` gives to words.
static ScoreRow *count_rows(const Comparison *comparison, Measure measure,
                            Str (*name_of)(const Token *token), size_t *count) {
  const AlignedText *gold = &comparison->gold;
  const AlignedText *system = &comparison->system;
  Map *names = map_new(comparison->arena);
  for (uint32_t i = 0; i < gold->word_count; i++) {
    map_intern(names, name_of(gold->words[i].token));
  }
  for (uint32_t i = 0; i < system->word_count; i++) {
    map_intern(names, name_of(system->words[i].token));
  }
  *count = map_count(names);
  ScoreRow *rows = ARENA_NEW(comparison->arena, ScoreRow, *count);
  for (uint32_t i = 0; i < *count; i++) {
    rows[i].name = map_entry(names, i)->key;
  }
  for (uint32_t i = 0; i < system->word_count; i++) {
    rows[map_intern(names, name_of(system->words[i].token))].score.system++;
  }
  for (uint32_t i = 0; i < gold->word_count; i++) {
    const AlignedWord *word = &gold->words[i];
    Score *score = &rows[map_intern(names, name_of(word->token))].score;
    bool is_aligned = word->counterpart != TOKEN_NONE;
    score->gold++;
    score->aligned += is_aligned;
    score->correct +=
        is_aligned && is_correct(comparison, measure, word,
                                 &system->words[word->counterpart]);
  }
  qsort(rows, *count, sizeof *rows, compare_rows);
  return rows;
}

Status evaluate(const Analysis *gold, const Analysis *system, Str name,
                Arena *arena, Report *report, Evaluation *evaluation) {
  size_t difference = align_find_difference(gold->text, system->text);
  if (difference != SIZE_MAX) {
    report_add(report, SEVERITY_ERROR, name,
               "the texts to compare differ at byte %zu of the gold text",
               difference);
    return STATUS_BAD_INPUT;
  }
  Comparison comparison = {align_layout(gold, arena),
                           align_layout(system, arena), arena};
  align_words(&comparison.gold, &comparison.system, arena);
  *evaluation = (Evaluation){0};
  for (int measure = MEASURE_WORDS; measure < MEASURE_COUNT; measure++) {
    evaluation->scores[measure] = score_words(&comparison, (Measure)measure);
  }
  evaluation->scores[MEASURE_TOKENS] =
      score_spans(comparison.gold.tokens, comparison.gold.token_count,
                  comparison.system.tokens, comparison.system.token_count);
  evaluation->scores[MEASURE_SENTENCES] = score_spans(
      comparison.gold.sentences, comparison.gold.sentence_count,
      comparison.system.sentences, comparison.system.sentence_count);
  evaluation->tags =
      count_rows(&comparison, MEASURE_UPOS, tag_of, &evaluation->tag_count);
  evaluation->relations = count_rows(&comparison, MEASURE_LAS, relation_of,
                                     &evaluation->relation_count);
  return STATUS_OK;
}
