/// Golden lists of dates and quantities: tests/golden/dates/*.tsv.
#include "base/file.h"
#include "extract/value/value_find.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

enum { MOST_TOKENS = 32, FIELDS = 4 };

/// One line of the list.
typedef struct {
  CalendarDate today;
  Tense tense;
  Token tokens[MOST_TOKENS];
  Sentence sentence;
  uint32_t begin; ///< tokens of the expression; none if equal
  uint32_t end;
  Str value;
} Case;

static void add_token(Case *item, Str form, bool space_after) {
  assert_true(item->sentence.token_count < MOST_TOKENS);
  item->tokens[item->sentence.token_count++] =
      (Token){.form = form,
              .upos = UPOS_COUNT,
              .head = TOKEN_NONE,
              .space_after = space_after};
}

/// Words as tokens, a comma after one apart.
static void read_sentence(Case *item, Str text) {
  item->sentence.tokens = item->tokens;
  while (text.length) {
    const char *space = memchr(text.data, ' ', text.length);
    size_t length = space ? (size_t)(space - text.data) : text.length;
    Str word = str_slice(text, 0, length);
    text = str_slice(text, length + (space ? 1 : 0), text.length);
    if (str_starts(word, STR("["))) {
      item->begin = item->sentence.token_count;
      word = str_slice(word, 1, word.length);
    }
    bool is_end = str_ends(word, STR("]"));
    word.length -= is_end;
    bool has_comma = word.length > 1 && str_ends(word, STR(","));
    word.length -= has_comma;
    add_token(item, word, !has_comma);
    if (has_comma) {
      add_token(item, STR(","), true);
    }
    if (is_end) {
      item->end = item->sentence.token_count;
    }
  }
}

static void read_case(Case *item, Str line) {
  Str fields[FIELDS];
  for (size_t i = 0; i < FIELDS; i++) {
    const char *tab = memchr(line.data, '\t', line.length);
    size_t length = tab ? (size_t)(tab - line.data) : line.length;
    fields[i] = str_slice(line, 0, length);
    line = str_slice(line, length + (tab ? 1 : 0), line.length);
  }
  *item = (Case){.value = fields[3]};
  if (!calendar_parse(fields[0], &item->today)) {
    item->today = (CalendarDate){0};
  }
  item->tense = str_equal(fields[1], STR("past"))      ? TENSE_PAST
                : str_equal(fields[1], STR("future"))  ? TENSE_FUTURE
                : str_equal(fields[1], STR("present")) ? TENSE_PRESENT
                                                       : TENSE_UNKNOWN;
  read_sentence(item, fields[2]);
}

/// The first value of the sentence as it stands in the list.
static Str describe(const Case *item, const Atoms *atoms, Arena *arena,
                    Value *value) {
  WhenReader reader = {atoms, arena, item->today, item->tense};
  for (uint32_t at = 0; at < atoms->count; at++) {
    value_find(&reader, at, value);
    if (value->end && atoms->atoms[value->end - 1].ends_token &&
        atoms->atoms[at].begins_token) {
      return arena_format(
          arena, "%.*s%s", STR_ARG(value->text.length ? value->text : STR("?")),
          value->is_approximate && value->text.length ? "~" : "");
    }
  }
  return STR("-");
}

/// Is the line's expression read as the list says?
static bool check(const Lexicon *lexicon, Arena *arena, Str line) {
  Case item;
  read_case(&item, line);
  item.sentence.tokens = item.tokens;
  Atoms atoms = atoms_split(lexicon, arena, &item.sentence);
  Value value = {0};
  Str got = describe(&item, &atoms, arena, &value);
  bool is_there = !str_equal(got, STR("-"));
  uint32_t begin = is_there ? atoms.atoms[value.begin].token : 0;
  uint32_t end = is_there ? atoms.atoms[value.end - 1].token + 1 : 0;
  bool has_range =
      item.begin == item.end || (begin == item.begin && end == item.end);
  if (str_equal(got, item.value) && has_range) {
    return true;
  }
  print_error("%.*s\n    got %.*s at %u-%u\n", STR_ARG(line), STR_ARG(got),
              begin, end);
  return false;
}

static void check_list(const char *path) {
  Arena *arena = arena_new();
  Report *report = report_new();
  Lexicon *lexicon = lexicon_new(arena, report);
  Str text;
  assert_int_equal(file_read(path, 1 << 20, arena, report, &text), STATUS_OK);
  size_t bad = 0;
  while (text.length) {
    const char *end = memchr(text.data, '\n', text.length);
    assert_non_null(end);
    Str line = str_slice(text, 0, (size_t)(end - text.data));
    text = str_slice(text, line.length + 1, text.length);
    if (line.length && line.data[0] != '#') {
      bad += !check(lexicon, arena, line);
    }
  }
  assert_int_equal(bad, 0);
  report_free(report);
  arena_free(arena);
}

static void test_expressions(void **state) {
  (void)state;
  check_list("tests/golden/dates/dates.tsv");
}

static void test_expressions_of_the_news(void **state) {
  (void)state;
  check_list("tests/golden/dates/news.tsv");
}

static void test_expressions_of_articles(void **state) {
  (void)state;
  check_list("tests/golden/dates/articles.tsv");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_expressions),
      cmocka_unit_test(test_expressions_of_the_news),
      cmocka_unit_test(test_expressions_of_articles)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
