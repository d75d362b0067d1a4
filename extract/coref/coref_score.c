/// Coreference score: how well chains of mentions agree with a gold standard.
#include "extract/coref/coref_score.h"

#include "base/map.h"
#include "extract/coref/coref_match.h"

/// The chains of one side, numbered from 0, without those of one mention.
typedef struct {
  Map *chain_of;  ///< by mention: 1 + the chain's number, 0 if it is alone
  uint32_t *size; ///< by chain
  uint32_t count;
} Chains;

static Str span_key(Arena *arena, const CorefSpan *span, bool by_head) {
  uint32_t numbers[3] = {span->sentence, by_head ? span->head : span->begin,
                         by_head ? span->head + 1 : span->end};
  return arena_copy(arena, (Str){(const char *)numbers, sizeof numbers});
}

/// Number the chains of two or more different mentions.
static Chains collect_chains(const CorefSpans *spans, bool by_head,
                             Arena *arena) {
  Chains chains = {.chain_of = map_new(arena)};
  Map *names = map_new(arena);
  uint32_t *size = ARENA_NEW(arena, uint32_t, spans->count + 1);
  for (size_t i = 0; i < spans->count; i++) {
    MapEntry *entry =
        map_add(chains.chain_of, span_key(arena, &spans->spans[i], by_head));
    if (entry->value == 0) {
      Str name = arena_format(arena, "%u", spans->spans[i].chain);
      entry->value = map_intern(names, name) + 1;
      size[entry->value - 1]++;
    }
  }
  chains.size = ARENA_NEW(arena, uint32_t, spans->count + 1);
  uint32_t *number = ARENA_NEW(arena, uint32_t, spans->count + 1);
  for (uint32_t i = 0; i < map_count(names); i++) {
    if (size[i] > 1) {
      chains.size[chains.count++] = size[i];
      number[i] = chains.count;
    }
  }
  for (uint32_t i = 0; i < map_count(chains.chain_of); i++) {
    MapEntry *entry = map_entry(chains.chain_of, i);
    entry->value = number[entry->value - 1];
  }
  return chains;
}

/// How many mentions each gold chain shares with each system chain.
typedef struct {
  Chains gold;
  Chains system;
  uint32_t *shared; ///< [gold * system.count + system]
} Overlap;

static Overlap find_overlap(const CorefSpans *gold, const CorefSpans *system,
                            bool by_head, Arena *arena) {
  Overlap overlap = {collect_chains(gold, by_head, arena),
                     collect_chains(system, by_head, arena), NULL};
  size_t cells = (size_t)overlap.gold.count * overlap.system.count;
  overlap.shared = ARENA_NEW(arena, uint32_t, cells + 1);
  for (uint32_t i = 0; i < map_count(overlap.gold.chain_of); i++) {
    const MapEntry *entry = map_entry(overlap.gold.chain_of, i);
    uint32_t other = map_get(overlap.system.chain_of, entry->key, 0);
    if (entry->value && other) {
      overlap.shared[(size_t)(entry->value - 1) * overlap.system.count + other -
                     1]++;
    }
  }
  return overlap;
}

static double shared(const Overlap *overlap, uint32_t gold, uint32_t system) {
  return overlap->shared[(size_t)gold * overlap->system.count + system];
}

static double pairs(double count) { return count * (count - 1) / 2; }

/// MUC counts the links a chain lacks: its size less the number of parts that
/// the other side cuts it into (Vilain et al. 1995, section 2).
static void add_muc(CorefCounts *counts, const Overlap *overlap) {
  for (uint32_t g = 0; g < overlap->gold.count; g++) {
    double parts = overlap->gold.size[g];
    for (uint32_t s = 0; s < overlap->system.count; s++) {
      double both = shared(overlap, g, s);
      parts -= both > 1 ? both - 1 : 0;
    }
    counts->gold_right += overlap->gold.size[g] - parts;
    counts->gold_all += overlap->gold.size[g] - 1.0;
  }
  for (uint32_t s = 0; s < overlap->system.count; s++) {
    double parts = overlap->system.size[s];
    for (uint32_t g = 0; g < overlap->gold.count; g++) {
      double both = shared(overlap, g, s);
      parts -= both > 1 ? both - 1 : 0;
    }
    counts->system_right += overlap->system.size[s] - parts;
    counts->system_all += overlap->system.size[s] - 1.0;
  }
}

/// What goes by cells of the overlap: B3, the share of a mention's chain that
/// the other side puts with it, over all mentions (Bagga and Baldwin 1998;
/// Pradhan et al. 2014, section 3.2); pairs; and mentions.
static void add_cells(CorefScore *score, const Overlap *overlap,
                      CorefMeasure pair_measure) {
  for (uint32_t g = 0; g < overlap->gold.count; g++) {
    for (uint32_t s = 0; s < overlap->system.count; s++) {
      double both = shared(overlap, g, s);
      score->counts[pair_measure].gold_right += pairs(both);
      score->counts[pair_measure].system_right += pairs(both);
      if (pair_measure == COREF_PAIRS) {
        CorefCounts *b3 = &score->counts[COREF_B3];
        b3->gold_right += both * both / overlap->gold.size[g];
        b3->system_right += both * both / overlap->system.size[s];
        score->counts[COREF_MENTIONS].gold_right += both;
        score->counts[COREF_MENTIONS].system_right += both;
      }
    }
  }
}

static void add_sizes(CorefScore *score, const Overlap *overlap,
                      CorefMeasure pair_measure) {
  for (uint32_t g = 0; g < overlap->gold.count; g++) {
    double size = overlap->gold.size[g];
    score->counts[pair_measure].gold_all += pairs(size);
    if (pair_measure == COREF_PAIRS) {
      score->counts[COREF_B3].gold_all += size;
      score->counts[COREF_MENTIONS].gold_all += size;
    }
  }
  for (uint32_t s = 0; s < overlap->system.count; s++) {
    double size = overlap->system.size[s];
    score->counts[pair_measure].system_all += pairs(size);
    if (pair_measure == COREF_PAIRS) {
      score->counts[COREF_B3].system_all += size;
      score->counts[COREF_MENTIONS].system_all += size;
    }
  }
}

/// CEAFe pairs chains one to one, so that the similarities phi 4 (twice the
/// shared mentions by the sum of sizes) have the greatest sum (Luo 2005,
/// sections 3 and 4).
static void add_ceafe(CorefCounts *counts, const Overlap *overlap,
                      Arena *arena) {
  uint32_t rows = overlap->gold.count;
  uint32_t columns = overlap->system.count;
  double *similarity = ARENA_NEW(arena, double, (size_t)rows *columns + 1);
  for (uint32_t g = 0; g < rows; g++) {
    for (uint32_t s = 0; s < columns; s++) {
      similarity[(size_t)g * columns + s] =
          2 * shared(overlap, g, s) /
          ((double)overlap->gold.size[g] + overlap->system.size[s]);
    }
  }
  double best = coref_match(arena, similarity, rows, columns);
  counts->gold_right += best;
  counts->system_right += best;
  counts->gold_all += rows;
  counts->system_all += columns;
}

void coref_score_add(CorefScore *score, const CorefSpans *gold,
                     const CorefSpans *system) {
  Arena *arena = arena_new();
  Overlap exact = find_overlap(gold, system, false, arena);
  add_muc(&score->counts[COREF_MUC], &exact);
  add_cells(score, &exact, COREF_PAIRS);
  add_sizes(score, &exact, COREF_PAIRS);
  add_ceafe(&score->counts[COREF_CEAFE], &exact, arena);
  Overlap heads = find_overlap(gold, system, true, arena);
  add_cells(score, &heads, COREF_HEAD_PAIRS);
  add_sizes(score, &heads, COREF_HEAD_PAIRS);
  arena_free(arena);
}

static double share(double part, double all) {
  return all > 0 ? part / all : 0;
}

double coref_precision(const CorefScore *score, CorefMeasure measure) {
  return share(score->counts[measure].system_right,
               score->counts[measure].system_all);
}

double coref_recall(const CorefScore *score, CorefMeasure measure) {
  return share(score->counts[measure].gold_right,
               score->counts[measure].gold_all);
}

double coref_f1(const CorefScore *score, CorefMeasure measure) {
  double precision = coref_precision(score, measure);
  double recall = coref_recall(score, measure);
  return share(2 * precision * recall, precision + recall);
}

double coref_conll(const CorefScore *score) {
  return (coref_f1(score, COREF_MUC) + coref_f1(score, COREF_B3) +
          coref_f1(score, COREF_CEAFE)) /
         3;
}

void coref_score_write(Output *output, const CorefScore *score) {
  static const char *const names[] = {
      [COREF_MENTIONS] = "Mentions",
      [COREF_MUC] = "MUC",
      [COREF_B3] = "B3",
      [COREF_CEAFE] = "CEAFe",
      [COREF_PAIRS] = "Pairs",
      [COREF_HEAD_PAIRS] = "Head-pairs",
  };
  _Static_assert(sizeof names / sizeof *names == COREF_MEASURE_COUNT,
                 "every measure has a name");
  output_format(output, "%-12s %9s %9s %9s\n", "", "Precision", "Recall", "F1");
  for (CorefMeasure i = 0; i < COREF_MEASURE_COUNT; i++) {
    output_format(output, "%-12s %9.2f %9.2f %9.2f\n", names[i],
                  100 * coref_precision(score, i), 100 * coref_recall(score, i),
                  100 * coref_f1(score, i));
  }
  output_format(output, "%-12s %29.2f\n", "CoNLL", 100 * coref_conll(score));
}
