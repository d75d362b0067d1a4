/// Fuzz target: the name tagger's section of a model with bytes of the input
/// put over it, two sentences tagged where it is still accepted, and the names
/// decoded.
#include "extract/mention/name_decode.h"
#include "extract/syntax/parser.h"
#include "extract/train/name_learner.h"

#include "tests/unit/toy_parser.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/// A parser that has learned nothing, and a tagger likewise.
static Str make_sections(Arena *arena, Network *network) {
  Inventory inventory = toy_inventory();
  Sentences sentences = toy_sentences(arena);
  inventory_count(&inventory, arena, &sentences, 1);
  ParserTraining training = toy_settings();
  NetworkSizes sizes = training.sizes;
  sizes.vector = inventory.dimensions;
  sizes.learned = inventory.learned_count;
  sizes.tags = inventory.tag_count;
  sizes.relations = inventory.relation_count;
  const Learner *learner =
      learner_new(arena, &inventory, &sizes, &training.noise, 1);
  Str section = learner_write(learner, arena);
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

/// Each five bytes of the input say what stands where; the first eight such
/// places lie in the header.
static void put_over(Str input, char *bytes, size_t length) {
  for (size_t i = 0; i + 5 <= input.length; i += 5) {
    uint32_t place;
    memcpy(&place, input.data + i, sizeof place);
    bytes[place % (i < 40 ? 64 : length)] = input.data[i + 4];
  }
}

static void tag(const Network *network, const NameNetwork *names, Arena *arena,
                Str input) {
  Sentence sentences[2];
  memset(sentences, 0, sizeof sentences);
  for (size_t s = 0; s < 2; s++) {
    uint32_t count = s == 0 ? 3 : 40;
    sentences[s].tokens = ARENA_NEW(arena, Token, count);
    sentences[s].token_count = count;
    sentences[s].names.scores =
        ARENA_NEW(arena, float, (size_t)count *NAME_TAGS);
    for (uint32_t i = 0; i < count; i++) {
      size_t begin = input.length ? i % input.length : 0;
      sentences[s].tokens[i].form = str_slice(input, begin, input.length);
    }
  }
  Parser *parser = parser_new(network, kernel_best());
  parser_use_names(parser, names);
  parser_run(parser, sentences, 2);
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
  char *bytes = kernel_buffer(arena, section.length, 1);
  memcpy(bytes, section.data, section.length);
  put_over(input, bytes, section.length);
  NameNetwork names;
  if (name_network_load((Str){bytes, section.length}, &network, STR("fuzz"),
                        report, &names) == STATUS_OK) {
    tag(&network, &names, arena, input);
  }
  report_free(report);
  arena_free(arena);
  return 0;
}
