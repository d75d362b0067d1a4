/// Tests of base/utf8.
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#define ASSERT_STR(text, expected)                                             \
  do {                                                                         \
    Str actual = (text);                                                       \
    Str wanted = (expected);                                                   \
    assert_int_equal(actual.length, wanted.length);                            \
    assert_memory_equal(actual.data, wanted.data, wanted.length);              \
  } while (0)

static void test_valid_text(void **state) {
  (void)state;
  static const char *const texts[] = {"",
                                      "plain",
                                      "na\xC3\xAFve",
                                      "\xE2\x80\x9Cquoted\xE2\x80\x9D",
                                      "\xF0\x9F\x98\x80",
                                      "\xED\x9F\xBF",
                                      "\xEE\x80\x80",
                                      "\xF4\x8F\xBF\xBF"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    Str text = str_from(texts[i]);
    assert_int_equal(utf8_valid_length(text), text.length);
  }
  assert_int_equal(utf8_valid_length((Str){NULL, 0}), 0);
}

static void test_offset_of_first_bad_byte(void **state) {
  (void)state;
  static const struct {
    const char *bytes;
    size_t valid;
  } cases[] = {
      {"ab\xFFz", 2},
      {"\x80", 0},
      {"0123456789\xC3", 10},
      {"a\xC0\x80", 1},          // overlong NUL
      {"a\xE0\x9F\xBF", 1},      // overlong
      {"\xED\xA0\x80", 0},       // a surrogate
      {"ok\xF4\x90\x80\x80", 2}, // past the end
      {"\xF0\x8F\xBF\xBF", 0},
      {"\xE2\x82"
       "abcdefg",
       0},
      {"\xF5", 0},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert_int_equal(utf8_valid_length(str_from(cases[i].bytes)),
                     cases[i].valid);
  }
}

static void test_binary(void **state) {
  (void)state;
  assert_true(utf8_is_binary(STR("a\0b")));
  assert_false(utf8_is_binary(STR("ab")));
  assert_false(utf8_is_binary((Str){NULL, 0}));
}

static void test_encode_and_walk_all_code_points(void **state) {
  (void)state;
  for (uint32_t code_point = 1; code_point <= 0x10FFFF; code_point++) {
    if (code_point >= 0xD800 && code_point <= 0xDFFF) {
      continue;
    }
    char bytes[UTF8_LONGEST];
    Str text = {bytes, utf8_encode(code_point, bytes)};
    assert_int_equal(utf8_valid_length(text), text.length);
    size_t offset = 0;
    assert_int_equal(utf8_next(text, &offset), code_point);
    assert_int_equal(offset, text.length);
    assert_int_equal(utf8_previous(text, &offset), code_point);
    assert_int_equal(offset, 0);
  }
}

static void test_count(void **state) {
  (void)state;
  assert_int_equal(utf8_count(STR("")), 0);
  assert_int_equal(utf8_count(STR("z\xC3\xBCrich \xF0\x9F\x98\x80")), 8);
  assert_int_equal(
      utf8_count(STR("eight by\xC3\xBC\xC3\xBC\xE2\x82\xAC\xC3\xBF then")), 17);
}

static void test_classes(void **state) {
  (void)state;
  assert_true(utf8_is_letter('q') && utf8_is_letter(0xE9));
  assert_false(utf8_is_letter('1') || utf8_is_letter(0x2019));
  assert_true(utf8_is_upper('Q') && utf8_is_upper(0xC9));
  assert_false(utf8_is_upper('q') || utf8_is_upper(0xE9));
  assert_true(utf8_is_lower('q') && utf8_is_lower(0xE9));
  assert_true(utf8_is_digit('7') && utf8_is_digit(0x0667));
  assert_false(utf8_is_digit('x') || utf8_is_digit(0xBD));
  assert_true(utf8_is_space(' ') && utf8_is_space('\r'));
  assert_true(utf8_is_space(0xA0) && utf8_is_space(0x2029));
  assert_false(utf8_is_space(0xAD) || utf8_is_space('_'));
}

static void test_case(void **state) {
  (void)state;
  Arena *arena = arena_new();
  assert_int_equal(utf8_lower(0xC9), 0xE9);
  assert_int_equal(utf8_upper(0xE9), 0xC9);
  assert_int_equal(utf8_upper('z'), 'Z');
  Str same = STR("lower already");
  assert_ptr_equal(utf8_to_lower(arena, same).data, same.data);
  ASSERT_STR(utf8_to_lower(arena, STR("\xC3\x89lys\xC3\xA9"
                                      "E")),
             STR("\xC3\xA9lys\xC3\xA9"
                 "e"));
  // U+023A grows by one byte in lower case.
  ASSERT_STR(utf8_to_lower(arena, STR("\xC8\xBA")), STR("\xE2\xB1\xA5"));
  arena_free(arena);
}

static void test_fold(void **state) {
  (void)state;
  Arena *arena = arena_new();
  ASSERT_STR(utf8_fold(arena, STR("S\xC3\xA3o Paulo")), STR("sao paulo"));
  ASSERT_STR(utf8_fold(arena, STR("e\xCC\x81t\xC3\xA9")), STR("ete"));
  ASSERT_STR(utf8_fold(arena, STR("\xC3\x98rsted")), STR("\xC3\xB8rsted"));
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_valid_text),
      cmocka_unit_test(test_offset_of_first_bad_byte),
      cmocka_unit_test(test_binary),
      cmocka_unit_test(test_encode_and_walk_all_code_points),
      cmocka_unit_test(test_count),
      cmocka_unit_test(test_classes),
      cmocka_unit_test(test_case),
      cmocka_unit_test(test_fold),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
