/// Document: one text, and what its layout says.
#ifndef QUERN_EXTRACT_READ_DOCUMENT_H
#define QUERN_EXTRACT_READ_DOCUMENT_H

#include "base/arena.h"

/// What a block of text is. Facts are looked for in all but boilerplate.
typedef enum {
  BLOCK_PARAGRAPH,
  BLOCK_HEADLINE,
  BLOCK_CAPTION,
  BLOCK_DATELINE,   ///< "MARHAVEN, May 4 (NTB) -", or a line that is a date
  BLOCK_BYLINE,     ///< "By Anna Berg", "Written by ..."
  BLOCK_BOILERPLATE ///< page noise: cookie notices, related stories, ...
} BlockKind;

/// A stretch of text that no sentence crosses.
typedef struct {
  Range range; ///< in Document.text, without surrounding white space
  BlockKind kind;
} Block;

/// One text. All text points into the document's arena.
typedef struct {
  Str name; ///< how the user named it: a path, "-", or a URL
  Str text; ///< valid UTF-8 as in the file, byte for byte
  Str title;
  Str date; ///< ISO 8601, or empty
  Str publisher;
  Str url;
  Block *blocks;
  size_t block_count;
  uint32_t *code_points; ///< code points before every 64th byte of text
} Document;

/// Code points of the original file before the byte `offset` of the text.
uint32_t document_code_point(const Document *document, uint32_t offset);

#endif
