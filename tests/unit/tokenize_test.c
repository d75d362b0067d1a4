/// The tokenizer: what it learns from a few sentences, and that writing them
/// in other characters changes nothing.
#include "extract/syntax/tokenize.h"

#include "extract/syntax/conllu.h"
#include "extract/syntax/tokenize_table.h"
#include "extract/train/tokenize_train.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <unistd.h>

/// Tokens are separated by spaces; "~" stands where they touch, "+" where they
/// also are one word.
static const char *const lessons[] = {
    "Mr. Smith do +n't sleep ~.",
    "Dr. Jones do +n't know ~, or ca +n't say ~.",
    "We can +not pay $ ~5 ~, he said ~.",
    "It is +n't a re-elected man ~'s house ~.",
    "The 15 ~- ~year term of Mr. Black begins at 5:30 ~.",
    "See http://a.org/b.html ~, or write to a.b@c.org ~.",
    "\" ~He left ~, ~\" she said ~.",
    "They do +n't like the U.S. ~?",
    "She +'s here ~, he +'s not ~. ~...",
    "A man +'s word in 2.5 years ~!",
};

static const TokenizerLists lists = {
    .joints = {"# joints\ndo nt\n\n", 15},
    .abbreviations = {"title Mr Dr\nmonth Jan\n", 22},
    .prefixes = {"re\npre\n", 7},
    .units = {"km pm\n", 6}};

typedef struct {
  Arena *arena;
  Report *report;
  char path[64];
  Model *model;
  const Tokenizer *tokenizer;
} Fixture;

/// Add a line of CoNLL-U for each token of a lesson.
static Str write_lesson(Arena *arena, Str text, const char *lesson) {
  char copy[256];
  snprintf(copy, sizeof copy, "%s", lesson);
  char *forms[64];
  char links[65];
  size_t count = 0;
  for (char *form = strtok(copy, " "); form; form = strtok(NULL, " ")) {
    links[count] = form[0] == '~' || form[0] == '+' ? form[0] : ' ';
    forms[count] = form + (links[count] != ' ');
    count++;
  }
  links[count] = ' ';
  for (size_t i = 0; i < count; i++) {
    if (links[i] != '+' && links[i + 1] == '+') {
      text = arena_format(arena, "%.*s%zu-%zu\t%s%s\t_\t_\t_\t_\t_\t_\t_\t%s\n",
                          STR_ARG(text), i + 1, i + 2, forms[i], forms[i + 1],
                          links[i + 2] == ' ' ? "_" : "SpaceAfter=No");
    }
    bool in_word = links[i] == '+' || links[i + 1] == '+';
    text =
        arena_format(arena, "%.*s%zu\t%s\t_\tX\tX\t_\t%d\t%s\t_\t%s\n",
                     STR_ARG(text), i + 1, forms[i], i != 0, i ? "dep" : "root",
                     links[i + 1] == ' ' || in_word ? "_" : "SpaceAfter=No");
  }
  return arena_format(arena, "%.*s\n", STR_ARG(text));
}

static Str train(Arena *arena, Report *report) {
  Str text = STR("# newdoc\n");
  for (size_t i = 0; i < sizeof lessons / sizeof *lessons; i++) {
    text = write_lesson(arena, text, lessons[i]);
  }
  Document *document = ARENA_NEW(arena, Document, 1);
  Sentences *sentences = ARENA_NEW(arena, Sentences, 1);
  Status status =
      conllu_read(text, STR("lessons"), arena, report, document, sentences);
  assert_int_equal(status, STATUS_OK);
  assert_int_equal(report_count(report), 0);
  Treebank treebank = {document, sentences};
  return tokenizer_train(arena, lists, &treebank, 1);
}

static void load(Fixture *fixture, Str section) {
  ModelSection sections[] = {{STR(TOKENIZER_SECTION), section}};
  assert_int_equal(model_write(fixture->path, sections, 1, fixture->report),
                   STATUS_OK);
  assert_int_equal(model_open(fixture->path, fixture->report, &fixture->model),
                   STATUS_OK);
}

static int set_up(void **state) {
  Fixture *fixture = calloc(1, sizeof *fixture);
  assert_non_null(fixture);
  fixture->arena = arena_new();
  fixture->report = report_new();
  snprintf(fixture->path, sizeof fixture->path, "/tmp/quern-tokens-XXXXXX");
  int file = mkstemp(fixture->path);
  assert_true(file >= 0);
  close(file);
  load(fixture, train(fixture->arena, fixture->report));
  assert_int_equal(tokenizer_load(fixture->model, STR("a.model"),
                                  fixture->arena, fixture->report,
                                  &fixture->tokenizer),
                   STATUS_OK);
  *state = fixture;
  return 0;
}

static int tear_down(void **state) {
  Fixture *fixture = *state;
  remove(fixture->path);
  model_free(fixture->model);
  report_free(fixture->report);
  arena_free(fixture->arena);
  free(fixture);
  return 0;
}

/// The tokens of a text in the notation of the lessons.
static Str show(Fixture *fixture, Str text) {
  TokenList list = tokenize(fixture->tokenizer, fixture->arena, text,
                            (Range){0, (uint32_t)text.length});
  Str shown = STR("");
  unsigned left = 0;
  for (size_t i = 0; i < list.count; i++) {
    const Token *token = &list.tokens[i];
    assert_true(token->range.begin < token->range.end);
    assert_true(i == 0 || list.tokens[i - 1].range.end <= token->range.begin);
    const char *link = i == 0                           ? ""
                       : left > 0                       ? " +"
                       : list.tokens[i - 1].space_after ? " "
                                                        : " ~";
    left = left > 0 ? left - 1 : token->surface_count - 1u;
    shown = arena_format(fixture->arena, "%.*s%s%.*s", STR_ARG(shown), link,
                         STR_ARG(token->form));
  }
  return shown;
}

static void expect(Fixture *fixture, const char *text, const char *expected) {
  Str shown = show(fixture, str_from(text));
  assert_string_equal(shown.length ? shown.data : "", expected);
}

static void repeats_its_lessons(void **state) {
  Fixture *fixture = *state;
  for (size_t i = 0; i < sizeof lessons / sizeof *lessons; i++) {
    char text[256];
    size_t length = 0;
    for (const char *c = lessons[i]; *c; c++) {
      bool touches = *c == ' ' && (c[1] == '~' || c[1] == '+');
      if (touches) {
        c++;
      } else {
        text[length++] = *c;
      }
    }
    text[length] = '\0';
    expect(fixture, text, lessons[i]);
  }
}

static void treats_curly_quotes_as_plain_ones(void **state) {
  Fixture *fixture = *state;
  expect(fixture, "They don\u2019t like the U.S.?",
         "They do +n\u2019t like the U.S. ~?");
  expect(fixture, "\u201CHe left,\u201D she said.",
         "\u201C ~He left ~, ~\u201D she said ~.");
}

static void sees_no_soft_hyphens(void **state) {
  Fixture *fixture = *state;
  expect(fixture, "Mr. Jo\u00ADnes do\u00ADn't know.",
         "Mr. Jones do +n't know ~.");
  expect(fixture, "It is the gov\u00AD\n  ernment.", "It is the government ~.");
  expect(fixture, "\u00AD \u200B", "");
}

static void knows_white_space_of_all_kinds(void **state) {
  Fixture *fixture = *state;
  expect(fixture, "\uFEFFThey\u00A0sleep\u2003well\r\n\there.",
         "They sleep well here ~.");
  expect(fixture, "", "");
  expect(fixture, " \n\t ", "");
}

static void keeps_combining_marks_with_their_letters(void **state) {
  Fixture *fixture = *state;
  expect(fixture, "The cafe\u0301 isn't here.",
         "The cafe\u0301 is +n't here ~.");
  expect(fixture, "\u0301", "\u0301");
}

static void gives_ranges_in_the_document(void **state) {
  Fixture *fixture = *state;
  Str text = STR("Ignored. They don't sleep. Ignored.");
  TokenList list =
      tokenize(fixture->tokenizer, fixture->arena, text, (Range){9, 26});
  assert_int_equal(list.count, 5);
  assert_int_equal(list.tokens[1].range.begin, 14);
  assert_int_equal(list.tokens[1].range.end, 16);
  assert_int_equal(list.tokens[1].surface_count, 2);
  assert_int_equal(list.tokens[2].surface_count, 1);
  assert_false(list.tokens[1].space_after);
  assert_true(list.tokens[4].space_after);
}

static void bears_long_runs(void **state) {
  Fixture *fixture = *state;
  static const char *const pieces[] = {"a",  "-",   "'",      "http://a)",
                                       "a@", "1a.", "\u00AD", "n't"};
  enum { COUNT = 50000 };
  for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
    size_t length = strlen(pieces[i]);
    char *text = malloc(COUNT * length);
    assert_non_null(text);
    for (size_t k = 0; k < COUNT; k++) {
      memcpy(text + k * length, pieces[i], length);
    }
    TokenList list = tokenize(fixture->tokenizer, fixture->arena,
                              (Str){text, COUNT * length},
                              (Range){0, (uint32_t)(COUNT * length)});
    assert_true(list.count <= COUNT * length);
    free(text);
  }
}

static void learns_the_same_bytes_again(void **state) {
  Fixture *fixture = *state;
  Str before = model_section(fixture->model, STR(TOKENIZER_SECTION));
  Str again = train(fixture->arena, fixture->report);
  assert_int_equal(before.length, again.length);
  assert_memory_equal(before.data, again.data, again.length);
}

static void expect_bad(Fixture *fixture, Str section, const char *problem) {
  model_free(fixture->model);
  load(fixture, section);
  const Tokenizer *tokenizer;
  assert_int_equal(tokenizer_load(fixture->model, STR("a.model"),
                                  fixture->arena, fixture->report, &tokenizer),
                   STATUS_BAD_SETUP);
  assert_null(tokenizer);
  size_t last = report_count(fixture->report) - 1;
  assert_true(
      str_ends(report_get(fixture->report, last)->text, str_from(problem)));
}

static void refuses_bad_sections(void **state) {
  Fixture *fixture = *state;
  Str good = arena_copy(fixture->arena,
                        model_section(fixture->model, STR(TOKENIZER_SECTION)));
  uint32_t *words = arena_alloc(fixture->arena, 1, good.length);
  Str bad = {(const char *)words, good.length};
  expect_bad(fixture, STR(""), "it is missing or cut off");
  memcpy(words, good.data, good.length);
  words[0]++;
  expect_bad(fixture, bad, "its version is not the one this program reads");
  memcpy(words, good.data, good.length);
  words[2] = UINT32_MAX;
  expect_bad(fixture, bad, "its size is wrong");
  expect_bad(fixture, str_slice(good, 0, good.length - 1), "its size is wrong");
  memcpy(words, good.data, good.length);
  words[TOKENIZER_HEADER_WORDS] = UINT32_MAX;
  expect_bad(fixture, bad, "its words are not in order");
}

int main(void) {
#define TEST(function)                                                         \
  cmocka_unit_test_setup_teardown(function, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(repeats_its_lessons),
      TEST(treats_curly_quotes_as_plain_ones),
      TEST(sees_no_soft_hyphens),
      TEST(knows_white_space_of_all_kinds),
      TEST(keeps_combining_marks_with_their_letters),
      TEST(gives_ranges_in_the_document),
      TEST(bears_long_runs),
      TEST(learns_the_same_bytes_again),
      TEST(refuses_bad_sections),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
