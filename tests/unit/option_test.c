/// Tests of cli/option.
#include "cli/option.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static const OptionId ids[] = {OPTION_OUTPUT, OPTION_JOBS, OPTION_QUIET,
                               OPTION_HELP};
static const OptionList list = {ids, sizeof ids / sizeof *ids};

enum { MOST_WORDS = 6 };

/// A command line, NULL at its end.
typedef struct {
  const char *words[MOST_WORDS];
} Line;

typedef struct {
  Arena *arena;
  Report *report;
  OptionResult result;
  Status status;
} Parsed;

static Parsed parse(Line line) {
  Parsed parsed = {.arena = arena_new(), .report = report_new()};
  char **words = ARENA_NEW(parsed.arena, char *, MOST_WORDS);
  size_t count = 0;
  while (count < MOST_WORDS && line.words[count]) {
    words[count] = (char *)(uintptr_t)line.words[count];
    count++;
  }
  parsed.status = option_parse(list, words, count, parsed.arena, parsed.report,
                               &parsed.result);
  return parsed;
}

static void end(Parsed *parsed) {
  arena_free(parsed->arena);
  report_free(parsed->report);
}

static void test_ways_to_write_a_value(void **state) {
  (void)state;
  static const Line lines[] = {
      {{"-o", "x"}},        {{"-ox"}},
      {{"--output", "x"}},  {{"--output=x"}},
      {{"-oy", "-o", "x"}}, {{"a", "-o", "x", "b"}},
  };
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    Parsed parsed = parse(lines[i]);
    assert_int_equal(parsed.status, STATUS_OK);
    assert_true(parsed.result.values[OPTION_OUTPUT].is_set);
    assert_string_equal(parsed.result.values[OPTION_OUTPUT].text, "x");
    end(&parsed);
  }
}

static void test_arguments_keep_their_order(void **state) {
  (void)state;
  Parsed parsed = parse((Line){{"b", "-", "-q", "--", "-q", "a"}});
  assert_int_equal(parsed.status, STATUS_OK);
  assert_true(parsed.result.values[OPTION_QUIET].is_set);
  assert_false(parsed.result.values[OPTION_OUTPUT].is_set);
  assert_int_equal(parsed.result.argument_count, 4);
  static const char *const expected[] = {"b", "-", "-q", "a"};
  for (size_t i = 0; i < 4; i++) {
    assert_string_equal(parsed.result.arguments[i], expected[i]);
  }
  end(&parsed);
}

static void test_numbers(void **state) {
  (void)state;
  Parsed parsed = parse((Line){{"-j4"}});
  assert_int_equal(parsed.result.values[OPTION_JOBS].number, 4);
  end(&parsed);
  static const char *const wrong[] = {
      "", "x", "-1", "+1", " 1", "1x", "257", "1.5", "99999999999999999999999"};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    parsed = parse((Line){{"-j", wrong[i]}});
    assert_int_equal(parsed.status, STATUS_BAD_SETUP);
    end(&parsed);
  }
}

static void test_messages(void **state) {
  (void)state;
  static const struct {
    Line line;
    const char *text;
  } cases[] = {
      {{{"--ouput", "x"}},
       "unknown option '--ouput' (did you mean '--output'?)"},
      {{{"--zebra=1"}}, "unknown option '--zebra'"},
      {{{"-z"}}, "unknown option '-z'"},
      {{{"-o"}}, "option '--output' needs a value: FILE"},
      {{{"--quiet=1"}}, "option '--quiet' takes no value"},
      {{{"--jobs=many"}},
       "option '--jobs' takes a number from 0 to 256, not 'many'"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Parsed parsed = parse(cases[i].line);
    assert_int_equal(parsed.status, STATUS_BAD_SETUP);
    assert_int_equal(report_count(parsed.report), 1);
    assert_true(
        str_equal(report_get(parsed.report, 0)->text, str_from(cases[i].text)));
    end(&parsed);
  }
}

static void test_table_has_no_holes(void **state) {
  (void)state;
  for (size_t id = 0; id < OPTION_COUNT; id++) {
    const Option *option = option_get((OptionId)id);
    assert_non_null(option->name);
    assert_non_null(option->help);
    assert_int_equal(option->kind == OPTION_IS_FLAG, option->value == NULL);
    assert_true(option->kind != OPTION_IS_NUMBER || option->low < option->high);
  }
}

static void test_help(void **state) {
  (void)state;
  Arena *arena = arena_new();
  Str help = option_help((OptionList){ids, 1}, arena);
  assert_true(
      str_equal(help, STR("  -o, --output FILE       "
                          "write to FILE, which appears when complete\n")));
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_ways_to_write_a_value),
      cmocka_unit_test(test_arguments_keep_their_order),
      cmocka_unit_test(test_numbers),
      cmocka_unit_test(test_messages),
      cmocka_unit_test(test_table_has_no_holes),
      cmocka_unit_test(test_help),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
