/// Fuzz target: blocks of any text are in order, trimmed, and lose nothing.
#include "base/utf8.h"
#include "extract/read/line.h"
#include "extract/read/read.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition) {
  if (!condition) {
    abort();
  }
}

static void require_padding(Str text, size_t begin, size_t end) {
  while (begin < end) {
    require(line_is_padding(utf8_next(text, &begin)));
  }
}

static void check(const Document *document) {
  Str text = document->text;
  size_t before = 0;
  for (size_t i = 0; i < document->block_count; i++) {
    Range range = document->blocks[i].range;
    require(range.begin >= before && range.begin < range.end &&
            range.end <= text.length);
    require_padding(text, before, range.begin);
    before = range.end;
  }
  require_padding(text, before, text.length);
  require(document_code_point(document, (uint32_t)text.length) ==
          utf8_count(text));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  // Compiled once: it takes longer than a text.
  static Layout *layout;
  if (!layout) {
    layout = layout_builtin();
  }
  Arena *arena = arena_new();
  Report *report = report_new();
  Str source = {(const char *)data, size};
  size_t offset = 0;
  Document document;
  if (read_document(READ_TEXT, source, &offset, STR("fuzz"), layout, arena,
                    report, &document) == STATUS_OK) {
    check(&document);
  } else {
    require(report_error_count(report) == 1);
  }
  report_free(report);
  arena_free(arena);
  return 0;
}
