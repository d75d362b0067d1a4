/// Map: open addressing over an array of entries, which keeps the order.
#include "base/map.h"

#include <assert.h>

enum { FIRST_SLOTS = 16 };

struct Map {
  Arena *arena;
  MapEntry *entries;
  uint32_t count;
  uint32_t capacity;
  uint32_t *slots;     ///< index of an entry + 1; 0 is free
  uint32_t slot_count; ///< a power of two, at most 3/4 full
};

Map *map_new(Arena *arena) {
  Map *map = ARENA_NEW(arena, Map, 1);
  map->arena = arena;
  return map;
}

/// Quicker than str_hash(), but not the same on every machine.
static uint32_t short_hash(Str key) {
  const uint64_t factor = 0x9E3779B97F4A7C15u;
  uint64_t hash = key.length * factor;
  size_t at = 0;
  for (; at + sizeof(uint64_t) <= key.length; at += sizeof(uint64_t)) {
    uint64_t eight;
    memcpy(&eight, key.data + at, sizeof eight);
    hash = (hash ^ eight) * factor;
    hash ^= hash >> 29;
  }
  uint64_t rest = 0;
  for (size_t i = at; i < key.length; i++) {
    rest = rest << 8 | (uint8_t)key.data[i];
  }
  hash = (hash ^ rest) * factor;
  return (uint32_t)(hash >> 32 ^ hash >> 7);
}

/// The slot that holds the key, or the free one where it belongs.
static uint32_t *find_slot(const Map *map, Str key, uint32_t hash) {
  uint32_t mask = map->slot_count - 1;
  uint32_t place = hash & mask;
  for (;;) {
    uint32_t *slot = &map->slots[place];
    if (*slot == 0) {
      return slot;
    }
    const MapEntry *entry = &map->entries[*slot - 1];
    if (entry->hash == hash && str_equal(entry->key, key)) {
      return slot;
    }
    place = (place + 1) & mask;
  }
}

static void widen(Map *map) {
  assert(map->slot_count <= UINT32_MAX / 2);
  map->slot_count = map->slot_count ? 2 * map->slot_count : FIRST_SLOTS;
  map->slots = ARENA_NEW(map->arena, uint32_t, map->slot_count);
  uint32_t mask = map->slot_count - 1;
  for (uint32_t i = 0; i < map->count; i++) {
    uint32_t place = map->entries[i].hash & mask;
    while (map->slots[place] != 0) {
      place = (place + 1) & mask;
    }
    map->slots[place] = i + 1;
  }
}

MapEntry *map_add(Map *map, Str key) {
  if (map->count >= map->slot_count / 4 * 3) {
    widen(map);
  }
  uint32_t hash = short_hash(key);
  uint32_t *slot = find_slot(map, key, hash);
  if (*slot != 0) {
    return &map->entries[*slot - 1];
  }
  MapEntry *entry =
      ARENA_PUSH(map->arena, map->entries, map->count, map->capacity);
  entry->key = key;
  entry->hash = hash;
  *slot = map->count;
  return entry;
}

MapEntry *map_find(const Map *map, Str key) {
  if (!map || map->count == 0) {
    return NULL;
  }
  const uint32_t *slot = find_slot(map, key, short_hash(key));
  return *slot ? &map->entries[*slot - 1] : NULL;
}

void map_set(Map *map, Str key, uint32_t value) {
  map_add(map, key)->value = value;
}

uint32_t map_get(const Map *map, Str key, uint32_t absent) {
  const MapEntry *entry = map_find(map, key);
  return entry ? entry->value : absent;
}

uint32_t map_intern(Map *map, Str key) {
  return (uint32_t)(map_add(map, key) - map->entries);
}

uint32_t map_count(const Map *map) { return map ? map->count : 0; }

MapEntry *map_entry(const Map *map, uint32_t index) {
  assert(index < map->count);
  return &map->entries[index];
}
