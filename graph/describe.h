/// Describe: what a graph tells of the things and quantities it speaks of.
#ifndef QUERN_GRAPH_DESCRIBE_H
#define QUERN_GRAPH_DESCRIBE_H

#include "graph/resolve.h"

/// Where descriptions go: quads of the default graph.
typedef struct {
  Arena *arena;
  const Ontology *ontology;
  QuadSink *sink;
  void *context;
} Describer;

/// Class, label, alternative labels and links.
void describe_thing(const Describer *describer, const Thing *thing);

/// Class, label, numbers and unit; not where it stands.
void describe_quantity(const Describer *describer, const QuantityNode *node);

#endif
