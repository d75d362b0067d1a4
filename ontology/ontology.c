/// Ontology: look-ups in the loaded tables.
#include "ontology/ontology.h"

#include "ontology/ontology_internal.h"

void ontology_free(Ontology *ontology) {
  if (ontology) {
    arena_free(ontology->arena);
  }
}

Str ontology_local_name(Str iri) {
  size_t begin = iri.length;
  while (begin > 0 && !strchr("#/:", iri.data[begin - 1])) {
    begin--;
  }
  return str_slice(iri, begin, iri.length);
}

static const OntologyName *find_name(const OntologyName *names, size_t count,
                                     Str name) {
  size_t low = 0;
  while (low < count) {
    size_t middle = low + (count - low) / 2;
    int order = str_compare(name, names[middle].name);
    if (order == 0) {
      return &names[middle];
    }
    if (order < 0) {
      count = middle;
    } else {
      low = middle + 1;
    }
  }
  return NULL;
}

static const OntologyType *find_type(const Ontology *ontology, Str name) {
  const MapEntry *found = map_find(ontology->types_by_name, name);
  return found ? &ontology->types[found->value] : NULL;
}

size_t ontology_type_count(const Ontology *ontology) {
  return ontology->name_count;
}

Str ontology_type_name(const Ontology *ontology, size_t index) {
  return ontology->names[index].name;
}

bool ontology_has_type(const Ontology *ontology, Str name) {
  return find_type(ontology, name) != NULL;
}

bool ontology_is_subclass(const Ontology *ontology, Str type, Str ancestor) {
  const OntologyType *below = find_type(ontology, type);
  const OntologyType *above = find_type(ontology, ancestor);
  if (!below || !above) {
    return false;
  }
  size_t bit = (size_t)(above - ontology->types);
  return below->ancestors[bit / 64] >> (bit % 64) & 1;
}

Str ontology_type_iri(const Ontology *ontology, Str name) {
  const OntologyType *type = find_type(ontology, name);
  return type ? type->iri : STR("");
}

Str ontology_type_suffix(const Ontology *ontology, Str name) {
  const OntologyType *type = find_type(ontology, name);
  return type ? type->suffix : STR("");
}

const OntologyProperty *ontology_find_property(const Ontology *ontology,
                                               Str predicate) {
  const OntologyName *found =
      find_name(ontology->predicates, ontology->predicate_count, predicate);
  return found ? &ontology->properties[found->index] : NULL;
}

Str ontology_role_iri(const Ontology *ontology, Str role) {
  const OntologyName *found =
      find_name(ontology->roles, ontology->role_count, role);
  return found ? ontology->role_iris[found->index] : STR("");
}
