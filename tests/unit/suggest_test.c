/// Tests of base/suggest.
#include "base/suggest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static void test_distance(void **state) {
  (void)state;
  static const struct {
    const char *a;
    const char *b;
    size_t distance;
  } cases[] = {
      {"", "", 0},           {"", "abc", 3},           {"abc", "abc", 0},
      {"nsubj", "nsbuj", 1}, {"kitten", "sitting", 3}, {"ab", "ba", 1},
      {"obl", "obj", 1},     {"extract", "xtract", 1},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Str a = str_from(cases[i].a);
    Str b = str_from(cases[i].b);
    assert_int_equal(suggest_distance(a, b), cases[i].distance);
    assert_int_equal(suggest_distance(b, a), cases[i].distance);
  }
}

static void test_long_words_are_far(void **state) {
  (void)state;
  char letters[65];
  memset(letters, 'x', sizeof letters);
  Str longest = {letters, 64};
  Str too_long = {letters, 65};
  assert_int_equal(suggest_distance(longest, STR("")), 64);
  assert_true(suggest_distance(too_long, too_long) == SIZE_MAX);
}

static void test_nearest(void **state) {
  (void)state;
  const Str names[] = {STR("obj"),   STR("nsubj"),     STR("obl"),
                       STR("csubj"), STR("parataxis"), STR("x")};
  enum { COUNT = sizeof names / sizeof *names };
  static const struct {
    const char *word;
    const char *nearest;
  } cases[] = {{"nsbuj", "nsubj"}, {"obk", "obj"},   {"paratxsi", "parataxis"},
               {"nonsense", ""},   {"obj", "obj"},   {"y", ""},
               {"", ""},           {"subj", "nsubj"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Str nearest = suggest_nearest(str_from(cases[i].word), names, COUNT);
    assert_true(str_equal(nearest, str_from(cases[i].nearest)));
  }
  assert_int_equal(suggest_nearest(STR("obj"), NULL, 0).length, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_distance),
      cmocka_unit_test(test_long_words_are_far),
      cmocka_unit_test(test_nearest),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
