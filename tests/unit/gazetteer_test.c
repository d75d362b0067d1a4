/// The gazetteer: built-in names, users' files, errors in them.
#include "extract/name/gazetteer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#define PREFIXES                                                               \
  "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"                  \
  "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"                   \
  "@prefix schema: <http://schema.org/> .\n"

/// A file that holds the text; to be unlinked by the caller.
static void write_file(char *path, const char *text) {
  int descriptor = mkstemp(path);
  assert_true(descriptor >= 0);
  size_t length = strlen(text);
  assert_int_equal(write(descriptor, text, length), (long)length);
  close(descriptor);
}

/// The gazetteer of a user's file; NULL if it is refused.
static Gazetteer *load(const char *text, Report *report) {
  char path[] = "/tmp/gazetteer-XXXXXX";
  write_file(path, text);
  const char *paths[] = {path};
  Gazetteer *gazetteer = NULL;
  Status status = gazetteer_new(paths, 1, report, &gazetteer);
  assert_int_equal(status == STATUS_OK, gazetteer != NULL);
  unlink(path);
  return gazetteer;
}

static void test_builtin_names(void **state) {
  (void)state;
  static const struct {
    const char *name;
    const char *id;
    const char *type;
  } cases[] = {{"PRC", "China", "Country"},
               {"U.S.", "United_States", "Country"},
               {"Bombay", "Mumbai", "City"},
               {"Sao Paulo", "São_Paulo", "City"},
               {"NSA", "National_Security_Agency", "GovernmentOrganization"},
               {"Xinhua news agency", "Xinhua", "NewsMediaOrganization"},
               {"Calif.", "California", "State"}};
  Report *report = report_new();
  Gazetteer *gazetteer = NULL;
  assert_int_equal(gazetteer_new(NULL, 0, report, &gazetteer), STATUS_OK);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    GazetteerHit hits[GAZETTEER_MOST_HITS];
    size_t count = gazetteer_find(gazetteer, str_from(cases[i].name), hits);
    assert_true(count >= 1);
    assert_true(str_equal(hits[0].entity.id, str_from(cases[i].id)));
    assert_true(str_equal(hits[0].entity.type, str_from(cases[i].type)));
  }
  GazetteerHit hits[GAZETTEER_MOST_HITS];
  assert_int_equal(gazetteer_find(gazetteer, STR("china"), hits), 0);
  assert_int_equal(gazetteer_find(gazetteer, STR(""), hits), 0);
  assert_true(gazetteer_longest(gazetteer, STR("United")) >= 4);
  assert_int_equal(gazetteer_longest(gazetteer, STR("xyzzy")), 0);
  gazetteer_free(gazetteer);
  gazetteer_free(NULL);
  report_free(report);
}

static void test_large_cities_come_first(void **state) {
  (void)state;
  Report *report = report_new();
  Gazetteer *gazetteer = NULL;
  assert_int_equal(gazetteer_new(NULL, 0, report, &gazetteer), STATUS_OK);
  GazetteerHit hits[GAZETTEER_MOST_HITS];
  size_t count = gazetteer_find(gazetteer, STR("London"), hits);
  assert_true(count >= 2);
  assert_true(str_equal(hits[0].entity.place, STR("United_Kingdom")));
  assert_true(hits[0].entity.population > hits[1].entity.population);
  gazetteer_free(gazetteer);
  report_free(report);
}

static void test_a_users_file_comes_first(void **state) {
  (void)state;
  Report *report = report_new();
  Gazetteer *gazetteer =
      load(PREFIXES "<http://example.org/p> a schema:Person ;\n"
                    "  rdfs:label \"Paris\" ; skos:altLabel \"P. Holm\" .\n",
           report);
  assert_non_null(gazetteer);
  GazetteerHit hits[GAZETTEER_MOST_HITS];
  assert_true(gazetteer_find(gazetteer, STR("Paris"), hits) >= 2);
  assert_true(str_equal(hits[0].entity.id, STR("http://example.org/p")));
  assert_int_equal(gazetteer_find(gazetteer, STR("P. Holm"), hits), 1);
  gazetteer_free(gazetteer);
  report_free(report);
}

static void test_errors_have_their_place(void **state) {
  (void)state;
  Report *report = report_new();
  assert_null(load(PREFIXES "<a> a schema:City ; rdfs:label \"A\" ;;\n"
                            "  oops:b 1 .\n",
                   report));
  assert_int_equal(report_error_count(report), 1);
  assert_int_equal(report_get(report, 0)->line, 5);
  report_clear(report);
  assert_null(load(PREFIXES "<a> a schema:City .\n", report));
  assert_int_equal(report_get(report, 0)->line, 4);
  assert_true(
      str_equal(report_get(report, 0)->text, STR("<a> has no rdfs:label")));
  report_clear(report);
  const char *paths[] = {"no-such-file.ttl"};
  Gazetteer *gazetteer = NULL;
  assert_int_equal(gazetteer_new(paths, 1, report, &gazetteer), STATUS_FAILED);
  assert_null(gazetteer);
  report_free(report);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_builtin_names),
      cmocka_unit_test(test_large_cities_come_first),
      cmocka_unit_test(test_a_users_file_comes_first),
      cmocka_unit_test(test_errors_have_their_place),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
