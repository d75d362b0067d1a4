/// What normalised values are as quantities.
#include "graph/quantity.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

typedef struct {
  const char *value;
  const char *label; ///< NULL: no quantity, or a bare number
  const char *code;
  const char *currency;
  const char *ratio;
} Case;

static void equals(Str got, const char *wanted) {
  if (!str_equal(got, str_from(wanted))) {
    fail_msg("got '%.*s', wanted '%s'", STR_ARG(got), wanted);
  }
}

static void values_are_quantities(void **state) {
  (void)state;
  static const Case cases[] = {
      {"~200", "about 200", "", "", ""},
      {">=12", "at least 12", "", "", ""},
      {">12.5", "more than 12.5", "", "", ""},
      {"<=500", "at most 500", "", "", ""},
      {"<50 km/h", "less than 50 km/h", "KMH", "", ""},
      {"5..10 %", "5 to 10 percent", "P1", "", ""},
      {"54 of 249", "54 of 249", "", "", "0.216867"},
      {"1/2", "1/2", "", "", "0.5"},
      {"~2/3", "about 2/3", "", "", "0.666667"},
      {"3/3", "3/3", "", "", "1.0"},
      {"3000000 USD", "3000000 USD", "", "USD", ""},
      {"2 barrel", "2 barrel", "BLL", "", ""},
      {"2 ton", "2 ton", "", "", ""},
      {"100 USD/barrel", "100 USD/barrel", "", "", ""},
      {"-5 °C", "-5 °C", "CEL", "", ""},
      {"12", NULL, "", "", ""},
      {"-1.5", NULL, "", "", ""},
      {"2013-04-13", NULL, "", "", ""},
      {"2013/2014-05", NULL, "", "", ""},
      {"P3D", NULL, "", "", ""},
      {"03:00", NULL, "", "", ""},
      {"1/0", NULL, "", "", ""},
      {"5..", NULL, "", "", ""},
      {"~", NULL, "", "", ""},
      {"5km", NULL, "", "", ""},
      {"", NULL, "", "", ""},
  };
  Arena *arena = arena_new();
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Quantity quantity;
    bool is_quantity = quantity_read(str_from(cases[i].value), &quantity);
    if (is_quantity != (cases[i].label != NULL)) {
      fail_msg("%s: wrongly %s a quantity", cases[i].value,
               is_quantity ? "is" : "is not");
    }
    if (!is_quantity) {
      continue;
    }
    equals(quantity_label(arena, &quantity), cases[i].label);
    equals(quantity_unit_code(&quantity), cases[i].code);
    equals(quantity_currency(&quantity), cases[i].currency);
    if (quantity.whole.length > 0) {
      equals(quantity_ratio(arena, &quantity), cases[i].ratio);
    }
  }
  arena_free(arena);
}

/// Numbers of any length neither overflow nor are told wrongly.
static void long_numbers_have_no_ratio(void **state) {
  (void)state;
  Arena *arena = arena_new();
  Quantity quantity;
  assert_true(quantity_read(STR("1234567890123456789012345/3"), &quantity));
  equals(quantity_ratio(arena, &quantity), "");
  assert_true(quantity_read(STR("999999999999/999999999999"), &quantity));
  equals(quantity_ratio(arena, &quantity), "");
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(values_are_quantities),
      cmocka_unit_test(long_numbers_have_no_ratio)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
