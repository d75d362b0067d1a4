/// Resolve: what the parts of statements are in the graph.
#ifndef QUERN_GRAPH_RESOLVE_H
#define QUERN_GRAPH_RESOLVE_H

#include "base/map.h"
#include "graph/graph.h"
#include "graph/iri.h"
#include "graph/quantity.h"
#include "graph/term.h"

/// A thing that statements speak of, to be described once.
typedef struct {
  Str iri;
  Str label;
  Str phrase;           ///< of a nameless thing: its full phrase; may be empty
  Str type;             ///< an ontology class name; may be empty
  const Entity *entity; ///< NULL for a thing met in one place only
} Thing;

/// A quantity that no literal can hold, to be described once.
typedef struct {
  Str iri;
  Str label;
  Quantity quantity;
  Range *ranges; ///< the words that name it, each time
  uint32_t range_count;
  uint32_t range_capacity;
} QuantityNode;

/// The things of one document, in the order of their first use.
typedef struct {
  const GraphInput *input;
  const Ontology *ontology;
  const IriSpace *space;
  Arena *arena;
  Str document; ///< the document's IRI
  Map *seen;    ///< IRIs of things
  Thing *things;
  size_t thing_count;
  size_t thing_capacity;
  Map *seen_values; ///< IRIs of quantities
  QuantityNode *values;
  size_t value_count;
  size_t value_capacity;
} Resolver;

/// Begin with a document; all is made in the arena.
Resolver resolver_new(const GraphInput *input, const Ontology *ontology,
                      const IriSpace *space, Arena *arena);

/// The IRI of an entity.
Str resolve_entity(Resolver *resolver, const Entity *entity);

/// The IRI of a part that must be a thing. `statement` is the IRI of a part
/// that is a statement, or empty: then, and for all other parts, the words
/// count. Empty for an absent part.
Str resolve_thing(Resolver *resolver, const Part *part, Str statement);

/// What tells whether two parts say the same: for a nameless thing its words,
/// but for pronouns; else `term`, which is what the part has become.
Str resolve_key(const Resolver *resolver, const Part *part, Str term);

/// The term of a part that may be a thing, a value or a text; `true` for an
/// absent one and one without words.
Term resolve_term(Resolver *resolver, const Part *part, Str statement);

/// A text of the document as a literal: white space made single, characters
/// that RDF cannot hold replaced.
Term resolve_text(Arena *arena, Str text);

Term term_iri(Str iri);
Term term_typed(Str text, const char *datatype);

#endif
