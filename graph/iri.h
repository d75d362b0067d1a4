/// IRIs made from content: the same for the same thing, in every run and shard.
///
/// All text is made in the arena given. Every IRI passes the gate, whatever
/// the text it is made from.
#ifndef QUERN_GRAPH_IRI_H
#define QUERN_GRAPH_IRI_H

#include "extract/name/entity.h"
#include "extract/read/document.h"
#include "ontology/ontology.h"

/// The namespaces below the base.
typedef struct {
  Str base; ///< ends with '/'
  Str entity;
  Str relation;
  Str statement;
  Str role;
  Str value;
  Str document;
  Str claims;
} IriSpace;

/// Longest part of a local name that comes from text, in bytes.
enum { IRI_LONGEST_NAME = 120 };

/// Work out the namespaces of a base; a '/' is added if it ends otherwise.
/// False if the base is no absolute IRI, or has a query or a fragment: ranges
/// of documents below it are fragments.
bool iri_space(Arena *arena, Str base, IriSpace *space);

/// A readable local name: composed letters and digits of any script stay, as
/// do '-', '.' and '_'; a run of white space becomes `gap` (but for '\0'); all
/// else is percent-encoded. Names that differ otherwise than in white space
/// and gaps give different local names. One longer than IRI_LONGEST_NAME ends
/// with a hash of the whole instead.
Str iri_local_name(Arena *arena, Str name, char gap);

/// The document's IRI: its URL if that is a good IRI (fragment left out), else
/// its name below the base.
Str iri_document(Arena *arena, const IriSpace *space, const Document *document);

/// RFC 5147: a range of a document's characters, in code points.
Str iri_range(Arena *arena, Str document, uint32_t begin, uint32_t end);

/// A named entity: from the gazetteer's id, else from its name, which the
/// class's suffix completes if it is one word ("Berg-person").
Str iri_entity(Arena *arena, const IriSpace *space, const Ontology *ontology,
               const Entity *entity);

/// A nameless thing: its head word, and a hash of document and place.
Str iri_thing(Arena *arena, const IriSpace *space, Str head, Str document,
              uint32_t place);

/// A normalised predicate: "make progress on" is rel:make-progress-on. What a
/// name cannot hold is left out and a hash of the whole put at the end.
Str iri_relation(Arena *arena, const IriSpace *space, Str label);

/// A role: the ontology's property, or one below the base.
Str iri_role(Arena *arena, const IriSpace *space, const Ontology *ontology,
             Str name);

/// A quantity, named by what it is called, which is not empty: "5 to 10
/// percent" is val:5-to-10-percent, "20 km/h" val:20-km-per-h.
Str iri_value(Arena *arena, const IriSpace *space, Str label);

/// A statement: a hash of all that makes it.
Str iri_statement(Arena *arena, const IriSpace *space, Str key);

/// The graph of all that one source says, named after the source.
Str iri_claims(Arena *arena, const IriSpace *space, Str source);

#endif
