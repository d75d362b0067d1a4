/// Layout's insides, shared by its compiler and its matcher.
#ifndef QUERN_EXTRACT_READ_LAYOUT_INTERNAL_H
#define QUERN_EXTRACT_READ_LAYOUT_INTERNAL_H

#include "extract/read/layout.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

typedef struct {
  pcre2_code *code;
  uint8_t starts[256 / 8]; ///< bit set of the bytes a match can begin with
} LayoutPattern;

typedef struct {
  LayoutPattern *patterns;
  size_t count;
  size_t capacity;
} LayoutPatterns;

struct Layout {
  Arena *arena; ///< holds all but the codes
  LayoutPatterns kinds[LAYOUT_COUNT];
};

/// Bytes of the longest text that patterns of this kind are tried on.
size_t layout_longest(LayoutKind kind);

/// Must patterns of this kind match a text up to its end?
bool layout_is_whole(LayoutKind kind);

#endif
