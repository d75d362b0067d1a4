/// Fuzz matching: any tree, even one that is none, against the shipped rules.
#include "extract/rule/rules.h"

#include "tests/unit/shipped_rules.h"

enum { BYTES_A_TOKEN = 6, MOST_TOKENS = 60 };

static const char *const relations[] = {
    "nsubj", "nsubj:pass", "obj",   "obl",       "obl:agent", "xcomp",
    "ccomp", "advcl",      "nmod",  "nmod:poss", "acl",       "acl:relcl",
    "conj",  "cc",         "case",  "mark",      "aux",       "aux:pass",
    "cop",   "appos",      "fixed", "compound",  "parataxis", "root",
    "expl",  "advmod",     "det",   "nummod",    "punct",     "what:ever"};
static const char *const words[] = {
    "say", "make", "be", "Norland", "minister", "of", "by",   "to",   "that",
    "not", "will", "if", "claim",   "plan",     "43", "year", "such", "as"};
static const char *const tags[] = {"NN",  "NNP", "VB", "VBD", "VBG",
                                   "VBN", "JJ",  "IN", "WP"};
static const char *const types[] = {"", "Person", "Country", "Date"};

#define PICK(array, byte) (array)[(byte) % (sizeof(array) / sizeof *(array))]

static const Rules *shipped(void) {
  static Rules *rules; // loaded once a process
  if (!rules) {
    Report *report = report_new();
    rules = shipped_rules(report);
    report_free(report);
  }
  return rules;
}

static void read_token(const uint8_t *bytes, char *text, uint32_t *length,
                       Token *token, Str *type) {
  token->lemma = str_from(PICK(words, bytes[0]));
  token->range.begin = *length;
  memcpy(text + *length, token->lemma.data, token->lemma.length);
  token->form = (Str){text + *length, token->lemma.length};
  *length += (uint32_t)token->lemma.length;
  token->range.end = *length;
  text[(*length)++] = bytes[0] & 0x80 ? '\n' : ' ';
  token->relation = str_from(PICK(relations, bytes[1]));
  token->head = bytes[2] == 0xFF ? TOKEN_NONE : bytes[2];
  token->upos = (Upos)(bytes[3] % (UPOS_COUNT + 1));
  token->xpos = str_from(PICK(tags, bytes[4]));
  *type = str_from(PICK(types, bytes[5]));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  size_t count = size / BYTES_A_TOKEN;
  count = count < MOST_TOKENS ? count : MOST_TOKENS;
  if (count == 0) {
    return 0;
  }
  Arena *arena = arena_new();
  Report *report = report_new();
  char *text = ARENA_NEW(arena, char, count * 16);
  Str *token_types = ARENA_NEW(arena, Str, count);
  uint32_t length = 0;
  Sentence sentence = {.tokens = ARENA_NEW(arena, Token, count),
                       .token_count = (uint32_t)count};
  for (size_t i = 0; i < count; i++) {
    read_token(data + i * BYTES_A_TOKEN, text, &length, &sentence.tokens[i],
               &token_types[i]);
  }
  sentence.range = (Range){0, length - 1};
  Sentences sentences = {&sentence, 1};
  const Str *by_sentence[] = {token_types};
  RuleDocument document = {.name = STR("fuzz"),
                           .text = {text, length},
                           .sentences = &sentences,
                           .types = by_sentence};
  RuleMatcher *matcher = rule_matcher_new(shipped(), report);
  Statements statements;
  rules_match(matcher, &document, arena, &statements);
  Output *output = output_to_memory();
  rules_explain(matcher, &document, STR(""), output);
  output_discard(output);
  rule_matcher_free(matcher);
  report_free(report);
  arena_free(arena);
  return 0;
}
