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
  const char *endings[2]; ///< of file names
  ReadFunction *read;
} formats[] = {
    [READ_TEXT] = {"text", {".txt", ".text"}, read_text},
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

/// Does the path end so, in whatever case? `ending` has no capitals.
static bool ends_as(Str path, Str ending) {
  if (path.length < ending.length) {
    return false;
  }
  const char *end = path.data + path.length - ending.length;
  size_t same = 0;
  while (same < ending.length && (end[same] == ending.data[same] ||
                                  (end[same] >= 'A' && end[same] <= 'Z' &&
                                   (end[same] | 0x20) == ending.data[same]))) {
    same++;
  }
  return same == ending.length;
}

/// READ_FORMAT_COUNT if the ending is unknown.
static ReadFormat find_by_ending(Str path) {
  enum { MOST = sizeof formats->endings / sizeof *formats->endings };
  for (int format = 0; format < READ_FORMAT_COUNT; format++) {
    for (size_t i = 0; i < MOST && formats[format].endings[i]; i++) {
      if (ends_as(path, str_from(formats[format].endings[i]))) {
        return (ReadFormat)format;
      }
    }
  }
  return READ_FORMAT_COUNT;
}

ReadFormat read_format_guess(Str path) {
  ReadFormat format = find_by_ending(path);
  return format < READ_FORMAT_COUNT ? format : READ_TEXT;
}

bool read_has_ending(Str path) {
  return find_by_ending(path) < READ_FORMAT_COUNT;
}

Status read_document(ReadFormat format, Str source, size_t *offset, Str name,
                     const Layout *layout, Arena *arena, Report *report,
                     Document *document) {
  return formats[format].read(source, offset, name, layout, arena, report,
                              document);
}
