/// Training of salience: weights of what speaks for an antecedent.
#include "extract/train/salience_train.h"

#include "base/map.h"
#include "extract/coref/coref_salience.h"

#include <math.h>

/// One candidate of a mention.
typedef struct {
  uint32_t mention;
  uint32_t candidate;
  SalienceList list;
  bool is_right;
} Choice;

/// The candidates of one mention: `count` of all choices from `begin` on.
typedef struct {
  SalienceClass class;
  uint32_t begin;
  uint32_t count;
} Lesson;

struct SalienceTraining {
  Arena *arena;
  Choice *choices;
  size_t choice_count;
  size_t choice_capacity;
  Lesson *lessons;
  size_t lesson_count;
  size_t lesson_capacity;
  size_t labelled; ///< choices whose document is done
};

/// What a mistake costs, as a logarithm of odds (Durrett and Klein 2013,
/// section 3.3): links are to be sure rather than many.
typedef struct {
  double false_link; ///< of what takes up nothing
  double wrong_link;
  double missed;
} Costs;

static const Costs costs[SALIENCE_CLASS_COUNT] = {
    [SALIENCE_PERSON] = {0, 0, 0.5}, [SALIENCE_THING] = {0, 0, 0},
    [SALIENCE_PLURAL] = {0, 0, 0.5}, [SALIENCE_POINTING] = {0, 0, 0},
    [SALIENCE_NOUN] = {0, 1, 2},
};

SalienceTraining *salience_training_new(Arena *arena) {
  SalienceTraining *training = ARENA_NEW(arena, SalienceTraining, 1);
  training->arena = arena;
  return training;
}

static void see(void *context, uint32_t mention, uint32_t candidate,
                uint32_t class, const uint32_t *features, uint32_t count) {
  SalienceTraining *training = context;
  if (candidate == COREF_NONE) { // comes first
    *ARENA_PUSH(training->arena, training->lessons, training->lesson_count,
                training->lesson_capacity) =
        (Lesson){(SalienceClass) class, (uint32_t)training->choice_count, 0};
  }
  Choice *choice =
      ARENA_PUSH(training->arena, training->choices, training->choice_count,
                 training->choice_capacity);
  *choice = (Choice){.mention = mention, .candidate = candidate};
  memcpy(choice->list.features, features, count * sizeof *features);
  choice->list.count = count;
  training->lessons[training->lesson_count - 1].count++;
}

CorefWatch salience_training_watch(SalienceTraining *training) {
  return (CorefWatch){see, training};
}

static Str span_key(Arena *arena, uint32_t sentence, uint32_t begin,
                    uint32_t end) {
  return arena_format(arena, "%u %u %u", sentence, begin, end);
}

static void note(Map *chains, Str key, uint32_t chain) {
  MapEntry *entry = map_add(chains, key);
  entry->value = entry->value ? entry->value : chain + 1;
}

/// By mention: 1 + its chain, found by its words, else by its head; 0 if it has
/// none.
static uint32_t *find_chains(const CorefSpans *gold,
                             const Coreference *coreference, Arena *scratch) {
  Map *chains = map_new(scratch);
  for (size_t i = 0; i < gold->count; i++) {
    const CorefSpan *span = &gold->spans[i];
    note(chains, span_key(scratch, span->sentence, span->begin, span->end),
         span->chain);
    note(chains, span_key(scratch, span->sentence, span->head, 0), span->chain);
  }
  uint32_t *found = ARENA_NEW(scratch, uint32_t, coreference->count + 1);
  for (uint32_t i = 0; i < coreference->count; i++) {
    const CorefMention *own = &coreference->mentions[i];
    uint32_t chain = map_get(
        chains, span_key(scratch, own->sentence, own->begin, own->end), 0);
    found[i] = chain
                   ? chain
                   : map_get(chains,
                             span_key(scratch, own->sentence, own->head, 0), 0);
  }
  return found;
}

void salience_training_add(SalienceTraining *training, const CorefSpans *gold,
                           const Coreference *coreference, Arena *scratch) {
  ArenaMark mark = arena_mark(scratch);
  const uint32_t *chains = find_chains(gold, coreference, scratch);
  size_t none = 0;
  for (size_t i = training->labelled; i < training->choice_count; i++) {
    Choice *choice = &training->choices[i];
    if (choice->candidate == COREF_NONE) {
      none = i;
      choice->is_right = true;
      continue;
    }
    uint32_t chain = chains[choice->mention];
    choice->is_right = chain && chain == chains[choice->candidate];
    training->choices[none].is_right &= !choice->is_right;
  }
  training->labelled = training->choice_count;
  arena_rewind(scratch, mark);
}

static double cost_of(const Costs *cost, const Choice *choice, bool has_none) {
  return choice->is_right                  ? 0
         : choice->candidate == COREF_NONE ? cost->missed
         : has_none                        ? cost->false_link
                                           : cost->wrong_link;
}

/// Add the slope of the loss of one lesson: the features that are expected,
/// less those expected of the right candidates.
static void add_slope(const SalienceTraining *training, const Lesson *lesson,
                      const double *weights, double *slope, double *chances) {
  const Choice *choices = training->choices + lesson->begin;
  double all = 0;
  double right = 0;
  for (uint32_t i = 0; i < lesson->count; i++) {
    double score =
        cost_of(&costs[lesson->class], &choices[i], choices[0].is_right);
    for (uint32_t k = 0; k < choices[i].list.count; k++) {
      score += weights[choices[i].list.features[k]];
    }
    chances[i] = exp(score);
    all += chances[i];
    right += choices[i].is_right ? chances[i] : 0;
  }
  for (uint32_t i = 0; i < lesson->count; i++) {
    double difference =
        chances[i] / all - (choices[i].is_right ? chances[i] / right : 0);
    for (uint32_t k = 0; k < choices[i].list.count; k++) {
      slope[choices[i].list.features[k]] += difference;
    }
  }
}

/// Gradient descent over all lessons at once, each weight at a rate of its own
/// (AdaGrad, Duchi et al. 2011).
static double *fit(const SalienceTraining *training, SalienceClass class,
                   Arena *arena) {
  enum { ROUNDS = 300, MOST_CHANCES = 4096 };
  const double rate = 0.3;
  const double decay = 4.0; // pulls weights to zero, as so many lessons
  uint32_t count = salience_feature_count(class);
  double *weights = ARENA_NEW(arena, double, count + 1);
  double *slope = ARENA_NEW(arena, double, count + 1);
  double *squares = ARENA_NEW(arena, double, count + 1);
  double *chances = ARENA_NEW(arena, double, MOST_CHANCES);
  for (int round = 0; round < ROUNDS; round++) {
    for (uint32_t i = 0; i < count; i++) {
      slope[i] = decay * weights[i];
    }
    for (size_t i = 0; i < training->lesson_count; i++) {
      const Lesson *lesson = &training->lessons[i];
      if (lesson->class == class && lesson->count <= MOST_CHANCES) {
        add_slope(training, lesson, weights, slope, chances);
      }
    }
    for (uint32_t i = 0; i < count; i++) {
      squares[i] += slope[i] * slope[i];
      weights[i] -= squares[i] > 0 ? rate * slope[i] / sqrt(squares[i]) : 0;
    }
  }
  return weights;
}

void salience_training_write(const SalienceTraining *training, Output *output) {
  Arena *arena = arena_new();
  output_format(output, "%s",
                "# What speaks for a mention to be what another one takes up: "
                "see\n# extract/coref/coref_salience.h. `weight: class "
                "feature`, for he and she\n# (person), it (thing), they "
                "(plural), and nouns that were said before (noun);\n# features "
                "that begin with \"none\" speak for no antecedent. A unit is "
                "a\n# hundredth of the logarithm of the odds. Made by quern "
                "train --part salience.\n\n[salience]\n");
  for (SalienceClass class = 0; class < SALIENCE_CLASS_COUNT; class ++) {
    const double *weights = fit(training, class, arena);
    for (uint32_t i = 0; i < salience_feature_count(class); i++) {
      long weight = lround(100 * weights[i]);
      if (weight != 0) {
        Str name = salience_feature_name(class, i, arena);
        output_format(output, "%ld: %.*s\n", weight, STR_ARG(name));
      }
    }
  }
  arena_free(arena);
}
