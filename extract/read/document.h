/// Document: one text, and what its layout says.
#ifndef QUERN_EXTRACT_READ_DOCUMENT_H
#define QUERN_EXTRACT_READ_DOCUMENT_H

#include "base/arena.h"

/// Bytes of the longest text that is read; ranges are 32 bits wide.
enum { DOCUMENT_LONGEST = 256 * 1024 * 1024 };

/// What a block of text is. Facts are looked for in all but datelines, bylines
/// and boilerplate.
typedef enum {
  BLOCK_PARAGRAPH,
  BLOCK_HEADLINE, ///< the title, or a heading over a part of the text
  BLOCK_CAPTION,
  BLOCK_DATELINE,    ///< "MARHAVEN, May 4 (NTB) -", or a line that is a date
  BLOCK_BYLINE,      ///< "By Anna Berg", "Written by ..."
  BLOCK_BOILERPLATE, ///< page noise: cookie notices, related stories, ...
  BLOCK_COUNT
} BlockKind;

/// The kind's name in lower case ("paragraph"), or "_" past the end.
Str block_name(BlockKind kind);

/// Is it a part of the article that is parsed? Datelines are, for the names and
/// days in them.
bool block_is_read(BlockKind kind);

/// A stretch of text that no sentence crosses.
typedef struct {
  Range range; ///< in Document.text, without surrounding white space
  BlockKind kind;
} Block;

/// One text. What is not said to be borrowed lives in the document's arena.
typedef struct {
  Str name; ///< how the user named it: a path, "-", or a URL; borrowed
  /// Valid UTF-8. For plain text these are the file's own bytes, borrowed: a
  /// byte order mark and carriage returns are still there.
  Str text;
  Str title;     ///< empty if there is none, as are the next four
  Str date;      ///< ISO 8601, from a date line or dateline with a year
  Str publisher; ///< as written: the agency of the dateline ("Reuters")
  Str author;    ///< as written: the first name of the first byline
  Str url;
  Block *blocks; ///< in text order, not overlapping
  size_t block_count;
  uint32_t *code_points; ///< code points before every 64th byte of text
} Document;

/// Fill Document.code_points. To be called by whoever sets Document.text.
void document_index(Document *document, Arena *arena);

/// Code points of the original file before the byte `offset` of the text. All
/// that stands in the file counts: a byte order mark is one code point, CR LF
/// are two. Past the end of the text means its end.
uint32_t document_code_point(const Document *document, uint32_t offset);

/// The words of some ranges of the text, one blank between two of them.
Str document_words(const Document *document, const Range *ranges,
                   uint32_t count, Arena *arena);

#endif
