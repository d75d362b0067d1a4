/// The rules that are part of the program.
#include "extract/rule/rule_builtin.h"

#include "base/builtin.h"
#include "base/file.h"

enum { LARGEST_FILE = 64 * 1024 * 1024 }; ///< bytes

static const char shipped[] = "extract/rule/english/english.rules";

/// A file of the program, else one on the disk.
static bool find(void *context, Str path, Arena *arena, Str *text) {
  (void)context;
  *text = builtin_find(path);
  if (text->data) {
    return true;
  }
  const char *name = arena_copy(arena, path).data;
  if (file_kind(name) != FILE_REGULAR) {
    return false;
  }
  Report *unsaid = report_new();
  Status status = file_read(name, LARGEST_FILE, arena, unsaid, text);
  report_free(unsaid);
  return status == STATUS_OK;
}

void rule_loader_use_builtin(RuleLoader *loader, bool with_rules) {
  rule_loader_set_resolver(loader, find, NULL);
  if (with_rules) {
    rule_loader_add_source(loader, str_from(shipped),
                           builtin_find(str_from(shipped)));
  }
}
