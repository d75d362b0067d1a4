/// Build: a document's statements as quads.
#ifndef QUERN_GRAPH_BUILD_H
#define QUERN_GRAPH_BUILD_H

#include "graph/graph.h"
#include "graph/iri.h"
#include "graph/term.h"

/**
   Give all quads of a document to the sink: the document, the things it speaks
   of in the order of their first use, predicates, then statements in text
   order, each sentence before what it says. Quads of one subject follow each
   other. All pass the gate.

   @param space  The namespaces of the options' base.
   @param arena  Scratch; the quads' text lives there.
*/
void build_graph(const GraphInput *input, const GraphOptions *options,
                 const IriSpace *space, Arena *arena, QuadSink *sink,
                 void *context);

#endif
