/// The segmenter: sentences of a text that it learned by heart, and blocks that
/// no text should have.
#include "extract/syntax/segment.h"

#include "extract/syntax/conllu.h"
#include "extract/syntax/model_internal.h"
#include "extract/syntax/segment_network.h"
#include "extract/train/segment_train.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/// Sentences of one block; tokens are separated by spaces.
static const char *const lessons[] = {
    "The talks began .",      "Mr. Black left .", "Did he leave ?",
    "She stayed here !",      "He said no .",     "They met Mr. White .",
    "We saw the old house .", "It was cold ."};

enum { LESSONS = sizeof lessons / sizeof *lessons, ROUNDS = 40 };

typedef struct {
  Arena *arena;
  Report *report;
  Model *model;
  Str section;
  const Segmenter *segmenter;
} Fixture;

/// A treebank of the lessons, in blocks of three sentences.
static Treebank make_treebank(Fixture *fixture) {
  Arena *arena = fixture->arena;
  Output *output = output_to_memory();
  for (size_t i = 0; i < ROUNDS * (size_t)LESSONS; i++) {
    output_write(output, i % 3 == 0 ? STR("# newpar\n") : STR(""));
    Str rest = str_from(lessons[i * 5 % LESSONS]);
    for (unsigned id = 1; rest.length; id++) {
      const char *space = memchr(rest.data, ' ', rest.length);
      size_t length = space ? (size_t)(space - rest.data) : rest.length;
      Str form = str_slice(rest, 0, length);
      rest = str_slice(rest, space ? length + 1 : length, rest.length);
      output_format(output, "%u\t%.*s\t_\tX\tX\t_\t%u\t%s\t_\t_\n", id,
                    STR_ARG(form), id - 1, id > 1 ? "dep" : "root");
    }
    output_byte(output, '\n');
  }
  Str text = arena_copy(arena, output_text(output));
  output_discard(output);
  Document *document = ARENA_NEW(arena, Document, 1);
  Sentences *sentences = ARENA_NEW(arena, Sentences, 1);
  assert_int_equal(conllu_read(text, STR("lessons"), arena, fixture->report,
                               document, sentences),
                   STATUS_OK);
  return (Treebank){document, sentences};
}

static Str train(Fixture *fixture) {
  Treebank treebank = make_treebank(fixture);
  SegmentTraining training = segment_training_default();
  training.epochs = 40;
  training.rate = 1e-2f;
  return segmenter_train(fixture->arena, &training, &treebank, 1);
}

static void load(Fixture *fixture, Str section) {
  ModelSection sections[] = {{STR(SEGMENTER_SECTION), section}};
  Str built = model_build(fixture->arena, sections, 1);
  char *bytes = kernel_buffer(fixture->arena, built.length, 1);
  memcpy(bytes, built.data, built.length);
  model_free(fixture->model);
  assert_int_equal(model_load_trusted((Str){bytes, built.length},
                                      STR("a.model"), fixture->report,
                                      &fixture->model),
                   STATUS_OK);
}

static int set_up_all(void **state) {
  Fixture *fixture = calloc(1, sizeof *fixture);
  assert_non_null(fixture);
  fixture->arena = arena_new();
  fixture->report = report_new();
  fixture->section = train(fixture);
  load(fixture, fixture->section);
  assert_int_equal(segmenter_load(fixture->model, STR("a.model"),
                                  fixture->arena, fixture->report,
                                  &fixture->segmenter),
                   STATUS_OK);
  *state = fixture;
  return 0;
}

static int tear_down_all(void **state) {
  Fixture *fixture = *state;
  model_free(fixture->model);
  report_free(fixture->report);
  arena_free(fixture->arena);
  free(fixture);
  return 0;
}

/// Tokens of a text whose tokens are separated by white space.
static TokenList split(Arena *arena, Str text) {
  TokenList list = {ARENA_NEW(arena, Token, text.length + 1), 0};
  for (size_t i = 0; i < text.length; i++) {
    size_t begin = i;
    while (i < text.length && (uint8_t)text.data[i] > ' ') {
      i++;
    }
    if (i > begin) {
      list.tokens[list.count++] =
          (Token){.form = str_slice(text, begin, i),
                  .range = {(uint32_t)begin, (uint32_t)i},
                  .space_after = true,
                  .surface_count = 1};
    }
  }
  return list;
}

/// The text with a bar after each sentence.
static Str show_with(Fixture *fixture, const Kernel *kernel,
                     SegmentMemory *memory, Str text) {
  TokenList tokens = split(fixture->arena, text);
  bool *ends = ARENA_NEW(fixture->arena, bool, tokens.count);
  segment(fixture->segmenter, kernel, memory, text, tokens, ends);
  Str shown = STR("");
  for (size_t i = 0; i < tokens.count; i++) {
    shown = arena_format(fixture->arena, "%.*s%s%.*s%s", STR_ARG(shown),
                         i ? " " : "", STR_ARG(tokens.tokens[i].form),
                         ends[i] ? " |" : "");
  }
  return shown;
}

static Str show(Fixture *fixture, const Kernel *kernel, Str text) {
  return show_with(fixture, kernel, NULL, text);
}

static void repeats_its_lessons(void **state) {
  Str shown = show(*state, kernel_best(),
                   STR("The talks began . Mr. Black left . Did he leave ?"));
  assert_string_equal(
      shown.data, "The talks began . | Mr. Black left . | Did he leave ? |");
}

static void is_the_same_with_all_kernels(void **state) {
  Str text = STR("He said no . They met Mr. White . It was\ncold . no Mr. .");
  Str expected = show(*state, kernel_best(), text);
  for (size_t i = 0; kernel_get(i); i++) {
    assert_string_equal(show(*state, kernel_get(i), text).data, expected.data);
  }
}

static void bears_a_block_without_tokens(void **state) {
  Fixture *fixture = *state;
  TokenList none = {NULL, 0};
  segment(fixture->segmenter, kernel_best(), NULL, STR(""), none, NULL);
}

/// A long text of one token, another one at every `step`-th place.
static Str repeat(Arena *arena, size_t count, const char *token,
                  const char *other, size_t step) {
  Output *output = output_to_memory();
  for (size_t i = 0; i < count; i++) {
    output_format(output, "%s ", i % step == step - 1 ? other : token);
  }
  Str text = arena_copy(arena, output_text(output));
  output_discard(output);
  return text;
}

static size_t longest(const bool *ends, size_t count) {
  size_t most = 0;
  size_t begin = 0;
  for (size_t i = 0; i < count; i++) {
    if (ends[i]) {
      most = i + 1 - begin > most ? i + 1 - begin : most;
      begin = i + 1;
    }
  }
  assert_int_equal(begin, count);
  return most;
}

static void a_memory_changes_nothing(void **state) {
  Fixture *fixture = *state;
  SegmentMemory *memory = segment_memory_new(fixture->arena);
  for (int round = 0; round < 3; round++) {
    for (size_t i = 0; i < LESSONS; i++) {
      Str text = arena_format(fixture->arena, "%s %s", lessons[i], lessons[0]);
      Str shown = show_with(fixture, kernel_best(), memory, text);
      assert_true(str_equal(shown, show(fixture, kernel_best(), text)));
    }
  }
}

static void cuts_sentences_that_are_too_long(void **state) {
  Fixture *fixture = *state;
  Str text = repeat(fixture->arena, 5000, "the", "the", 1);
  TokenList tokens = split(fixture->arena, text);
  bool *ends = ARENA_NEW(fixture->arena, bool, tokens.count);
  segment(fixture->segmenter, kernel_best(), NULL, text, tokens, ends);
  assert_int_equal(longest(ends, tokens.count), SENTENCE_LONGEST);
}

static void cuts_long_sentences_at_semicolons(void **state) {
  Fixture *fixture = *state;
  Str text = repeat(fixture->arena, 1000, "the", ";", 40);
  TokenList tokens = split(fixture->arena, text);
  bool *ends = ARENA_NEW(fixture->arena, bool, tokens.count);
  segment(fixture->segmenter, kernel_best(), NULL, text, tokens, ends);
  assert_true(longest(ends, tokens.count) <= SENTENCE_LONGEST);
  for (size_t i = 0; i + 1 < tokens.count; i++) {
    assert_true(!ends[i] || str_equal(tokens.tokens[i].form, STR(";")));
  }
}

static void never_cuts_a_surface_word(void **state) {
  Fixture *fixture = *state;
  Str text = repeat(fixture->arena, 900, "do", "n't", 2);
  TokenList tokens = split(fixture->arena, text);
  for (size_t i = 0; i < tokens.count; i += 3) {
    tokens.tokens[i].surface_count = 3;
  }
  bool *ends = ARENA_NEW(fixture->arena, bool, tokens.count);
  segment(fixture->segmenter, kernel_best(), NULL, text, tokens, ends);
  for (size_t i = 0; i < tokens.count; i++) {
    assert_true(!ends[i] || i % 3 == 2);
  }
  assert_true(longest(ends, tokens.count) <= SENTENCE_LONGEST);
}

static void refuses_bad_sections(void **state) {
  Fixture *fixture = *state;
  Str section = fixture->section;
  char *bytes = kernel_buffer(fixture->arena, section.length, 1);
  const Str bad[] = {
      {NULL, 0},
      {section.data, 1},
      {section.data, section.length - 1},
      {bytes, section.length},
  };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    ModelSection sections[] = {{STR(SEGMENTER_SECTION), bad[i]}};
    Model *model;
    assert_int_equal(
        model_load_trusted(model_build(fixture->arena, sections, 1),
                           STR("a.model"), fixture->report, &model),
        STATUS_OK);
    const Segmenter *segmenter;
    assert_int_equal(segmenter_load(model, STR("a.model"), fixture->arena,
                                    fixture->report, &segmenter),
                     STATUS_BAD_SETUP);
    assert_null(segmenter);
    model_free(model);
  }
  assert_int_equal(report_error_count(fixture->report), 4);
}

static void learns_the_same_bytes_again(void **state) {
  Fixture *fixture = *state;
  Str again = train(fixture);
  assert_int_equal(again.length, fixture->section.length);
  assert_memory_equal(again.data, fixture->section.data, again.length);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(repeats_its_lessons),
      cmocka_unit_test(is_the_same_with_all_kernels),
      cmocka_unit_test(bears_a_block_without_tokens),
      cmocka_unit_test(a_memory_changes_nothing),
      cmocka_unit_test(cuts_sentences_that_are_too_long),
      cmocka_unit_test(cuts_long_sentences_at_semicolons),
      cmocka_unit_test(never_cuts_a_surface_word),
      cmocka_unit_test(refuses_bad_sections),
      cmocka_unit_test(learns_the_same_bytes_again),
  };
  return cmocka_run_group_tests(tests, set_up_all, tear_down_all);
}
