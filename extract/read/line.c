/// Lines of a text.
#include "extract/read/line.h"

#include "base/utf8.h"

bool line_is_padding(uint32_t code_point) {
  if (code_point < 0x80) {
    return code_point <= ' ' || code_point == 0x7F;
  }
  return utf8_is_space(code_point) || code_point < 0xA0 || code_point == 0xAD ||
         (code_point >= 0x200B && code_point <= 0x200F) ||
         code_point == 0x2060 || code_point == 0xFEFF;
}

/// The length of the line end at `offset`, 0 if none is there.
static size_t line_end_length(Str text, size_t offset) {
  const uint8_t *bytes = (const uint8_t *)text.data + offset;
  size_t left = text.length - offset;
  if (bytes[0] == '\r') {
    return left > 1 && bytes[1] == '\n' ? 2 : 1;
  }
  if (bytes[0] >= '\n' && bytes[0] <= '\f') {
    return 1;
  }
  if (bytes[0] == 0xC2 && left > 1 && bytes[1] == 0x85) {
    return 2;
  }
  bool is_separator = bytes[0] == 0xE2 && left > 2 && bytes[1] == 0x80 &&
                      (bytes[2] == 0xA8 || bytes[2] == 0xA9);
  return is_separator ? 3 : 0;
}

static bool may_end_line(uint8_t byte) {
  return (byte >= '\n' && byte <= '\r') || byte == 0xC2 || byte == 0xE2;
}

static Range trim(Str text, size_t begin, size_t end) {
  while (begin < end) {
    size_t next = begin;
    if (!line_is_padding(utf8_next(text, &next))) {
      break;
    }
    begin = next;
  }
  while (end > begin) {
    size_t previous = end;
    if (!line_is_padding(utf8_previous(text, &previous))) {
      break;
    }
    end = previous;
  }
  return (Range){(uint32_t)begin, (uint32_t)end};
}

Line line_read(Str text, size_t offset) {
  size_t end = offset;
  size_t end_length = 0;
  for (; end < text.length; end++) {
    if (may_end_line((uint8_t)text.data[end])) {
      end_length = line_end_length(text, end);
      if (end_length) {
        break;
      }
    }
  }
  Line line = {.range = trim(text, offset, end), .next = end + end_length};
  line.indent = (uint32_t)utf8_count(str_slice(text, offset, line.range.begin));
  line.width = line.indent + (uint32_t)utf8_count(line_text(text, line.range));
  return line;
}

/// Signs that may stand after a sentence's full stop.
static bool is_closing(uint32_t code_point) {
  return code_point == '"' || code_point == '\'' || code_point == ')' ||
         code_point == ']' || code_point == 0x2019 || code_point == 0x201D ||
         code_point == 0xBB;
}

bool line_ends_sentence(Str text) {
  size_t offset = text.length;
  while (offset) {
    uint32_t code_point = utf8_previous(text, &offset);
    if (!is_closing(code_point)) {
      return code_point == '.' || code_point == '!' || code_point == '?' ||
             code_point == 0x2026;
    }
  }
  return false;
}

bool line_is_signs(Str text) {
  size_t offset = 0;
  while (offset < text.length) {
    uint32_t code_point = utf8_next(text, &offset);
    if (utf8_is_letter(code_point) || utf8_is_digit(code_point)) {
      return false;
    }
  }
  return true;
}

bool line_is_title_case(Str text) {
  enum { LONG_WORD = 4, FEWEST = 3 };
  uint32_t words = 0;
  uint32_t capitals = 0;
  size_t offset = 0;
  while (offset < text.length) {
    uint32_t first = utf8_next(text, &offset);
    uint32_t letters = utf8_is_letter(first);
    uint32_t code_point = first;
    while (offset < text.length && !utf8_is_space(code_point)) {
      code_point = utf8_next(text, &offset);
      letters += utf8_is_letter(code_point);
    }
    words += letters >= LONG_WORD;
    capitals += letters >= LONG_WORD && utf8_is_upper(first);
  }
  return capitals >= FEWEST && capitals * 3 >= words * 2;
}

uint32_t line_count_words(Str text) {
  uint32_t words = 0;
  bool in_word = false;
  size_t offset = 0;
  while (offset < text.length) {
    bool is_space = utf8_is_space(utf8_next(text, &offset));
    words += !is_space && !in_word;
    in_word = !is_space;
  }
  return words;
}
