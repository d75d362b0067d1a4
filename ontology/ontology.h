/// Ontology: the names that rules and graphs may use, and how they relate.
///
/// Read from Turtle: the vocabulary built into the program (quern.ttl), then
/// the user's files. Immutable after loading: threads may share it.
#ifndef QUERN_ONTOLOGY_ONTOLOGY_H
#define QUERN_ONTOLOGY_ONTOLOGY_H

#include "base/report.h"

typedef struct Ontology Ontology;

/// A property that predicates of the text may stand for.
typedef struct {
  Str iri;
  Str domain; ///< name of the subject's class, or empty
  Str range;  ///< name of the object's class, or empty
} OntologyProperty;

/**
   Load the built-in vocabulary and the user's Turtle files, in that order.

   A class may be declared in one file and refined in another. Every file is
   read even if one is bad, so that one run shows all errors.

   @param paths  Files; may be NULL if `count` is 0.
   @param[out] ontology  Free with ontology_free(). NULL on failure.
   @return STATUS_OK, STATUS_BAD_SETUP or STATUS_FAILED (reported with file,
           line and column).
*/
MUST_CHECK Status ontology_load(const char *const *paths, size_t count,
                                Report *report, Ontology **ontology);

void ontology_free(Ontology *ontology); ///< NULL is allowed

/// Class names, sorted by bytes: for checks and suggestions. A class may have
/// several: the end of its IRI and its rule names ("Corporation", "Company").
size_t ontology_type_count(const Ontology *ontology);
Str ontology_type_name(const Ontology *ontology, size_t index);
bool ontology_has_type(const Ontology *ontology, Str name);

/// Is every `type` an `ancestor`? True for a class itself; false if either
/// name is unknown or empty.
bool ontology_is_subclass(const Ontology *ontology, Str type, Str ancestor);

/// The class's IRI; empty if the name is unknown.
Str ontology_type_iri(const Ontology *ontology, Str name);

/// What an IRI made from a one-word name of that class ends with ("person"),
/// from the class or its nearest ancestor that says so; empty if none does.
Str ontology_type_suffix(const Ontology *ontology, Str name);

/// The property a predicate label ("work for") stands for; NULL if none.
const OntologyProperty *ontology_find_property(const Ontology *ontology,
                                               Str predicate);

/// The property's IRI of a role name ("time", "of"); empty if unknown.
Str ontology_role_iri(const Ontology *ontology, Str role);

/// The bytes of the built-in vocabulary and of its SHACL shapes, Turtle.
Str ontology_builtin_vocabulary(void);
Str ontology_builtin_shapes(void);

#endif
