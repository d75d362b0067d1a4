/// Evaluation of coreference: quern eval coref.
#include "cli/eval_coref.h"

#include "base/map.h"
#include "cli/coref_documents.h"

/// Links of one sieve.
typedef struct {
  size_t right;
  size_t wrong;
  size_t unknown; ///< a mention has no counterpart in the gold standard
} SieveScore;

enum { MOST_SIEVES = 32 };

typedef struct {
  Call *call;
  CorefScore score;
  SieveScore sieves[MOST_SIEVES];
} Evaluating;

static CorefSpans spans_of(const Coreference *coreference, Arena *arena) {
  CorefSpans spans = {ARENA_NEW(arena, CorefSpan, coreference->count + 1),
                      coreference->count};
  for (uint32_t i = 0; i < coreference->count; i++) {
    const CorefMention *mention = &coreference->mentions[i];
    spans.spans[i] = (CorefSpan){.sentence = mention->sentence,
                                 .begin = mention->begin,
                                 .end = mention->end,
                                 .head = mention->head,
                                 .chain = coref_root(coreference, i)};
  }
  return spans;
}

static Str head_key(Arena *arena, uint32_t sentence, uint32_t head) {
  return arena_format(arena, "%u %u", sentence, head);
}

/// Count for each sieve which of its links the gold standard has, by heads.
static void score_sieves(Evaluating *evaluating, const CorefSpans *gold,
                         const Coreference *coreference, Arena *arena) {
  Map *chains = map_new(arena);
  for (size_t i = 0; i < gold->count; i++) {
    Str key = head_key(arena, gold->spans[i].sentence, gold->spans[i].head);
    if (!map_find(chains, key)) {
      map_set(chains, key, gold->spans[i].chain);
    }
  }
  for (uint32_t i = 0; i < coreference->count; i++) {
    const CorefMention *own = &coreference->mentions[i];
    if (own->antecedent == COREF_NONE || own->sieve >= MOST_SIEVES) {
      continue;
    }
    const CorefMention *other = &coreference->mentions[own->antecedent];
    uint32_t a =
        map_get(chains, head_key(arena, own->sentence, own->head), COREF_NONE);
    uint32_t b = map_get(chains, head_key(arena, other->sentence, other->head),
                         COREF_NONE);
    SieveScore *score = &evaluating->sieves[own->sieve];
    score->unknown += a == COREF_NONE || b == COREF_NONE;
    score->right += a != COREF_NONE && a == b;
    score->wrong += a != COREF_NONE && b != COREF_NONE && a != b;
  }
}

static void score_document(void *context, const CorefSpans *gold,
                           const Extraction *extraction, Arena *arena) {
  Evaluating *evaluating = context;
  CorefSpans spans = spans_of(&extraction->coreference, arena);
  coref_score_add(&evaluating->score, gold, &spans);
  score_sieves(evaluating, gold, &extraction->coreference, arena);
}

static void write_sieves(const Evaluating *evaluating) {
  Output *output = evaluating->call->output;
  output_format(output, "\n%-12s %9s %9s %9s\n", "Sieve", "Right", "Wrong",
                "Unknown");
  for (uint32_t i = 0; coref_sieve_name(i).length > 0 && i < MOST_SIEVES; i++) {
    Str name = coref_sieve_name(i);
    const SieveScore *score = &evaluating->sieves[i];
    output_format(output, "%-12.*s %9zu %9zu %9zu\n", STR_ARG(name),
                  score->right, score->wrong, score->unknown);
  }
}

Status eval_coref(Call *call, const char *path) {
  Evaluating evaluating = {.call = call};
  RuleDesk desk;
  Status status = rule_desk_open(call, NULL, true, &desk);
  if (status == STATUS_OK) {
    status = coref_documents_visit(&desk, path, score_document, &evaluating);
    if (status != STATUS_FAILED) {
      coref_score_write(call->output, &evaluating.score);
      if (call->options.values[OPTION_DETAILS].is_set) {
        write_sieves(&evaluating);
      }
    }
  }
  rule_desk_close(&desk);
  return status;
}
