/// Fuzz target: dates and quantities of any words stay inside the sentence.
#include "base/utf8.h"
#include "extract/value/value_find.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition) {
  if (!condition) {
    abort();
  }
}

/// Every space ends a token.
static Sentence split(Arena *arena, Str text) {
  Sentence sentence = {0};
  uint32_t capacity = 0;
  while (text.length) {
    const char *space = memchr(text.data, ' ', text.length);
    size_t length = space ? (size_t)(space - text.data) : text.length;
    Token *token =
        ARENA_PUSH(arena, sentence.tokens, sentence.token_count, capacity);
    *token = (Token){.form = str_slice(text, 0, length),
                     .upos = UPOS_COUNT,
                     .head = TOKEN_NONE,
                     .space_after = true};
    text = str_slice(text, length + (space ? 1 : 0), text.length);
  }
  return sentence;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static Lexicon *lexicon;
  static const Tense tenses[] = {TENSE_UNKNOWN, TENSE_PAST, TENSE_FUTURE,
                                 TENSE_PRESENT};
  if (!lexicon) {
    Report *report = report_new();
    lexicon = lexicon_new(arena_new(), report);
    report_free(report);
  }
  Str text = {(const char *)data, size};
  if (size > 4096 || utf8_valid_length(text) < size) {
    return 0;
  }
  Arena *arena = arena_new();
  Sentence sentence = split(arena, text);
  Atoms atoms = atoms_split(lexicon, arena, &sentence);
  CalendarDate today = {size % 3 ? 2012 : 0, 2, 29};
  WhenReader reader = {&atoms, arena, today, tenses[size % 3]};
  for (uint32_t at = 0; at < atoms.count; at++) {
    Value value = {0};
    value_find(&reader, at, &value);
    require(value.end == 0 || (value.begin == at && value.end > at &&
                               value.end <= atoms.count && value.type.length));
    CalendarDate date;
    if (str_equal(value.type, STR("Date")) && value.text.length) {
      const char *slash = memchr(value.text.data, '/', value.text.length);
      Str first = value.text;
      first.length = slash ? (size_t)(slash - first.data) : first.length;
      require(calendar_parse(first, &date));
    }
  }
  arena_free(arena);
  return 0;
}
