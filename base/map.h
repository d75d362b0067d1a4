/// Map: text keys to values, walked in the order of insertion.
#ifndef QUERN_BASE_MAP_H
#define QUERN_BASE_MAP_H

#include "base/arena.h"

typedef struct Map Map;

/// One key with what belongs to it: a number, a pointer, or both.
typedef struct {
  Str key;
  uint32_t value;
  void *pointer;
} MapEntry;

/// Make an empty map in the arena, with which it ends.
Map *map_new(Arena *arena);

/// The entry of a key, added with value 0 and pointer NULL if there was none.
/// The key's text is borrowed: it must outlive the map. The entry moves when
/// the next key is added.
MapEntry *map_add(Map *map, Str key);

/// The entry of a key, or NULL. NULL is allowed for the map: it is empty.
MapEntry *map_find(const Map *map, Str key);

/// Set (read) the number of a key; `absent` is given for an unknown one.
void map_set(Map *map, Str key, uint32_t value);
uint32_t map_get(const Map *map, Str key, uint32_t absent);

/// The key's place in the order of insertion, from 0; a new key is added. For
/// turning names into small numbers; map_entry() leads back.
uint32_t map_intern(Map *map, Str key);

/// Entries, in the order in which their keys were added.
uint32_t map_count(const Map *map);
MapEntry *map_entry(const Map *map, uint32_t index);

#endif
