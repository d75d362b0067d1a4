/// Trimming: what stands in or beside a content and is not said.
#include "extract/rule/rule_part.h"

bool rule_scope_is_deed(const RuleMatcher *matcher, const Scope *scope) {
  const Token *head = &matcher->sentence->tokens[scope->head];
  const uint64_t finite = UINT64_C(1) << TREE_NSUBJ | UINT64_C(1) << TREE_COP |
                          UINT64_C(1) << TREE_AUX;
  return !(matcher->children[scope->head] & finite) &&
         (str_is(head->xpos, "VB") || str_is(head->xpos, "VBG") ||
          head->upos == UPOS_NOUN);
}

/// "He said it failed, adding that ...": what is marked as an aside of whoever
/// speaks is not said; what is told beside a deed is not planned.
static void leave_asides(const RuleMatcher *matcher, Scope *scope) {
  bool is_deed = rule_scope_is_deed(matcher, scope);
  for (uint32_t i = 0; i < matcher->count; i++) {
    if (rule_set_has(&scope->tokens, i) && i > scope->head &&
        (rule_has_flag(matcher, i, "aside") ||
         (is_deed && rule_has_flag(matcher, i, "narrated"))) &&
        !rule_quote_of(matcher, i)) {
      rule_set_remove_below(matcher, &scope->tokens, i, scope->head);
    }
  }
}

/// "Prices fell, Berg said today": what follows a cue behind its content
/// without a comma tells of the saying, wherever it hangs.
static void leave_narrator(const RuleMatcher *matcher, Scope *scope) {
  uint32_t after = scope->cue;
  if (after == TOKEN_NONE || scope->source == TOKEN_NONE ||
      scope->head > scope->cue || !rule_part_is_verb(matcher, scope->cue) ||
      rule_set_has(&scope->tokens, scope->source)) {
    return;
  }
  TokenSet who = rule_set_below(matcher, scope->source);
  uint32_t end =
      rule_set_has(&who, scope->cue) ? 0 : rule_set_end(matcher, &who);
  after = end > after + 1 ? end : after + 1;
  if (after <= scope->head) {
    return;
  }
  for (; after < matcher->count && !rule_is_punct(matcher, after) &&
         !rule_quote_of(matcher, after);
       after++) {
    rule_set_remove(&scope->tokens, after);
  }
}

/// With the source and the cue in front, a word right before them is no
/// content, whatever the tree says, but the pronoun of a relative clause that
/// is said ("who Berg says left").
static void leave_front(const RuleMatcher *matcher, Scope *scope) {
  uint32_t source = scope->source;
  if (source == TOKEN_NONE || scope->cue == TOKEN_NONE || source > scope->cue ||
      scope->cue > scope->head || !rule_part_is_verb(matcher, scope->cue) ||
      rule_set_has(&scope->tokens, source)) {
    return;
  }
  const Token *head = &matcher->sentence->tokens[scope->head];
  bool is_finite = !str_equal(head->xpos, STR("VB"));
  for (uint32_t i = source; i > 0 && !rule_is_punct(matcher, i - 1); i--) {
    if (!is_finite ||
        !str_starts(matcher->sentence->tokens[i - 1].xpos, STR("W"))) {
      rule_set_remove(&scope->tokens, i - 1);
    }
  }
}

/// "said on Tuesday it would close": a day right behind the cue is the
/// saying's.
static void leave_day(const RuleMatcher *matcher, Scope *scope) {
  uint32_t next = scope->cue + 1;
  if (scope->cue == TOKEN_NONE || scope->source == TOKEN_NONE ||
      scope->source > scope->cue || scope->cue > scope->head ||
      !rule_part_is_verb(matcher, scope->cue) ||
      rule_quote_of(matcher, scope->head)) {
    return;
  }
  for (uint32_t i = matcher->nodes[scope->head].first_child; i != NO_ARC;
       i = matcher->arcs[i].next_child) {
    uint32_t day = matcher->arcs[i].dependent;
    Str type = matcher->nodes[day].type;
    bool is_day = str_equal(type, STR("Date")) || str_equal(type, STR("Time"));
    bool is_adverbial = rule_arc_is_tree(&matcher->arcs[i], TREE_OBL) ||
                        rule_arc_is_tree(&matcher->arcs[i], TREE_ADVMOD);
    if (is_day && is_adverbial && day < scope->head) {
      TokenSet below = rule_set_below(matcher, day);
      if (rule_set_has(&below, next)) {
        rule_set_remove_below(matcher, &scope->tokens, day, scope->head);
      }
    }
  }
}

/// Take out of a content what belongs to its cue.
static void leave_cue(const RuleMatcher *matcher, Scope *scope) {
  uint32_t link = rule_role_token(scope->action, scope->bindings, "link");
  if (link != TOKEN_NONE) {
    TokenSet cases = rule_set_new(matcher);
    rule_phrase_case(matcher, link, &cases);
    for (uint32_t i = 0; i < cases.count; i++) {
      scope->tokens.bits[i] &= ~cases.bits[i];
    }
  }
  if (scope->cue != TOKEN_NONE && scope->cue != scope->head) {
    rule_set_remove(&scope->tokens, scope->cue);
  }
}

/// "His position is that it failed": what stands before the clause's marker
/// links it to the noun.
static void leave_copula(const RuleMatcher *matcher, Scope *scope) {
  if (scope->cue == TOKEN_NONE || scope->cue > scope->head ||
      rule_part_is_verb(matcher, scope->cue)) {
    return;
  }
  for (uint32_t i = scope->cue + 1; i < scope->head; i++) {
    if (matcher->sentence->tokens[i].head == scope->head &&
        matcher->nodes[i].label.base == TREE_MARK) {
      for (uint32_t k = scope->cue; k < i; k++) {
        rule_set_remove(&scope->tokens, k);
      }
    }
  }
}

void rule_trim(const RuleMatcher *matcher, Scope *scope) {
  leave_asides(matcher, scope);
  leave_narrator(matcher, scope);
  leave_front(matcher, scope);
  leave_day(matcher, scope);
  leave_cue(matcher, scope);
  leave_copula(matcher, scope);
}
