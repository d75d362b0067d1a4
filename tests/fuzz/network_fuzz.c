/// Fuzz target: the parser's section of a model with bytes of the input put
/// over it, and two sentences parsed where it is still accepted.
#include "extract/syntax/parser.h"

#include "tests/unit/toy_parser.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/// The section of a small network that has learned nothing.
static Str make_section(Arena *arena) {
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
  return learner_write(learner, arena);
}

/// Each five bytes of the input say what stands where; the first sixteen such
/// places lie in the header and the names.
static void put_over(Str input, char *bytes, size_t length) {
  for (size_t i = 0; i + 5 <= input.length; i += 5) {
    uint32_t place;
    memcpy(&place, input.data + i, sizeof place);
    bytes[place % (i < 80 ? 1024 : length)] = input.data[i + 4];
  }
}

static void parse(const Network *network, Arena *arena, Str input) {
  Sentence sentences[2];
  memset(sentences, 0, sizeof sentences);
  for (size_t s = 0; s < 2; s++) {
    uint32_t count = s == 0 ? 3 : 40;
    sentences[s].tokens = ARENA_NEW(arena, Token, count);
    sentences[s].token_count = count;
    for (uint32_t i = 0; i < count; i++) {
      size_t begin = input.length ? i % input.length : 0;
      sentences[s].tokens[i].form = str_slice(input, begin, input.length);
    }
  }
  Parser *parser = parser_new(network, kernel_best());
  parser_run(parser, sentences, 2);
  parser_free(parser);
  for (uint32_t i = 0; i < sentences[1].token_count; i++) {
    uint32_t head = sentences[1].tokens[i].head;
    assert(head == TOKEN_NONE || head < sentences[1].token_count);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static Arena *kept;
  static Str section;
  if (!kept) {
    kept = arena_new();
    section = make_section(kept);
  }
  Arena *arena = arena_new();
  Report *report = report_new();
  Str input = {(const char *)data, size};
  char *bytes = kernel_buffer(arena, section.length, 1);
  memcpy(bytes, section.data, section.length);
  put_over(input, bytes, section.length);
  Network network;
  if (network_load((Str){bytes, section.length}, STR("fuzz"), arena, report,
                   &network) == STATUS_OK) {
    parse(&network, arena, input);
  }
  report_free(report);
  arena_free(arena);
  return 0;
}
