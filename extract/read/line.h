/// Lines of a text, and what their characters say.
#ifndef QUERN_EXTRACT_READ_LINE_H
#define QUERN_EXTRACT_READ_LINE_H

#include "base/str.h"

typedef struct {
  Range range;     ///< without surrounding white space; empty if blank
  size_t next;     ///< offset of the next line
  uint32_t indent; ///< code points before the range
  uint32_t width;  ///< code points up to the range's end
} Line;

/// The line at `offset`, which is less than the text's length. It ends at LF,
/// CR LF, CR, vertical tab, form feed, next line, or U+2028 and U+2029.
Line line_read(Str text, size_t offset);

static inline bool line_is_blank(const Line *line) {
  return line->range.begin == line->range.end;
}

static inline Str line_text(Str text, Range range) {
  return str_slice(text, range.begin, range.end);
}

/// White space, or what has no looks: control characters, byte order marks,
/// soft hyphens, joiners, direction marks.
bool line_is_padding(uint32_t code_point);

/// Does the text end as sentences do: a full stop, question or exclamation
/// mark or ellipsis, quotation marks and brackets aside?
bool line_ends_sentence(Str text);

/// Has the text neither letters nor digits?
bool line_is_signs(Str text);

/// Do most of the longer words begin with a capital, and are there three?
bool line_is_title_case(Str text);

/// Words, taken as what stands between white space.
uint32_t line_count_words(Str text);

#endif
