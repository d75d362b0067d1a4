/// Arenas: a chain of blocks, each filled from its start.
///
/// Under AddressSanitizer every object gets a block of its own, so that the
/// tool sees reads past an object's end and uses after a reset.
#include "base/arena.h"

#include "base/status.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#if defined(__SANITIZE_ADDRESS__)
#define ONE_OBJECT_A_BLOCK 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ONE_OBJECT_A_BLOCK 1
#endif
#endif
#ifndef ONE_OBJECT_A_BLOCK
#define ONE_OBJECT_A_BLOCK 0
#endif

enum {
  FIRST_BLOCK = 64 * 1024,
  LARGEST_STEP = 8 * 1024 * 1024,
  LARGEST_KEPT = 512 * 1024, ///< block, for reuse after a reset
  LEAST_LAZY = 256 * 1024    ///< block that the system gives zeroed, page by
                             ///< page as they are used
};

typedef struct Block {
  struct Block *previous;
  size_t size;    ///< bytes after this header
  size_t touched; ///< of them, those at the beginning that may not be zero
  alignas(max_align_t) char bytes[];
} Block;

struct Arena {
  Block *block; ///< the newest; NULL while empty
  size_t used;  ///< bytes of the newest block
  size_t held;  ///< bytes of all blocks
};

static _Noreturn void out_of_memory(void) {
  fputs("quern: out of memory\n", stderr);
  exit(STATUS_FAILED);
}

Arena *arena_new(void) {
  Arena *arena = calloc(1, sizeof *arena);
  if (!arena) {
    out_of_memory();
  }
  return arena;
}

static void drop_newest(Arena *arena) {
  Block *block = arena->block;
  arena->block = block->previous;
  arena->held -= block->size;
  arena->used = arena->block ? arena->block->size : 0;
  free(block);
}

void arena_free(Arena *arena) {
  if (!arena) {
    return;
  }
  while (arena->block) {
    drop_newest(arena);
  }
  free(arena);
}

void arena_reset(Arena *arena) {
  while (arena->block &&
         (ONE_OBJECT_A_BLOCK || arena->block->size > LARGEST_KEPT)) {
    drop_newest(arena);
  }
  Block *kept = arena->block; // the largest of those that are left
  if (kept) {
    arena->block = kept->previous;
    while (arena->block) {
      drop_newest(arena);
    }
    kept->previous = NULL;
    arena->block = kept;
    arena->held = kept->size;
  }
  arena->used = 0;
}

static void add_block(Arena *arena, size_t needed) {
  size_t size = FIRST_BLOCK;
  if (ONE_OBJECT_A_BLOCK) {
    size = needed;
  } else {
    if (arena->held > size) {
      size = arena->held < LARGEST_STEP ? arena->held : LARGEST_STEP;
    }
    size = size < needed ? needed : size;
  }
  if (size > SIZE_MAX - sizeof(Block)) {
    out_of_memory();
  }
  bool is_lazy = size >= LEAST_LAZY;
  Block *block =
      is_lazy ? calloc(1, sizeof(Block) + size) : malloc(sizeof(Block) + size);
  if (!block) {
    out_of_memory();
  }
  block->previous = arena->block;
  block->size = size;
  block->touched = is_lazy ? 0 : size;
  arena->block = block;
  arena->used = 0;
  arena->held += size;
}

void *arena_alloc(Arena *arena, size_t count, size_t size) {
  const size_t align = alignof(max_align_t);
  size_t needed;
  if (__builtin_mul_overflow(count, size, &needed) ||
      needed > SIZE_MAX - align) {
    out_of_memory();
  }
  if (!ONE_OBJECT_A_BLOCK) {
    needed = (needed + align - 1) / align * align;
  }
  if (!arena->block || ONE_OBJECT_A_BLOCK ||
      arena->block->size - arena->used < needed) {
    add_block(arena, needed ? needed : 1);
  }
  Block *block = arena->block;
  char *memory = block->bytes + arena->used;
  size_t touched =
      block->touched > arena->used ? block->touched - arena->used : 0;
  memset(memory, 0, touched < needed ? touched : needed);
  arena->used += needed;
  block->touched = block->touched > arena->used ? block->touched : arena->used;
  return memory;
}

void *arena_grow(Arena *arena, const void *old, size_t old_count,
                 size_t new_count, size_t size) {
  void *memory = arena_alloc(arena, new_count, size);
  if (old_count) {
    memcpy(memory, old, old_count * size);
  }
  return memory;
}

Str arena_copy(Arena *arena, Str text) {
  if (text.length == SIZE_MAX) {
    out_of_memory();
  }
  char *copy = arena_alloc(arena, text.length + 1, 1);
  if (text.length) {
    memcpy(copy, text.data, text.length);
  }
  return (Str){copy, text.length};
}

Str arena_join(Arena *arena, const Str *parts, size_t count) {
  size_t length = 0;
  for (size_t i = 0; i < count; i++) {
    if (parts[i].length >= SIZE_MAX - length) {
      out_of_memory();
    }
    length += parts[i].length;
  }
  char *joined = arena_alloc(arena, length + 1, 1);
  size_t end = 0;
  for (size_t i = 0; i < count; i++) {
    if (parts[i].length > 0) {
      memcpy(joined + end, parts[i].data, parts[i].length);
      end += parts[i].length;
    }
  }
  return (Str){joined, length};
}

Str arena_format(Arena *arena, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  va_list again;
  va_copy(again, arguments);
  char small[256];
  int length = vsnprintf(small, sizeof small, format, arguments);
  va_end(arguments);
  if (length < 0) {
    out_of_memory();
  }
  char *text = arena_alloc(arena, (size_t)length + 1, 1);
  if ((size_t)length < sizeof small) {
    memcpy(text, small, (size_t)length);
  } else {
    vsnprintf(text, (size_t)length + 1, format, again);
  }
  va_end(again);
  return (Str){text, (size_t)length};
}

ArenaMark arena_mark(const Arena *arena) {
  return (ArenaMark){arena->block, arena->used};
}

void arena_rewind(Arena *arena, ArenaMark mark) {
  while (arena->block && arena->block != (Block *)mark.block) {
    drop_newest(arena);
  }
  arena->used = mark.used;
}

size_t arena_size(const Arena *arena) { return arena->held; }
