/// The checks on a whole sentence of CoNLL-U.
#include "extract/syntax/conllu_sentence.h"

static Str sentence_place(const ConlluSentence *sentence) {
  return str_slice(sentence->file, sentence->begin, sentence->file.length);
}

/// Find a token on a cycle, or TOKEN_NONE. Every token is visited once: a walk
/// upwards stops at what an earlier walk has seen.
static uint32_t find_cycle(const ConlluSentence *sentence) {
  ArenaMark mark = arena_mark(sentence->arena);
  size_t count = sentence->token_count;
  uint32_t *walk_of = ARENA_NEW(sentence->arena, uint32_t, count);
  uint32_t found = TOKEN_NONE;
  for (uint32_t start = 0; start < count && found == TOKEN_NONE; start++) {
    uint32_t token = start;
    while (token != TOKEN_NONE && walk_of[token] == 0) {
      walk_of[token] = start + 1;
      token = sentence->tokens[token].head;
    }
    if (token != TOKEN_NONE && walk_of[token] == start + 1) {
      found = token;
    }
  }
  arena_rewind(sentence->arena, mark);
  return found;
}

static void check_tree(ConlluSentence *sentence) {
  Str place = sentence_place(sentence);
  if (sentence->unattached) {
    if (sentence->unattached != sentence->token_count) {
      conllu_sentence_fail(sentence, place,
                           "%zu of %zu words have no head: all or none",
                           sentence->unattached, sentence->token_count);
    }
    return;
  }
  size_t roots = 0;
  for (size_t i = 0; i < sentence->token_count; i++) {
    uint32_t head = sentence->tokens[i].head;
    roots += head == TOKEN_NONE;
    if (head != TOKEN_NONE && head >= sentence->token_count) {
      conllu_sentence_fail(sentence, place,
                           "word %zu has head %zu, the sentence ends at %zu",
                           i + 1, (size_t)head + 1, sentence->token_count);
      return;
    }
  }
  if (roots != 1) {
    conllu_sentence_fail(sentence, place, "%zu roots, expected one", roots);
    return;
  }
  uint32_t cycle = find_cycle(sentence);
  if (cycle != TOKEN_NONE) {
    conllu_sentence_fail(sentence, place, "word %zu is above itself",
                         (size_t)cycle + 1);
  }
}

/// Give the words of range lines their count; only the last of them tells
/// whether a space follows.
static void apply_surfaces(ConlluSentence *sentence) {
  for (size_t i = 0; i < sentence->surface_count; i++) {
    const Surface *surface = &sentence->surfaces[i];
    if (surface->count > sentence->token_count - surface->first) {
      conllu_sentence_fail(sentence, sentence_place(sentence),
                           "the range from word %zu ends after the sentence",
                           (size_t)surface->first + 1);
      return;
    }
    Token *tokens = sentence->tokens + surface->first;
    for (uint32_t word = 0; word < surface->count; word++) {
      tokens[word].space_after = false;
    }
    tokens[0].surface_count = (uint8_t)surface->count;
    tokens[surface->count - 1].space_after = surface->space_after;
  }
}

bool conllu_sentence_end(ConlluSentence *sentence) {
  if (!sentence->is_bad && sentence->token_count == 0) {
    conllu_sentence_fail(sentence, sentence_place(sentence),
                         "comments without words");
  }
  if (!sentence->is_bad) {
    apply_surfaces(sentence);
  }
  if (!sentence->is_bad) {
    check_tree(sentence);
  }
  return !sentence->is_bad;
}
