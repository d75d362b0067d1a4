/// Golden rules: the cases of tests/golden/rules, each of them rules, perhaps
/// trees, and what comes of them.
///
///     == what the case shows
///     rules
///     -- file other.txt
///     a file that the rules name
///     -- tree
///     a tree, see rule_fixture.h
///     -- explain
///     a tree whose reading is to be explained
///     -- gives
///     messages, statements, explanations
///
/// `rule_golden_test --update` writes what is given anew.
#include "tests/unit/rule_fixture.h"

#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define FOLDER "tests/golden/rules"

enum { MOST_SECTIONS = 16 };

static bool is_update;

typedef struct {
  Str head; ///< "tree", "file x"; empty for the rules
  Str text;
} Section;

typedef struct {
  Str name;
  Section sections[MOST_SECTIONS];
  size_t count;
  Str given; ///< what the file says comes of it
} Case;

static bool find_file(void *context, Str path, Arena *arena, Str *text) {
  const Case *one = context;
  (void)arena;
  for (size_t i = 0; i < one->count; i++) {
    Str head = one->sections[i].head;
    if (str_starts(head, STR("file ")) &&
        str_equal(str_slice(head, 5, head.length), path)) {
      *text = one->sections[i].text;
      return true;
    }
  }
  return false;
}

static void write_messages(Output *output, const Report *report, Arena *arena) {
  for (size_t i = 0; i < report_count(report); i++) {
    output_write(output, report_render(arena, report_get(report, i)));
  }
}

static void match_tree(const Rules *rules, Str tree, bool explains,
                       Report *report, Arena *arena, Output *output) {
  RuleMatcher *matcher = rule_matcher_new(rules, report);
  RuleDocument document = fixture_tree(arena, tree);
  if (explains) {
    rules_explain(matcher, &document, STR(""), output);
  } else {
    Statements statements;
    rules_match(matcher, &document, arena, &statements);
    for (size_t i = 0; i < statements.count; i++) {
      const Statement *statement = &statements.statements[i];
      output_format(output, "%.2f ", statement->confidence);
      rules_write_statement(output, statement);
      output_format(
          output, " | %.*s | %.*s | %.*s\n", STR_ARG(statement->subject.text),
          STR_ARG(statement->predicate.text), STR_ARG(statement->object.text));
    }
    if (!statements.count) {
      output_write(output, STR("nothing\n"));
    }
  }
  rule_matcher_free(matcher);
}

/// Do what a case says and write what comes of it.
static void run_case(Case *one, Arena *arena, Output *output) {
  Report *report = report_new();
  RuleLoader *loader = rule_loader_new(report);
  rule_loader_set_resolver(loader, find_file, one);
  rule_loader_add_source(loader, STR("case.rules"), one->sections[0].text);
  Rules *rules = NULL;
  Status status = rule_loader_finish(loader, &rules);
  assert_true((status == STATUS_OK) == (report_error_count(report) == 0));
  write_messages(output, report, arena);
  report_clear(report);
  for (size_t i = 1; rules && i < one->count; i++) {
    Str head = one->sections[i].head;
    if (!str_starts(head, STR("file "))) {
      match_tree(rules, one->sections[i].text, str_equal(head, STR("explain")),
                 report, arena, output);
    }
  }
  write_messages(output, report, arena);
  rules_free(rules);
  report_free(report);
}

/// The rest of a text up to the next line that begins with a separator.
static Str take_section(Str *rest) {
  Str all = *rest;
  size_t length = 0;
  while (rest->length && !str_starts(*rest, STR("== ")) &&
         !str_starts(*rest, STR("-- "))) {
    Str line = fixture_line(rest);
    length = (size_t)(line.data - all.data) + line.length + 1;
  }
  return str_slice(all, 0, length < all.length ? length : all.length);
}

static bool read_case(Str *rest, Case *one) {
  while (rest->length && !str_starts(*rest, STR("== "))) {
    fixture_line(rest);
  }
  if (!rest->length) {
    return false;
  }
  *one = (Case){0};
  one->name = fixture_line(rest);
  one->sections[one->count++].text = take_section(rest);
  while (str_starts(*rest, STR("-- "))) {
    Str line = fixture_line(rest);
    Str head = str_slice(line, 3, line.length);
    Str text = take_section(rest);
    if (str_equal(head, STR("gives"))) {
      one->given = text;
    } else {
      assert_true(one->count < MOST_SECTIONS);
      one->sections[one->count++] = (Section){head, text};
    }
  }
  return true;
}

static void write_case(Output *output, const Case *one, Str given) {
  output_format(output, "%.*s\n", STR_ARG(one->name));
  for (size_t i = 0; i < one->count; i++) {
    if (i > 0) {
      output_format(output, "-- %.*s\n", STR_ARG(one->sections[i].head));
    }
    output_write(output, one->sections[i].text);
  }
  output_format(output, "-- gives\n%.*s", STR_ARG(given));
}

/// Run the cases of a file; gives how many differ.
static size_t run_file(const char *path) {
  Arena *arena = arena_new();
  Report *report = report_new();
  Output *anew = output_to_memory();
  Str rest;
  assert_int_equal(file_read(path, 1 << 24, arena, report, &rest), STATUS_OK);
  size_t failures = 0;
  for (Case one; read_case(&rest, &one);) {
    Output *output = output_to_memory();
    run_case(&one, arena, output);
    Str given = output_text(output);
    if (!is_update && !str_equal(given, one.given)) {
      failures++;
      print_error("%s: %.*s\n--- expected\n%.*s--- given\n%.*s", path,
                  STR_ARG(one.name), STR_ARG(one.given), STR_ARG(given));
    }
    write_case(anew, &one, given);
    output_discard(output);
  }
  if (is_update) {
    Output *file = NULL;
    assert_int_equal(output_open(path, report, &file), STATUS_OK);
    output_write(file, output_text(anew));
    assert_int_equal(output_close(file, report), STATUS_OK);
  }
  output_discard(anew);
  report_free(report);
  arena_free(arena);
  return failures;
}

static void all_cases_give_what_they_say(void **state) {
  (void)state;
  Arena *arena = arena_new();
  Report *report = report_new();
  FileList list;
  assert_int_equal(file_list(FOLDER, arena, report, &list), STATUS_OK);
  assert_true(list.count > 0);
  size_t failures = 0;
  for (size_t i = 0; i < list.count; i++) {
    failures += run_file(list.paths[i]);
  }
  assert_int_equal(failures, 0);
  report_free(report);
  arena_free(arena);
}

int main(int count, char **words) {
  is_update = count > 1 && strcmp(words[1], "--update") == 0;
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(all_cases_give_what_they_say),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
