/// Prefixes: short names of namespaces, for writing and reading IRIs.
#ifndef QUERN_GRAPH_PREFIX_H
#define QUERN_GRAPH_PREFIX_H

#include "graph/iri.h"

typedef struct {
  Str name; ///< without the colon
  Str iri;
} Prefix;

/// Some prefixes; when several fit, the first counts.
typedef struct {
  Prefix *prefixes;
  size_t count;
  size_t capacity;
} PrefixList;

/// The prefixes of the graphs we write, our own namespaces first.
PrefixList prefix_list(Arena *arena, const IriSpace *space);

/// Add a prefix in front of the others; a second one of its name is left out.
/// Both texts are copied.
void prefix_add(Arena *arena, PrefixList *list, Str name, Str iri);

/// The prefix under which an IRI can be written without any escape, and what
/// follows it; NULL if there is none.
const Prefix *prefix_find(const PrefixList *list, Str iri, Str *local);

#endif
