/// Paragraphs: which lines of a text belong together.
///
/// Blank lines always separate. Other line ends may be a paragraph's end, or
/// come from wrapping: a line is held to be wrapped if the next one's first
/// word would not have fitted on it any more.
#ifndef QUERN_EXTRACT_READ_PARAGRAPH_H
#define QUERN_EXTRACT_READ_PARAGRAPH_H

#include "extract/read/layout.h"

typedef struct {
  Str text;
  size_t offset;        ///< of the next line
  size_t chunk_end;     ///< end of the lines up to the next blank one
  uint32_t chunk_width; ///< the column where they are wrapped; 0 if not
  uint32_t text_width;  ///< likewise, of the text's beginning
  bool is_first;        ///< no paragraph was read yet
  LayoutMatcher *matcher;
} ParagraphReader;

typedef struct {
  Range range;  ///< without surrounding white space
  bool is_line; ///< made of one line
} Paragraph;

/// Begin to read. `text` is valid UTF-8, borrowed as the matcher is.
ParagraphReader paragraph_reader(Str text, LayoutMatcher *matcher);

/// Read the next paragraph; false at the end.
bool paragraph_next(ParagraphReader *reader, Paragraph *paragraph);

#endif
