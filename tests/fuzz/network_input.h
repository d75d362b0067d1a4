/// What fuzz targets of networks make of their input: a damaged section of a
/// model, and sentences.
#ifndef QUERN_TESTS_FUZZ_NETWORK_INPUT_H
#define QUERN_TESTS_FUZZ_NETWORK_INPUT_H

#include "extract/syntax/kernel.h"
#include "extract/syntax/sentence.h"

enum { INPUT_SENTENCES = 2 };

/// A copy of a section with bytes of the input put over it: each five bytes say
/// what stands where. The first `count` such places lie below `head`.
static inline Str input_section(Arena *arena, Str section, Str input,
                                size_t count, size_t head) {
  char *bytes = kernel_buffer(arena, section.length, 1);
  memcpy(bytes, section.data, section.length);
  for (size_t i = 0; i + 5 <= input.length; i += 5) {
    uint32_t place;
    memcpy(&place, input.data + i, sizeof place);
    bytes[place % (i < 5 * count ? head : section.length)] = input.data[i + 4];
  }
  return (Str){bytes, section.length};
}

/// Sentences of 3 and 40 tokens, whose forms are ends of the input.
static inline void input_sentences(Arena *arena, Str input,
                                   Sentence sentences[INPUT_SENTENCES]) {
  memset(sentences, 0, INPUT_SENTENCES * sizeof *sentences);
  for (size_t s = 0; s < INPUT_SENTENCES; s++) {
    uint32_t count = s == 0 ? 3 : 40;
    sentences[s].tokens = ARENA_NEW(arena, Token, count);
    sentences[s].token_count = count;
    for (uint32_t i = 0; i < count; i++) {
      size_t begin = input.length ? i % input.length : 0;
      sentences[s].tokens[i].form = str_slice(input, begin, input.length);
    }
  }
}

#endif
