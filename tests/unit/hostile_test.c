/// A thousand hostile inputs: what is read is bad with one message, or comes
/// out as valid CoNLL-U. `--write FOLDER` leaves the inputs as files.
#include "tests/unit/hostile.h"

#include "extract/read/read.h"
#include "extract/syntax/conllu.h"
#include "extract/syntax/syntax.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static void check_output(const Document *document, const Sentences *sentences,
                         uint32_t index) {
  Report *report = report_new();
  Output *output = output_to_memory();
  conllu_write(output, document, sentences);
  if (conllu_check(output_text(output), STR("output"), report) != STATUS_OK) {
    Arena *arena = arena_new();
    Str message = report_render(arena, report_get(report, 0));
    print_error("input %u (%s): %.*s", index, hostile_kind(index)->name,
                STR_ARG(message));
    fail();
  }
  output_discard(output);
  report_free(report);
}

static void hostile_inputs_are_refused_or_written_as_conllu(void **state) {
  (void)state;
  Layout *layout = layout_builtin();
  Arena *arena = arena_new();
  Report *report = report_new();
  Arena *program = arena_new();
  Model *model = model_builtin();
  const Syntax *syntax;
  assert_int_equal(syntax_load(model, STR("model"), program, report, &syntax),
                   STATUS_OK);
  Analyzer *analyzer = analyzer_new(syntax);
  Output *input = output_to_memory();
  for (uint32_t i = 0; i < HOSTILE_COUNT; i++) {
    hostile_write(input, i);
    size_t offset = 0;
    Document document;
    if (read_document(READ_TEXT, output_text(input), &offset, STR("input"),
                      layout, arena, report, &document) == STATUS_OK) {
      Sentences sentences = analyzer_run(analyzer, &document, true, arena);
      check_output(&document, &sentences, i);
      assert_int_equal(report_count(report), 0);
    } else {
      assert_int_equal(report_error_count(report), 1);
    }
    report_clear(report);
    output_clear(input);
    arena_reset(arena);
  }
  output_discard(input);
  report_free(report);
  arena_free(arena);
  analyzer_free(analyzer);
  model_free(model);
  arena_free(program);
  layout_free(layout);
}

/// Leave the inputs in a folder; the process's status.
static int write_files(const char *folder) {
  Report *report = report_new();
  Arena *arena = arena_new();
  Status status = STATUS_OK;
  for (uint32_t i = 0; i < HOSTILE_COUNT && status == STATUS_OK; i++) {
    Output *output;
    Str path = arena_format(arena, "%s/%04u.txt", folder, i);
    status = output_open(path.data, report, &output);
    if (status == STATUS_OK) {
      hostile_write(output, i);
      status = output_close(output, report);
    }
  }
  arena_free(arena);
  report_free(report);
  return (int)status;
}

int main(int argument_count, char **arguments) {
  if (argument_count > 2 && strcmp(arguments[1], "--write") == 0) {
    return write_files(arguments[2]);
  }
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(hostile_inputs_are_refused_or_written_as_conllu),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
