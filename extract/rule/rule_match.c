/// Matching: the passes over a sentence, and the lines of a rule.
#include "extract/rule/rule_matcher.h"

#include <assert.h>
#include <stdlib.h>

static const double SOFT_FACTOR = 0.8; ///< for each unknown type let pass

enum { MOST_ROUNDS = 64 }; ///< of link rules; arcs are bounded before that

RuleMatcher *rule_matcher_new(const Rules *rules, Report *report) {
  RuleMatcher *matcher = calloc(1, sizeof *matcher);
  if (!matcher) {
    abort();
  }
  matcher->rules = rules;
  matcher->report = report;
  matcher->regexes = regex_matcher_new();
  matcher->arena = arena_new();
  matcher->lasting = arena_new();
  Arena *lasting = matcher->lasting;
  uint32_t count = rules->count + 1;
  uint32_t costly = rules->program.costly_count + 1;
  uint32_t tests = rules->program.test_count + 1;
  matcher->told = ARENA_NEW(lasting, bool, count);
  matcher->woken = ARENA_NEW(lasting, uint64_t, count / 64 + 1);
  matcher->first_candidate = ARENA_NEW(lasting, uint32_t, count);
  matcher->last_candidate = ARENA_NEW(lasting, uint32_t, count);
  matcher->run = ARENA_NEW(lasting, Run, 1);
  matcher->results = ARENA_NEW(lasting, uint8_t *, costly);
  matcher->result_stamps = ARENA_NEW(lasting, uint32_t, costly);
  matcher->passing = ARENA_NEW(lasting, TokenSet, tests);
  matcher->passing_stamps = ARENA_NEW(lasting, uint32_t, tests);
  return matcher;
}

void rule_matcher_free(RuleMatcher *matcher) {
  if (matcher) {
    regex_matcher_free(matcher->regexes);
    arena_free(matcher->arena);
    arena_free(matcher->lasting);
    free(matcher);
  }
}

void rule_limit(RuleMatcher *matcher, const Rule *rule, const char *what) {
  if (matcher->told[rule->rank]) {
    return;
  }
  matcher->told[rule->rank] = true;
  if (matcher->report) {
    report_add(matcher->report, SEVERITY_WARNING, matcher->document->name,
               "rule '%.*s' gave up on a sentence: %s",
               STR_ARG(rule->name.text), what);
  }
}

void rule_limit_regex(RuleMatcher *matcher, const Rule *rule,
                      RegexResult result) {
  if (result == REGEX_LIMIT) {
    rule_limit(matcher, rule, "too many steps of its pattern");
  } else if (result == REGEX_MEMORY) {
    rule_limit(matcher, rule, "no memory for its pattern");
  }
}

/// Can the rule match anything, given the labels of the sentence?
static bool sentence_fits(const RuleMatcher *matcher, const ProgramRule *rule) {
  for (uint32_t i = 0; i < GATE_NEEDS; i++) {
    if (rule->needs[i] && !(matcher->labels & rule->needs[i])) {
      return false;
    }
  }
  return true;
}

/// Has the token the arcs that the rule's anchor needs?
static bool anchor_fits(const RuleMatcher *matcher, const ProgramRule *rule,
                        uint32_t token) {
  uint64_t children = matcher->child_traits[token];
  return ((children & rule->child[0]) != 0) &
         ((children & rule->child[1]) != 0) &
         ((matcher->parent_traits[token] & rule->parent) != 0);
}

void rule_overspend(Run *run) {
  run->budget = 0;
  rule_limit(run->matcher, run->rule, "too many bindings");
}

static void trace(const Run *run, uint32_t reached) {
  Trace *traces = run->matcher->traces;
  if (!traces) {
    return;
  }
  Trace *trace = &traces[run->rank];
  if (trace->reached < reached) {
    trace->reached = reached;
    trace->token = run->bindings.captures[0].token;
  }
}

static void try_anchor(Run *run, uint32_t token) {
  RuleMatcher *matcher = run->matcher;
  const ProgramRule *rule = run->packed;
  if (!matcher->traces && !anchor_fits(matcher, rule, token)) {
    return;
  }
  uint32_t stopped_by = matcher->nodes[token].stopped_by;
  if (run->pass == PASS_EMIT && stopped_by && stopped_by != run->rank + 1) {
    return;
  }
  TestResult result = rule_token_test(matcher, rule->test, token);
  if (result == TEST_FAILS) {
    return;
  }
  rule_run_clear(run);
  run->bindings.captures[0].token = token;
  run->bindings.softness = result == TEST_SOFT ? SOFT_FACTOR : 1;
  trace(run, 1);
  rule_solve(run, 0);
}

void rule_run_clear(Run *run) {
  for (uint8_t i = 0; i < run->packed->capture_count; i++) {
    run->bindings.captures[i] = (Binding){.token = TOKEN_NONE};
  }
  run->bindings.softness = 1;
}

static void run_rule(RuleMatcher *matcher, uint32_t rank, Pass pass) {
  Run *run = matcher->run;
  run->matcher = matcher;
  run->rule = matcher->rules->by_rank[rank];
  run->rank = rank;
  run->packed = &matcher->rules->program.rules[rank];
  run->pass = pass;
  run->budget = MOST_WORK;
  if (run->packed->anchor != ANCHOR_MATCH) {
    rule_anchor_run(run);
    return;
  }
  if (matcher->traces || !run->packed->is_found) {
    for (uint32_t i = 0; i < matcher->count; i++) {
      try_anchor(run, i);
    }
    return;
  }
  assert(matcher->candidates);
  for (uint32_t i = matcher->first_candidate[rank] + 1; i;
       i = matcher->candidates[i - 1].next) {
    try_anchor(run, matcher->candidates[i - 1].token);
  }
}

/// Run the rules of a pass that are awake, in the order of their ranks; of the
/// link rules only those that look at one of the labels `deep`, unless 0.
static void run_pass(RuleMatcher *matcher, Pass pass, uint64_t deep) {
  const Program *program = &matcher->rules->program;
  for (uint32_t word = 0; word * 64 < matcher->rules->count; word++) {
    uint64_t bits = program->in_pass[pass][word];
    if (!matcher->traces) {
      bits &= matcher->woken[word] | program->always[word];
    }
    for (; bits; bits &= bits - 1) {
      uint32_t rank = word * 64 + (uint32_t)__builtin_ctzll(bits);
      if ((!deep || (program->deep[rank] & deep)) &&
          (matcher->traces || sentence_fits(matcher, &program->rules[rank]))) {
        run_rule(matcher, rank, pass);
      }
    }
  }
}

static void link(RuleMatcher *matcher) {
  uint64_t added = 0;
  for (uint32_t round = 0; round < MOST_ROUNDS; round++) {
    matcher->new_labels = 0;
    run_pass(matcher, PASS_LINK, added);
    added = matcher->new_labels;
    if (!added) {
      return;
    }
  }
}

/// Does walking up from a token end at one without a head?
static bool ends_at_root(const Token *tokens, uint32_t count, uint32_t token) {
  uint32_t steps = 0;
  while (token < count && steps <= count) {
    token = tokens[token].head;
    steps++;
  }
  return token == TOKEN_NONE;
}

static bool is_forest(const Token *tokens, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    if (!ends_at_root(tokens, count, i)) {
      return false;
    }
  }
  return true;
}

/// The sentence as a tree or several: heads that are no tokens of it, or that
/// close a circle, are none. A copy in the matcher's arena if there are such.
static const Sentence *as_forest(const RuleMatcher *matcher) {
  const Sentence *sentence = matcher->sentence;
  uint32_t count = sentence->token_count;
  if (is_forest(sentence->tokens, count)) {
    return sentence;
  }
  Sentence *copy = ARENA_NEW(matcher->arena, Sentence, 1);
  *copy = *sentence;
  copy->tokens = ARENA_NEW(matcher->arena, Token, count);
  memcpy(copy->tokens, sentence->tokens, count * sizeof *copy->tokens);
  for (uint32_t i = 0; i < count; i++) {
    if (!ends_at_root(copy->tokens, count, i)) {
      copy->tokens[i].head = TOKEN_NONE;
    }
  }
  return copy;
}

void rule_match_sentence(RuleMatcher *matcher) {
  arena_reset(matcher->arena);
  matcher->sentence = as_forest(matcher);
  matcher->stamp++;
  matcher->pool = NULL;
  matcher->pool_count = matcher->pool_capacity = 0;
  matcher->drafts = NULL;
  matcher->draft_count = matcher->draft_capacity = 0;
  matcher->scopes = NULL;
  matcher->scope_count = matcher->scope_capacity = 0;
  rule_graph_build(matcher);
  rule_quote_find(matcher);
  matcher->seen = ARENA_NEW(matcher->arena, uint32_t, matcher->count + 1);
  matcher->seen_stamp = 0;
  rule_wake_none(matcher);
  rule_wake(matcher, false);
  link(matcher);
  rule_wake(matcher, true);
  run_pass(matcher, PASS_MARK, 0);
  run_pass(matcher, PASS_EMIT, 0);
  rule_context_finish(matcher);
}

void rule_matcher_begin(RuleMatcher *matcher, const RuleDocument *document,
                        Arena *arena) {
  matcher->document = document;
  matcher->made = arena;
  matcher->statements = NULL;
  matcher->statement_count = matcher->statement_capacity = 0;
  matcher->attributions = NULL;
  matcher->attribution_count = matcher->attribution_capacity = 0;
  memset(matcher->told, 0, matcher->rules->count * sizeof *matcher->told);
  memset(&matcher->answers, 0, sizeof matcher->answers);
}

void rules_match(RuleMatcher *matcher, const RuleDocument *document,
                 Arena *arena, Statements *statements) {
  rule_matcher_begin(matcher, document, arena);
  for (size_t i = 0; i < document->sentences->count; i++) {
    matcher->sentence = &document->sentences->sentences[i];
    matcher->sentence_index = (uint32_t)i;
    if (matcher->sentence->token_count <= LONGEST_SENTENCE) {
      rule_match_sentence(matcher);
    } else if (matcher->report) {
      report_add(matcher->report, SEVERITY_WARNING, document->name,
                 "a sentence of %u words is passed over",
                 matcher->sentence->token_count);
    }
  }
  statements->statements = matcher->statements;
  statements->count = matcher->statement_count;
  statements->attributions = matcher->attributions;
  statements->attribution_count = matcher->attribution_count;
}
