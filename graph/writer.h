/// Writer: quads to one of the RDF syntaxes, through raptor.
#ifndef QUERN_GRAPH_WRITER_H
#define QUERN_GRAPH_WRITER_H

#include "graph/graph.h"
#include "graph/prefix.h"
#include "graph/term.h"

#include <raptor2.h>

typedef struct Writer Writer;

/// Make a writer; NULL if raptor cannot start. Free with writer_free().
/// @param space  Must outlive the writer.
Writer *writer_new(GraphFormat format, const IriSpace *space);
void writer_free(Writer *writer); ///< NULL is allowed

/// Where the following calls write to.
void writer_direct(Writer *writer, Output *output);

void writer_begin(Writer *writer); ///< what a file begins with
void writer_end(Writer *writer);   ///< what a file ends with

/// Write a quad that passes the gate; another one is counted and left out.
/// Its text must live until writer_pause().
void writer_put(Writer *writer, const Quad *quad);

/// End what quads before have begun, so that other text may follow.
void writer_pause(Writer *writer);

/// Why quads were left out since the last call; NULL if none was.
const char *writer_fault(Writer *writer);

/// Where RDF is written: an output, and raptor's stream that leads to it.
typedef struct {
  Output *output;
  raptor_iostream *raptor;
} Stream;

static inline void stream_put(const Stream *stream, Str text) {
  output_write(stream->output, text);
}

/// Write a text between quotes, with escapes where they are needed.
void stream_put_quoted(const Stream *stream, Arena *scratch, Str text);

/// Write a line of N-Triples, or of N-Quads with the graph.
void ntriples_put(const Stream *stream, Arena *scratch, const Quad *quad,
                  bool with_graph);

/// What the Turtle writer keeps between two quads.
typedef struct {
  const Stream *stream;
  Arena *scratch;
  PrefixList prefixes;
  Str base;    ///< documents are written relative to it
  Str subject; ///< of the block that is open; empty if none is
  Str predicate;
} Turtle;

void turtle_begin(const Turtle *turtle);
void turtle_put(Turtle *turtle, const Quad *quad);
void turtle_pause(Turtle *turtle);

#endif
