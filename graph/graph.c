/// Graph: options, then build and write document by document.
#include "graph/graph.h"

#include "graph/build.h"
#include "graph/merge.h"
#include "graph/writer.h"

#include <stdlib.h>

struct Graph {
  Arena *arena;
  GraphOptions options;
  IriSpace space;
  Writer *writer;
};

static const char *const format_names[] = {
    [GRAPH_TURTLE] = "turtle",
    [GRAPH_NTRIPLES] = "ntriples",
    [GRAPH_NQUADS] = "nquads",
    [GRAPH_RDFXML] = "rdfxml",
};
_Static_assert(sizeof format_names / sizeof *format_names == GRAPH_FORMAT_COUNT,
               "every format has a name");

static const char *const provenance_names[] = {
    [PROVENANCE_NONE] = "none",
    [PROVENANCE_SENTENCE] = "sentence",
    [PROVENANCE_SPAN] = "span",
};
_Static_assert(sizeof provenance_names / sizeof *provenance_names ==
                   PROVENANCE_COUNT,
               "every level has a name");

static size_t find(Str name, const char *const *names, size_t count) {
  size_t index = 0;
  while (index < count && !str_equal(name, str_from(names[index]))) {
    index++;
  }
  return index;
}

Str graph_format_name(GraphFormat format) {
  return str_from(format_names[format]);
}

GraphFormat graph_find_format(Str name) {
  return (GraphFormat)find(name, format_names, GRAPH_FORMAT_COUNT);
}

Str provenance_name(Provenance provenance) {
  return str_from(provenance_names[provenance]);
}

Provenance provenance_find(Str name) {
  return (Provenance)find(name, provenance_names, PROVENANCE_COUNT);
}

Status graph_new(const GraphOptions *options, Report *report, Graph **graph) {
  *graph = NULL;
  Arena *arena = arena_new();
  Graph *made = ARENA_NEW(arena, Graph, 1);
  made->arena = arena;
  made->options = *options;
  Str base = options->base.length > 0 ? options->base : STR(GRAPH_DEFAULT_BASE);
  if (!iri_space(arena, base, &made->space)) {
    report_add(report, SEVERITY_ERROR, STR(""),
               "the base '%.*s' is no absolute IRI without query and "
               "fragment, such as "
               "'" GRAPH_DEFAULT_BASE "'",
               STR_ARG(base));
    arena_free(arena);
    return STATUS_BAD_SETUP;
  }
  made->options.base = made->space.base;
  made->writer = writer_new(options->format, &made->space);
  if (!made->writer) {
    report_add(report, SEVERITY_ERROR, STR(""), "cannot start the RDF writer");
    arena_free(arena);
    return STATUS_FAILED;
  }
  *graph = made;
  return STATUS_OK;
}

void graph_free(Graph *graph) {
  if (graph) {
    writer_free(graph->writer);
    arena_free(graph->arena);
  }
}

void graph_begin(Graph *graph, Output *output) {
  writer_direct(graph->writer, output);
  writer_begin(graph->writer);
}

static void take_quad(void *context, const Quad *quad) {
  writer_put(context, quad);
}

Status graph_add(Graph *graph, const GraphInput *input, Arena *arena,
                 Output *output, Report *report) {
  writer_direct(graph->writer, output);
  build_graph(input, &graph->options, &graph->space, arena, take_quad,
              graph->writer);
  writer_pause(graph->writer);
  const char *fault = writer_fault(graph->writer);
  if (fault) {
    report_add(report, SEVERITY_ERROR, input->document->name,
               "triples were left out: %s", fault);
    return STATUS_FAILED;
  }
  return STATUS_OK;
}

void graph_end(Graph *graph, Output *output) {
  writer_direct(graph->writer, output);
  writer_end(graph->writer);
}

struct GraphNames {
  Resolver resolver;
  Node **nodes; ///< one a statement
};

GraphNames *graph_names_new(const Graph *graph, const GraphInput *input,
                            Arena *arena) {
  GraphNames *names = ARENA_NEW(arena, GraphNames, 1);
  names->resolver =
      resolver_new(input, graph->options.ontology, &graph->space, arena);
  names->nodes =
      merge_statements(&names->resolver, graph->options.min_confidence);
  return names;
}

Str graph_names_statement(const GraphNames *names, uint32_t index) {
  const Statements *statements = names->resolver.input->statements;
  return index < statements->count && names->nodes[index]
             ? names->nodes[index]->iri
             : STR("");
}

static Str inner_iri(const GraphNames *names, const Part *part) {
  return part->kind == PART_STATEMENT
             ? graph_names_statement(names, part->statement)
             : STR("");
}

Str graph_names_thing(GraphNames *names, const Part *part) {
  return resolve_thing(&names->resolver, part, inner_iri(names, part));
}

Str graph_names_term(GraphNames *names, const Part *part) {
  Term term = resolve_term(&names->resolver, part, inner_iri(names, part));
  return term.kind == TERM_IRI ? term.text : STR("");
}

Str graph_names_relation(const GraphNames *names, const Part *predicate) {
  return iri_relation(names->resolver.arena, names->resolver.space,
                      merge_predicate_label(predicate));
}
