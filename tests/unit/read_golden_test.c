/// Golden files of plain texts: tests/golden/read/NAME.txt is read, and its
/// blocks are those of NAME.blocks. `--update` writes the latter.
#include "base/file.h"
#include "base/output.h"
#include "extract/read/read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static const char *const folder = "tests/golden/read";

/// Text on one line.
static void write_flat(Output *output, Str text) {
  for (size_t i = 0; i < text.length; i++) {
    output_byte(output, text.data[i] == '\n' ? '|' : text.data[i]);
  }
  output_byte(output, '\n');
}

static void write_part(Output *output, const char *name, Str text) {
  if (text.length) {
    output_format(output, "%s: ", name);
    write_flat(output, text);
  }
}

static void write_document(Output *output, const Document *document) {
  write_part(output, "title", document->title);
  write_part(output, "date", document->date);
  write_part(output, "publisher", document->publisher);
  write_part(output, "author", document->author);
  for (size_t i = 0; i < document->block_count; i++) {
    const Block *block = &document->blocks[i];
    output_format(output, "%.*s: ", STR_ARG(block_name(block->kind)));
    write_flat(output,
               str_slice(document->text, block->range.begin, block->range.end));
  }
}

/// Read a text; its description is left in `output`.
static void describe(const Layout *layout, Arena *arena, const char *path,
                     Output *output) {
  Report *report = report_new();
  Str source;
  assert_int_equal(file_read(path, DOCUMENT_LONGEST, arena, report, &source),
                   STATUS_OK);
  size_t offset = 0;
  Document document;
  assert_int_equal(read_document(READ_TEXT, source, &offset, str_from(path),
                                 layout, arena, report, &document),
                   STATUS_OK);
  write_document(output, &document);
  report_free(report);
}

static Str expected_path(Arena *arena, Str path) {
  Str stem = str_slice(path, 0, path.length - strlen(".txt"));
  return arena_format(arena, "%.*s.blocks", STR_ARG(stem));
}

static void update(Str path, Str text) {
  Report *report = report_new();
  Output *file;
  assert_int_equal(output_open(path.data, report, &file), STATUS_OK);
  output_write(file, text);
  assert_int_equal(output_close(file, report), STATUS_OK);
  report_free(report);
}

static void compare(Arena *arena, Str path, Str text) {
  Report *report = report_new();
  Str expected;
  assert_int_equal(
      file_read(path.data, DOCUMENT_LONGEST, arena, report, &expected),
      STATUS_OK);
  if (!str_equal(text, expected)) {
    print_error("%.*s\n--- got\n%.*s--- expected\n%.*s", STR_ARG(path),
                STR_ARG(text), STR_ARG(expected));
    fail();
  }
  report_free(report);
}

static void texts_have_the_blocks_of_the_golden_files(void **state) {
  bool is_update = *(bool *)*state;
  Arena *arena = arena_new();
  Report *report = report_new();
  Layout *layout = layout_builtin();
  FileList list;
  assert_int_equal(file_list(folder, arena, report, &list), STATUS_OK);
  size_t count = 0;
  for (size_t i = 0; i < list.count; i++) {
    Str path = str_from(list.paths[i]);
    if (!str_ends(path, STR(".txt"))) {
      continue;
    }
    Output *output = output_to_memory();
    describe(layout, arena, list.paths[i], output);
    if (is_update) {
      update(expected_path(arena, path), output_text(output));
    } else {
      compare(arena, expected_path(arena, path), output_text(output));
    }
    output_discard(output);
    count++;
  }
  assert_true(count > 0);
  layout_free(layout);
  report_free(report);
  arena_free(arena);
}

int main(int argument_count, char **arguments) {
  bool is_update = argument_count > 1 && strcmp(arguments[1], "--update") == 0;
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_prestate(texts_have_the_blocks_of_the_golden_files,
                                &is_update),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
