/// Reading: the formats that documents come in.
#ifndef QUERN_EXTRACT_READ_READ_H
#define QUERN_EXTRACT_READ_READ_H

#include "extract/read/document.h"
#include "extract/read/layout.h"

typedef enum { READ_TEXT, READ_FORMAT_COUNT } ReadFormat;

/// The format's name ("text"), and the one of a name; READ_FORMAT_COUNT if
/// there is none.
Str read_format_name(ReadFormat format);
ReadFormat read_format_find(Str name);

/// The format of a file by its name's ending; READ_TEXT for all unknown.
ReadFormat read_format_guess(Str path);

/// Does the name end as those of documents do (".txt")? Upper and lower case
/// are the same.
bool read_has_ending(Str path);

/// The endings that read_has_ending() knows, for messages: ".txt or .text".
#define READ_ENDINGS ".txt or .text"

/**
   Read the next document of a file. Call it until `*offset` has reached the
   file's end, at least once:

       size_t offset = 0;
       do {
         status = read_document(format, source, &offset, ...);
       } while (offset < source.length);

   @param source  The file's bytes; `source` and `name` are borrowed and must
                  outlive the document.
   @param[in,out] offset  Begin of the document; then of the next one, also if
                          this one is bad.
   @param arena   The document's.
   @param[out] document  Filled on success.
   @return STATUS_OK or STATUS_BAD_INPUT (reported).
*/
MUST_CHECK Status read_document(ReadFormat format, Str source, size_t *offset,
                                Str name, const Layout *layout, Arena *arena,
                                Report *report, Document *document);

#endif
