/// Fuzz target: the segmenter's section of a model, and a block of tokens cut
/// with it, both from the input.
#include "extract/syntax/model_internal.h"
#include "extract/syntax/segment.h"
#include "extract/syntax/segment_network.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { SECTION_ROOM = 520896, SECTION_SIZE = 520836 };

/// A section of the right size that repeats the input.
static Str make_section(Arena *arena, Str input) {
  char *bytes = kernel_buffer(arena, SECTION_ROOM, 1);
  const uint32_t version = SEGMENT_VERSION;
  for (size_t i = BUFFER_ALIGN;
       input.length && i + input.length <= SECTION_SIZE; i += input.length) {
    memcpy(bytes + i, input.data, input.length);
  }
  memcpy(bytes, &version, sizeof version);
  return (Str){bytes, SECTION_SIZE};
}

/// Every byte a token; the lowest bits say what follows and what is joined.
static TokenList make_tokens(Arena *arena, Str input) {
  TokenList list = {ARENA_NEW(arena, Token, input.length), input.length};
  for (size_t i = 0; i < list.count; i++) {
    uint8_t byte = (uint8_t)input.data[i];
    size_t left = list.count - i;
    size_t joined = 1 + (byte & 3u);
    list.tokens[i] =
        (Token){.form = byte < 0x80 ? str_slice(input, i, i + 1) : STR("x"),
                .range = {(uint32_t)i, (uint32_t)i + 1},
                .space_after = byte & 4u,
                .surface_count = (uint8_t)(joined < left ? joined : left)};
  }
  return list;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Arena *arena = arena_new();
  Report *report = report_new();
  Str input = {(const char *)data, size};
  Str weights = str_slice(input, 0, size < 64 ? size : 64);
  TokenList tokens = make_tokens(arena, input);
  bool *ends = ARENA_NEW(arena, bool, tokens.count + 1);
  ModelSection sections[] = {{STR(SEGMENTER_SECTION), input}};
  for (int made = 0; made < 2; made++) {
    Str built = model_build(arena, sections, 1);
    char *bytes = kernel_buffer(arena, built.length, 1);
    memcpy(bytes, built.data, built.length);
    Model *model = NULL;
    const Segmenter *segmenter = NULL;
    if (model_load_trusted((Str){bytes, built.length}, STR("fuzz"), report,
                           &model) == STATUS_OK &&
        segmenter_load(model, STR("fuzz"), arena, report, &segmenter) ==
            STATUS_OK) {
      segment(segmenter, kernel_best(), NULL, input, tokens, ends);
      assert(tokens.count == 0 || ends[tokens.count - 1]);
    }
    model_free(model);
    sections[0].bytes = make_section(arena, weights);
  }
  report_free(report);
  arena_free(arena);
  return 0;
}
