/// Compile the gazetteer's Turtle files into the table that is a part of the
/// program. Usage: compile_gazetteer OUTPUT FILE.ttl...
#include "base/file.h"
#include "extract/name/gazetteer_table.h"

#include <stdio.h>

enum { LARGEST_FILE = 64 * 1024 * 1024 };

static Status compile(char **arguments, Arena *arena, Report *report) {
  GazetteerThings things = {0};
  for (char **path = arguments + 2; *path; path++) {
    Str text;
    Status status = file_read(*path, LARGEST_FILE, arena, report, &text);
    if (status == STATUS_OK) {
      status = gazetteer_read(text, str_from(*path), arena, report, &things);
    }
    if (status != STATUS_OK) {
      return status;
    }
  }
  Output *output = NULL;
  Status status = output_open(arguments[1], report, &output);
  if (status != STATUS_OK) {
    return status;
  }
  output_write(output, gazetteer_compile(&things, arena));
  return output_close(output, report);
}

int main(int argument_count, char **arguments) {
  if (argument_count < 3) {
    fputs("usage: compile_gazetteer OUTPUT FILE.ttl...\n", stderr);
    return STATUS_BAD_SETUP;
  }
  Arena *arena = arena_new();
  Report *report = report_new();
  Status status = compile(arguments, arena, report);
  for (size_t i = 0; i < report_count(report); i++) {
    Str text = report_render(arena, report_get(report, i));
    fwrite(text.data, 1, text.length, stderr);
  }
  report_free(report);
  arena_free(arena);
  return (int)status;
}
