/// Tests of base/str.
#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static const Str nothing = {NULL, 0};

static void test_equal(void **state) {
  (void)state;
  assert_true(str_equal(nothing, STR("")));
  assert_true(str_equal(STR("ab"), STR("ab")));
  assert_false(str_equal(STR("ab"), STR("ac")));
  assert_false(str_equal(STR("ab"), STR("abc")));
  assert_int_equal(str_from(NULL).length, 0);
}

static void test_starts_and_ends(void **state) {
  (void)state;
  assert_true(str_starts(STR("ground"), STR("gro")));
  assert_true(str_starts(nothing, nothing));
  assert_false(str_starts(STR("gr"), STR("gro")));
  assert_true(str_ends(STR("ground"), STR("und")));
  assert_true(str_ends(STR("ground"), STR("ground")));
  assert_false(str_ends(STR("nd"), STR("und")));
  assert_false(str_ends(STR("ground"), STR("gro")));
}

static void test_begins(void **state) {
  (void)state;
  assert_true(str_begins(STR("nsubj:pass"), "nsubj"));
  assert_true(str_begins(STR("nsubj"), "nsubj"));
  assert_true(str_begins(STR(""), ""));
  assert_false(str_begins(STR("nsub"), "nsubj"));
  assert_false(str_begins(STR(""), "n"));
  assert_false(str_begins((Str){"nsubj", 2}, "nsubj"));
}

static void test_slice(void **state) {
  (void)state;
  assert_true(str_equal(str_slice(STR("ground"), 1, 3), STR("ro")));
  assert_int_equal(str_slice(nothing, 0, 0).length, 0);
}

static void test_cut(void **state) {
  (void)state;
  Str rest = STR("a,,bc");
  assert_true(str_equal(str_cut(&rest, ','), STR("a")));
  assert_true(str_equal(str_cut(&rest, ','), STR("")));
  assert_true(str_equal(rest, STR("bc")));
  assert_true(str_equal(str_cut(&rest, ','), STR("bc")));
  assert_int_equal(rest.length, 0);
  Str none = {NULL, 0};
  assert_int_equal(str_cut(&none, ',').length, 0);
}

static void test_order_is_that_of_bytes(void **state) {
  (void)state;
  static const char *const sorted[] = {"", "A", "a", "aa", "ab", "\xC3\xA9"};
  for (int i = 0; i < 6; i++) {
    for (int j = 0; j < 6; j++) {
      int order = str_compare(str_from(sorted[i]), str_from(sorted[j]));
      assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
    }
  }
}

static void test_digits(void **state) {
  (void)state;
  char digits[STR_DIGITS];
  assert_true(str_is(str_decimal(digits, 0), "0"));
  assert_true(str_is(str_decimal(digits, 1207), "1207"));
  assert_true(str_is(str_decimal(digits, UINT64_MAX), "18446744073709551615"));
  assert_true(str_is(str_hexadecimal(digits, 0xAB, 4), "00ab"));
  assert_true(str_is(str_hexadecimal(digits, 0x12345, 3), "345"));
  assert_true(
      str_is(str_hexadecimal(digits, UINT64_MAX, 16), "ffffffffffffffff"));
}

/// The values stand in files: they must never change.
static void test_hash_is_fixed(void **state) {
  (void)state;
  assert_true(str_hash(STR("")) == 0xecba3df2c3383c52u);
  assert_true(str_hash(STR("quern")) == 0xabf72296a0825073u);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_equal),
      cmocka_unit_test(test_starts_and_ends),
      cmocka_unit_test(test_begins),
      cmocka_unit_test(test_slice),
      cmocka_unit_test(test_cut),
      cmocka_unit_test(test_order_is_that_of_bytes),
      cmocka_unit_test(test_digits),
      cmocka_unit_test(test_hash_is_fixed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
