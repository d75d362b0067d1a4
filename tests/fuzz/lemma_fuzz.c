/// Fuzz target: a lemmatizer whose section and words come from the input.
#include "extract/syntax/lemma.h"

#include "base/utf8.h"
#include "extract/syntax/lemma_table.h"
#include "extract/syntax/model_internal.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { SLOTS = 16, SCRIPTS = 2, WORD_ROOM = 32 };

/// A section of the right size, its contents from the input.
static Str make_section(Arena *arena, Str input) {
  size_t fixed = LEMMATIZER_HEADER_WORDS * sizeof(uint32_t) +
                 SLOTS * sizeof(LemmaSlot) + SCRIPTS * sizeof(LemmaScript);
  size_t length = fixed + WORD_ROOM;
  uint32_t *section = arena_alloc(arena, 1, length);
  char *bytes = (char *)section;
  memcpy(bytes, input.data, input.length < length ? input.length : length);
  section[0] = LEMMATIZER_VERSION;
  section[1] = SLOTS;
  section[2] = SCRIPTS;
  section[3] = WORD_ROOM;
  return (Str){bytes, length};
}

static void find_some(const Lemmatizer *lemmatizer, Arena *arena, Str form) {
  static const char *const tags[] = {"NN", "NNS", "VBD", ""};
  for (int i = 0; i < 4; i++) {
    Str lemma =
        lemma_find(lemmatizer, arena, form, (Upos)(i * 5), str_from(tags[i]));
    assert(utf8_valid_length(lemma) == lemma.length);
    assert(lemma.length || !form.length);
    (void)lemma;
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Arena *arena = arena_new();
  Report *report = report_new();
  Str input = {(const char *)data, size};
  size_t room = size < WORD_ROOM ? size : WORD_ROOM;
  Str form = str_slice(input, 0, room);
  form.length = utf8_valid_length(form);
  Str rest = str_slice(input, room, size);
  ModelSection sections[] = {{STR(LEMMATIZER_SECTION), rest}};
  for (int made = 0; made < 2; made++) {
    Model *model = NULL;
    const Lemmatizer *lemmatizer = NULL;
    if (model_load_trusted(model_build(arena, sections, 1), STR("fuzz"), report,
                           &model) == STATUS_OK &&
        lemmatizer_load(model, STR("fuzz"), arena, report, &lemmatizer) ==
            STATUS_OK) {
      find_some(lemmatizer, arena, form);
    }
    model_free(model);
    sections[0].bytes = make_section(arena, rest);
  }
  report_free(report);
  arena_free(arena);
  return 0;
}
