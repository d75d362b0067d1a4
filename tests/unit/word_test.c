/// What the network sees of a form.
#include "extract/syntax/word.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void looks_like(const char *form, const char *wanted) {
  Word word = word_look(str_from(form));
  Str got = {word.bytes, word.length};
  assert_true(str_equal(got, str_from(wanted)));
}

static void case_digits_and_typographic_quotes_are_taken_away(void **state) {
  (void)state;
  looks_like("Reuters", "reuters");
  looks_like("2013", "0000");
  looks_like("don\u2019t", "don't");
  looks_like("\u201cSo\u201d", "\"so\"");
  looks_like("\u00c9tat", "\u00e9tat");
  looks_like("3\u00d72", "0\u00d70");
  looks_like("", "");
}

static void long_forms_keep_both_ends(void **state) {
  (void)state;
  char form[200];
  memset(form, 'a', sizeof form);
  form[sizeof form - 1] = 'Z';
  Word word = word_look((Str){form, sizeof form});
  assert_int_equal(word.length, WORD_LONGEST);
  assert_int_equal(word.bytes[WORD_LONGEST - 1], 'z');
}

static void
forms_of_one_word_share_the_fingerprint_but_not_the_shape(void **state) {
  (void)state;
  Word a = word_look(STR("March"));
  Word b = word_look(STR("march"));
  assert_int_equal(a.fingerprint, b.fingerprint);
  assert_int_equal(a.rows[FEATURE_SUFFIX3], b.rows[FEATURE_SUFFIX3]);
  assert_int_not_equal(a.rows[FEATURE_SHAPE], b.rows[FEATURE_SHAPE]);
}

static void every_row_is_in_the_table(void **state) {
  (void)state;
  const char *const forms[] = {"", "a", "\xff\xc3", "\xe2\x80", "Ab-9"};
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
    Word word = word_look(str_from(forms[i]));
    for (int feature = 0; feature < FEATURE_COUNT; feature++) {
      assert_true(word.rows[feature] < FEATURE_ROWS);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(case_digits_and_typographic_quotes_are_taken_away),
      cmocka_unit_test(long_forms_keep_both_ends),
      cmocka_unit_test(
          forms_of_one_word_share_the_fingerprint_but_not_the_shape),
      cmocka_unit_test(every_row_is_in_the_table),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
