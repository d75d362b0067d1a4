/// Fuzz target: what is read from CoNLL-U is written as valid CoNLL-U.
#include "extract/syntax/conllu.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Arena *arena = arena_new();
  Report *report = report_new();
  Document document;
  Sentences sentences;
  Str source = {(const char *)data, size};
  Status status =
      conllu_read(source, STR("fuzz"), arena, report, &document, &sentences);
  if (status != STATUS_OK && report_error_count(report) == 0) {
    abort();
  }
  Output *output = output_to_memory();
  conllu_write(output, &document, &sentences);
  report_clear(report);
  Document again;
  Sentences same;
  if (conllu_read(output_text(output), STR("again"), arena, report, &again,
                  &same) != STATUS_OK ||
      report_count(report) != 0 || same.count != sentences.count) {
    abort();
  }
  output_discard(output);
  report_free(report);
  arena_free(arena);
  return 0;
}
