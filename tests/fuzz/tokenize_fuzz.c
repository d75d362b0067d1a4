/// Fuzz target: text through the tokenizer, under weights that come from the
/// input too, so that every decision is met.
#include "extract/syntax/tokenize.h"

#include "base/utf8.h"
#include "extract/syntax/model_internal.h"
#include "extract/syntax/tokenize_table.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/// A tokenizer's section whose weights repeat the first bytes of the input.
static Str make_section(Arena *arena, const uint8_t *data, size_t size) {
  size_t header = TOKENIZER_HEADER_WORDS * sizeof(uint32_t);
  size_t length = header + BOUNDARY_TABLE_SIZE;
  uint32_t *section = arena_alloc(arena, 1, length);
  section[0] = TOKENIZER_VERSION;
  section[1] = BOUNDARY_TABLE_BITS;
  char *weights = (char *)(section + TOKENIZER_HEADER_WORDS);
  for (size_t i = 0; i + size <= BOUNDARY_TABLE_SIZE && size; i += size) {
    memcpy(weights + i, data, size);
  }
  return (Str){(const char *)section, length};
}

static void check(TokenList list, size_t length) {
  uint32_t end = 0;
  for (size_t i = 0; i < list.count; i++) {
    const Token *token = &list.tokens[i];
    assert(token->range.begin >= end);
    assert(token->range.end > token->range.begin);
    assert(token->form.length > 0);
    assert(token->surface_count > 0);
    assert(i + token->surface_count <= list.count);
    end = token->range.end;
  }
  assert(end <= length);
  (void)length;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Arena *arena = arena_new();
  Report *report = report_new();
  ModelSection section = {STR(TOKENIZER_SECTION),
                          make_section(arena, data, size < 16 ? size : 16)};
  Model *model = NULL;
  const Tokenizer *tokenizer = NULL;
  Str text = {(const char *)data, size};
  text.length = utf8_valid_length(text);
  if (model_load_trusted(model_build(arena, &section, 1), STR("fuzz"), report,
                         &model) == STATUS_OK &&
      tokenizer_load(model, STR("fuzz"), arena, report, &tokenizer) ==
          STATUS_OK) {
    check(tokenize(tokenizer, arena, text, (Range){0, (uint32_t)text.length}),
          text.length);
  }
  model_free(model);
  report_free(report);
  arena_free(arena);
  return 0;
}
