/// Fuzz target: the name tagger's section of a model with bytes of the input
/// put over it, two sentences tagged where it is still accepted, and the names
/// decoded.
#include "extract/mention/name_decode.h"
#include "extract/syntax/parser.h"
#include "extract/train/name_learner.h"

#include "tests/fuzz/network_input.h"
#include "tests/unit/toy_parser.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/// A parser that has learned nothing, and a tagger likewise.
static Str make_sections(Arena *arena, Network *network) {
  Str section = toy_section(arena);
  char *bytes = kernel_buffer(arena, section.length, 1);
  memcpy(bytes, section.data, section.length);
  Report *report = report_new();
  Status status = network_load((Str){bytes, section.length}, STR("toy"), arena,
                               report, network);
  assert(status == STATUS_OK);
  (void)status;
  report_free(report);
  NameSizes names = {.width = network->sizes.width,
                     .inputs = network->input.inputs,
                     .hidden = 64,
                     .recurrent = 32,
                     .features = 4};
  NameExamples none = {.width = names.width, .inputs = names.inputs};
  const NameLearner *tagger = name_learner_new(
      arena, &names, name_network_fingerprint(network), &none, 1);
  return name_learner_write(tagger, arena);
}

static void tag(const Network *network, const NameNetwork *names, Arena *arena,
                Str input) {
  Sentence sentences[INPUT_SENTENCES];
  input_sentences(arena, input, sentences);
  for (size_t s = 0; s < INPUT_SENTENCES; s++) {
    sentences[s].names.scores =
        ARENA_NEW(arena, float, (size_t)sentences[s].token_count *NAME_TAGS);
  }
  Parser *parser = parser_new(network, kernel_best());
  parser_use_names(parser, names);
  parser_run(parser, sentences, INPUT_SENTENCES);
  parser_free(parser);
  uint32_t end = 0;
  NameSpans found =
      name_decode(sentences[1].names.scores, sentences[1].token_count, arena);
  for (size_t i = 0; i < found.count; i++) {
    assert(found.spans[i].begin >= end);
    end = found.spans[i].end;
    assert(end > found.spans[i].begin && end <= sentences[1].token_count);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static Arena *kept;
  static Network network;
  static Str section;
  if (!kept) {
    kept = arena_new();
    section = make_sections(kept, &network);
  }
  Arena *arena = arena_new();
  Report *report = report_new();
  Str input = {(const char *)data, size};
  Str bytes = input_section(arena, section, input, 8, 64); // the header
  NameNetwork names;
  if (name_network_load(bytes, &network, STR("fuzz"), report, &names) ==
      STATUS_OK) {
    tag(&network, &names, arena, input);
  }
  report_free(report);
  arena_free(arena);
  return 0;
}
