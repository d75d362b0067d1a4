/// Putting quads: what the parts of build share.
#ifndef QUERN_GRAPH_BUILD_PUT_H
#define QUERN_GRAPH_BUILD_PUT_H

#include "graph/build.h"
#include "graph/describe.h"
#include "graph/merge.h"

/// A document on its way to quads.
typedef struct {
  Resolver resolver;
  Describer describer;
  Arena *arena;
  const GraphInput *input;
  const GraphOptions *options;
  QuadSink *sink;
  void *context;
  Str graph;     ///< where quads go; empty: the default graph
  Map *declared; ///< predicates, roles, ranges and plain triples written
} Build;

/// Put a quad into the graph that is written to now.
void build_put(const Build *build, Str subject, const char *predicate,
               Term object);
void build_put_iri(const Build *build, Str subject, const char *predicate,
                   Str object);
/// A text in English; nothing if it is empty.
void build_put_text(const Build *build, Str subject, const char *predicate,
                    Str text);
/// A text that is no English: a name, a code; nothing if it is empty.
void build_put_string(const Build *build, Str subject, const char *predicate,
                      Str text);
void build_put_count(const Build *build, Str subject, const char *predicate,
                     uint32_t count);
/// True the first time it is asked about the key.
bool build_is_new(const Build *build, Str key);
/// True the first time it is asked about a triple in the graph written to.
bool build_is_new_triple(const Build *build, Str subject, Str predicate,
                         const Term *object);
/// Put what `read` gives of every merged statement, each text once.
void build_put_each(const Build *build, const Node *node, const char *predicate,
                    bool is_english,
                    Str (*read)(const Build *build, const Statement *));

// build_claim.c
/// Put who makes a claim, in which words; to the last, if `has_chains`, all
/// sources with their order.
void build_put_voices(const Build *build, const Node *node, bool has_chains);
/// Put the sources that build_put_voices() names, if it does.
void build_put_chains(const Build *build, const Node *node);
/// Do the properties of a claim alone not tell who says what in which words?
bool build_needs_chains(const Node *node);
/// A claim as each of those tells it who make it, in the order of the text.
Node *build_views(const Build *build, const Node *node, uint32_t *count);
/// The graph of a voice.
Str build_voice_graph(const Build *build, const Voice *voice);

#endif
