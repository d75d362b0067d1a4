/// Compiling the gazetteer's table.
#include "extract/name/gazetteer_table.h"

#include "base/map.h"

#include <stdlib.h>

/// A name before its text has a place in the table.
typedef struct {
  Str text;
  uint32_t entity;
  uint32_t kind;
  uint32_t population;
} Entry;

/// A table in the making.
typedef struct {
  Arena *arena;
  Map *texts; ///< text to its offset
  char *text;
  size_t text_length;
  size_t text_capacity;
  Entry *entries;
  uint32_t count;
  uint32_t capacity;
} Maker;

static GazetteerText keep(Maker *maker, Str text) {
  uint32_t offset = map_get(maker->texts, text, UINT32_MAX);
  if (offset == UINT32_MAX) {
    if (maker->text_length + text.length > maker->text_capacity) {
      size_t capacity = 2 * (maker->text_length + text.length) + 4096;
      maker->text = arena_grow(maker->arena, maker->text, maker->text_length,
                               capacity, 1);
      maker->text_capacity = capacity;
    }
    offset = (uint32_t)maker->text_length;
    if (text.length) {
      memcpy(maker->text + offset, text.data, text.length);
    }
    maker->text_length += text.length;
    map_set(maker->texts, text, offset);
  }
  return (GazetteerText){offset, (uint32_t)text.length};
}

static int compare_entries(const void *a, const void *b) {
  const Entry *first = a;
  const Entry *second = b;
  int order = str_compare(first->text, second->text);
  if (order) {
    return order;
  }
  if (first->kind != second->kind) {
    return first->kind < second->kind ? -1 : 1;
  }
  if (first->population != second->population) {
    return first->population > second->population ? -1 : 1;
  }
  return first->entity < second->entity ? -1 : first->entity > second->entity;
}

static Str first_word(Str name) {
  const char *space = memchr(name.data, ' ', name.length);
  return str_slice(name, 0, space ? (size_t)(space - name.data) : name.length);
}

/// Words as a tokenizer may cut them: what stands between spaces and signs.
static uint32_t count_words(Str name) {
  uint32_t count = 1;
  for (size_t i = 0; i < name.length; i++) {
    count += name.data[i] == ' ' || name.data[i] == '-';
    count += name.data[i] == ',' || name.data[i] == '\'' ||
             name.data[i] == '&' || name.data[i] == '/';
  }
  return count;
}

static void add_entry(Maker *maker, Str text, uint32_t entity, uint32_t kind,
                      uint32_t population) {
  Entry *entry =
      ARENA_PUSH(maker->arena, maker->entries, maker->count, maker->capacity);
  *entry = (Entry){text, entity, kind, population};
}

static void add_names(Maker *maker, const GazetteerThings *things) {
  Map *longest = map_new(maker->arena);
  for (uint32_t i = 0; i < things->count; i++) {
    const GazetteerThing *thing = &things->things[i];
    for (uint32_t k = 0; k < thing->name_count; k++) {
      Str name = thing->names[k];
      if (!name.length) {
        continue;
      }
      add_entry(maker, name, i, thing->kinds[k], thing->population);
      MapEntry *entry = map_add(longest, first_word(name));
      uint32_t words = count_words(name);
      entry->value = words > entry->value ? words : entry->value;
    }
  }
  for (uint32_t i = 0; i < map_count(longest); i++) {
    const MapEntry *entry = map_entry(longest, i);
    add_entry(maker, entry->key, entry->value, GAZETTEER_FIRST_WORD, 0);
  }
  if (maker->count) {
    qsort(maker->entries, maker->count, sizeof *maker->entries,
          compare_entries);
  }
}

/// The same thing by the same name twice is one.
static void drop_doubles(Maker *maker) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < maker->count; i++) {
    const Entry *entry = &maker->entries[i];
    bool is_double = count > 0 &&
                     maker->entries[count - 1].entity == entry->entity &&
                     entry->kind != GAZETTEER_FIRST_WORD &&
                     str_equal(maker->entries[count - 1].text, entry->text);
    if (!is_double) {
      maker->entries[count++] = *entry;
    }
  }
  maker->count = count;
}

static void fill_slots(const Maker *maker, uint32_t *slots, uint8_t *tags,
                       uint32_t slot_count) {
  for (uint32_t i = 0; i < maker->count; i++) {
    if (i > 0 &&
        str_equal(maker->entries[i - 1].text, maker->entries[i].text)) {
      continue;
    }
    uint64_t hash = str_hash(maker->entries[i].text);
    uint32_t slot = (uint32_t)hash;
    while (slots[slot & (slot_count - 1)]) {
      slot++;
    }
    slots[slot & (slot_count - 1)] = i + 1;
    tags[slot & (slot_count - 1)] = gazetteer_tag(hash);
  }
}

static void fill_rows(Maker *maker, const GazetteerThings *things,
                      GazetteerRow *rows, GazetteerText *links) {
  uint32_t link = 0;
  for (uint32_t i = 0; i < things->count; i++) {
    const GazetteerThing *thing = &things->things[i];
    rows[i] = (GazetteerRow){.id = keep(maker, thing->id),
                             .label = keep(maker, thing->label),
                             .type = keep(maker, thing->type),
                             .place = keep(maker, thing->place),
                             .stands_for = keep(maker, thing->stands_for),
                             .region = keep(maker, thing->region),
                             .is_shared = thing->is_shared,
                             .population = thing->population,
                             .link_begin = link,
                             .link_count = thing->link_count};
    for (uint32_t k = 0; k < thing->link_count; k++) {
      links[link++] = keep(maker, thing->links[k]);
    }
  }
}

/// A name of a capital in a country, as a key.
static Str capital_key(Arena *arena, Str name, Str country) {
  return arena_format(arena, "%.*s\n%.*s", STR_ARG(name), STR_ARG(country));
}

/// The country whose capital the thing is; UINT32_MAX if it is none.
static uint32_t find_country(const Map *countries, const GazetteerThing *thing,
                             Arena *arena) {
  uint32_t country = UINT32_MAX;
  ArenaMark mark = arena_mark(arena);
  for (uint32_t i = 0; i < thing->name_count && country == UINT32_MAX; i++) {
    country =
        map_get(countries, capital_key(arena, thing->names[i], thing->place),
                UINT32_MAX);
  }
  arena_rewind(arena, mark);
  return country;
}

/// Capitals stand for their countries: the city of the name that lies there.
static void set_capitals(const GazetteerThings *things, Arena *arena) {
  Map *countries = map_new(arena); // by capital and country
  for (uint32_t i = 0; i < things->count; i++) {
    const GazetteerThing *thing = &things->things[i];
    if (thing->capital.length) {
      map_set(countries, capital_key(arena, thing->capital, thing->id), i);
    }
  }
  for (uint32_t i = 0; map_count(countries) && i < things->count; i++) {
    GazetteerThing *thing = &things->things[i];
    uint32_t country = thing->place.length && !thing->stands_for.length
                           ? find_country(countries, thing, arena)
                           : UINT32_MAX;
    if (country != UINT32_MAX) {
      thing->stands_for = things->things[country].id;
    }
  }
}

/// Keys of the things that others stand for.
static void add_keys(Maker *maker, const GazetteerThings *things) {
  Map *wanted = map_new(maker->arena);
  for (uint32_t i = 0; i < things->count; i++) {
    if (things->things[i].stands_for.length) {
      map_set(wanted, things->things[i].stands_for, 1);
    }
  }
  for (uint32_t i = 0; map_count(wanted) && i < things->count; i++) {
    Str id = things->things[i].id;
    if (map_find(wanted, id)) {
      add_entry(maker, arena_format(maker->arena, "=%.*s", STR_ARG(id)), i,
                GAZETTEER_KEY, 0);
    }
  }
}

/// One after another, in one block.
static Str join(const Maker *maker, const GazetteerHeader *header,
                const GazetteerRow *rows, const GazetteerName *names,
                const GazetteerText *links, const uint32_t *slots,
                const uint8_t *tags) {
  const struct {
    const void *data;
    size_t length;
  } parts[] = {{header, sizeof *header},
               {rows, header->row_count * sizeof *rows},
               {names, header->name_count * sizeof *names},
               {links, header->link_count * sizeof *links},
               {slots, header->slot_count * sizeof *slots},
               {tags, header->slot_count},
               {maker->text, header->text_length}};
  size_t length = 0;
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    length += parts[i].length;
  }
  char *bytes = arena_alloc(maker->arena, length, 1);
  length = 0;
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    if (parts[i].length) {
      memcpy(bytes + length, parts[i].data, parts[i].length);
    }
    length += parts[i].length;
  }
  return (Str){bytes, length};
}

Str gazetteer_compile(const GazetteerThings *things, Arena *arena) {
  Maker maker = {.arena = arena, .texts = map_new(arena)};
  set_capitals(things, arena);
  add_keys(&maker, things);
  add_names(&maker, things);
  drop_doubles(&maker);
  GazetteerHeader header = {.magic = GAZETTEER_MAGIC,
                            .version = GAZETTEER_VERSION,
                            .order = GAZETTEER_ORDER,
                            .row_count = things->count,
                            .name_count = maker.count,
                            .slot_count = 16};
  for (uint32_t i = 0; i < things->count; i++) {
    header.link_count += things->things[i].link_count;
  }
  while (header.slot_count < 2 * maker.count) {
    header.slot_count *= 2;
  }
  GazetteerRow *rows = ARENA_NEW(arena, GazetteerRow, header.row_count);
  GazetteerText *links = ARENA_NEW(arena, GazetteerText, header.link_count);
  GazetteerName *names = ARENA_NEW(arena, GazetteerName, header.name_count);
  uint32_t *slots = ARENA_NEW(arena, uint32_t, header.slot_count);
  uint8_t *tags = ARENA_NEW(arena, uint8_t, header.slot_count);
  fill_rows(&maker, things, rows, links);
  for (uint32_t i = 0; i < maker.count; i++) {
    names[i] = (GazetteerName){keep(&maker, maker.entries[i].text),
                               maker.entries[i].entity, maker.entries[i].kind};
  }
  fill_slots(&maker, slots, tags, header.slot_count);
  header.text_length = (uint32_t)maker.text_length;
  return join(&maker, &header, rows, names, links, slots, tags);
}
