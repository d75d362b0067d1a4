/// Tables of the ontology, made from the triples of all its files.
#include "ontology/ontology_internal.h"

#include "base/map.h"

#include <stdlib.h>

enum { MOST_TYPES = 10000 }; ///< the table of ancestors grows with the square

static bool is(const OntologyFact *fact, const char *predicate) {
  return str_equal(fact->predicate, str_from(predicate));
}

static bool makes_class(const OntologyFact *fact) {
  return is(fact, RDF_NAMESPACE "type") &&
         (str_equal(fact->object, STR(OWL_NAMESPACE "Class")) ||
          str_equal(fact->object, STR(RDFS_NAMESPACE "Class")));
}

static int compare_types(const void *a, const void *b) {
  return str_compare(((const OntologyType *)a)->iri,
                     ((const OntologyType *)b)->iri);
}

static OntologyType *find_type(const Ontology *ontology, Str iri) {
  OntologyType key = {.iri = iri};
  return ontology->type_count == 0
             ? NULL
             : bsearch(&key, ontology->types, ontology->type_count, sizeof key,
                       compare_types);
}

static void collect_types(OntologyLoader *loader) {
  Ontology *ontology = loader->ontology;
  ontology->types = ARENA_NEW(loader->arena, OntologyType, loader->count + 1);
  size_t count = 0;
  for (size_t i = 0; i < loader->count; i++) {
    if (makes_class(&loader->facts[i])) {
      ontology->types[count++].iri = loader->facts[i].subject;
    }
  }
  if (count > 0) {
    qsort(ontology->types, count, sizeof *ontology->types, compare_types);
  }
  for (size_t i = 0; i < count; i++) {
    if (i == 0 || compare_types(&ontology->types[i],
                                &ontology->types[ontology->type_count - 1])) {
      ontology->types[ontology->type_count++] = ontology->types[i];
    }
  }
}

/// Close rdfs:subClassOf: repeat until no type learns of a further ancestor.
static void close_ancestors(OntologyLoader *loader) {
  Ontology *ontology = loader->ontology;
  size_t words = (ontology->type_count + 63) / 64;
  for (size_t i = 0; i < ontology->type_count; i++) {
    ontology->types[i].ancestors = ARENA_NEW(loader->arena, uint64_t, words);
    ontology->types[i].ancestors[i / 64] |= UINT64_C(1) << (i % 64);
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (size_t i = 0; i < loader->count; i++) {
      const OntologyFact *fact = &loader->facts[i];
      OntologyType *below = NULL;
      const OntologyType *above = NULL;
      if (is(fact, RDFS_NAMESPACE "subClassOf")) {
        below = find_type(ontology, fact->subject);
        above = find_type(ontology, fact->object);
      }
      for (size_t word = 0; below && above && word < words; word++) {
        uint64_t joined = below->ancestors[word] | above->ancestors[word];
        changed |= joined != below->ancestors[word];
        below->ancestors[word] = joined;
      }
    }
  }
}

static size_t count_ancestors(const Ontology *ontology, size_t type) {
  size_t count = 0;
  for (size_t i = 0; i < ontology->type_count; i++) {
    count += ontology->types[type].ancestors[i / 64] >> (i % 64) & 1;
  }
  return count;
}

/// Give every type the suffix of its nearest ancestor that has one: the one
/// with most ancestors of its own, then the first by IRI.
static void inherit_suffixes(OntologyLoader *loader) {
  Ontology *ontology = loader->ontology;
  size_t *depths = ARENA_NEW(loader->arena, size_t, ontology->type_count + 1);
  for (size_t i = 0; i < loader->count; i++) {
    const OntologyFact *fact = &loader->facts[i];
    const OntologyType *source = is(fact, QUERN_NAMESPACE "suffix")
                                     ? find_type(ontology, fact->subject)
                                     : NULL;
    if (!source) {
      continue;
    }
    size_t bit = (size_t)(source - ontology->types);
    size_t depth = count_ancestors(ontology, bit);
    for (size_t type = 0; type < ontology->type_count; type++) {
      if ((ontology->types[type].ancestors[bit / 64] >> (bit % 64) & 1) &&
          depth > depths[type]) {
        depths[type] = depth;
        ontology->types[type].suffix = fact->object;
      }
    }
  }
}

/// A name on its way into a table, with the triple that gives it.
typedef struct {
  OntologyName name;
  const OntologyFact *fact;
} Entry;

static int compare_entries(const void *a, const void *b) {
  const Entry *first = a;
  const Entry *second = b;
  int order = str_compare(first->name.name, second->name.name);
  if (order == 0) {
    order = (first->fact > second->fact) - (first->fact < second->fact);
  }
  return order;
}

/// Sort entries into a table of names; a name with two meanings is an error.
static OntologyName *make_table(const OntologyLoader *loader, Entry *entries,
                                size_t count, const char *what,
                                size_t *name_count) {
  OntologyName *names = ARENA_NEW(loader->arena, OntologyName, count + 1);
  if (count > 0) {
    qsort(entries, count, sizeof *entries, compare_entries);
  }
  *name_count = 0;
  const Entry *previous = NULL;
  for (size_t i = 0; i < count; i++) {
    bool again =
        previous && str_equal(previous->name.name, entries[i].name.name);
    if (!again) {
      names[(*name_count)++] = entries[i].name;
      previous = &entries[i];
    } else if (previous->name.index != entries[i].name.index) {
      ontology_complain(
          loader, entries[i].fact,
          "the %s '%.*s' already stands for <%.*s>; give <%.*s> another", what,
          STR_ARG(previous->name.name), STR_ARG(previous->fact->subject),
          STR_ARG(entries[i].fact->subject));
    }
  }
  return names;
}

static void name_types(OntologyLoader *loader) {
  Ontology *ontology = loader->ontology;
  Entry *entries = ARENA_NEW(loader->arena, Entry, loader->count + 1);
  size_t count = 0;
  for (size_t i = 0; i < loader->count; i++) {
    const OntologyFact *fact = &loader->facts[i];
    const OntologyType *type = find_type(ontology, fact->subject);
    bool named = is(fact, QUERN_NAMESPACE "ruleName");
    if (type && (named || makes_class(fact))) {
      Str name = named ? fact->object : ontology_local_name(fact->subject);
      entries[count++] =
          (Entry){{name, (uint32_t)(type - ontology->types)}, fact};
    }
  }
  ontology->names =
      make_table(loader, entries, count, "class name", &ontology->name_count);
  ontology->types_by_name = map_new(loader->arena);
  for (size_t i = 0; i < ontology->name_count; i++) {
    map_set(ontology->types_by_name, ontology->names[i].name,
            ontology->names[i].index);
  }
}

/// The number of an IRI among those of its kind; a new one gets the next.
static uint32_t number_iri(Map *numbers, Str iri) {
  uint32_t next = map_count(numbers);
  uint32_t number = map_get(numbers, iri, next);
  if (number == next) {
    map_set(numbers, iri, number);
  }
  return number;
}

/// Read which predicates stand for which properties.
static void collect_predicates(OntologyLoader *loader, Map *numbers) {
  Ontology *ontology = loader->ontology;
  ontology->properties =
      ARENA_NEW(loader->arena, OntologyProperty, loader->count + 1);
  Entry *entries = ARENA_NEW(loader->arena, Entry, loader->count + 1);
  size_t count = 0;
  for (size_t i = 0; i < loader->count; i++) {
    const OntologyFact *fact = &loader->facts[i];
    if (is(fact, QUERN_NAMESPACE "predicate")) {
      uint32_t number = number_iri(numbers, fact->subject);
      ontology->properties[number].iri = fact->subject;
      entries[count++] = (Entry){{fact->object, number}, fact};
    }
  }
  ontology->property_count = map_count(numbers);
  ontology->predicates = make_table(loader, entries, count, "predicate",
                                    &ontology->predicate_count);
}

static void collect_properties(OntologyLoader *loader) {
  Map *numbers = map_new(loader->arena);
  collect_predicates(loader, numbers);
  for (size_t i = 0; i < loader->count; i++) {
    const OntologyFact *fact = &loader->facts[i];
    bool domain = is(fact, SCHEMA_NAMESPACE "domainIncludes") ||
                  is(fact, RDFS_NAMESPACE "domain");
    bool range = is(fact, SCHEMA_NAMESPACE "rangeIncludes") ||
                 is(fact, RDFS_NAMESPACE "range");
    uint32_t number = domain || range
                          ? map_get(numbers, fact->subject, UINT32_MAX)
                          : UINT32_MAX;
    if (number != UINT32_MAX) {
      OntologyProperty *property = &loader->ontology->properties[number];
      *(domain ? &property->domain : &property->range) =
          ontology_local_name(fact->object);
    }
  }
}

static void collect_roles(OntologyLoader *loader) {
  Ontology *ontology = loader->ontology;
  ontology->role_iris = ARENA_NEW(loader->arena, Str, loader->count + 1);
  Entry *entries = ARENA_NEW(loader->arena, Entry, loader->count + 1);
  Map *numbers = map_new(loader->arena);
  size_t count = 0;
  for (size_t i = 0; i < loader->count; i++) {
    const OntologyFact *fact = &loader->facts[i];
    if (is(fact, RDFS_NAMESPACE "subPropertyOf") &&
        str_equal(fact->object, STR(QUERN_NAMESPACE "role"))) {
      uint32_t number = number_iri(numbers, fact->subject);
      ontology->role_iris[number] = fact->subject;
      entries[count++] =
          (Entry){{ontology_local_name(fact->subject), number}, fact};
    }
  }
  ontology->role_iri_count = map_count(numbers);
  ontology->roles =
      make_table(loader, entries, count, "role name", &ontology->role_count);
}

void ontology_make_tables(OntologyLoader *loader) {
  collect_types(loader);
  if (loader->ontology->type_count > MOST_TYPES) {
    report_add(loader->report, SEVERITY_ERROR, STR(""),
               "the ontology has %zu classes; at most %d are possible",
               loader->ontology->type_count, MOST_TYPES);
    return;
  }
  close_ancestors(loader);
  inherit_suffixes(loader);
  name_types(loader);
  collect_properties(loader);
  collect_roles(loader);
}
