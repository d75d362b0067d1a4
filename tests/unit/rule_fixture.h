/// Rule fixtures: rules and trees written by hand, for tests of the rules.
///
/// A tree has a line a token: form, lemma, UPOS, XPOS, head (from 1; 0: the
/// root), relation, and perhaps a type. A `+` after the form: no blank follows.
#ifndef QUERN_TESTS_UNIT_RULE_FIXTURE_H
#define QUERN_TESTS_UNIT_RULE_FIXTURE_H

#include "extract/rule/rules.h"

#include <stdlib.h>

enum { FIXTURE_MOST_TOKENS = 200, FIXTURE_FIELDS = 7 };

/// Take the next line off a text.
static inline Str fixture_line(Str *rest) {
  const char *newline =
      rest->length ? memchr(rest->data, '\n', rest->length) : NULL;
  size_t length = newline ? (size_t)(newline - rest->data) : rest->length;
  Str line = str_slice(*rest, 0, length);
  *rest = str_slice(*rest, newline ? length + 1 : length, rest->length);
  return line;
}

/// Take the next word off a line.
static inline Str fixture_word(Str *line) {
  while (line->length && line->data[0] == ' ') {
    *line = str_slice(*line, 1, line->length);
  }
  size_t length = 0;
  while (length < line->length && line->data[length] != ' ') {
    length++;
  }
  Str word = str_slice(*line, 0, length);
  *line = str_slice(*line, length, line->length);
  return word;
}

static inline uint32_t fixture_number(Str text) {
  uint32_t number = 0;
  for (size_t i = 0; i < text.length; i++) {
    number = number * 10 + (uint32_t)(text.data[i] - '0');
  }
  return number;
}

/// Read one tree as a document of one sentence. All in the arena.
static inline RuleDocument fixture_tree(Arena *arena, Str text) {
  Sentence *sentence = ARENA_NEW(arena, Sentence, 1);
  sentence->tokens = ARENA_NEW(arena, Token, FIXTURE_MOST_TOKENS);
  Str *types = ARENA_NEW(arena, Str, FIXTURE_MOST_TOKENS);
  char *written = ARENA_NEW(arena, char, text.length + 1);
  uint32_t length = 0;
  while (text.length && sentence->token_count < FIXTURE_MOST_TOKENS) {
    Str line = fixture_line(&text);
    Str form = fixture_word(&line);
    if (!form.length) {
      continue;
    }
    Token *token = &sentence->tokens[sentence->token_count];
    bool joins = form.length > 1 && str_ends(form, STR("+"));
    form.length -= joins;
    memcpy(written + length, form.data, form.length);
    token->form = (Str){written + length, form.length};
    token->range.begin = length;
    length += (uint32_t)form.length;
    token->range.end = length;
    written[length] = ' ';
    length += !joins;
    token->space_after = !joins;
    token->surface_count = 1;
    token->lemma = fixture_word(&line);
    token->upos = upos_find(fixture_word(&line));
    token->xpos = fixture_word(&line);
    uint32_t head = fixture_number(fixture_word(&line));
    token->head = head ? head - 1 : TOKEN_NONE;
    token->relation = fixture_word(&line);
    types[sentence->token_count++] = fixture_word(&line);
  }
  sentence->range = (Range){0, length};
  while (sentence->range.end && written[sentence->range.end - 1] == ' ') {
    sentence->range.end--;
  }
  Sentences *sentences = ARENA_NEW(arena, Sentences, 1);
  *sentences = (Sentences){sentence, 1};
  const Str **by_sentence = ARENA_NEW(arena, const Str *, 1);
  by_sentence[0] = types;
  Block block = {.range = sentence->range};
  Document whole = {
      .text = {written, length}, .blocks = &block, .block_count = 1};
  Quotes *quotes = ARENA_NEW(arena, Quotes, 1);
  *quotes = quotes_find(&whole, arena);
  return (RuleDocument){.name = STR("fixture"),
                        .text = {written, length},
                        .sentences = sentences,
                        .types = by_sentence,
                        .quotes = quotes};
}

#endif
