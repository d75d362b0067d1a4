/// Plain text.
#ifndef QUERN_EXTRACT_READ_TEXT_H
#define QUERN_EXTRACT_READ_TEXT_H

#include "extract/read/document.h"
#include "extract/read/layout.h"

/**
   Make a document of a plain text file.

   Line ends may be LF, CR LF, CR or NEL; a byte order mark is allowed. What is
   no UTF-8, looks like a binary file or is longer than DOCUMENT_LONGEST is
   refused. An empty file is a document without blocks.

   @param source  The file's bytes; `source` and `name` are borrowed and must
                  outlive the document.
   @param arena   The document's.
   @param[out] document  Filled on success.
   @return STATUS_OK or STATUS_BAD_INPUT (reported).
*/
MUST_CHECK Status text_read(Str source, Str name, const Layout *layout,
                            Arena *arena, Report *report, Document *document);

#endif
