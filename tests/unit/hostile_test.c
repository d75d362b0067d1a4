/// A thousand hostile inputs: what is read is bad with one message, or comes
/// out as valid CoNLL-U. `--write FOLDER` leaves the inputs as files.
#include "tests/unit/hostile.h"

#include "extract/read/line.h"
#include "extract/read/read.h"
#include "extract/syntax/conllu.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

/// Stand-in for the parser: what white space parts are words, a block is a
/// sentence, the first word its root.
static Sentence cut_words(Arena *arena, const Document *document,
                          uint32_t block) {
  Range range = document->blocks[block].range;
  Sentence sentence = {
      .range = range, .block = block, .starts_paragraph = true};
  uint32_t capacity = 0;
  size_t offset = range.begin;
  bool in_word = false;
  while (offset < range.end) {
    size_t begin = offset;
    if (line_is_padding(utf8_next(document->text, &offset))) {
      in_word = false;
      continue;
    }
    if (!in_word) {
      Token *token =
          ARENA_PUSH(arena, sentence.tokens, sentence.token_count, capacity);
      bool is_root = sentence.token_count == 1;
      *token = (Token){.range.begin = (uint32_t)begin,
                       .upos = UPOS_X,
                       .head = is_root ? TOKEN_NONE : 0,
                       .relation = is_root ? STR("root") : STR("dep"),
                       .space_after = true,
                       .surface_count = 1};
    }
    Token *token = &sentence.tokens[sentence.token_count - 1];
    token->range.end = (uint32_t)offset;
    token->form =
        str_slice(document->text, token->range.begin, token->range.end);
    in_word = true;
  }
  return sentence;
}

static Sentences cut_document(Arena *arena, const Document *document) {
  Sentences sentences = {ARENA_NEW(arena, Sentence, document->block_count),
                         document->block_count};
  for (uint32_t i = 0; i < document->block_count; i++) {
    sentences.sentences[i] = cut_words(arena, document, i);
  }
  return sentences;
}

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
  Output *input = output_to_memory();
  for (uint32_t i = 0; i < HOSTILE_COUNT; i++) {
    hostile_write(input, i);
    size_t offset = 0;
    Document document;
    if (read_document(READ_TEXT, output_text(input), &offset, STR("input"),
                      layout, arena, report, &document) == STATUS_OK) {
      Sentences sentences = cut_document(arena, &document);
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
