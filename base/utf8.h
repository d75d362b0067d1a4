/// UTF-8: checking text where it enters, walking over it afterwards.
#ifndef QUERN_BASE_UTF8_H
#define QUERN_BASE_UTF8_H

#include "base/arena.h"

enum { UTF8_LONGEST = 4 }; ///< bytes of the longest code point

/// The number of leading bytes that are valid UTF-8: the offset of the first
/// bad byte, or the whole length. Overlong forms, surrogates and code points
/// past U+10FFFF are bad; NUL is not.
size_t utf8_valid_length(Str text);

/// Do the bytes look like no text at all? (A NUL byte is among them.)
bool utf8_is_binary(Str bytes);

/// Read the code point at `*offset` and step past it. `text` must be valid
/// UTF-8 and `*offset` stand before a code point inside it.
uint32_t utf8_next(Str text, size_t *offset);

/// Step back to the code point that ends at `*offset` and read it. `text` must
/// be valid UTF-8 and `*offset` greater than 0.
uint32_t utf8_previous(Str text, size_t *offset);

/// Code points in valid UTF-8.
size_t utf8_count(Str text);

/// Write a code point; gives the bytes written, 1 to UTF8_LONGEST.
size_t utf8_encode(uint32_t code_point, char bytes[UTF8_LONGEST]);

/// A byte inside a code point, not its first?
static inline bool utf8_is_continuation(char byte) {
  return ((uint8_t)byte & 0xC0) == 0x80;
}

bool utf8_is_letter(uint32_t code_point);
bool utf8_is_upper(uint32_t code_point); ///< upper or title case
bool utf8_is_lower(uint32_t code_point);
bool utf8_is_digit(uint32_t code_point); ///< decimal digits of any script
bool utf8_is_space(uint32_t code_point); ///< no-break spaces included

/// The simple lower (upper) case form: one code point for one.
uint32_t utf8_lower(uint32_t code_point);
uint32_t utf8_upper(uint32_t code_point);

/// `text`, valid UTF-8, in lower case; made in the arena unless nothing
/// changes, then `text` itself.
Str utf8_to_lower(Arena *arena, Str text);

/// As utf8_to_lower(), and without accents: for comparing names ("Sao Paulo").
/// Letters that no accent explains (o with stroke, eszett) stay.
Str utf8_fold(Arena *arena, Str text);

#endif
