/// Golden graphs: fixtures of tests/golden/graph in all formats.
///
/// `graph_golden_test --update` writes the expected files anew.
#include "tests/unit/graph_fixture.h"

#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

#define FOLDER "tests/golden/graph/"

static bool is_update;

static const char *const names[] = {"talks", "news", "traps"};

static const struct {
  GraphFormat format;
  const char *ending;
} kinds[] = {
    {GRAPH_TURTLE, "ttl"},
    {GRAPH_NTRIPLES, "nt"},
    {GRAPH_NQUADS, "nq"},
    {GRAPH_RDFXML, "rdf"},
};

static Str read_file(Arena *arena, const char *path) {
  Report *report = report_new();
  Str bytes = STR("");
  (void)!file_read(path, 1 << 24, arena, report, &bytes);
  report_free(report);
  return bytes;
}

static void write_file(const char *path, Str bytes) {
  Report *report = report_new();
  Output *output = NULL;
  assert_int_equal(output_open(path, report, &output), STATUS_OK);
  output_write(output, bytes);
  assert_int_equal(output_close(output, report), STATUS_OK);
  report_free(report);
}

static void check(const Ontology *ontology, const char *name, size_t kind) {
  Arena *arena = arena_new();
  Str path = arena_format(arena, FOLDER "%s.facts", name);
  Fixture *fixture = fixture_read(arena, read_file(arena, path.data));
  GraphInput input = fixture_input(fixture);
  GraphOptions options = {.format = kinds[kind].format,
                          .provenance = PROVENANCE_SENTENCE,
                          .ontology = ontology};
  Report *report = report_new();
  Graph *graph = NULL;
  assert_int_equal(graph_new(&options, report, &graph), STATUS_OK);
  Output *output = output_to_memory();
  graph_begin(graph, output);
  assert_int_equal(graph_add(graph, &input, arena, output, report), STATUS_OK);
  graph_end(graph, output);
  path = arena_format(arena, FOLDER "%s.%s", name, kinds[kind].ending);
  Str made = output_text(output);
  if (is_update) {
    write_file(path.data, made);
  }
  Str expected = read_file(arena, path.data);
  if (!str_equal(made, expected)) {
    write_file("graph_golden_test.out", made);
    fail_msg("%s differs from graph_golden_test.out", path.data);
  }
  output_discard(output);
  graph_free(graph);
  report_free(report);
  arena_free(arena);
}

static void graphs_are_as_expected(void **state) {
  (void)state;
  Report *report = report_new();
  Ontology *ontology = NULL;
  assert_int_equal(ontology_load(NULL, 0, report, &ontology), STATUS_OK);
  for (size_t name = 0; name < sizeof names / sizeof *names; name++) {
    for (size_t kind = 0; kind < sizeof kinds / sizeof *kinds; kind++) {
      check(ontology, names[name], kind);
    }
  }
  ontology_free(ontology);
  report_free(report);
}

int main(int argument_count, char **arguments) {
  is_update = argument_count > 1 && strcmp(arguments[1], "--update") == 0;
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(graphs_are_as_expected),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
