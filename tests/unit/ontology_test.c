/// Tests of the ontology: the built-in one, the user's, and broken ones.
#include "ontology/ontology.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

/// Load one user file of the given text; the first message goes to `message`.
static Status load(const char *text, Ontology **ontology, Message *message,
                   Arena *arena) {
  char path[] = "/tmp/ontology_test_XXXXXX";
  int descriptor = mkstemp(path);
  assert_true(descriptor >= 0);
  size_t length = strlen(text);
  assert_int_equal(write(descriptor, text, length), (ssize_t)length);
  close(descriptor);
  const char *paths[] = {path};
  Report *report = report_new();
  Status status = ontology_load(paths, 1, report, ontology);
  unlink(path);
  if (report_count(report) > 0) {
    *message = *report_get(report, 0);
    message->text = arena_copy(arena, message->text);
  }
  report_free(report);
  return status;
}

static void assert_refused(const char *text, uint32_t line, uint32_t column,
                           const char *words) {
  Arena *arena = arena_new();
  Ontology *ontology = NULL;
  Message message = {.text = STR("")};
  assert_int_equal(load(text, &ontology, &message, arena), STATUS_BAD_SETUP);
  assert_null(ontology);
  assert_non_null(strstr(message.text.data, words));
  assert_int_equal(message.line, line);
  assert_int_equal(message.column, column);
  arena_free(arena);
}

#define PREFIXES                                                               \
  "@prefix q: <https://example.org/quern#> .\n"                                \
  "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"                          \
  "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"                  \
  "@prefix schema: <http://schema.org/> .\n"                                   \
  "@prefix ex: <http://example.org/mine#> .\n"

static void builtin_answers_rules(void **state) {
  (void)state;
  Report *report = report_new();
  Ontology *ontology = NULL;
  assert_int_equal(ontology_load(NULL, 0, report, &ontology), STATUS_OK);
  assert_int_equal(report_count(report), 0);
  assert_true(ontology_is_subclass(ontology, STR("Country"), STR("Place")));
  assert_true(ontology_is_subclass(ontology, STR("Country"), STR("Agent")));
  assert_true(ontology_is_subclass(ontology, STR("State"), STR("Place")));
  assert_true(ontology_is_subclass(ontology, STR("City"), STR("City")));
  assert_false(ontology_is_subclass(ontology, STR("Place"), STR("Country")));
  assert_false(ontology_is_subclass(ontology, STR("Person"), STR("Place")));
  assert_false(ontology_is_subclass(ontology, STR(""), STR("Place")));
  assert_false(ontology_is_subclass(ontology, STR("Persn"), STR("Persn")));
  assert_true(ontology_has_type(ontology, STR("Company")));
  assert_true(str_equal(ontology_type_iri(ontology, STR("Company")),
                        STR("http://schema.org/Corporation")));
  assert_true(
      str_equal(ontology_type_suffix(ontology, STR("Person")), STR("person")));
  assert_int_equal(ontology_type_suffix(ontology, STR("City")).length, 0);
  for (size_t i = 1; i < ontology_type_count(ontology); i++) {
    assert_true(str_compare(ontology_type_name(ontology, i - 1),
                            ontology_type_name(ontology, i)) < 0);
  }
  ontology_free(ontology);
  report_free(report);
}

static void builtin_maps_predicates_and_roles(void **state) {
  (void)state;
  Report *report = report_new();
  Ontology *ontology = NULL;
  assert_int_equal(ontology_load(NULL, 0, report, &ontology), STATUS_OK);
  const OntologyProperty *property =
      ontology_find_property(ontology, STR("work for"));
  assert_non_null(property);
  assert_true(str_equal(property->iri, STR("http://schema.org/worksFor")));
  assert_true(str_equal(property->domain, STR("Person")));
  assert_true(str_equal(property->range, STR("Organization")));
  assert_null(ontology_find_property(ontology, STR("work around")));
  assert_true(str_equal(ontology_role_iri(ontology, STR("time")),
                        STR("https://example.org/quern#time")));
  assert_int_equal(ontology_role_iri(ontology, STR("tim")).length, 0);
  ontology_free(ontology);
  report_free(report);
}

static void user_file_adds_to_the_builtin(void **state) {
  (void)state;
  Arena *arena = arena_new();
  Ontology *ontology = NULL;
  Message message = {0};
  Status status =
      load(PREFIXES "ex:Ferry a owl:Class ; rdfs:subClassOf schema:Vehicle ;\n"
                    "  q:ruleName \"Boat\" ; q:suffix \"ship\" .\n"
                    "ex:Raft a rdfs:Class ; rdfs:subClassOf ex:Ferry .\n"
                    "ex:ferries q:predicate \"ferry\" .\n"
                    "ex:quay rdfs:subPropertyOf q:role .\n",
           &ontology, &message, arena);
  assert_int_equal(status, STATUS_OK);
  assert_true(ontology_is_subclass(ontology, STR("Raft"), STR("Product")));
  assert_true(ontology_is_subclass(ontology, STR("Raft"), STR("Boat")));
  assert_true(
      str_equal(ontology_type_suffix(ontology, STR("Raft")), STR("ship")));
  assert_non_null(ontology_find_property(ontology, STR("ferry")));
  assert_true(str_equal(ontology_role_iri(ontology, STR("quay")),
                        STR("http://example.org/mine#quay")));
  ontology_free(ontology);
  arena_free(arena);
}

static void circular_classes_end(void **state) {
  (void)state;
  Arena *arena = arena_new();
  Ontology *ontology = NULL;
  Message message = {0};
  assert_int_equal(load(PREFIXES "ex:A a owl:Class ; rdfs:subClassOf ex:B .\n"
                                 "ex:B a owl:Class ; rdfs:subClassOf ex:A .\n",
                        &ontology, &message, arena),
                   STATUS_OK);
  assert_true(ontology_is_subclass(ontology, STR("A"), STR("B")));
  assert_true(ontology_is_subclass(ontology, STR("B"), STR("A")));
  ontology_free(ontology);
  arena_free(arena);
}

static void broken_files_are_refused_with_their_place(void **state) {
  (void)state;
  assert_refused("@prefix a: <http://a/> .\na:x a:y a:z .\n\n  a:x a:y ] .\n",
                 4, 11, "unexpected ]");
  assert_refused("@prefix a: <http://a/> .\na:x a:y a:z , [ a:y a:w ] , b:z .",
                 2, 29, "b:z");
  assert_refused("@prefix a: <http://a/> .\na:x a:y \"open .\n", 2, 9, "\"");
  assert_refused("<http://a/x> <http://a/y> \"caf\xE9\" .\n", 1, 31, "UTF-8");
  assert_refused("<http://a/x> <http://a/y>\n", 2, 1, "");
}

static void misused_names_are_refused_with_their_place(void **state) {
  (void)state;
  assert_refused(PREFIXES "ex:Ferry a owl:Class .\n"
                          "ex:ferries q:predicat \"ferry\" .\n",
                 7, 1, "no term <https://example.org/quern#predicat>");
  assert_refused(PREFIXES "ex:Person a owl:Class .\n", 6, 1,
                 "'Person' already stands for <http://schema.org/Person>");
  assert_refused(PREFIXES "ex:toils q:predicate \"work for\" .\n", 6, 1,
                 "'work for' already stands for");
}

static void missing_file_is_an_error(void **state) {
  (void)state;
  Report *report = report_new();
  Ontology *ontology = NULL;
  const char *paths[] = {"/nonexistent/mine.ttl"};
  assert_int_equal(ontology_load(paths, 1, report, &ontology), STATUS_FAILED);
  assert_int_equal(report_error_count(report), 1);
  ontology_free(NULL);
  report_free(report);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(builtin_answers_rules),
      cmocka_unit_test(builtin_maps_predicates_and_roles),
      cmocka_unit_test(user_file_adds_to_the_builtin),
      cmocka_unit_test(circular_classes_end),
      cmocka_unit_test(broken_files_are_refused_with_their_place),
      cmocka_unit_test(misused_names_are_refused_with_their_place),
      cmocka_unit_test(missing_file_is_an_error),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
