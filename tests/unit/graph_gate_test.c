/// Tests of the gate: what may and what may not become a term.
#include "graph/gate.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void good_iris_pass(void **state) {
  (void)state;
  static const char *const good[] = {
      "http://ex.org/",
      "http://ex.org/a?b=c#d",
      "http://ex.org/\xC5\x81\xC3\xB3"
      "d\xC5\xBA_\xF0\x9F\x98\x80",
      "http://ex.org/%C5%81",
      "urn:x:y",
      "http://user@host:8080/x",
      "http://ex.org/O'Brien(x)!*,;=&$+~@:",
      "mailto:a@b.example",
      "http://ex.org/a\xC2\xA0"
      "b",
  };
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    assert_true(gate_is_iri(str_from(good[i])));
  }
}

static void bad_iris_do_not_pass(void **state) {
  (void)state;
  static const char *const bad[] = {
      "",
      "foo",
      "//foo/bar",
      "1http://x",
      ":x",
      "http://ex.org/a b",
      "http://ex.org/a<b",
      "http://ex.org/a> . <http://x/s> <http://x/p> <http://x/injected",
      "http://ex.org/a\"b",
      "http://ex.org/{a}",
      "http://ex.org/a|b",
      "http://ex.org/a^b",
      "http://ex.org/a`b",
      "http://ex.org/a\\b",
      "http://ex.org/a\\u0020b",
      "http://ex.org/a\nb",
      "http://ex.org/a\x01",
      "http://ex.org/a\x7F",
      "http://ex.org/%zz",
      "http://ex.org/%4",
      "http://ex.org/%",
      "http://ex.org/a#b#c",
      "http://[::1]/",
      "http://host:80x/",
      "http://a@b@c/",
      "http://ex.org/a\xFF",
      "http://ex.org/\xED\xA0\x80",
      "http://ex.org/\xEF\xBF\xBE",
      "http://ex.org/\xEE\x80\x80",
      "http://ex.org/\xC2\x85",
  };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    assert_false(gate_is_iri(str_from(bad[i])));
  }
  assert_false(gate_is_iri((Str){"http://x/\0y", 11}));
}

static void languages_are_checked(void **state) {
  (void)state;
  assert_true(gate_is_language(STR("en")));
  assert_true(gate_is_language(STR("EN-US")));
  assert_true(gate_is_language(STR("zh-Hans-x-abc1")));
  static const char *const bad[] = {
      "",
      "1en",
      "en-",
      "-en",
      "en_US",
      "e n",
      "abcdefghi",
      "en--us",
      "en.",
      "fran\xC3\xA7",
      "en . <http://x/s> <http://x/p> <http://x/o>"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    assert_false(gate_is_language(str_from(bad[i])));
  }
}

static void texts_are_repaired_one_for_one(void **state) {
  (void)state;
  static const struct {
    Str text;
    const char *repaired;
  } cases[] = {
      {{"plain \t\r\n \xF0\x9F\x98\x80", 14}, NULL},
      {{"\xEF\xBB\xBFx", 4}, NULL},
      {{"a\0z", 3}, "a\xEF\xBF\xBDz"},
      {{"a\x01\x1Fz", 4}, "a\xEF\xBF\xBD\xEF\xBF\xBDz"},
      {{"a\x7Fz", 3}, "a\xEF\xBF\xBDz"},
      {{"a\xEF\xBF\xBEz\xEF\xBF\xBF", 8}, "a\xEF\xBF\xBDz\xEF\xBF\xBD"},
      {{"caf\xE9 noir", 9}, "caf\xEF\xBF\xBD noir"},
      {{"a\xC0\x80", 3}, "a\xEF\xBF\xBD\xEF\xBF\xBD"},
      {{"az\xE2\x82", 4}, "az\xEF\xBF\xBD\xEF\xBF\xBD"},
      {{"\xED\xA0\x80", 3}, "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
  };
  Arena *arena = arena_new();
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Str repaired = gate_repair_text(arena, cases[i].text);
    if (cases[i].repaired) {
      assert_false(gate_is_text(cases[i].text));
      assert_true(str_equal(repaired, str_from(cases[i].repaired)));
    } else {
      assert_true(gate_is_text(cases[i].text));
      assert_ptr_equal(repaired.data, cases[i].text.data);
    }
    assert_true(gate_is_text(repaired));
  }
  arena_free(arena);
}

static void lexical_forms_are_checked(void **state) {
  (void)state;
  static const struct {
    const char *datatype;
    const char *text;
    bool good;
  } cases[] = {
      {"integer", "5", true},
      {"integer", "-05", true},
      {"integer", "123456789012345678901234567890", true},
      {"integer", "abc", false},
      {"integer", "5.0", false},
      {"integer", "", false},
      {"integer", " 5", false},
      {"integer", "0x10", false},
      {"integer", "5 . <x>", false},
      {"nonNegativeInteger", "0", true},
      {"nonNegativeInteger", "-1", false},
      {"decimal", "0.50", true},
      {"decimal", ".5", true},
      {"decimal", ".", false},
      {"decimal", "1e5", false},
      {"decimal", "INF", false},
      {"double", "1.5e-3", true},
      {"double", "-INF", true},
      {"double", "NaN", true},
      {"double", "nan(a)", false},
      {"double", "0x1p3", false},
      {"double", "1e", false},
      {"boolean", "true", true},
      {"boolean", "1", true},
      {"boolean", "TRUE", false},
      {"date", "2013-04-13", true},
      {"date", "2013-04-13Z", true},
      {"date", "2013-04-13+05:30", true},
      {"date", "2024-02-29", true},
      {"date", "2023-02-29", false},
      {"date", "2024-02-30", false},
      {"date", "2013-13-01", false},
      {"date", "2013-4-1", false},
      {"date", "13-04-2013", false},
      {"dateTime", "2013-04-13T10:20:30", true},
      {"dateTime", "2013-04-13T10:20:30.5Z", true},
      {"dateTime", "2013-04-13T25:20:30", false},
      {"dateTime", "2013-04-13", false},
      {"gYear", "2013", true},
      {"gYear", "13", false},
      {"gYearMonth", "2013-04", true},
      {"gYearMonth", "2013-00", false},
      {"time", "03:00:00", true},
      {"time", "03:00", false},
      {"time", "24:10:00", false},
      {"duration", "P3D", true},
      {"duration", "-P1Y2M3DT4H5M6.5S", true},
      {"duration", "PT90M", true},
      {"duration", "P", false},
      {"duration", "PT", false},
      {"duration", "P1DT", false},
      {"duration", "P2W", false},
      {"duration", "P1.5D", false},
      {"duration", "P1M1Y", false},
      {"duration", "P3", false},
      {"duration", "3D", false},
      {"string", "anything", true},
  };
  Arena *arena = arena_new();
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Str datatype = arena_format(arena, XSD "%s", cases[i].datatype);
    assert_int_equal(gate_is_lexical(str_from(cases[i].text), datatype),
                     cases[i].good);
  }
  arena_free(arena);
}

static void quads_are_checked_whole(void **state) {
  (void)state;
  const Str good = STR("http://x/a");
  Quad quad = {good, good, {TERM_TEXT, STR("x"), STR("en")}, STR("")};
  const char *why = NULL;
  assert_true(gate_passes(&quad, NULL, &why));
  quad.object.qualifier = STR("en .");
  assert_false(gate_passes(&quad, NULL, &why));
  assert_non_null(why);
  quad.object = (Term){TERM_TYPED, STR("abc"), STR(XSD "integer")};
  assert_false(gate_passes(&quad, NULL, &why));
  quad.object = (Term){TERM_TYPED, STR("x"), STR("http://x/a b")};
  assert_false(gate_passes(&quad, NULL, &why));
  quad.object = (Term){TERM_TYPED, (Str){"a\0b", 3}, STR(XSD "string")};
  assert_false(gate_passes(&quad, NULL, &why));
  quad.object = (Term){TERM_IRI, STR("b"), STR("")};
  assert_false(gate_passes(&quad, NULL, &why));
  quad.object = (Term){TERM_IRI, good, STR("")};
  assert_true(gate_passes(&quad, NULL, NULL));
  quad.graph = STR("g");
  assert_false(gate_passes(&quad, NULL, NULL));
  quad.graph = good;
  quad.predicate = STR("p");
  assert_false(gate_passes(&quad, NULL, NULL));
  quad.predicate = good;
  quad.subject = STR("");
  assert_false(gate_passes(&quad, NULL, NULL));
}

static void the_memory_forgets_nothing_bad(void **state) {
  (void)state;
  char subject[] = "http://x/a";
  Quad quad = {str_from(subject),
               STR("http://x/p"),
               {TERM_IRI, STR("http://x/b"), STR("")},
               STR("")};
  GateMemory memory = {0};
  for (int i = 0; i < 2; i++) {
    assert_true(gate_passes(&quad, &memory, NULL));
  }
  quad.object.text = STR("http://x/a b");
  for (int i = 0; i < 2; i++) {
    assert_false(gate_passes(&quad, &memory, NULL));
  }
  quad.object.text = str_slice(quad.subject, 0, 4); // "http"
  assert_false(gate_passes(&quad, &memory, NULL));
  quad.object.text = quad.subject;
  subject[8] = ' ';
  memory = (GateMemory){0};
  assert_false(gate_passes(&quad, &memory, NULL));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(good_iris_pass),
      cmocka_unit_test(bad_iris_do_not_pass),
      cmocka_unit_test(languages_are_checked),
      cmocka_unit_test(texts_are_repaired_one_for_one),
      cmocka_unit_test(lexical_forms_are_checked),
      cmocka_unit_test(quads_are_checked_whole),
      cmocka_unit_test(the_memory_forgets_nothing_bad),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
