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

Str str_cut(Str *rest, char separator) {
  const char *end =
      rest->length ? memchr(rest->data, separator, rest->length) : NULL;
  size_t length = end ? (size_t)(end - rest->data) : rest->length;
  Str part = str_slice(*rest, 0, length);
  *rest = str_slice(*rest, end ? length + 1 : length, rest->length);
  return part;
}

Str str_decimal(char digits[STR_DIGITS], uint64_t number) {
  size_t begin = STR_DIGITS;
  do {
    digits[--begin] = (char)('0' + number % 10);
    number /= 10;
  } while (number);
  return (Str){digits + begin, STR_DIGITS - begin};
}

Str str_hexadecimal(char digits[STR_DIGITS], uint64_t number, size_t count) {
  for (size_t i = count; i-- > 0;) {
    digits[i] = "0123456789abcdef"[number & 15];
    number >>= 4;
  }
  return (Str){digits, count};
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
