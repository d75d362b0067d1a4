/// Golden files with a case a line; "#" begins a remark, "!" a case that is
/// known to fail.
#ifndef QUERN_TESTS_UNIT_GOLDEN_LINES_H
#define QUERN_TESTS_UNIT_GOLDEN_LINES_H

#include "base/file.h"

typedef struct {
  size_t count; ///< of the cases
  size_t bad;   ///< fail, or pass although they are known to fail
} GoldenLines;

/// Check every case of a file; a file that cannot be read has none.
static inline GoldenLines golden_lines(const char *path, Report *report,
                                       bool (*check)(void *context, Str line),
                                       void *context) {
  GoldenLines result = {0};
  Arena *arena = arena_new();
  Str text = {0};
  if (file_read(path, 1 << 20, arena, report, &text) != STATUS_OK) {
    text.length = 0;
  }
  while (text.length) {
    const char *end = memchr(text.data, '\n', text.length);
    Str line =
        str_slice(text, 0, end ? (size_t)(end - text.data) : text.length);
    text = str_slice(text, line.length + (end ? 1 : 0), text.length);
    if (line.length && line.data[0] != '#') {
      bool is_known = line.data[0] == '!';
      line = is_known ? str_slice(line, 1, line.length) : line;
      result.bad += check(context, line) == is_known;
      result.count++;
    }
  }
  arena_free(arena);
  return result;
}

#endif
