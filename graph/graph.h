/// Graph: a document's statements written as RDF.
///
/// All that the rest of the program needs of this room to write graphs. The
/// same document gives the same triples whatever was written before it, so
/// that graphs of shards are merged by plain union.
#ifndef QUERN_GRAPH_GRAPH_H
#define QUERN_GRAPH_GRAPH_H

#include "base/output.h"
#include "extract/name/entity.h"
#include "extract/read/document.h"
#include "extract/statement.h"
#include "ontology/ontology.h"

typedef enum {
  GRAPH_TURTLE,
  GRAPH_NTRIPLES,
  GRAPH_NQUADS,
  GRAPH_RDFXML,
  GRAPH_FORMAT_COUNT
} GraphFormat;

/// The format's name on the command line ("turtle").
Str graph_format_name(GraphFormat format);
/// GRAPH_FORMAT_COUNT if there is no such format.
GraphFormat graph_find_format(Str name);

/// Which ranges of characters a statement is derived from.
typedef enum {
  PROVENANCE_NONE,     ///< only the document
  PROVENANCE_SENTENCE, ///< the sentence
  PROVENANCE_SPAN,     ///< the statement's own words
  PROVENANCE_COUNT
} Provenance;

Str provenance_name(Provenance provenance);
/// PROVENANCE_COUNT if there is no such level.
Provenance provenance_find(Str name);

#define GRAPH_DEFAULT_BASE "https://example.org/kg/"

typedef struct {
  GraphFormat format;
  Str base; ///< an absolute IRI, no query or fragment; empty:
            ///< GRAPH_DEFAULT_BASE
  Provenance provenance;
  double min_confidence; ///< statements below are left out
  const Ontology *ontology;
} GraphOptions;

/// One document with all that was found in it. Borrowed for a call.
typedef struct {
  const Document *document;
  const Sentences *sentences;
  const Statements *statements;
  const Entities *entities;
  const Entity *place; ///< where the text was written; NULL: unknown
} GraphInput;

/// A writer of graphs. It belongs to one thread; raptor must be started and
/// stopped while no other thread uses it, so make and free all of them in the
/// main thread.
typedef struct Graph Graph;

/**
   Make a writer.

   @param options  Copied; the ontology must outlive the graph.
   @param[out] graph  Free with graph_free(). NULL on failure.
   @return STATUS_OK, STATUS_BAD_SETUP (the base is no absolute IRI) or
           STATUS_FAILED; reported.
*/
MUST_CHECK Status graph_new(const GraphOptions *options, Report *report,
                            Graph **graph);
void graph_free(Graph *graph); ///< NULL is allowed

/// Write what a file begins with: prefixes.
void graph_begin(Graph *graph, Output *output);

/**
   Write one document's triples.

   In all formats but RDF/XML the documents may be rendered by several graphs,
   each to memory, and put together after one graph_begin().

   @param arena  Scratch; its content is needed no longer after the call.
   @return STATUS_OK, or STATUS_FAILED if a triple could not be written
           (reported); problems of the output show when it is closed.
*/
MUST_CHECK Status graph_add(Graph *graph, const GraphInput *input, Arena *arena,
                            Output *output, Report *report);

/// Write what a file ends with.
void graph_end(Graph *graph, Output *output);

/// The IRIs that a document's parts have in the graph, for outputs that are
/// not RDF. Of a graph of any format.
typedef struct GraphNames GraphNames;

/// All is made in the arena; graph and input must live as long.
GraphNames *graph_names_new(const Graph *graph, const GraphInput *input,
                            Arena *arena);

/// The IRI of statement `index`; statements that say the same share one. Empty
/// for a statement left out.
Str graph_names_statement(const GraphNames *names, uint32_t index);

/// The IRI of a part that is a thing whatever it is: a subject, a source. Empty
/// for an absent one.
Str graph_names_thing(GraphNames *names, const Part *part);

/// The IRI of an object or a role's filler; empty if it is a literal.
Str graph_names_term(GraphNames *names, const Part *part);

Str graph_names_relation(const GraphNames *names, const Part *predicate);

#endif
