/// Layout patterns: their file format, matching, and dates.
#include "extract/read/date.h"
#include "extract/read/layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static void assert_text(Str text, const char *expected) {
  if (!str_equal(text, str_from(expected))) {
    print_error("got: %.*s\nexpected: %s\n", STR_ARG(text), expected);
    fail();
  }
}

static void errors_are_reported_with_their_place(void **state) {
  (void)state;
  static const struct {
    const char *file;
    uint32_t line;
    uint32_t column;
    const char *text;
  } cases[] = {
      {"# c\n[dates]\n", 2, 1, "no section has this name"},
      {"abc\n", 1, 1, "a pattern before the first section"},
      {"[date]\n\n  a(b\n", 3, 3, "missing closing parenthesis"},
      {"[date]\na{{month}}\n", 2, 4, "no part of this name was set by 'let'"},
      {"let x\n", 1, 1, "expected 'let NAME = PATTERN'"},
      {"let = x\n", 1, 1, "expected 'let NAME = PATTERN'"},
      {"let x = [\n", 1, 9, "missing terminating ] for character class"},
      {"[date]\n\xFF\n", 2, 1, "not valid UTF-8"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Report *report = report_new();
    Layout *layout;
    assert_int_equal(
        layout_compile(str_from(cases[i].file), STR("p"), report, &layout),
        STATUS_BAD_SETUP);
    assert_null(layout);
    assert_int_equal(report_count(report), 1);
    const Message *message = report_get(report, 0);
    assert_text(message->text, cases[i].text);
    assert_int_equal(message->line, cases[i].line);
    assert_int_equal(message->column, cases[i].column);
    report_free(report);
  }
}

static void all_errors_of_a_file_are_reported(void **state) {
  (void)state;
  Report *report = report_new();
  Layout *layout;
  assert_int_equal(
      layout_compile(STR("[date]\n(\n[nope]\n)\n"), STR("p"), report, &layout),
      STATUS_BAD_SETUP);
  assert_int_equal(report_count(report), 3);
  report_free(report);
}

static Layout *compile(const char *file) {
  Report *report = report_new();
  Layout *layout;
  assert_int_equal(layout_compile(str_from(file), STR("p"), report, &layout),
                   STATUS_OK);
  report_free(report);
  return layout;
}

static void kinds_differ_in_case_and_reach(void **state) {
  (void)state;
  Layout *layout = compile("let w = [ab]+ \n"
                           "[noise]\n{{w}}c\n[dateline]\nX{{w}}\n"
                           "[byline]\nBy (?<agency>{{w}})\n");
  LayoutMatcher *matcher = layout_matcher_new(layout);
  assert_true(layout_match(matcher, LAYOUT_NOISE, STR("abC"), NULL));
  assert_true(layout_match(matcher, LAYOUT_NOISE, STR("BAc"), NULL));
  assert_false(layout_match(matcher, LAYOUT_NOISE, STR("abcd"), NULL));
  assert_false(layout_match(matcher, LAYOUT_NOISE, STR("xabc"), NULL));
  LayoutMatch match;
  assert_true(layout_match(matcher, LAYOUT_DATELINE, STR("Xab yes"), &match));
  assert_int_equal(match.length, 3);
  assert_int_equal(match.agency.length, 0);
  assert_false(layout_match(matcher, LAYOUT_DATELINE, STR("xab"), NULL));
  assert_true(layout_match(matcher, LAYOUT_BYLINE, STR("By abba"), &match));
  assert_text(match.agency, "abba");
  assert_false(layout_match(matcher, LAYOUT_BYLINE, STR("by abba"), NULL));
  assert_false(layout_match(matcher, LAYOUT_LIST, STR("abc"), NULL));
  assert_false(layout_match(matcher, LAYOUT_NOISE, STR(""), NULL));
  layout_matcher_free(matcher);
  layout_free(layout);
}

static void long_texts_are_cut_between_characters(void **state) {
  (void)state;
  Layout *layout = compile("[dateline]\n\\p{L}+\n[noise]\na+\n");
  LayoutMatcher *matcher = layout_matcher_new(layout);
  char text[1001];
  for (size_t i = 0; i < sizeof text; i++) {
    text[i] = i % 2 ? '\xC3' : '\xA9';
  }
  text[0] = 'a';
  LayoutMatch match;
  assert_true(
      layout_match(matcher, LAYOUT_DATELINE, (Str){text, sizeof text}, &match));
  assert_int_equal(match.length % 2, 1);
  memset(text, 'a', sizeof text);
  assert_false(
      layout_match(matcher, LAYOUT_NOISE, (Str){text, sizeof text}, NULL));
  layout_matcher_free(matcher);
  layout_free(layout);
}

static void nothing_is_freed_where_nothing_is(void **state) {
  (void)state;
  layout_free(NULL);
  layout_matcher_free(NULL);
}

static void dates_become_iso_8601(void **state) {
  (void)state;
  static const struct {
    const char *year;
    const char *month;
    const char *day;
    const char *date;
  } cases[] = {
      {"2013", "April", "13", "2013-04-13"},
      {"2013", "apr.", "1", "2013-04-01"},
      {"2013", "Sept", "30", "2013-09-30"},
      {"2013", "4", "13", "2013-04-13"},
      {"2012", "February", "29", "2012-02-29"},
      {"2013", "February", "29", ""},
      {"1900", "2", "29", ""},
      {"2013", "June", "31", ""},
      {"2013", "13", "1", ""},
      {"2013", "Ap", "1", ""},
      {"2013", "Aprils", "1", ""},
      {"2013", "April", "0", ""},
      {"", "April", "1", ""},
      {"2013", "", "1", ""},
      {"20133", "May", "1", ""},
  };
  Arena *arena = arena_new();
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert_text(date_format(arena, str_from(cases[i].year),
                            str_from(cases[i].month), str_from(cases[i].day)),
                cases[i].date);
  }
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(errors_are_reported_with_their_place),
      cmocka_unit_test(all_errors_of_a_file_are_reported),
      cmocka_unit_test(kinds_differ_in_case_and_reach),
      cmocka_unit_test(long_texts_are_cut_between_characters),
      cmocka_unit_test(nothing_is_freed_where_nothing_is),
      cmocka_unit_test(dates_become_iso_8601),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
