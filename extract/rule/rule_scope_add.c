/// Scopes: the words below the content of an attrib line, and who says them.
///
/// An attrib line gives the head of a content; its subtree is where to begin.
#include "extract/rule/rule_part.h"

/// What the role with a name is bound to; NULL if it is absent or literal.
static const Binding *role_binding(const Action *action,
                                   const Bindings *bindings, const char *name) {
  for (uint32_t i = 0; i < action->role_count; i++) {
    const RoleTerm *role = &action->roles[i];
    if (!role->is_flag && role->value.capture >= 0 &&
        str_equal(role->name.word.text, str_from(name))) {
      return &bindings->captures[role->value.capture];
    }
  }
  return NULL;
}

/// The token of the role with a name; TOKEN_NONE if it is absent or literal.
uint32_t rule_role_token(const Action *action, const Bindings *bindings,
                         const char *name) {
  const Binding *binding = role_binding(action, bindings, name);
  return binding ? binding->token : TOKEN_NONE;
}

void rule_set_add_all(TokenSet *set, const TokenSet *more) {
  for (uint32_t i = 0; i < set->count; i++) {
    set->bits[i] |= more->bits[i];
  }
}

TokenSet rule_set_below(const RuleMatcher *matcher, uint32_t token) {
  TokenSet below = rule_set_new(matcher);
  rule_set_subtree(matcher, token, &below);
  return below;
}

void rule_set_remove_below(const RuleMatcher *matcher, TokenSet *set,
                           uint32_t token, uint32_t head) {
  if (token == TOKEN_NONE || token == head || !rule_set_has(set, token)) {
    return;
  }
  TokenSet below = rule_set_below(matcher, token);
  for (uint32_t i = 0; i < set->count && !rule_set_has(&below, head); i++) {
    set->bits[i] &= ~below.bits[i];
  }
}

/// "about": it is about a thing, and does not say it; "weak": it counts only
/// if no line before it found what the cue says; "firm": none after it does.
static bool has_flag(const Action *action, Str flag) {
  for (uint32_t i = 0; i < action->role_count; i++) {
    if (action->roles[i].is_flag &&
        str_equal(action->roles[i].name.word.text, flag)) {
      return true;
    }
  }
  return false;
}

/// Add the words of a capture: a run of tokens, or all below its token.
static void add_binding(const RuleMatcher *matcher, const Binding *binding,
                        TokenSet *set) {
  for (uint32_t i = binding->first; i < binding->end; i++) {
    rule_set_add(set, i);
  }
  if (binding->end <= binding->first && binding->token != TOKEN_NONE) {
    rule_set_subtree(matcher, binding->token, set);
  }
}

static Scope make_scope(Run *run, const Action *action,
                        const Bindings *bindings, uint32_t token) {
  RuleMatcher *matcher = run->matcher;
  Scope scope = {.tokens = rule_set_new(matcher),
                 .head = token,
                 .cue = rule_role_token(action, bindings, "cue"),
                 .source = rule_role_token(action, bindings, "source"),
                 .rule = run->rule,
                 .action = action,
                 .bindings = bindings,
                 .resumed_by = TOKEN_NONE,
                 .is_topic = has_flag(action, STR("about"))};
  if (scope.cue != token) { // else what it says is not in this sentence
    add_binding(matcher, &bindings->captures[action->capture], &scope.tokens);
  }
  if (!has_flag(action, STR("firm"))) { // whose words are given, not trees
    rule_set_remove_below(matcher, &scope.tokens, scope.cue, token);
    rule_set_remove_below(matcher, &scope.tokens, scope.source, token);
  }
  const Binding *also = role_binding(action, bindings, "also");
  if (also) {
    add_binding(matcher, also, &scope.tokens);
  }
  return scope;
}

void rule_scope_add(Run *run, const Action *action, const Bindings *bindings,
                    uint32_t token) {
  RuleMatcher *matcher = run->matcher;
  Scope scope = make_scope(run, action, bindings, token);
  const Quote *quote = rule_quote_of(matcher, token);
  if (quote && scope.source != TOKEN_NONE &&
      rule_quote_holds(matcher, quote, scope.source) &&
      !rule_quote_holds(matcher, quote, scope.cue)) {
    return; // nobody in a quotation speaks it
  }
  for (uint32_t i = 0; i < matcher->scope_count; i++) {
    Scope *known = &matcher->scopes[i];
    if (scope.cue != TOKEN_NONE && known->cue == scope.cue) {
      if (has_flag(action, STR("weak")) ||
          has_flag(known->action, STR("firm"))) {
        return;
      }
      rule_set_add_all(&known->tokens, &scope.tokens);
      rule_who_join(matcher, known, scope.source);
      known->is_topic &= scope.is_topic;
      if (known->source == TOKEN_NONE && scope.source != TOKEN_NONE) {
        scope.tokens = known->tokens;
        scope.is_topic = known->is_topic;
        *known = scope;
      }
      return;
    }
  }
  if (matcher->scope_count == MOST_SCOPES) {
    rule_limit(matcher, run->rule, "too many attributions");
    return;
  }
  *ARENA_PUSH(matcher->arena, matcher->scopes, matcher->scope_count,
              matcher->scope_capacity) = scope;
}
