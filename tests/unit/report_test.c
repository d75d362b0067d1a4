/// Tests of base/report.
#include "base/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

typedef struct {
  Arena *arena;
  Report *report;
} Fixture;

static Fixture begin(void) { return (Fixture){arena_new(), report_new()}; }

static void end(Fixture *fixture) {
  arena_free(fixture->arena);
  report_free(fixture->report);
}

/// What is printed of the last message.
static const char *last(Fixture *fixture) {
  size_t count = report_count(fixture->report);
  return report_render(fixture->arena, report_get(fixture->report, count - 1))
      .data;
}

static void test_place_and_caret(void **state) {
  (void)state;
  Fixture fixture = begin();
  Str source = STR("first\n\tna\xC3\xAFve word\r\nlast");
  report_at(fixture.report, SEVERITY_ERROR, STR("a.rules"), source, 14,
            "unknown '%s'", "word");
  assert_string_equal(last(&fixture), "a.rules:2:8: error: unknown 'word'\n"
                                      "    \tna\xC3\xAFve word\n"
                                      "    \t      ^\n");
  const Message *message = report_get(fixture.report, 0);
  assert_int_equal(message->line, 2);
  assert_int_equal(message->column, 8);
  end(&fixture);
}

static void test_place_at_the_ends(void **state) {
  (void)state;
  Fixture fixture = begin();
  report_at(fixture.report, SEVERITY_WARNING, STR("f"), STR("ab"), 0, "x");
  assert_string_equal(last(&fixture), "f:1:1: warning: x\n    ab\n    ^\n");
  report_at(fixture.report, SEVERITY_ERROR, STR("f"), STR("ab"), 99, "x");
  assert_string_equal(last(&fixture), "f:1:3: error: x\n    ab\n      ^\n");
  report_at(fixture.report, SEVERITY_ERROR, STR("f"), (Str){NULL, 0}, 0, "x");
  assert_string_equal(last(&fixture), "f:1:1: error: x\n");
  end(&fixture);
}

static void test_long_lines_are_not_shown(void **state) {
  (void)state;
  Fixture fixture = begin();
  Str line = arena_format(fixture.arena, "%0300d", 0);
  report_at(fixture.report, SEVERITY_ERROR, STR("f"), line, 250, "x");
  assert_string_equal(last(&fixture), "f:1:251: error: x\n");
  end(&fixture);
}

static void test_without_place(void **state) {
  (void)state;
  Fixture fixture = begin();
  report_add(fixture.report, SEVERITY_ERROR, STR("f"), "cannot %s", "open");
  assert_string_equal(last(&fixture), "f: error: cannot open\n");
  report_add(fixture.report, SEVERITY_ERROR, STR(""), "wrong");
  assert_string_equal(last(&fixture), "quern: error: wrong\n");
  end(&fixture);
}

static void test_control_characters_are_disarmed(void **state) {
  (void)state;
  Fixture fixture = begin();
  report_at(fixture.report, SEVERITY_ERROR, STR("\x1B[2J"),
            STR("\x1B]0;x\x07 \xC2\x9B"
                "2J\x7F \xC2\xA9"),
            0, "a\nb");
  assert_string_equal(last(&fixture), "?[2J:1:1: error: a?b\n"
                                      "    ?]0;x? ??2J? \xC2\xA9\n"
                                      "    ^\n");
  end(&fixture);
}

static void test_counts(void **state) {
  (void)state;
  Fixture fixture = begin();
  report_free(NULL);
  assert_int_equal(report_count(fixture.report), 0);
  report_add(fixture.report, SEVERITY_WARNING, STR(""), "a");
  report_add(fixture.report, SEVERITY_ERROR, STR(""), "b");
  assert_int_equal(report_count(fixture.report), 2);
  assert_int_equal(report_error_count(fixture.report), 1);
  report_clear(fixture.report);
  assert_int_equal(report_count(fixture.report), 0);
  assert_int_equal(report_error_count(fixture.report), 0);
  report_add(fixture.report, SEVERITY_ERROR, STR(""), "c");
  assert_string_equal(last(&fixture), "quern: error: c\n");
  end(&fixture);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_place_and_caret),
      cmocka_unit_test(test_place_at_the_ends),
      cmocka_unit_test(test_long_lines_are_not_shown),
      cmocka_unit_test(test_without_place),
      cmocka_unit_test(test_control_characters_are_disarmed),
      cmocka_unit_test(test_counts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
