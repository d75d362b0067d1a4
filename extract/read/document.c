/// Documents: counting code points, names of block kinds.
#include "extract/read/document.h"

#include "base/utf8.h"

enum { STEP = 64 }; ///< bytes between two entries of Document.code_points

static const char *const block_names[] = {
    [BLOCK_PARAGRAPH] = "paragraph", [BLOCK_HEADLINE] = "headline",
    [BLOCK_CAPTION] = "caption",     [BLOCK_DATELINE] = "dateline",
    [BLOCK_BYLINE] = "byline",       [BLOCK_BOILERPLATE] = "boilerplate",
};
_Static_assert(sizeof block_names / sizeof *block_names == BLOCK_COUNT,
               "every kind has a name");

Str block_name(BlockKind kind) {
  return kind < BLOCK_COUNT ? str_from(block_names[kind]) : STR("_");
}

bool block_is_read(BlockKind kind) {
  return kind != BLOCK_BOILERPLATE && kind != BLOCK_BYLINE;
}

void document_index(Document *document, Arena *arena) {
  Str text = document->text;
  size_t steps = text.length / STEP + 1;
  document->code_points = ARENA_NEW(arena, uint32_t, steps);
  uint32_t count = 0;
  for (size_t step = 0; step + 1 < steps; step++) {
    document->code_points[step] = count;
    count +=
        (uint32_t)utf8_count(str_slice(text, step * STEP, step * STEP + STEP));
  }
  document->code_points[steps - 1] = count;
}

uint32_t document_code_point(const Document *document, uint32_t offset) {
  Str text = document->text;
  size_t end = offset < text.length ? offset : text.length;
  size_t step = end / STEP;
  return document->code_points[step] +
         (uint32_t)utf8_count(str_slice(text, step * STEP, end));
}

Str document_words(const Document *document, const Range *ranges,
                   uint32_t count, Arena *arena) {
  Str joined = {NULL, 0};
  for (uint32_t i = 0; i < count; i++) {
    Str words = str_slice(document->text, ranges[i].begin, ranges[i].end);
    joined = i == 0 ? words
                    : arena_format(arena, "%.*s %.*s", STR_ARG(joined),
                                   STR_ARG(words));
  }
  return joined;
}
