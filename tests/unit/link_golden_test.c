/// Golden list of links: tests/golden/links/links.tsv, read by the whole front
/// end.
#include "extract/mention/mention.h"
#include "extract/read/text.h"
#include "extract/syntax/syntax.h"

#include "tests/unit/golden_lines.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

/// What is loaded once.
typedef struct {
  Arena *arena;
  Report *report;
  Model *model;
  const Syntax *syntax;
  Analyzer *analyzer;
  Layout *layout;
  Mentions *knowledge;
} Fixture;

static Fixture set_up(void) {
  Fixture fixture = {.arena = arena_new(), .report = report_new()};
  fixture.model = model_builtin();
  assert_int_equal(syntax_load(fixture.model, STR("model"), fixture.arena,
                               fixture.report, &fixture.syntax),
                   STATUS_OK);
  fixture.analyzer = analyzer_new(fixture.syntax);
  fixture.layout = layout_builtin();
  fixture.knowledge = mentions_new(fixture.report);
  return fixture;
}

static void tear_down(Fixture *fixture) {
  mentions_free(fixture->knowledge);
  layout_free(fixture->layout);
  analyzer_free(fixture->analyzer);
  model_free(fixture->model);
  report_free(fixture->report);
  arena_free(fixture->arena);
}

/// Take the brackets out of a text; gives the range they stood around.
static Str take_brackets(Arena *arena, Str text, Range *range) {
  char *plain = arena_alloc(arena, text.length + 1, 1);
  size_t length = 0;
  for (size_t i = 0; i < text.length; i++) {
    if (text.data[i] == '[') {
      range->begin = (uint32_t)length;
    } else if (text.data[i] == ']') {
      range->end = (uint32_t)length;
    } else {
      plain[length++] = text.data[i];
    }
  }
  return (Str){plain, length};
}

/// The id of the mention that the range belongs to; "-" if there is none.
static Str find_id(const MentionList *list, Range range) {
  for (size_t i = 0; i < list->count; i++) {
    const Mention *mention = &list->mentions[i];
    if (mention->range.begin < range.end && range.begin < mention->range.end &&
        mention->id.length) {
      return mention->id;
    }
  }
  return STR("-");
}

static bool check(void *context, Str line) {
  const Fixture *fixture = context;
  const char *tab = memchr(line.data, '\t', line.length);
  assert_non_null(tab);
  Str expected = str_slice(line, 0, (size_t)(tab - line.data));
  Range range = {0, 0};
  Str text =
      take_brackets(fixture->arena,
                    str_slice(line, expected.length + 1, line.length), &range);
  assert_true(range.end > range.begin);
  Document document;
  assert_int_equal(text_read(text, STR("case"), fixture->layout, fixture->arena,
                             fixture->report, &document),
                   STATUS_OK);
  Sentences sentences =
      analyzer_run(fixture->analyzer, &document, true, fixture->arena);
  MentionList list =
      mentions_find(fixture->knowledge, fixture->arena, &document, &sentences);
  Str got = find_id(&list, range);
  if (str_equal(got, expected)) {
    return true;
  }
  print_error("%.*s\n    got %.*s\n", STR_ARG(line), STR_ARG(got));
  return false;
}

static void test_names_are_linked_as_listed(void **state) {
  (void)state;
  Fixture fixture = set_up();
  GoldenLines lines = golden_lines("tests/golden/links/links.tsv",
                                   fixture.report, check, &fixture);
  assert_true(lines.count > 60);
  assert_int_equal(lines.bad, 0);
  tear_down(&fixture);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_names_are_linked_as_listed)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
