/// Map: open addressing over an array of entries, which keeps the order.
#include "base/map.h"

#include <assert.h>

enum { FIRST_SLOTS = 16 };

/// The hash stands beside the index: most keys that are looked up are not
/// there, and what tells so should be in one line of the processor's cache.
typedef struct {
  uint32_t hash;
  uint32_t index; ///< of an entry, + 1; 0: the slot is free
} Slot;

struct Map {
  Arena *arena;
  MapEntry *entries;
  uint32_t count;
  uint32_t capacity;
  Slot *slots;
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
static Slot *find_slot(const Map *map, Str key, uint32_t hash) {
  uint32_t mask = map->slot_count - 1;
  uint32_t place = hash & mask;
  for (;;) {
    Slot *slot = &map->slots[place];
    if (slot->index == 0 ||
        (slot->hash == hash &&
         str_equal(map->entries[slot->index - 1].key, key))) {
      return slot;
    }
    place = (place + 1) & mask;
  }
}

static void widen(Map *map) {
  assert(map->slot_count <= UINT32_MAX / 2);
  const Slot *old = map->slots;
  const uint32_t old_count = map->slot_count;
  map->slot_count = old_count ? 2 * old_count : FIRST_SLOTS;
  map->slots = ARENA_NEW(map->arena, Slot, map->slot_count);
  uint32_t mask = map->slot_count - 1;
  for (uint32_t i = 0; i < old_count; i++) {
    if (old[i].index != 0) {
      uint32_t place = old[i].hash & mask;
      while (map->slots[place].index != 0) {
        place = (place + 1) & mask;
      }
      map->slots[place] = old[i];
    }
  }
}

MapEntry *map_add(Map *map, Str key) {
  if (map->count >= map->slot_count / 4 * 3) {
    widen(map);
  }
  uint32_t hash = short_hash(key);
  Slot *slot = find_slot(map, key, hash);
  if (slot->index != 0) {
    return &map->entries[slot->index - 1];
  }
  MapEntry *entry =
      ARENA_PUSH(map->arena, map->entries, map->count, map->capacity);
  entry->key = key;
  *slot = (Slot){hash, map->count};
  return entry;
}

MapEntry *map_find(const Map *map, Str key) {
  if (!map || map->count == 0) {
    return NULL;
  }
  const Slot *slot = find_slot(map, key, short_hash(key));
  return slot->index ? &map->entries[slot->index - 1] : NULL;
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
