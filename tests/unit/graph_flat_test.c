/// Memory stays flat however many documents are written.
///
/// `graph_flat_test TRIPLES FORMAT` writes that many instead and tells the
/// time: bench/graph.bench.
#include "tests/unit/graph_fixture.h"

#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/resource.h>

#include <cmocka.h>

typedef struct {
  size_t triples;
  size_t bytes;
  double seconds;
  double megabytes; ///< peak of the process
} Figures;

static size_t count_lines(Str text) {
  size_t count = 0;
  for (size_t i = 0; i < text.length; i++) {
    count += text.data[i] == '\n';
  }
  return count;
}

static Figures usage(void) {
  struct rusage now;
  getrusage(RUSAGE_SELF, &now);
  return (Figures){.seconds = (double)now.ru_utime.tv_sec +
                              (double)now.ru_utime.tv_usec * 1e-6,
                   .megabytes = (double)now.ru_maxrss / 1024};
}

/// Write the talks fixture under ever new names.
static Figures write_many(size_t triples, GraphFormat format) {
  Report *report = report_new();
  Ontology *ontology = NULL;
  assert_int_equal(ontology_load(NULL, 0, report, &ontology), STATUS_OK);
  GraphOptions options = {.format = format,
                          .provenance = PROVENANCE_SENTENCE,
                          .ontology = ontology};
  Graph *graph = NULL;
  assert_int_equal(graph_new(&options, report, &graph), STATUS_OK);
  Arena *kept = arena_new();
  Str text = STR("");
  assert_int_equal(
      file_read("tests/golden/graph/talks.facts", 1 << 20, kept, report, &text),
      STATUS_OK);
  Fixture *fixture = fixture_read(kept, text);
  Arena *arena = arena_new();
  Output *output = output_to_memory();
  Figures begin = usage();
  Figures total = {0};
  graph_begin(graph, output);
  for (size_t i = 0; total.triples < triples; i++) {
    arena_reset(arena);
    fixture->document.name = arena_format(arena, "news/%zu.txt", i);
    GraphInput input = fixture_input(fixture);
    assert_int_equal(graph_add(graph, &input, arena, output, report),
                     STATUS_OK);
    total.triples += count_lines(output_text(output));
    total.bytes += output_text(output).length;
    output_clear(output);
  }
  Figures end = usage();
  total.seconds = end.seconds - begin.seconds;
  total.megabytes = end.megabytes;
  output_discard(output);
  arena_free(arena);
  arena_free(kept);
  graph_free(graph);
  ontology_free(ontology);
  report_free(report);
  return total;
}

static void memory_does_not_grow_with_documents(void **state) {
  (void)state;
  for (int format = 0; format < GRAPH_FORMAT_COUNT; format++) {
    double before = write_many(5000, (GraphFormat)format).megabytes;
    double after = write_many(40000, (GraphFormat)format).megabytes;
    // Sanitizers keep freed memory for a while.
    assert_true(after - before < 300);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__clang__)
    assert_true(after - before < 2);
#endif
  }
}

int main(int argument_count, char **arguments) {
  if (argument_count == 3) {
    Figures figures = write_many((size_t)atol(arguments[1]),
                                 graph_find_format(str_from(arguments[2])));
    printf("graph: %zu lines of %s, %.1f MB in %.2f s, %.0f MB of memory\n",
           figures.triples, arguments[2], (double)figures.bytes / 1e6,
           figures.seconds, figures.megabytes);
    return 0;
  }
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(memory_does_not_grow_with_documents),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
