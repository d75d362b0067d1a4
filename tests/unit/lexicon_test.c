/// Lexicon: words, phrases and their beginnings.
#include "extract/lexicon/lexicon.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

typedef struct {
  Arena *arena;
  Report *report;
  const Lexicon *lexicon;
} Fixture;

static int set_up(void **state) {
  static Fixture fixture;
  fixture.arena = arena_new();
  fixture.report = report_new();
  fixture.lexicon = lexicon_new(fixture.arena, fixture.report);
  *state = &fixture;
  return 0;
}

static int tear_down(void **state) {
  Fixture *fixture = *state;
  assert_int_equal(report_error_count(fixture->report), 0);
  report_free(fixture->report);
  arena_free(fixture->arena);
  return 0;
}

static void test_words_are_found(void **state) {
  const Fixture *fixture = *state;
  const LexiconValue *may = lexicon_find(fixture->lexicon, STR("may"));
  assert_int_equal(lexicon_get(may, LEXICON_MONTH)->number, 5);
  assert_null(lexicon_get(may, LEXICON_WEEKDAY));
  assert_null(lexicon_find(fixture->lexicon, STR("brixholm")));
  assert_true(
      lexicon_has(fixture->lexicon, LEXICON_ABOUT, STR("an estimated")));
}

/// "In the region of" goes on behind each of its words but the last.
static void test_beginnings_of_phrases_are_known(void **state) {
  const Fixture *fixture = *state;
  const char *const beginnings[] = {"in", "in the", "in the region"};
  for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
    const LexiconValue *values =
        lexicon_find(fixture->lexicon, str_from(beginnings[i]));
    assert_true(lexicon_begins(values, LEXICON_ABOUT));
    assert_false(lexicon_begins(values, LEXICON_CURRENCY));
    assert_null(lexicon_get(values, LEXICON_ABOUT));
  }
  assert_false(lexicon_begins(
      lexicon_find(fixture->lexicon, STR("in the region of")), LEXICON_ABOUT));
  assert_false(lexicon_begins(NULL, LEXICON_ABOUT));
}

static void test_words_may_begin_what_lists_hold(void **state) {
  const Fixture *fixture = *state;
  const LexiconValue *in = lexicon_find(fixture->lexicon, STR("in"));
  assert_true(lexicon_may_begin(in, LEXICON_BIT(LEXICON_ABOUT)));
  assert_true(lexicon_may_begin(in, LEXICON_BIT(LEXICON_YEAR_CUE) |
                                        LEXICON_BIT(LEXICON_MONTH)));
  assert_false(lexicon_may_begin(in, LEXICON_BIT(LEXICON_MONTH)));
  assert_false(lexicon_may_begin(NULL, LEXICON_BIT(LEXICON_MONTH)));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_words_are_found, set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_beginnings_of_phrases_are_known,
                                      set_up, tear_down),
      cmocka_unit_test_setup_teardown(test_words_may_begin_what_lists_hold,
                                      set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
