/// Fuzz target: entities in CoNLL-U and the names in them.
#include "extract/mention/name_gold.h"
#include "extract/syntax/conllu.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_all(Str source, const Lexicon *lexicon, Arena *arena) {
  Report *report = report_new();
  Document document;
  Sentences sentences;
  Status status =
      conllu_read(source, STR("fuzz"), arena, report, &document, &sentences);
  (void)status; // good sentences are read anyway
  AnnotationReader reader = annotation_reader(source, STR("fuzz"), report);
  for (size_t i = 0; i < sentences.count; i++) {
    const Sentence *sentence = &sentences.sentences[i];
    Annotations annotations;
    if (annotation_read(&reader, sentence, arena, &annotations) != STATUS_OK) {
      continue;
    }
    NameSpans names = name_gold_find(lexicon, arena, sentence, &annotations);
    uint32_t end = 0;
    for (size_t k = 0; k < names.count; k++) {
      assert(names.spans[k].begin >= end);
      end = names.spans[k].end;
      assert(end > names.spans[k].begin && end <= sentence->token_count);
    }
  }
  report_free(report);
}

/// The input is a file, or what stands behind "Entity=" of two words.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static Arena *kept;
  static const Lexicon *lexicon;
  if (!kept) {
    Report *report = report_new();
    kept = arena_new();
    lexicon = lexicon_new(kept, report);
    report_free(report);
  }
  Arena *arena = arena_new();
  Str input = {(const char *)data, size};
  read_all(input, lexicon, arena);
  Str first = str_slice(input, 0, size / 2);
  Str second = str_slice(input, size / 2, size);
  read_all(arena_format(arena,
                        "1\tRund\t_\tPROPN\t_\t_\t0\troot\t_\tEntity=%.*s\n"
                        "2\tof\t_\tADP\t_\t_\t1\tdep\t_\t_\n"
                        "3\tHolm\t_\tPROPN\t_\t_\t1\tdep\t_\tEntity=%.*s\n",
                        STR_ARG(first), STR_ARG(second)),
           lexicon, arena);
  arena_free(arena);
  return 0;
}
