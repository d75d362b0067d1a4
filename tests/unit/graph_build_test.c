/// Tests of what statements become: facts and claims, merging, ranges, shards.
#include "tests/unit/graph_fixture.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define TALKS                                                                  \
  "document a.txt\n"                                                           \
  "entity China ; type Country ; id China\n"                                   \
  "entity Xinhua ; type NewsMedia\n"                                           \
  "sentence China left Xinhua on Monday.\n"                                    \
  "statement China ; left = leave ; Xinhua\n"

#define PLAIN                                                                  \
  "<https://example.org/kg/entity/China> "                                     \
  "<https://example.org/kg/relation/leave> "                                   \
  "<https://example.org/kg/entity/Xinhua> .\n"

static Ontology *load_ontology(void) {
  Report *report = report_new();
  Ontology *ontology = NULL;
  assert_int_equal(ontology_load(NULL, 0, report, &ontology), STATUS_OK);
  report_free(report);
  return ontology;
}

/// The N-Triples of some documents, written one after the other.
static char *write_all(const char *const *fixtures, size_t count,
                       GraphOptions options) {
  Ontology *ontology = load_ontology();
  options.ontology = ontology;
  Report *report = report_new();
  Graph *graph = NULL;
  assert_int_equal(graph_new(&options, report, &graph), STATUS_OK);
  Output *output = output_to_memory();
  graph_begin(graph, output);
  for (size_t i = 0; i < count; i++) {
    Arena *arena = arena_new();
    Fixture *fixture = fixture_read(arena, str_from(fixtures[i]));
    GraphInput input = fixture_input(fixture);
    assert_int_equal(graph_add(graph, &input, arena, output, report),
                     STATUS_OK);
    arena_free(arena);
  }
  graph_end(graph, output);
  Str text = output_text(output);
  char *copy = calloc(text.length + 1, 1);
  assert_non_null(copy);
  memcpy(copy, text.data, text.length);
  output_discard(output);
  graph_free(graph);
  report_free(report);
  ontology_free(ontology);
  return copy;
}

static char *write_one(const char *fixture, GraphOptions options) {
  return write_all(&fixture, 1, options);
}

static const GraphOptions triples = {.format = GRAPH_NTRIPLES,
                                     .provenance = PROVENANCE_SENTENCE};

static size_t count_of(const char *text, const char *words) {
  size_t count = 0;
  for (const char *at = strstr(text, words); at; at = strstr(at + 1, words)) {
    count++;
  }
  return count;
}

static void assert_count(const char *fixture, GraphOptions options,
                         const char *words, size_t count) {
  char *text = write_one(fixture, options);
  if (count_of(text, words) != count) {
    fail_msg("%zu times, not %zu: %s\n%s", count_of(text, words), count, words,
             text);
  }
  free(text);
}

static void only_facts_have_plain_triples(void **state) {
  (void)state;
  assert_count(TALKS, triples, PLAIN, 1);
  assert_count(TALKS, triples, "quern#Statement>", 1);
  static const char *const others[] = {
      TALKS "marks negative\n",
      TALKS "marks planned\n",
      TALKS "marks possible\n",
      TALKS "marks apparent\n",
      TALKS "marks demanded\n",
      TALKS "marks desired\n",
      TALKS "marks conditional\n",
      TALKS "marks hypothetical\n",
      TALKS "source Xinhua ; say ; report\n",
      TALKS "source - ; say ; report\n",
      TALKS "source Xinhua ; say ; report\nmarks asserted\n",
  };
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
    assert_count(others[i], triples, PLAIN, 0);
    assert_count(others[i], triples, "#subject>", 1);
  }
  assert_count(TALKS "source - ; say ; report\n", triples, "quern#Claim>", 1);
  assert_count(TALKS "source - ; say ; report\n", triples, "AttributedTo>", 0);
}

static void statement_without_subject_is_no_fact(void **state) {
  (void)state;
  const char *fixture = "document a.txt\nsentence It rained.\n"
                        "statement - ; rained = rain ; -\n";
  assert_count(fixture, triples, "quern#unnamed>", 1);
  assert_count(fixture, triples, "relation/rain> \"true\"", 0);
}

/// A nameless thing is one of its place, whatever its head word looks like.
static void nameless_things_have_names_without_determiners(void **state) {
  (void)state;
  const char *fixture =
      "document a.txt\n"
      "sentence The Health Minister sold its small boat.\n"
      "statement The Health Minister ; sold = sell ; its small boat = boat\n";
  assert_count(fixture, triples, "\"Health Minister\"@en", 1);
  assert_count(fixture, triples, "\"boat\"@en", 1);
  assert_count(fixture, triples, "#altLabel> \"small boat\"@en", 1);
  assert_count(fixture, triples, "entity/minister-", 4);
  static const char *const two[] = {
      "document a.txt\nsentence The Minister left.\n"
      "statement The Minister ; left = leave ; -\n",
      "document b.txt\nsentence The Minister left.\n"
      "statement The Minister ; left = leave ; -\n"};
  char *text = write_all(two, 2, triples);
  assert_int_equal(count_of(text, "#label> \"Minister\"@en"), 2);
  const char *first = strstr(text, "entity/minister-");
  const char *last = NULL;
  for (const char *at = first; at; at = strstr(at + 1, "entity/minister-")) {
    last = at;
  }
  assert_non_null(last);
  assert_memory_not_equal(first, last, strlen("entity/minister-") + 12);
  free(text);
}

static void predicates_are_declared_and_mapped(void **state) {
  (void)state;
  const char *fixture = "document a.txt\nsentence Berg was Minister of Meren.\n"
                        "statement Berg ; was = be Minister of ; Meren\n"
                        "statement Berg ; was = be minister of ; Meren\n"
                        "statement Berg ; was = be fond of ; Meren\n";
  assert_count(fixture, triples, "#label> \"be minister of\"@en", 1);
  assert_count(fixture, triples, "Minister", 3); // words of the text
  assert_count(fixture, triples, "#subPropertyOf>", 1);
  assert_count(fixture, triples, "quern#leads>", 1);
  assert_count(fixture, triples, "#label> \"be fond of\"@en", 1);
}

static void repeats_become_one_statement(void **state) {
  (void)state;
  const char *twice = TALKS "role time ; on Monday = 2013-04-15 ^ Date\n"
                            "marks 0.5\n"
                            "sentence China left Xinhua.\n"
                            "statement China ; left = leave ; Xinhua\n"
                            "marks 0.8 rule=other\n";
  assert_count(twice, triples, "quern#Statement>", 1);
  assert_count(twice, triples, PLAIN, 1);
  assert_count(twice, triples, "wasDerivedFrom>", 2);
  assert_count(twice, triples, "\"0.8\"", 1);
  assert_count(twice, triples, "\"0.5\"", 0);
  assert_count(twice, triples, "quern#rule>", 2);
  assert_count(twice, triples, "quern#time>", 1);
}

/// Headline, lead and caption name a thing anew, in the same words.
static void repeats_may_speak_of_nameless_things(void **state) {
  (void)state;
  const char *repeated = "document a.txt\n"
                         "sentence China buys the two ferries\n"
                         "statement China ; buys = buy ; the two ferries\n"
                         "sentence China bought two ferries on Monday.\n"
                         "statement China ; bought = buy ; two ferries\n"
                         "role time ; on Monday = 2013-04-15 ^ Date\n"
                         "sentence China bought two old ferries.\n"
                         "statement China ; bought = buy ; two old ferries\n";
  assert_count(repeated, triples, "quern#Statement>", 2);
  assert_count(repeated, triples, "#wasDerivedFrom>", 3);
  assert_count(repeated, triples, "quern#time>", 1);
}

static void roles_that_disagree_keep_statements_apart(void **state) {
  (void)state;
  const char *two = TALKS "role time ; on Monday = 2013-04-15 ^ Date\n"
                          "statement China ; left = leave ; Xinhua\n"
                          "role time ; on Monday = 2013-04-16 ^ Date\n";
  assert_count(two, triples, "quern#Statement>", 2);
  assert_count(two, triples, PLAIN, 1);
  assert_count(TALKS "statement China ; left = leave ; Xinhua\n"
                     "marks negative\n",
               triples, "quern#Statement>", 2);
  assert_count(TALKS "statement China ; left = leave ; Xinhua\n"
                     "source Xinhua ; say ; report\n",
               triples, "quern#Claim>", 1);
}

static void provenance_has_three_levels(void **state) {
  (void)state;
  GraphOptions options = triples;
  assert_count(TALKS, options, "a.txt#char=0,28> .", 1);
  options.provenance = PROVENANCE_SPAN;
  assert_count(TALKS, options, "a.txt#char=0,17> .", 1);
  options.provenance = PROVENANCE_NONE;
  assert_count(TALKS, options, "#char=", 0);
  assert_count(TALKS, options,
               "wasDerivedFrom> "
               "<https://example.org/kg/document/a.txt> .",
               1);
}

static void ranges_count_code_points(void **state) {
  (void)state;
  assert_count("document a.txt\nsentence \xC5\x81\xC3\xB3 \xF0\x9F\x98\x80.\n"
               "sentence Ann left.\nstatement Ann ; left = leave ; -\n",
               triples, "#char=6,15> .", 1);
}

static void doubtful_statements_can_be_left_out(void **state) {
  (void)state;
  const char *fixture = TALKS "marks 0.4\n"
                              "statement Xinhua ; on = say ; @0\n";
  GraphOptions options = triples;
  assert_count(fixture, options, "quern#Statement>", 2);
  options.min_confidence = 0.5;
  assert_count(fixture, options, "quern#Statement>", 1);
  assert_count(fixture, options, PLAIN, 0);
}

static void statements_that_contain_each_other_end(void **state) {
  (void)state;
  assert_count("document a.txt\nsentence Ann says so.\n"
               "statement Ann ; says = say ; @1\n"
               "statement Ann ; so = say ; @0\n"
               "statement @2 ; so ; @2\n"
               "statement Ann ; so ; @77\n",
               triples, "#subject>", 4);
}

static void chains_of_sources_keep_their_order(void **state) {
  (void)state;
  const char *chain = TALKS "source Xinhua ; say ; report\n"
                            "source China ; report ; report\n";
  assert_count(chain, triples,
               "wasAttributedTo> <https://example.org/kg/entity/Xinhua>", 1);
  // Of the claim, and of who is next to its agent.
  assert_count(chain, triples, "#via> <https://example.org/kg/entity/China>",
               2);
  assert_count(chain, triples, "-source1> ", 7);
  assert_count(chain, triples, "-source2> ", 6);
  GraphOptions quads = triples;
  quads.format = GRAPH_NQUADS;
  assert_count(chain, quads,
               "quern#Claim> <https://example.org/kg/claims/Xinhua> .", 1);
  assert_count(chain, quads, "#label> \"Xinhua\"@en .", 1);
}

static void sources_of_a_claim_share_its_node(void **state) {
  (void)state;
  const char *two = TALKS "source Xinhua ; say ; report\n"
                          "statement China ; left = leave ; Xinhua\n"
                          "source China ; think ; belief\n";
  assert_count(two, triples, "quern#Claim>", 1);
  assert_count(two, triples, "wasAttributedTo> ", 2);
  assert_count(two, triples, "quern#cue> \"think\"", 2);
  assert_count(two, triples, "-source1> <https://example.org/quern#depth>", 2);
  GraphOptions quads = triples;
  quads.format = GRAPH_NQUADS;
  assert_count(two, quads, "wasAttributedTo> ", 2);
  assert_count(two, quads,
               "wasAttributedTo> <https://example.org/kg/entity/Xinhua> "
               "<https://example.org/kg/claims/Xinhua> .",
               1);
  assert_count(two, quads,
               "quern#Claim> <https://example.org/kg/claims/China> .", 1);
}

static void who_denies_makes_another_claim(void **state) {
  (void)state;
  assert_count(TALKS "source Xinhua ; say ; report\n"
                     "statement China ; left = leave ; Xinhua\n"
                     "source China ; deny ; denial\nmarks negative\n",
               triples, "quern#Claim>", 2);
}

static void shards_are_merged_by_union(void **state) {
  (void)state;
  const char *const both[] = {
      TALKS, "document b.txt\nentity China ; type Country ; id China\n"
             "sentence China left.\nstatement China ; left = leave ; -\n"};
  char *together = write_all(both, 2, triples);
  char *first = write_one(both[0], triples);
  char *second = write_one(both[1], triples);
  assert_true(strncmp(together, first, strlen(first)) == 0);
  assert_string_equal(together + strlen(first), second);
  free(together);
  free(first);
  free(second);
}

static void documents_are_relative_only_where_that_is_safe(void **state) {
  (void)state;
  GraphOptions turtle = triples;
  turtle.format = GRAPH_TURTLE;
  assert_count(TALKS, turtle, "\n<a.txt> a q:Document", 1);
  assert_count(TALKS "url https://example.org/kg/document/x/../y\n", turtle,
               "\n<https://example.org/kg/document/x/../y> a q:Document", 1);
  assert_count(TALKS "url https://example.org/kg/document/a:b\n", turtle,
               "\n<https://example.org/kg/document/a:b> a q:Document", 1);
}

static void base_is_checked(void **state) {
  (void)state;
  Ontology *ontology = load_ontology();
  GraphOptions options = triples;
  options.ontology = ontology;
  static const char *const bad[] = {"kg", "http://x/a b/",
                                    "http://x/?q=", "http://x/kg#", ""};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    Report *report = report_new();
    Graph *graph = NULL;
    options.base = str_from(bad[i]);
    Status status = graph_new(&options, report, &graph);
    assert_int_equal(status, *bad[i] ? STATUS_BAD_SETUP : STATUS_OK);
    assert_int_equal(report_error_count(report), *bad[i] ? 1 : 0);
    graph_free(graph);
    report_free(report);
  }
  graph_free(NULL);
  ontology_free(ontology);
  options.base = STR("http://my.example/kg");
  assert_count(TALKS, options, "<http://my.example/kg/entity/China>", 4);
  assert_count(TALKS, options, "example.org/kg", 0);
}

static void names_of_formats_and_levels_are_found(void **state) {
  (void)state;
  for (int i = 0; i < GRAPH_FORMAT_COUNT; i++) {
    Str name = graph_format_name((GraphFormat)i);
    assert_int_equal(graph_find_format(name), i);
  }
  assert_int_equal(graph_find_format(STR("ttl")), GRAPH_FORMAT_COUNT);
  for (int i = 0; i < PROVENANCE_COUNT; i++) {
    assert_int_equal(provenance_find(provenance_name((Provenance)i)), i);
  }
  assert_int_equal(provenance_find(STR("")), PROVENANCE_COUNT);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(only_facts_have_plain_triples),
      cmocka_unit_test(statement_without_subject_is_no_fact),
      cmocka_unit_test(nameless_things_have_names_without_determiners),
      cmocka_unit_test(predicates_are_declared_and_mapped),
      cmocka_unit_test(repeats_become_one_statement),
      cmocka_unit_test(repeats_may_speak_of_nameless_things),
      cmocka_unit_test(roles_that_disagree_keep_statements_apart),
      cmocka_unit_test(provenance_has_three_levels),
      cmocka_unit_test(ranges_count_code_points),
      cmocka_unit_test(doubtful_statements_can_be_left_out),
      cmocka_unit_test(statements_that_contain_each_other_end),
      cmocka_unit_test(chains_of_sources_keep_their_order),
      cmocka_unit_test(sources_of_a_claim_share_its_node),
      cmocka_unit_test(who_denies_makes_another_claim),
      cmocka_unit_test(shards_are_merged_by_union),
      cmocka_unit_test(documents_are_relative_only_where_that_is_safe),
      cmocka_unit_test(base_is_checked),
      cmocka_unit_test(names_of_formats_and_levels_are_found),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
