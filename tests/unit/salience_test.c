/// Training of salience: what is learnt from choices.
#include "extract/train/salience_train.h"

#include "extract/coref/coref_salience.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/// Mention 0 is a noun, mention 1 a later one; in one chain if `is_same`.
static void learn(SalienceTraining *training, uint32_t feature, bool is_same,
                  Arena *arena) {
  CorefMention mentions[] = {{.begin = 0, .end = 1, .head = 0},
                             {.begin = 2, .end = 4, .head = 3}};
  CorefSpan spans[] = {{.begin = 0, .end = 1, .head = 0, .chain = 5},
                       {.begin = 1, .end = 4, .head = 3, .chain = 5}};
  spans[1].chain += !is_same;
  Coreference coreference = {mentions, 2};
  CorefSpans gold = {spans, 2};
  CorefWatch watch = salience_training_watch(training);
  const uint32_t none = 0;
  watch.see(watch.context, 1, COREF_NONE, SALIENCE_THING, &none, 1);
  watch.see(watch.context, 1, 0, SALIENCE_THING, &feature, 1);
  salience_training_add(training, &gold, &coreference, arena);
}

static long weight_of(Str file, SalienceClass class, uint32_t feature,
                      Arena *arena) {
  Str name = salience_feature_name(class, feature, arena);
  Str line = arena_format(arena, ": %.*s\n", STR_ARG(name));
  for (size_t i = 0; i + line.length <= file.length; i++) {
    if (str_starts(str_slice(file, i, file.length), line)) {
      while (i > 0 && file.data[i - 1] != '\n') {
        i--;
      }
      return strtol(file.data + i, NULL, 10);
    }
  }
  return 0;
}

/// What goes with right antecedents is for them, what goes with wrong ones
/// against; heads are enough to find a mention by.
static void test_learns_signs(void **state) {
  (void)state;
  enum { GOOD = 20, BAD, UNSEEN };
  Arena *arena = arena_new();
  SalienceTraining *training = salience_training_new(arena);
  for (int i = 0; i < 20; i++) {
    learn(training, GOOD, true, arena);
    learn(training, BAD, false, arena);
  }
  Output *output = output_to_memory();
  salience_training_write(training, output);
  Str file = output_text(output);
  assert_true(weight_of(file, SALIENCE_THING, GOOD, arena) > 50);
  assert_true(weight_of(file, SALIENCE_THING, BAD, arena) < -50);
  assert_int_equal(weight_of(file, SALIENCE_THING, UNSEEN, arena), 0);
  assert_int_equal(weight_of(file, SALIENCE_PERSON, GOOD, arena), 0);
  output_discard(output);
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_learns_signs)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
