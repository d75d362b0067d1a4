/// Golden texts of coreference: tests/golden/coref/*.txt.
///
/// A line is a text in which the phrases of each chain stand in brackets with
/// the chain's number behind: "[Berg]1 spoke. [She]1 left." What is in no chain
/// has no brackets. Lines that begin with "#" say what the next ones show.
#include "extract/extract.h"
#include "extract/read/text.h"
#include "ontology/ontology.h"

#include "tests/unit/golden_lines.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

typedef struct {
  Report *report;
  Ontology *ontology;
  Extractor *extractor;
  ExtractWorker *worker;
  Layout *layout;
} Bench;

static bool type_exists(const void *ontology, Str type) {
  return ontology_has_type(ontology, type);
}

static bool is_subtype(const void *ontology, Str type, Str ancestor) {
  return ontology_is_subclass(ontology, type, ancestor);
}

static void open_bench(Bench *bench) {
  *bench = (Bench){.report = report_new(), .layout = layout_builtin()};
  assert_int_equal(ontology_load(NULL, 0, bench->report, &bench->ontology),
                   STATUS_OK);
  ExtractSetup setup = {.exists = type_exists,
                        .is_subtype = is_subtype,
                        .types = bench->ontology};
  assert_int_equal(extractor_new(&setup, bench->report, &bench->extractor),
                   STATUS_OK);
  bench->worker = extract_worker_new(bench->extractor, bench->report);
}

static void close_bench(Bench *bench) {
  extract_worker_free(bench->worker);
  extractor_free(bench->extractor);
  ontology_free(bench->ontology);
  layout_free(bench->layout);
  report_free(bench->report);
}

static bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

/// The text without brackets and numbers.
static Str strip(Str line, Arena *arena) {
  char *text = arena_alloc(arena, line.length + 1, 1);
  size_t length = 0;
  for (size_t i = 0; i < line.length; i++) {
    if (line.data[i] == ']') {
      while (i + 1 < line.length && is_digit(line.data[i + 1])) {
        i++;
      }
    } else if (line.data[i] != '[') {
      text[length++] = line.data[i];
    }
  }
  return (Str){text, length};
}

/// Number the chains of two or more mentions, in the order of the text.
static uint32_t *number_chains(const Coreference *coreference, Arena *arena) {
  uint32_t *numbers = ARENA_NEW(arena, uint32_t, coreference->count + 1);
  uint32_t count = 0;
  for (uint32_t i = 0; i < coreference->count; i++) {
    uint32_t root = coref_root(coreference, i);
    if (root == i && coreference->mentions[i].next != i) {
      numbers[i] = ++count;
    }
    numbers[i] = numbers[root];
  }
  return numbers;
}

/// Write the text with the brackets of its chains.
static Str annotate(const Extraction *extraction, Str text, Arena *arena) {
  const Coreference *coreference = &extraction->coreference;
  uint32_t *numbers = number_chains(coreference, arena);
  Str out = STR("");
  for (uint32_t at = 0; at <= text.length; at++) {
    // Inner mentions come later and end first.
    for (uint32_t i = coreference->count; i-- > 0;) {
      const CorefMention *mention = &coreference->mentions[i];
      const Token *tokens =
          extraction->sentences.sentences[mention->sentence].tokens;
      if (numbers[i] && tokens[mention->end - 1].range.end == at) {
        out = arena_format(arena, "%.*s]%u", STR_ARG(out), numbers[i]);
      }
    }
    for (uint32_t i = 0; i < coreference->count; i++) {
      const CorefMention *mention = &coreference->mentions[i];
      const Token *tokens =
          extraction->sentences.sentences[mention->sentence].tokens;
      if (numbers[i] && tokens[mention->begin].range.begin == at) {
        out = arena_format(arena, "%.*s[", STR_ARG(out));
      }
    }
    if (at < text.length) {
      out = arena_format(arena, "%.*s%c", STR_ARG(out), text.data[at]);
    }
  }
  return out;
}

static bool check(void *context, Str line) {
  const Bench *bench = context;
  Arena *arena = arena_new();
  Str text = strip(line, arena);
  Document document;
  assert_int_equal(text_read(text, STR("golden"), bench->layout, arena,
                             bench->report, &document),
                   STATUS_OK);
  Extraction extraction = extract_document(bench->worker, &document, arena);
  Str got = annotate(&extraction, document.text, arena);
  bool is_same = str_equal(got, line);
  if (!is_same) {
    print_error("want %.*s\n got %.*s\n\n", STR_ARG(line), STR_ARG(got));
  }
  arena_free(arena);
  return is_same;
}

static void test_golden_texts(void **state) {
  (void)state;
  Bench bench;
  open_bench(&bench);
  glob_t files;
  assert_int_equal(glob("tests/golden/coref/*.txt", 0, NULL, &files), 0);
  size_t bad = 0;
  for (size_t i = 0; i < files.gl_pathc; i++) {
    GoldenLines lines =
        golden_lines(files.gl_pathv[i], bench.report, check, &bench);
    assert_true(lines.count > 0);
    bad += lines.bad;
  }
  globfree(&files);
  close_bench(&bench);
  assert_int_equal(bad, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_golden_texts)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
