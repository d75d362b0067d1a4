/// Fuzz target: the parser's section of a model with bytes of the input put
/// over it, and two sentences parsed where it is still accepted.
#include "extract/syntax/parser.h"

#include "tests/fuzz/network_input.h"
#include "tests/unit/toy_parser.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void parse(const Network *network, Arena *arena, Str input) {
  Sentence sentences[INPUT_SENTENCES];
  input_sentences(arena, input, sentences);
  Parser *parser = parser_new(network, kernel_best());
  parser_run(parser, sentences, INPUT_SENTENCES);
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
    section = toy_section(kept);
  }
  Arena *arena = arena_new();
  Report *report = report_new();
  Str input = {(const char *)data, size};
  // The header and the names.
  Str bytes = input_section(arena, section, input, 16, 1024);
  Network network;
  if (network_load(bytes, STR("fuzz"), arena, report, &network) == STATUS_OK) {
    parse(&network, arena, input);
  }
  report_free(report);
  arena_free(arena);
  return 0;
}
