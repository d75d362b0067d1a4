/// The ontology's tables, shared by its loader and its look-ups.
#ifndef QUERN_ONTOLOGY_ONTOLOGY_INTERNAL_H
#define QUERN_ONTOLOGY_ONTOLOGY_INTERNAL_H

#include "base/map.h"
#include "ontology/ontology.h"

#define QUERN_NAMESPACE "https://example.org/quern#"
#define RDF_NAMESPACE "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define RDFS_NAMESPACE "http://www.w3.org/2000/01/rdf-schema#"
#define OWL_NAMESPACE "http://www.w3.org/2002/07/owl#"
#define SCHEMA_NAMESPACE "http://schema.org/"

typedef struct {
  Str iri;
  Str suffix;          ///< its own or inherited; may be empty
  uint64_t *ancestors; ///< one bit a type, its own included
} OntologyType;

/// A name and what it stands for: an index of types or of properties.
typedef struct {
  Str name;
  uint32_t index;
} OntologyName;

struct Ontology {
  Arena *arena;
  OntologyType *types; ///< sorted by IRI
  size_t type_count;
  OntologyName *names; ///< of types; sorted by name, no name twice
  Map *types_by_name;  ///< the same, to look them up
  size_t name_count;
  OntologyProperty *properties;
  size_t property_count;
  OntologyName *predicates; ///< of properties; sorted by name, no name twice
  size_t predicate_count;
  Str *role_iris;
  size_t role_iri_count;
  OntologyName *roles; ///< of role IRIs; sorted by name, no name twice
  size_t role_count;
};

typedef struct {
  Str path;
  Str text;
} OntologyFile;

/// One triple of interest with its place.
typedef struct {
  Str subject;
  Str predicate;
  Str object;
  bool object_is_iri;
  uint32_t file;
  size_t offset; ///< near the triple's line
} OntologyFact;

/// An ontology in the making.
typedef struct {
  Ontology *ontology;
  Arena *arena; ///< the ontology's
  Report *report;
  OntologyFile *files;
  uint32_t file; ///< the one that is being read
  OntologyFact *facts;
  size_t count;
  size_t capacity;
} OntologyLoader;

/// ontology_load() of texts instead of files; the first is the vocabulary that
/// declares quern's own terms. They must outlive the ontology.
MUST_CHECK Status ontology_load_texts(const OntologyFile *files, size_t count,
                                      Report *report, Ontology **ontology);

/// Make the tables from the collected facts; conflicts are reported.
void ontology_make_tables(OntologyLoader *loader);

/// Report an error at a fact's place.
void ontology_complain(const OntologyLoader *loader, const OntologyFact *fact,
                       const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/// What an IRI ends with, after its last '#', '/' or ':'.
Str ontology_local_name(Str iri);

#endif
