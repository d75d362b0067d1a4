/// Prefixes: the list, and what may follow a prefix.
#include "graph/prefix.h"

#include "base/utf8.h"
#include "graph/vocabulary.h"

PrefixList prefix_list(Arena *arena, const IriSpace *space) {
  const Prefix all[] = {
      {STR("ent"), space->entity},   {STR("rel"), space->relation},
      {STR("st"), space->statement}, {STR("role"), space->role},
      {STR("doc"), space->document}, {STR("claims"), space->claims},
      {STR("val"), space->value},    {STR("q"), STR(QUERN)},
      {STR("rdf"), STR(RDF)},        {STR("rdfs"), STR(RDFS)},
      {STR("xsd"), STR(XSD)},        {STR("owl"), STR(OWL)},
      {STR("schema"), STR(SCHEMA)},  {STR("skos"), STR(SKOS)},
      {STR("prov"), STR(PROV)},      {STR("nif"), STR(NIF)},
      {STR("wd"), STR(WIKIDATA)},    {STR("edtf"), STR(EDTF)},
  };
  PrefixList list = {.count = sizeof all / sizeof *all};
  list.capacity = list.count;
  list.prefixes = arena_grow(arena, all, list.count, list.count, sizeof *all);
  return list;
}

void prefix_add(Arena *arena, PrefixList *list, Str name, Str iri) {
  Prefix added = {arena_copy(arena, name), arena_copy(arena, iri)};
  Prefix *prefixes = ARENA_NEW(arena, Prefix, list->count + 1);
  size_t count = 0;
  prefixes[count++] = added;
  for (size_t i = 0; i < list->count; i++) {
    if (!str_equal(list->prefixes[i].name, name)) {
      prefixes[count++] = list->prefixes[i];
    }
  }
  *list = (PrefixList){prefixes, count, list->count + 1};
}

/// Turtle's PN_CHARS without what needs care at a name's begin or end.
static bool is_name_character(uint32_t code_point) {
  static const uint32_t ranges[][2] = {
      {'0', '9'},       {'A', 'Z'},         {'_', '_'},       {'a', 'z'},
      {0xC0, 0xD6},     {0xD8, 0xF6},       {0xF8, 0x2FF},    {0x370, 0x37D},
      {0x37F, 0x1FFF},  {0x2C00, 0x2FEF},   {0x3001, 0xD7FF}, {0xF900, 0xFDCF},
      {0xFDF0, 0xFFFD}, {0x10000, 0xDFFFF},
  };
  for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
    if (code_point >= ranges[i][0] && code_point <= ranges[i][1]) {
      return true;
    }
  }
  return false;
}

/// May it follow a prefix without any escape? '-' and '.' only inside.
static bool is_local_name(Str name) {
  bool inside = false;
  for (size_t offset = 0; offset < name.length;) {
    uint32_t code_point = utf8_next(name, &offset);
    bool joint = code_point == '-' || code_point == '.';
    if (!is_name_character(code_point) &&
        !(inside && joint && offset < name.length)) {
      return false;
    }
    inside = true;
  }
  return inside;
}

const Prefix *prefix_find(const PrefixList *list, Str iri, Str *local) {
  for (size_t i = 0; i < list->count; i++) {
    const Prefix *prefix = &list->prefixes[i];
    if (str_starts(iri, prefix->iri)) {
      *local = str_slice(iri, prefix->iri.length, iri.length);
      if (is_local_name(*local)) {
        return prefix;
      }
    }
  }
  return NULL;
}
