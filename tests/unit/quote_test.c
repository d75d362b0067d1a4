/// Tests of finding quotations.
#include "extract/quote.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/// Find the quotations of a text of one block and compare their words, marks
/// included, with those expected, which end with NULL.
static Quotes check(Arena *arena, const char *text, const char *const *wanted) {
  Block *block = ARENA_NEW(arena, Block, 1);
  Document document = {
      .text = str_from(text), .blocks = block, .block_count = 1};
  block->range = (Range){0, (uint32_t)document.text.length};
  Quotes quotes = quotes_find(&document, arena);
  size_t count = 0;
  for (; wanted[count]; count++) {
    assert_true(count < quotes.count);
    Range range = quotes.quotes[count].range;
    Str words = str_slice(document.text, range.begin, range.end);
    if (!str_equal(words, str_from(wanted[count]))) {
      fail_msg("found '%.*s', wanted '%s'", STR_ARG(words), wanted[count]);
    }
  }
  assert_int_equal(quotes.count, count);
  return quotes;
}

#define CHECK(text, ...)                                                       \
  check(arena, text, (const char *const[]){__VA_ARGS__, NULL})

static void all_marks_are_known(void **state) {
  (void)state;
  Arena *arena = arena_new();
  Quotes quotes = CHECK("“a b c d” \"a b c\" „a b” „a b“ «a b» ``a b'' ''a b''",
                        "“a b c d”", "\"a b c\"", "„a b”", "„a b“", "«a b»",
                        "``a b''", "''a b''");
  assert_true(quotes.quotes[0].begins_block);
  assert_false(quotes.quotes[1].begins_block);
  assert_int_equal(quotes.quotes[0].word_count, 4);
  arena_free(arena);
}

static void marks_of_two_kinds_may_close_each_other(void **state) {
  (void)state;
  Arena *arena = arena_new();
  CHECK("\"We won,'' he said. ''We won,\" she said.", "\"We won,''",
        "''We won,\"");
  CHECK("“We won,\" he said. “We won,'' she said.", "“We won,\"", "“We won,''");
  CHECK("”We won,” he said. ”We lost.”", "”We won,”", "”We lost.”");
  arena_free(arena);
}

static void single_marks_are_told_from_apostrophes(void **state) {
  (void)state;
  Arena *arena = arena_new();
  CHECK("‘It’s the firms’ plan,’ he said.", "‘It’s the firms’ plan,’");
  CHECK("'It's the plan,' he said.", "'It's the plan,'");
  CHECK("He called it 'odd' at first.", "'odd'");
  CHECK("The dogs' bowls of the '90s weren't Brask's. 'Tis so.", NULL);
  arena_free(arena);
}

static void a_quotation_within_another_is_a_part_of_it(void **state) {
  (void)state;
  Arena *arena = arena_new();
  CHECK("“He told me ‘go’ then,” she said.", "“He told me ‘go’ then,”");
  CHECK("‘He told me “go” then,’ she said.", "‘He told me “go” then,’");
  arena_free(arena);
}

static void what_is_left_open_ends_with_the_block(void **state) {
  (void)state;
  Arena *arena = arena_new();
  Quotes quotes = CHECK("Then: “We will go on.", "“We will go on.");
  assert_true(quotes.quotes[0].is_open);
  arena_free(arena);
}

static void a_new_opening_mark_ends_what_was_left_open(void **state) {
  (void)state;
  Arena *arena = arena_new();
  Quotes quotes =
      CHECK("\"We go on. \"We won,\" he said.", "\"We go on. ", "\"We won,\"");
  assert_true(quotes.quotes[0].is_open);
  assert_false(quotes.quotes[1].is_open);
  arena_free(arena);
}

static void a_place_is_in_its_quotation(void **state) {
  (void)state;
  Arena *arena = arena_new();
  Quotes quotes = CHECK("a \"b c\" d \"e\"", "\"b c\"", "\"e\"");
  assert_null(quotes_at(&quotes, (Range){0, 1}));
  assert_ptr_equal(quotes_at(&quotes, (Range){3, 4}), &quotes.quotes[0]);
  assert_null(quotes_at(&quotes, (Range){8, 9}));
  assert_ptr_equal(quotes_at(&quotes, (Range){11, 12}), &quotes.quotes[1]);
  assert_null(quotes_at(&quotes, (Range){13, 14}));
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(all_marks_are_known),
      cmocka_unit_test(marks_of_two_kinds_may_close_each_other),
      cmocka_unit_test(single_marks_are_told_from_apostrophes),
      cmocka_unit_test(a_quotation_within_another_is_a_part_of_it),
      cmocka_unit_test(what_is_left_open_ends_with_the_block),
      cmocka_unit_test(a_new_opening_mark_ends_what_was_left_open),
      cmocka_unit_test(a_place_is_in_its_quotation),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
