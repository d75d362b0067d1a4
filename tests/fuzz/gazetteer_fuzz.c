/// Fuzz target: any bytes as a user's gazetteer are refused, or every name of
/// theirs is found in the table made of them.
#include "extract/name/gazetteer_table.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// The sanitizer prescribes the name.
// NOLINTBEGIN(bugprone-reserved-identifier)
/// raptor loses an IRI of a broken statement.
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void) {
  return "leak:raptor_new_uri_from_counted_string";
}
// NOLINTEND(bugprone-reserved-identifier)

static void require(bool condition) {
  if (!condition) {
    abort();
  }
}

static void check(Str bytes, Report *report) {
  GazetteerTable table;
  require(gazetteer_open(bytes, STR("fuzz"), report, &table) == STATUS_OK);
  for (uint32_t i = 0; i < table.header.name_count; i++) {
    GazetteerText text = table.names[i].text;
    require(text.offset + text.length <= table.header.text_length);
    require(table.names[i].kind == GAZETTEER_FIRST_WORD ||
            table.names[i].entity < table.header.row_count);
  }
  for (uint32_t i = 0; i < table.header.row_count; i++) {
    const GazetteerRow *row = &table.rows[i];
    require(row->label.length > 0);
    require(row->link_begin + row->link_count <= table.header.link_count);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Arena *arena = arena_new();
  Report *report = report_new();
  GazetteerThings things = {0};
  Str text = {(const char *)data, size};
  if (gazetteer_read(text, STR("fuzz"), arena, report, &things) == STATUS_OK) {
    check(gazetteer_compile(&things, arena), report);
  } else {
    require(report_error_count(report) > 0);
  }
  report_free(report);
  arena_free(arena);
  return 0;
}
