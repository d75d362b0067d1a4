/// Reading a gazetteer's Turtle.
#include "base/map.h"
#include "base/utf8.h"
#include "extract/name/gazetteer_table.h"
#include "ontology/turtle_read.h"

#define BASE_IRI "https://example.org/kg/"
#define QUERN_IRI "https://example.org/quern#"

/// A file while it is read.
typedef struct {
  Arena *arena;
  GazetteerThings *things;
  uint32_t first; ///< of this file's things
  Map *ids;
} Reading;

typedef void Setter(Reading *reading, GazetteerThing *thing, Str object);

static Str local_name(Str iri) {
  return str_starts(iri, STR(BASE_IRI))
             ? str_slice(iri, strlen(BASE_IRI), iri.length)
             : iri;
}

static void add_name(Reading *reading, GazetteerThing *thing, Str name,
                     GazetteerNameKind kind) {
  if (thing->name_count == thing->name_capacity) {
    uint32_t capacity = thing->name_capacity ? 2 * thing->name_capacity : 4;
    thing->names = arena_grow(reading->arena, thing->names, thing->name_count,
                              capacity, sizeof *thing->names);
    thing->kinds = arena_grow(reading->arena, thing->kinds, thing->name_count,
                              capacity, sizeof *thing->kinds);
    thing->name_capacity = capacity;
  }
  thing->names[thing->name_count] = name;
  thing->kinds[thing->name_count++] = kind;
}

static void set_label(Reading *reading, GazetteerThing *thing, Str object) {
  if (!thing->label.length) {
    thing->label = object;
  }
  add_name(reading, thing, object, GAZETTEER_LABEL);
}

static void set_alternative(Reading *reading, GazetteerThing *thing,
                            Str object) {
  add_name(reading, thing, object, GAZETTEER_ALTERNATIVE);
}

static void set_demonym(Reading *reading, GazetteerThing *thing, Str object) {
  add_name(reading, thing, object, GAZETTEER_DEMONYM);
}

static void set_type(Reading *reading, GazetteerThing *thing, Str object) {
  (void)reading;
  size_t begin = object.length;
  while (begin > 0 && object.data[begin - 1] != '/' &&
         object.data[begin - 1] != '#') {
    begin--;
  }
  thing->type = str_slice(object, begin, object.length);
}

static void set_place(Reading *reading, GazetteerThing *thing, Str object) {
  (void)reading;
  thing->place = local_name(object);
}

static void set_capital(Reading *reading, GazetteerThing *thing, Str object) {
  (void)reading;
  thing->capital = object;
}

static void set_stands_for(Reading *reading, GazetteerThing *thing,
                           Str object) {
  (void)reading;
  thing->stands_for = local_name(object);
}

static void set_region(Reading *reading, GazetteerThing *thing, Str object) {
  (void)reading;
  thing->region = object;
}

static void set_shared(Reading *reading, GazetteerThing *thing, Str object) {
  (void)reading;
  thing->is_shared =
      str_equal(object, STR("true")) || str_equal(object, STR("1"));
}

static void set_population(Reading *reading, GazetteerThing *thing,
                           Str object) {
  (void)reading;
  uint64_t number = 0;
  for (size_t i = 0; i < object.length && number < UINT32_MAX; i++) {
    if (object.data[i] < '0' || object.data[i] > '9') {
      break;
    }
    number = number * 10 + (uint64_t)(object.data[i] - '0');
  }
  thing->population = number < UINT32_MAX ? (uint32_t)number : UINT32_MAX;
}

static void add_link(Reading *reading, GazetteerThing *thing, Str object) {
  *ARENA_PUSH(reading->arena, thing->links, thing->link_count,
              thing->link_capacity) = object;
}

static const struct {
  const char *predicate;
  Setter *set;
} properties[] = {
    {"http://www.w3.org/2000/01/rdf-schema#label", set_label},
    {"http://www.w3.org/2004/02/skos/core#altLabel", set_alternative},
    {"http://dbpedia.org/ontology/demonym", set_demonym},
    {QUERN_IRI "demonym", set_demonym},
    {QUERN_IRI "standsFor", set_stands_for},
    {QUERN_IRI "sharedName", set_shared},
    {"http://schema.org/addressRegion", set_region},
    {"http://dbpedia.org/ontology/capital", set_capital},
    {"http://www.w3.org/1999/02/22-rdf-syntax-ns#type", set_type},
    {"http://schema.org/containedInPlace", set_place},
    {"http://schema.org/isPartOf", set_place},
    {"http://schema.org/location", set_place},
    {"http://dbpedia.org/ontology/populationTotal", set_population},
    {"http://www.w3.org/2002/07/owl#sameAs", add_link},
};

static GazetteerThing *find_thing(Reading *reading, Str id, size_t offset) {
  uint32_t index = map_get(reading->ids, id, UINT32_MAX);
  if (index != UINT32_MAX) {
    return &reading->things->things[index];
  }
  GazetteerThing *thing =
      ARENA_PUSH(reading->arena, reading->things->things,
                 reading->things->count, reading->things->capacity);
  *thing =
      (GazetteerThing){.id = arena_copy(reading->arena, id), .offset = offset};
  map_set(reading->ids, thing->id, reading->things->count - 1);
  return thing;
}

static void take_triple(void *context, const TurtleTriple *triple) {
  Reading *reading = context;
  for (size_t i = 0; i < sizeof properties / sizeof *properties; i++) {
    if (triple->subject_kind == TURTLE_IRI &&
        triple->object_kind != TURTLE_BLANK &&
        str_equal(triple->predicate, str_from(properties[i].predicate))) {
      GazetteerThing *thing =
          find_thing(reading, local_name(triple->subject), triple->offset);
      properties[i].set(reading, thing,
                        arena_copy(reading->arena, triple->object));
    }
  }
}

Status gazetteer_read(Str text, Str path, Arena *arena, Report *report,
                      GazetteerThings *things) {
  size_t valid = utf8_valid_length(text);
  if (valid < text.length) {
    report_at(report, SEVERITY_ERROR, path, text, valid, "this is not UTF-8");
    return STATUS_BAD_SETUP;
  }
  if (!things->ids) {
    things->ids = map_new(arena);
  }
  Reading reading = {arena, things, things->count, things->ids};
  Status status =
      turtle_read(text, path, BASE_IRI, report, take_triple, &reading);
  for (uint32_t i = reading.first; status == STATUS_OK && i < things->count;
       i++) {
    if (!things->things[i].label.length) {
      report_at(report, SEVERITY_ERROR, path, text, things->things[i].offset,
                "<%.*s> has no rdfs:label", STR_ARG(things->things[i].id));
      status = STATUS_BAD_SETUP;
    }
  }
  return status;
}
