/// Text views.
#include "base/str.h"

int str_compare(Str a, Str b) {
  size_t shorter = a.length < b.length ? a.length : b.length;
  int order = shorter ? memcmp(a.data, b.data, shorter) : 0;
  if (order != 0) {
    return order;
  }
  return (a.length > b.length) - (a.length < b.length);
}

uint64_t str_hash(Str text) {
  uint64_t hash = 0xcbf29ce484222325u;
  for (size_t i = 0; i < text.length; i++) {
    hash = (hash ^ (uint8_t)text.data[i]) * 0x100000001b3u;
  }
  hash ^= hash >> 33;
  hash *= 0xff51afd7ed558ccdu;
  hash ^= hash >> 33;
  return hash;
}
