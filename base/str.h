/// Text views: runs of UTF-8 bytes that somebody else owns.
#ifndef QUERN_BASE_STR_H
#define QUERN_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/// A borrowed run of UTF-8 bytes: never owned, not NUL-terminated.
typedef struct {
  const char *data;
  size_t length; ///< in bytes
} Str;

/// A half-open range of bytes in a document's text.
typedef struct {
  uint32_t begin;
  uint32_t end; ///< one past the last byte
} Range;

#define STR(literal) ((Str){(literal), sizeof(literal) - 1})
#define STR_ARG(s) (int)(s).length, (s).data // printf("%.*s", STR_ARG(s))

/// View a NUL-terminated string; NULL gives the empty view.
static inline Str str_from(const char *text) {
  return (Str){text, text ? strlen(text) : 0};
}

static inline bool str_equal(Str a, Str b) {
  return a.length == b.length &&
         (a.length == 0 || memcmp(a.data, b.data, a.length) == 0);
}

/// Does the text equal a NUL-terminated string? Quicker than str_equal() for
/// strings whose length the compiler does not know: most differ early.
static inline bool str_is(Str text, const char *other) {
  for (size_t i = 0; i < text.length; i++) {
    if (text.data[i] != other[i] || !other[i]) {
      return false;
    }
  }
  return !other[text.length];
}

/// Does the text begin with a NUL-terminated string? See str_is().
static inline bool str_begins(Str text, const char *prefix) {
  size_t i = 0;
  while (i < text.length && prefix[i] && text.data[i] == prefix[i]) {
    i++;
  }
  return !prefix[i];
}

static inline bool str_starts(Str text, Str prefix) {
  return text.length >= prefix.length &&
         (prefix.length == 0 ||
          memcmp(text.data, prefix.data, prefix.length) == 0);
}

static inline bool str_ends(Str text, Str suffix) {
  return text.length >= suffix.length &&
         (suffix.length == 0 || memcmp(text.data + text.length - suffix.length,
                                       suffix.data, suffix.length) == 0);
}

/// The bytes [begin, end) of `text`; the caller keeps them inside.
static inline Str str_slice(Str text, size_t begin, size_t end) {
  // An empty view may have no data, to which nothing can be added.
  return (Str){begin ? text.data + begin : text.data, end - begin};
}

/// Cut off what stands before the first `separator`, and the separator; all if
/// it is not there. Gives what was cut off, a view of the same bytes.
Str str_cut(Str *rest, char separator);

enum { STR_DIGITS = 20 }; ///< of a number of 64 bits

/// The number's decimal digits, or its last `count` hexadecimal ones (at most
/// STR_DIGITS); a view of `digits`. Ten times as fast as printf.
Str str_decimal(char digits[STR_DIGITS], uint64_t number);
Str str_hexadecimal(char digits[STR_DIGITS], uint64_t number, size_t count);

/// Order by bytes, as strcmp does; for sorting, not for people.
int str_compare(Str a, Str b);

/// A 64-bit hash (FNV-1a, finished by a murmur mix): the same on every machine,
/// so that it may be stored in files.
uint64_t str_hash(Str text);

#endif
