/// UTF-8.
#include "base/utf8.h"

#include <utf8proc.h>

/// Lengths and bounds of a sequence by its first byte, after table 3-7 of the
/// Unicode standard: only the second byte's bounds vary.
typedef struct {
  uint8_t length;
  uint8_t second_low;
  uint8_t second_high;
} Lead;

static Lead lead_of(uint8_t byte) {
  if (byte < 0x80) {
    return (Lead){1, 0, 0};
  }
  if (byte >= 0xC2 && byte <= 0xDF) {
    return (Lead){2, 0x80, 0xBF};
  }
  if (byte >= 0xE0 && byte <= 0xEF) {
    return (Lead){3, byte == 0xE0 ? 0xA0 : 0x80, byte == 0xED ? 0x9F : 0xBF};
  }
  if (byte >= 0xF0 && byte <= 0xF4) {
    return (Lead){4, byte == 0xF0 ? 0x90 : 0x80, byte == 0xF4 ? 0x8F : 0xBF};
  }
  return (Lead){0, 0, 0};
}

static bool is_sequence(const uint8_t *bytes, size_t left, Lead lead) {
  if (lead.length == 0 || lead.length > left) {
    return false;
  }
  if (lead.length > 1 &&
      (bytes[1] < lead.second_low || bytes[1] > lead.second_high)) {
    return false;
  }
  for (size_t i = 2; i < lead.length; i++) {
    if ((bytes[i] & 0xC0) != 0x80) {
      return false;
    }
  }
  return true;
}

static bool is_ascii_word(const uint8_t *bytes) {
  uint64_t word;
  memcpy(&word, bytes, sizeof word);
  return (word & 0x8080808080808080u) == 0;
}

size_t utf8_valid_length(Str text) {
  const uint8_t *bytes = (const uint8_t *)text.data;
  size_t offset = 0;
  while (offset < text.length) {
    if (text.length - offset >= sizeof(uint64_t) &&
        is_ascii_word(bytes + offset)) {
      offset += sizeof(uint64_t);
      continue;
    }
    Lead lead = lead_of(bytes[offset]);
    if (!is_sequence(bytes + offset, text.length - offset, lead)) {
      break;
    }
    offset += lead.length;
  }
  return offset;
}

bool utf8_is_binary(Str bytes) {
  return bytes.length != 0 && memchr(bytes.data, 0, bytes.length) != NULL;
}

uint32_t utf8_next(Str text, size_t *offset) {
  const uint8_t *bytes = (const uint8_t *)text.data + *offset;
  uint32_t first = bytes[0];
  if (first < 0x80) {
    *offset += 1;
    return first;
  }
  if (first < 0xE0) {
    *offset += 2;
    return (first & 0x1F) << 6 | (bytes[1] & 0x3F);
  }
  if (first < 0xF0) {
    *offset += 3;
    return (first & 0x0F) << 12 | (bytes[1] & 0x3Fu) << 6 | (bytes[2] & 0x3F);
  }
  *offset += 4;
  return (first & 0x07) << 18 | (bytes[1] & 0x3Fu) << 12 |
         (bytes[2] & 0x3Fu) << 6 | (bytes[3] & 0x3F);
}

uint32_t utf8_previous(Str text, size_t *offset) {
  do {
    *offset -= 1;
  } while (*offset != 0 && utf8_is_continuation(text.data[*offset]));
  size_t begin = *offset;
  return utf8_next(text, &begin);
}

/// Bytes of eight that begin no code point: bit 7 is set and bit 6 is not.
static uint64_t count_continuations(const char *bytes) {
  uint64_t word;
  memcpy(&word, bytes, sizeof word);
  uint64_t ones = word >> 7 & ~(word >> 6) & 0x0101010101010101u;
  return ones * 0x0101010101010101u >> 56;
}

size_t utf8_count(Str text) {
  size_t count = text.length;
  size_t i = 0;
  for (; text.length - i >= sizeof(uint64_t); i += sizeof(uint64_t)) {
    count -= count_continuations(text.data + i);
  }
  for (; i < text.length; i++) {
    count -= utf8_is_continuation(text.data[i]);
  }
  return count;
}

size_t utf8_encode(uint32_t code_point, char bytes[UTF8_LONGEST]) {
  return (size_t)utf8proc_encode_char((utf8proc_int32_t)code_point,
                                      (utf8proc_uint8_t *)bytes);
}

enum { LONGEST_DECOMPOSITION = 4 }; ///< code points, canonical

static utf8proc_category_t category_of(uint32_t code_point) {
  return utf8proc_category((utf8proc_int32_t)code_point);
}

bool utf8_is_letter(uint32_t code_point) {
  if (code_point < 0x80) {
    return (code_point | 0x20) >= 'a' && (code_point | 0x20) <= 'z';
  }
  utf8proc_category_t category = category_of(code_point);
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool utf8_is_upper(uint32_t code_point) {
  if (code_point < 0x80) {
    return code_point >= 'A' && code_point <= 'Z';
  }
  utf8proc_category_t category = category_of(code_point);
  return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

bool utf8_is_lower(uint32_t code_point) {
  if (code_point < 0x80) {
    return code_point >= 'a' && code_point <= 'z';
  }
  return category_of(code_point) == UTF8PROC_CATEGORY_LL;
}

bool utf8_is_digit(uint32_t code_point) {
  if (code_point < 0x80) {
    return code_point >= '0' && code_point <= '9';
  }
  return category_of(code_point) == UTF8PROC_CATEGORY_ND;
}

bool utf8_is_space(uint32_t code_point) {
  if (code_point < 0x80) {
    return code_point == ' ' || (code_point >= '\t' && code_point <= '\r');
  }
  utf8proc_category_t category = category_of(code_point);
  return code_point == 0x85 ||
         (category >= UTF8PROC_CATEGORY_ZS && category <= UTF8PROC_CATEGORY_ZP);
}

uint32_t utf8_lower(uint32_t code_point) {
  if (code_point < 0x80) {
    return code_point >= 'A' && code_point <= 'Z' ? code_point | 0x20
                                                  : code_point;
  }
  return (uint32_t)utf8proc_tolower((utf8proc_int32_t)code_point);
}

uint32_t utf8_upper(uint32_t code_point) {
  if (code_point < 0x80) {
    return code_point >= 'a' && code_point <= 'z' ? code_point & ~0x20u
                                                  : code_point;
  }
  return (uint32_t)utf8proc_toupper((utf8proc_int32_t)code_point);
}

/// The letter without its accents; 0 for an accent that stands alone.
static uint32_t without_accents(uint32_t code_point) {
  if (code_point < 0x80) {
    return code_point;
  }
  utf8proc_int32_t parts[LONGEST_DECOMPOSITION];
  int boundary = UTF8PROC_BOUNDCLASS_START;
  utf8proc_ssize_t count = utf8proc_decompose_char(
      (utf8proc_int32_t)code_point, parts, LONGEST_DECOMPOSITION,
      UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK, &boundary);
  if (count == 0) {
    return 0;
  }
  return count == 1 ? (uint32_t)parts[0] : code_point;
}

static uint32_t fold(uint32_t code_point) {
  return utf8_lower(without_accents(code_point));
}

static Str map_code_points(Arena *arena, Str text,
                           uint32_t (*change)(uint32_t)) {
  size_t offset = 0;
  size_t same = 0;
  while (offset < text.length) {
    uint32_t code_point = utf8_next(text, &offset);
    if (change(code_point) != code_point) {
      break;
    }
    same = offset;
  }
  if (same == text.length) {
    return text;
  }
  // A changed code point may need more bytes than before, at most four.
  size_t room = same + (text.length - same) * UTF8_LONGEST;
  char *result = arena_alloc(arena, room, 1);
  memcpy(result, text.data, same);
  size_t length = same;
  offset = same;
  while (offset < text.length) {
    uint32_t code_point = change(utf8_next(text, &offset));
    if (code_point) {
      length += utf8_encode(code_point, result + length);
    }
  }
  return (Str){result, length};
}

Str utf8_to_lower(Arena *arena, Str text) {
  size_t same = 0;
  while (same < text.length && (uint8_t)text.data[same] < 0x80 &&
         !(text.data[same] >= 'A' && text.data[same] <= 'Z')) {
    same++;
  }
  return same == text.length ? text : map_code_points(arena, text, utf8_lower);
}

Str utf8_fold(Arena *arena, Str text) {
  return map_code_points(arena, text, fold);
}
