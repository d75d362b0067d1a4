/// Tests of IRIs made from content.
#include "graph/iri.h"

#include "graph/gate.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static Arena *arena;
static IriSpace space;
static Ontology *ontology;

static int begin(void **state) {
  (void)state;
  arena = arena_new();
  Report *report = report_new();
  bool ready = ontology_load(NULL, 0, report, &ontology) == STATUS_OK &&
               iri_space(arena, STR("http://x/"), &space);
  report_free(report);
  return ready ? 0 : 1;
}

static int end(void **state) {
  (void)state;
  ontology_free(ontology);
  arena_free(arena);
  return 0;
}

static void assert_text(Str made, const char *expected) {
  assert_string_equal(arena_copy(arena, made).data, expected);
}

static void local_names_are_readable(void **state) {
  (void)state;
  assert_text(iri_local_name(arena, STR("Anna  Berg "), '_'), "Anna_Berg");
  assert_text(iri_local_name(arena, STR("O'Brien (Jr)"), '_'),
              "O%27Brien_%28Jr%29");
  assert_text(iri_local_name(arena, STR("a b"), '\0'), "a%20b");
  assert_text(iri_local_name(arena, STR("\xC5\x81\xC3\xB3"), '_'),
              "\xC5\x81\xC3\xB3");
  assert_text(iri_local_name(arena, STR("a\xE2\x80\x93"), '_'), "a%E2%80%93");
  assert_text(iri_local_name(arena, STR(""), '_'), "");
}

static void one_name_has_one_spelling(void **state) {
  (void)state;
  Str composed = iri_local_name(arena, STR("Caf\xC3\xA9"), '_');
  Str decomposed = iri_local_name(arena, STR("Cafe\xCC\x81"), '_');
  assert_true(str_equal(composed, decomposed));
}

static void long_names_end_with_a_hash(void **state) {
  (void)state;
  char name[1000];
  memset(name, 'a', sizeof name);
  Str first = iri_local_name(arena, (Str){name, sizeof name}, '_');
  name[999] = 'b';
  Str second = iri_local_name(arena, (Str){name, sizeof name}, '_');
  assert_int_equal(first.length, IRI_LONGEST_NAME + 13);
  assert_false(str_equal(first, second));
}

static void entities_are_named_by_link_or_name(void **state) {
  (void)state;
  Entity entity = {.name = STR("Washington"), .type = STR("City")};
  assert_text(iri_entity(arena, &space, ontology, &entity),
              "http://x/entity/Washington");
  entity.type = STR("Person");
  assert_text(iri_entity(arena, &space, ontology, &entity),
              "http://x/entity/Washington-person");
  entity.name = STR("George Washington");
  assert_text(iri_entity(arena, &space, ontology, &entity),
              "http://x/entity/George_Washington");
  entity.id = STR("Q23");
  assert_text(iri_entity(arena, &space, ontology, &entity),
              "http://x/entity/Q23");
  entity.id = STR("http://other/Q23");
  assert_text(iri_entity(arena, &space, ontology, &entity), "http://other/Q23");
}

static void nameless_things_are_told_apart_by_place(void **state) {
  (void)state;
  Str document = STR("http://x/document/a");
  Str first = iri_thing(arena, &space, STR("Talks"), document, 7);
  assert_true(str_starts(first, STR("http://x/entity/talks-")));
  assert_int_equal(first.length, strlen("http://x/entity/talks-") + 12);
  assert_true(
      str_equal(first, iri_thing(arena, &space, STR("talks"), document, 7)));
  assert_false(
      str_equal(first, iri_thing(arena, &space, STR("talks"), document, 8)));
  assert_false(str_equal(first, iri_thing(arena, &space, STR("talks"),
                                          STR("http://x/document/b"), 7)));
}

static void properties_can_be_split_by_rdf_xml(void **state) {
  (void)state;
  assert_text(iri_relation(arena, &space, STR("make progress on")),
              "http://x/relation/make-progress-on");
  assert_text(iri_relation(arena, &space, STR("Hold")),
              "http://x/relation/hold");
  assert_text(iri_relation(arena, &space, STR("4 it")),
              "http://x/relation/_4-it");
  static const char *const odd[] = {"",      "\xE2\x80\x94",     "a/b",  "%",
                                    "\x01",  "\xF0\x9F\x98\x80", "u.s.", "-",
                                    "a\"> ."};
  for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
    Str iri = iri_relation(arena, &space, str_from(odd[i]));
    assert_true(gate_is_iri(iri));
    assert_true(iri.data[strlen("http://x/relation/")] >= 'A');
    assert_null(memchr(iri.data, '%', iri.length));
  }
}

static void roles_are_known_or_of_the_base(void **state) {
  (void)state;
  assert_text(iri_role(arena, &space, ontology, STR("time")),
              "https://example.org/quern#time");
  assert_text(iri_role(arena, &space, ontology, STR("subject.count")),
              "https://example.org/quern#subject-count");
  assert_text(iri_role(arena, &space, ontology, STR("because_of")),
              "https://example.org/quern#because-of");
  assert_text(iri_role(arena, &space, ontology, STR("athwart")),
              "http://x/role/athwart");
}

static void documents_are_named_by_url_or_path(void **state) {
  (void)state;
  static const struct {
    const char *name;
    const char *url;
    const char *iri;
  } cases[] = {
      {"a.txt", "", "http://x/document/a.txt"},
      {"./in/a b.txt", "", "http://x/document/in/a%20b.txt"},
      {"/../x//a.txt", "", "http://x/document/x/a.txt"},
      {"-", "", "http://x/document/stdin"},
      {"", "", "http://x/document/unnamed"},
      {"a.txt", "http://news/1#top", "http://news/1"},
      {"a.txt", "http://news/a b", "http://x/document/a.txt"},
      {"https://news/2", "", "https://news/2"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Document document = {.name = str_from(cases[i].name),
                         .url = str_from(cases[i].url)};
    assert_text(iri_document(arena, &space, &document), cases[i].iri);
  }
}

static void every_text_gives_a_good_iri(void **state) {
  (void)state;
  uint32_t seed = 1;
  for (int round = 0; round < 2000; round++) {
    char bytes[24];
    for (size_t i = 0; i < sizeof bytes; i++) {
      seed = seed * 1664525 + 1013904223;
      bytes[i] = (char)(seed >> 24);
    }
    Str text = gate_repair_text(arena, (Str){bytes, sizeof bytes});
    Entity entity = {.name = text, .id = round % 2 ? text : STR("")};
    Document document = {.name = text, .url = text};
    assert_true(gate_is_iri(iri_entity(arena, &space, ontology, &entity)));
    assert_true(gate_is_iri(iri_document(arena, &space, &document)));
    assert_true(gate_is_iri(iri_relation(arena, &space, text)));
    assert_true(gate_is_iri(iri_role(arena, &space, ontology, text)));
    assert_true(gate_is_iri(iri_thing(arena, &space, text, STR("d"), 1)));
    assert_true(gate_is_iri(iri_claims(arena, &space, text)));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(local_names_are_readable),
      cmocka_unit_test(one_name_has_one_spelling),
      cmocka_unit_test(long_names_end_with_a_hash),
      cmocka_unit_test(entities_are_named_by_link_or_name),
      cmocka_unit_test(nameless_things_are_told_apart_by_place),
      cmocka_unit_test(properties_can_be_split_by_rdf_xml),
      cmocka_unit_test(roles_are_known_or_of_the_base),
      cmocka_unit_test(documents_are_named_by_url_or_path),
      cmocka_unit_test(every_text_gives_a_good_iri),
  };
  return cmocka_run_group_tests(tests, begin, end);
}
