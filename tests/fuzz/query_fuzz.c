/// Fuzz target: the check of a query's words ends, whatever they are.
#include "graph/query_internal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Arena *arena = arena_new();
  Report *report = report_new();
  QueryText query;
  Str text = {(const char *)data, size};
  Status status = query_check(text, arena, report, &query);
  if ((status == STATUS_OK) != (report_count(report) == 0)) {
    __builtin_trap();
  }
  report_free(report);
  arena_free(arena);
  return 0;
}
