/// Reading: the formats that documents come in.
#include "extract/read/read.h"

#include "extract/read/text.h"

/// As read_document().
typedef Status ReadFunction(Str source, size_t *offset, Str name,
                            const Layout *layout, Arena *arena, Report *report,
                            Document *document);

/// A text file is one document.
static Status read_text(Str source, size_t *offset, Str name,
                        const Layout *layout, Arena *arena, Report *report,
                        Document *document) {
  *offset = source.length;
  return text_read(source, name, layout, arena, report, document);
}

static const struct {
  const char *name;
  const char *ending; ///< of file names
  ReadFunction *read;
} formats[] = {
    [READ_TEXT] = {"text", ".txt", read_text},
};
_Static_assert(sizeof formats / sizeof *formats == READ_FORMAT_COUNT,
               "every format has a reader");

Str read_format_name(ReadFormat format) {
  return str_from(formats[format].name);
}

ReadFormat read_format_find(Str name) {
  for (int format = 0; format < READ_FORMAT_COUNT; format++) {
    if (str_equal(name, str_from(formats[format].name))) {
      return (ReadFormat)format;
    }
  }
  return READ_FORMAT_COUNT;
}

ReadFormat read_format_guess(Str path) {
  for (int format = 0; format < READ_FORMAT_COUNT; format++) {
    if (str_ends(path, str_from(formats[format].ending))) {
      return (ReadFormat)format;
    }
  }
  return READ_TEXT;
}

Status read_document(ReadFormat format, Str source, size_t *offset, Str name,
                     const Layout *layout, Arena *arena, Report *report,
                     Document *document) {
  return formats[format].read(source, offset, name, layout, arena, report,
                              document);
}
