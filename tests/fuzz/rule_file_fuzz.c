/// Fuzz rule files: any bytes give rules or messages.
#include "extract/rule/rules.h"

#include <stdlib.h>

/// A file that includes and lists can name.
static bool find_file(void *context, Str path, Arena *arena, Str *text) {
  (void)arena;
  const Str *bytes = context;
  *text = *bytes;
  return str_equal(path, STR("other.txt"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Str text = {(const char *)data, size};
  Str other = str_slice(text, size / 2, size);
  Report *report = report_new();
  Arena *arena = arena_new();
  RuleLoader *loader = rule_loader_new(report);
  rule_loader_set_resolver(loader, find_file, &other);
  rule_loader_add_source(loader, STR("fuzz.rules"), text);
  Rules *rules = NULL;
  Status status = rule_loader_finish(loader, &rules);
  if ((status == STATUS_OK) != (report_error_count(report) == 0)) {
    abort();
  }
  for (size_t i = 0; i < report_count(report); i++) {
    report_render(arena, report_get(report, i));
  }
  rules_free(rules);
  arena_free(arena);
  report_free(report);
  return 0;
}
