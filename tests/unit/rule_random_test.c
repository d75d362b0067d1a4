/// Random trees against the shipped rules: every link fixpoint ends, nothing
/// crashes, and the time is bounded.
#include "extract/rule/rules.h"

#include "tests/unit/shipped_rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

enum { TREES = 10000, LONGEST_TREE = 40, TREES_A_DOCUMENT = 50 };

static const char *const relations[] = {
    "nsubj",      "nsubj:pass", "obj",       "iobj",   "csubj",
    "ccomp",      "xcomp",      "obl",       "obl",    "obl:agent",
    "expl",       "advcl",      "advmod",    "aux",    "aux:pass",
    "cop",        "mark",       "nmod",      "nmod",   "nmod:poss",
    "appos",      "nummod",     "acl",       "acl",    "acl:relcl",
    "amod",       "det",        "case",      "case",   "conj",
    "conj",       "cc",         "fixed",     "flat",   "parataxis",
    "compound",   "punct",      "nmod:desc", "orphan", "compound:prt",
    "advcl:relcl"};
static const char *const words[] = {
    "say",    "make", "be",     "have",  "Norland", "minister", "progress",
    "talk",   "of",   "in",     "by",    "with",    "to",       "that",
    "not",    "no",   "will",   "may",   "and",     "or",       "who",
    "which",  "if",   "accuse", "claim", "plan",    "try",      "former",
    "43",     "two",  "Monday", "year",  "such",    "as",       "including",
    "attack", "5",    "deny",   "seem",  "“",       ",",        "Berg"};
static const char *const tags[] = {"NN",  "NNS", "NNP", "VB",  "VBD",
                                   "VBG", "VBN", "VBZ", "JJ",  "RB",
                                   "IN",  "CD",  "WP",  "PRP", "MD"};
static const char *const types[] = {"", "", "Person", "Country", "Date"};

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))
#define PICK(array) (array)[next(state) % COUNT_OF(array)]

/// The same numbers on every machine.
static uint32_t next(uint64_t *state) {
  *state = *state * UINT64_C(6364136223846793005) + 1442695040888963407u;
  return (uint32_t)(*state >> 33);
}

static void grow(Arena *arena, uint64_t *state, Sentence *sentence, char *text,
                 uint32_t *length, Str *types_of) {
  uint32_t count = 1 + next(state) % LONGEST_TREE;
  uint32_t root = next(state) % count;
  sentence->tokens = ARENA_NEW(arena, Token, count);
  sentence->token_count = count;
  sentence->range.begin = *length;
  for (uint32_t i = 0; i < count; i++) {
    Token *token = &sentence->tokens[i];
    token->lemma = str_from(PICK(words));
    token->range.begin = *length;
    memcpy(text + *length, token->lemma.data, token->lemma.length);
    token->form = (Str){text + *length, token->lemma.length};
    *length += (uint32_t)token->lemma.length;
    token->range.end = *length;
    text[(*length)++] = ' ';
    token->upos = (Upos)(next(state) % UPOS_COUNT);
    token->xpos = str_from(PICK(tags));
    token->relation = i == root ? STR("root") : str_from(PICK(relations));
    // Heads nearer to the root in a random order: a tree.
    token->head = i == root  ? TOKEN_NONE
                  : i > root ? root + next(state) % (i - root)
                             : i + 1 + next(state) % (root - i);
    types_of[i] = str_from(PICK(types));
  }
  sentence->range.end = *length - 1;
}

static RuleDocument make_document(Arena *arena, uint64_t *state) {
  Sentences *sentences = ARENA_NEW(arena, Sentences, 1);
  sentences->sentences = ARENA_NEW(arena, Sentence, TREES_A_DOCUMENT);
  sentences->count = TREES_A_DOCUMENT;
  char *text = ARENA_NEW(arena, char, TREES_A_DOCUMENT *LONGEST_TREE * 16);
  uint32_t length = 0;
  const Str **by_sentence = ARENA_NEW(arena, const Str *, TREES_A_DOCUMENT);
  for (size_t i = 0; i < TREES_A_DOCUMENT; i++) {
    Str *types_of = ARENA_NEW(arena, Str, LONGEST_TREE);
    grow(arena, state, &sentences->sentences[i], text, &length, types_of);
    by_sentence[i] = types_of;
  }
  return (RuleDocument){.name = STR("random"),
                        .text = {text, length},
                        .sentences = sentences,
                        .types = by_sentence};
}

static void check_part(const RuleDocument *document, const Part *part) {
  uint32_t end = 0;
  for (uint32_t i = 0; i < part->range_count; i++) {
    assert_true(part->ranges[i].begin >= end);
    assert_true(part->ranges[i].begin < part->ranges[i].end);
    end = part->ranges[i].end;
    assert_true(end <= document->text.length);
  }
}

static void check_statement(const RuleDocument *document,
                            const Statements *statements,
                            const Statement *statement) {
  check_part(document, &statement->subject);
  check_part(document, &statement->predicate);
  check_part(document, &statement->object);
  assert_true(statement->subject.kind != PART_ABSENT);
  assert_true(statement->subject.label.length > 0);
  assert_true(statement->predicate.label.length > 0);
  assert_true(statement->confidence > 0 && statement->confidence <= 1);
  if (statement->object.kind == PART_STATEMENT) {
    assert_true(statement->object.statement < statements->count);
  }
  for (uint32_t i = 0; i < statement->role_count; i++) {
    assert_true(statement->roles[i].name.length > 0);
    check_part(document, &statement->roles[i].part);
  }
}

static void random_trees_are_matched_within_bounds(void **test_state) {
  (void)test_state;
  Report *report = report_new();
  Rules *rules = shipped_rules(report);
  report_clear(report);
  RuleMatcher *matcher = rule_matcher_new(rules, report);
  Arena *arena = arena_new();
  uint64_t state = 1;
  size_t facts = 0;
  for (int i = 0; i < TREES / TREES_A_DOCUMENT; i++) {
    arena_reset(arena);
    RuleDocument document = make_document(arena, &state);
    Statements statements;
    rules_match(matcher, &document, arena, &statements);
    for (size_t j = 0; j < statements.count; j++) {
      check_statement(&document, &statements, &statements.statements[j]);
    }
    facts += statements.count;
  }
  assert_true(facts > 0);
  arena_free(arena);
  rule_matcher_free(matcher);
  rules_free(rules);
  report_free(report);
}

/// One head with two thousand dependents: rules would bind them in pairs.
static void a_flat_sentence_ends_in_bounded_time(void **test_state) {
  (void)test_state;
  enum { COUNT = 2000 };
  Report *report = report_new();
  Rules *rules = shipped_rules(report);
  RuleMatcher *matcher = rule_matcher_new(rules, report);
  Arena *arena = arena_new();
  Sentence sentence = {.token_count = COUNT};
  sentence.tokens = ARENA_NEW(arena, Token, COUNT);
  char *text = ARENA_NEW(arena, char, COUNT * 4);
  memset(text, 'x', COUNT * 4);
  for (uint32_t i = 0; i < COUNT; i++) {
    Token *token = &sentence.tokens[i];
    *token = (Token){.lemma = str_from(words[i % COUNT_OF(words)]),
                     .range = {4 * i, 4 * i + 3},
                     .form = {text + (size_t)4 * i, 3},
                     .upos = (Upos)(i % UPOS_COUNT),
                     .xpos = str_from(tags[i % COUNT_OF(tags)]),
                     .head = i ? 0 : TOKEN_NONE};
    token->relation =
        i ? str_from(relations[i % COUNT_OF(relations)]) : STR("root");
  }
  sentence.range = (Range){0, COUNT * 4 - 1};
  Sentences sentences = {&sentence, 1};
  RuleDocument document = {
      .name = STR("flat"), .text = {text, COUNT * 4}, .sentences = &sentences};
  Statements statements;
  clock_t start = clock();
  rules_match(matcher, &document, arena, &statements);
  assert_true(clock() - start < 20 * CLOCKS_PER_SEC);
  arena_free(arena);
  rule_matcher_free(matcher);
  rules_free(rules);
  report_free(report);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_flat_sentence_ends_in_bounded_time),
      cmocka_unit_test(random_trees_are_matched_within_bounds),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
