/// Arenas: memory that is released all at once.
#ifndef QUERN_BASE_ARENA_H
#define QUERN_BASE_ARENA_H

#include "base/str.h"

typedef struct Arena Arena;

/// A place in an arena to come back to.
typedef struct {
  void *block;
  size_t used; ///< bytes
} ArenaMark;

/// Make an empty arena. Free with arena_free(). Never NULL: when memory ends,
/// here or in any call below, a fixed message is printed and the program exits
/// with STATUS_FAILED.
Arena *arena_new(void);

/// Free the arena and all that was made in it. NULL is allowed.
void arena_free(Arena *arena);

/// Release all that was made in the arena; the arena stays usable and keeps
/// one block for reuse.
void arena_reset(Arena *arena);

/// Zeroed memory for `count` objects of `size` bytes, aligned for any type.
/// Lives until the arena is reset, rewound before it, or freed.
void *arena_alloc(Arena *arena, size_t count, size_t size)
    __attribute__((returns_nonnull));

/// A new array of `new_count` objects that begins with the `old_count` objects
/// of `old` (NULL if none); the old array is simply left behind.
void *arena_grow(Arena *arena, const void *old, size_t old_count,
                 size_t new_count, size_t size)
    __attribute__((returns_nonnull));

/// Copy text into the arena; a NUL follows it, beyond the length.
Str arena_copy(Arena *arena, Str text);

/// Format into the arena, as printf.
Str arena_format(Arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/// Some texts one after the other, as arena_format() with "%.*s%.*s" would, but
/// ten times as fast.
Str arena_join(Arena *arena, const Str *parts, size_t count);
#define ARENA_JOIN(arena, ...)                                                 \
  arena_join((arena), (const Str[]){__VA_ARGS__},                              \
             sizeof((const Str[]){__VA_ARGS__}) / sizeof(Str))

/// Remember a place; arena_rewind() releases all that was made after it.
ArenaMark arena_mark(const Arena *arena);
void arena_rewind(Arena *arena, ArenaMark mark);

/// Bytes held from the system, for tests and statistics.
size_t arena_size(const Arena *arena);

/// `count` zeroed objects of type `Type`.
#define ARENA_NEW(arena, Type, count)                                          \
  ((Type *)arena_alloc((arena), (count), sizeof(Type)))

/// Append room for one object to a growing array kept as pointer, count and
/// capacity; gives a pointer to the new, zeroed object. Keep indexes, not
/// pointers: growing moves the array.
#define ARENA_PUSH(arena, array, count, capacity)                              \
  ((count) == (capacity)                                                       \
       ? ((array) = arena_grow((arena), (array), (count),                      \
                               (capacity) ? 2 * (size_t)(capacity) : 8,        \
                               sizeof *(array)),                               \
          (capacity) = (capacity) ? 2 * (capacity) : 8, &(array)[(count)++])   \
       : &(array)[(count)++])

#endif
