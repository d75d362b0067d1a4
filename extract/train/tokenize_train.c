/// Training the tokenizer: an averaged perceptron over whole numbers, so that
/// the result is the same on every machine.
#include "extract/train/tokenize_train.h"

#include "extract/syntax/tokenize_table.h"
#include "extract/train/tokenize_list.h"

enum {
  EPOCHS = 8,
  MARGIN = 20, ///< by which the right answer has to win
  SCALE = 16,  ///< of the averaged weights when they are stored
  SEED = 2016
};

/// A place between two atoms and what it is.
typedef struct {
  uint16_t rows[BOUNDARY_FEATURES];
  uint8_t answer; ///< Boundary
} Example;
_Static_assert(BOUNDARY_TABLE_BITS <= 16, "rows fit");

typedef struct {
  Example *examples;
  size_t count;
  size_t capacity;
} Examples;

/// The lists, and where the examples made with them go.
typedef struct {
  Arena *arena;
  WordList joints;
  WordList kinds;
  Examples examples;
} Lesson;

static void add_example(Lesson *lesson, const BoundaryWalk *walk,
                        uint32_t index, Boundary answer) {
  Examples *examples = &lesson->examples;
  Example *example = ARENA_PUSH(lesson->arena, examples->examples,
                                examples->count, examples->capacity);
  uint32_t rows[BOUNDARY_FEATURES];
  boundary_features(walk, index, rows);
  for (int k = 0; k < BOUNDARY_FEATURES; k++) {
    example->rows[k] = (uint16_t)rows[k];
  }
  example->answer = (uint8_t)answer;
}

static void see_block(Arena *arena, const TreebankBlock *block, void *data) {
  Lesson *lesson = data;
  Atoms atoms = atoms_find(arena, block->text, lesson->joints);
  BoundaryWalk walk = boundary_walk(arena, atoms, lesson->kinds);
  size_t token = 0;
  for (uint32_t i = 0; i < atoms.count; i++) {
    uint32_t begin = block->begin + atoms.atoms[i].begin;
    while (token < block->count &&
           block->tokens[token].token->range.begin < begin) {
      token++;
    }
    Boundary answer = BOUNDARY_NONE;
    if (token < block->count &&
        block->tokens[token].token->range.begin == begin) {
      answer = block->tokens[token].is_joined ? BOUNDARY_WORD : BOUNDARY_TOKEN;
    }
    if (boundary_is_open(atoms, i)) {
      add_example(lesson, &walk, i, answer);
    }
    boundary_take(&walk, i, answer);
  }
}

typedef int32_t Weights[BOUNDARY_ROWS][BOUNDARY_COUNT];
typedef int64_t Totals[BOUNDARY_ROWS][BOUNDARY_COUNT];

/// The strongest answer but the right one, and by how much it loses.
static int find_rival(const Weights weights, const Example *example,
                      int32_t *lead) {
  int32_t scores[BOUNDARY_COUNT] = {0};
  for (int i = 0; i < BOUNDARY_FEATURES; i++) {
    for (int k = 0; k < BOUNDARY_COUNT; k++) {
      scores[k] += weights[example->rows[i]][k];
    }
  }
  int rival = example->answer == 0 ? 1 : 0;
  for (int k = 0; k < BOUNDARY_COUNT; k++) {
    if (k != example->answer && scores[k] > scores[rival]) {
      rival = k;
    }
  }
  *lead = scores[example->answer] - scores[rival];
  return rival;
}

static uint64_t next_random(uint64_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return *state;
}

static void shuffle(uint32_t *order, size_t count, uint64_t *state) {
  for (size_t i = count; i > 1; i--) {
    size_t other = next_random(state) % i;
    uint32_t saved = order[i - 1];
    order[i - 1] = order[other];
    order[other] = saved;
  }
}

static void learn(Arena *scratch, const Examples *examples, Weights weights,
                  Totals totals) {
  uint32_t *order = ARENA_NEW(scratch, uint32_t, examples->count);
  for (size_t i = 0; i < examples->count; i++) {
    order[i] = (uint32_t)i;
  }
  uint64_t state = SEED;
  int64_t left = (int64_t)examples->count * EPOCHS; // steps an update lasts
  for (int epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, examples->count, &state);
    for (size_t i = 0; i < examples->count; i++, left--) {
      const Example *example = &examples->examples[order[i]];
      int32_t lead;
      int rival =
          find_rival((const int32_t(*)[BOUNDARY_COUNT])weights, example, &lead);
      if (lead > MARGIN) {
        continue;
      }
      for (int k = 0; k < BOUNDARY_FEATURES; k++) {
        weights[example->rows[k]][example->answer]++;
        totals[example->rows[k]][example->answer] += left;
        weights[example->rows[k]][rival]--;
        totals[example->rows[k]][rival] -= left;
      }
    }
  }
}

static int16_t store_weight(int64_t total, int64_t steps) {
  int64_t weight = total * SCALE / (steps ? steps : 1);
  weight = weight > INT16_MAX ? INT16_MAX : weight;
  return (int16_t)(weight < INT16_MIN ? INT16_MIN : weight);
}

static size_t put_words(uint32_t *section, size_t place, WordList list) {
  for (uint32_t i = 0; i < list.count; i++) {
    section[place++] = list.words[i].hash;
    section[place++] = list.words[i].value;
  }
  return place;
}

static Str write_section(Arena *arena, const Lesson *lesson,
                         const Totals totals) {
  size_t words = TOKENIZER_HEADER_WORDS + 2 * (size_t)lesson->joints.count +
                 2 * (size_t)lesson->kinds.count;
  size_t length = words * sizeof(uint32_t) + BOUNDARY_TABLE_SIZE;
  uint32_t *section = arena_alloc(arena, 1, length);
  section[0] = TOKENIZER_VERSION;
  section[1] = BOUNDARY_TABLE_BITS;
  section[2] = lesson->joints.count;
  section[3] = lesson->kinds.count;
  size_t place = put_words(section, TOKENIZER_HEADER_WORDS, lesson->joints);
  place = put_words(section, place, lesson->kinds);
  int64_t steps = (int64_t)lesson->examples.count * EPOCHS;
  int16_t *weights = (int16_t *)(section + place);
  for (size_t row = 0; row < BOUNDARY_ROWS; row++) {
    for (size_t k = 0; k < BOUNDARY_COUNT; k++) {
      *weights++ = store_weight(totals[row][k], steps);
    }
  }
  return (Str){(const char *)section, length};
}

Str tokenizer_train(Arena *arena, TokenizerLists lists,
                    const Treebank *treebanks, size_t count) {
  Arena *scratch = arena_new();
  Lesson lesson = {.arena = scratch,
                   .joints =
                       joints_find(scratch, lists.joints, treebanks, count),
                   .kinds = kinds_read(scratch, lists)};
  treebank_visit(treebanks, count, see_block, &lesson);
  int32_t(*weights)[BOUNDARY_COUNT] = arena_alloc(scratch, 1, sizeof(Weights));
  int64_t(*totals)[BOUNDARY_COUNT] = arena_alloc(scratch, 1, sizeof(Totals));
  learn(scratch, &lesson.examples, weights, totals);
  Str section =
      write_section(arena, &lesson, (const int64_t(*)[BOUNDARY_COUNT])totals);
  arena_free(scratch);
  return section;
}
