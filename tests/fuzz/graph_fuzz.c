/// Fuzz target: statements of any text give graphs that raptor reads back.
///
/// The input is cut at line ends into the texts of a document, an entity and a
/// statement.
#include "base/utf8.h"
#include "graph/gate.h"
#include "graph/graph.h"

#include <raptor2.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition) {
  if (!condition) {
    abort();
  }
}

/// The next line of the input, with the characters a document may hold: valid
/// UTF-8, NUL and controls included.
static Str next_line(Str *rest, Arena *arena) {
  const char *end = memchr(rest->data, '\n', rest->length);
  size_t length = end ? (size_t)(end - rest->data) : rest->length;
  Str line = str_slice(*rest, 0, length);
  size_t step = length + (end != NULL);
  *rest = str_slice(*rest, step, rest->length);
  return utf8_valid_length(line) == line.length ? line
                                                : gate_repair_text(arena, line);
}

static void forget_message(void *context, raptor_log_message *message) {
  bool *failed = context;
  *failed |= message->level >= RAPTOR_LOG_LEVEL_ERROR;
}

static void read_back(Str text, const char *syntax) {
  static raptor_world *world;
  if (!world) {
    world = raptor_new_world();
    require(world && raptor_world_open(world) == 0);
  }
  bool failed = false;
  raptor_world_set_log_handler(world, &failed, forget_message);
  raptor_parser *parser = raptor_new_parser(world, syntax);
  raptor_uri *base = raptor_new_uri(world, (const unsigned char *)"http://x/");
  require(parser && base && raptor_parser_parse_start(parser, base) == 0);
  int rc = raptor_parser_parse_chunk(parser, (const unsigned char *)text.data,
                                     text.length, 1);
  require(rc == 0 && !failed);
  raptor_free_parser(parser);
  raptor_free_uri(base);
}

static void write_graph(const GraphInput *input, GraphFormat format,
                        const char *syntax, const Ontology *ontology) {
  GraphOptions options = {
      .format = format, .provenance = PROVENANCE_SPAN, .ontology = ontology};
  Arena *arena = arena_new();
  Report *report = report_new();
  Graph *graph = NULL;
  require(graph_new(&options, report, &graph) == STATUS_OK);
  Output *output = output_to_memory();
  graph_begin(graph, output);
  require(graph_add(graph, input, arena, output, report) == STATUS_OK);
  graph_end(graph, output);
  require(report_count(report) == 0);
  read_back(output_text(output), syntax);
  output_discard(output);
  graph_free(graph);
  report_free(report);
  arena_free(arena);
}

/// The built-in ontology, loaded once a process.
static const Ontology *shipped(void) {
  static Ontology *ontology;
  if (!ontology) {
    Report *report = report_new();
    require(ontology_load(NULL, 0, report, &ontology) == STATUS_OK);
    report_free(report);
  }
  return ontology;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const Ontology *ontology = shipped();
  Arena *arena = arena_new();
  Str rest = {(const char *)data, size};
  Str texts[12];
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    texts[i] = next_line(&rest, arena);
  }
  Document document = {.name = texts[0],
                       .url = texts[1],
                       .date = texts[2],
                       .title = texts[3],
                       .text = texts[4]};
  document_index(&document, arena);
  Range all = {0, (uint32_t)document.text.length};
  Str aliases[] = {texts[5], texts[6]};
  Entity entity = {.name = texts[5],
                   .id = texts[6],
                   .aliases = aliases,
                   .alias_count = 2,
                   .links = aliases,
                   .link_count = 2,
                   .named = true};
  Entities entities = {&entity, 1};
  Part thing = {.kind = PART_MENTION,
                .label = texts[7],
                .ranges = &all,
                .range_count = 1,
                .entity = UINT32_MAX};
  Part predicate = thing;
  predicate.label = texts[8];
  Part value = {.kind = PART_LITERAL,
                .text = texts[7],
                .value = texts[9],
                .type = STR("Date"),
                .entity = UINT32_MAX};
  Part known = {.kind = PART_MENTION};
  Role roles[] = {{texts[10], value}, {texts[11], thing}};
  Source source = {.part = known, .cue = texts[10], .cue_class = texts[11]};
  Statement statements[] = {
      {.subject = thing,
       .predicate = predicate,
       .object = value,
       .roles = roles,
       .role_count = 2,
       .confidence = 0.5,
       .rule = texts[9]},
      {.subject = known,
       .predicate = predicate,
       .object = thing,
       .sources = &source,
       .source_count = 1,
       .confidence = 2},
  };
  Statements list = {statements, 2, NULL, 0};
  GraphInput input = {
      .document = &document, .statements = &list, .entities = &entities};
  write_graph(&input, GRAPH_TURTLE, "turtle", ontology);
  write_graph(&input, GRAPH_NQUADS, "nquads", ontology);
  write_graph(&input, GRAPH_RDFXML, "rdfxml", ontology);
  arena_free(arena);
  return 0;
}
