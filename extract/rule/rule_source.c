/// Sources: who says it, in which words, and the document's attributions.
#include "extract/rule/rule_part.h"

/// Flags that say how a fact is held to be, the strongest first.
static const struct {
  const char *flag;
  Modality modality;
} modal_flags[] = {
    {"conditional", MODALITY_CONDITIONAL},
    {"hypothetical", MODALITY_HYPOTHETICAL},
    {"demanded", MODALITY_DEMANDED},
    {"required", MODALITY_DEMANDED},
    {"desired", MODALITY_DESIRED},
    {"planned", MODALITY_PLANNED},
    {"future", MODALITY_PLANNED},
    {"apparent", MODALITY_APPARENT},
    {"possible", MODALITY_POSSIBLE},
};
enum { MODAL_FLAG_COUNT = sizeof modal_flags / sizeof *modal_flags };

uint32_t rule_modality_strength(Str flag, Modality *modality) {
  for (uint32_t i = 0; i < MODAL_FLAG_COUNT; i++) {
    if (str_equal(flag, str_from(modal_flags[i].flag))) {
      *modality = modal_flags[i].modality;
      return MODAL_FLAG_COUNT - i;
    }
  }
  return 0;
}

const Term *rule_role_value(const Action *action, const char *name) {
  for (uint32_t i = 0; i < action->role_count; i++) {
    const RoleTerm *role = &action->roles[i];
    if (!role->is_flag && str_equal(role->name.word.text, str_from(name))) {
      return &role->value;
    }
  }
  return NULL;
}

// The cue.

/// "said quietly": an adverb of manner right behind the verb.
static void add_manner(const RuleMatcher *matcher, uint32_t verb,
                       TokenSet *words) {
  uint32_t next = verb + 1;
  if (next >= matcher->count || matcher->sentence->tokens[next].head != verb ||
      matcher->nodes[next].label.base != TREE_ADVMOD) {
    return;
  }
  Str word = matcher->nodes[next].word;
  if (str_ends(word, STR("ly")) && !str_equal(word, STR("recently")) &&
      !str_ends(word, STR("rly"))) {
    rule_set_add(words, next);
  }
}

/// "made the case": the noun without its content is a part of the cue.
static void add_noun(const RuleMatcher *matcher, const Scope *scope,
                     uint32_t noun, Source *source, TokenSet *words) {
  TokenSet below = rule_set_new(matcher);
  TokenSet who = rule_set_new(matcher);
  rule_set_subtree(matcher, noun, &below);
  if (scope->source != TOKEN_NONE) {
    rule_set_subtree(matcher, scope->source, &who);
    TokenSet cases = rule_set_new(matcher);
    rule_phrase_case(matcher, scope->source, &cases);
    for (uint32_t i = 0; i < who.count; i++) {
      who.bits[i] &= ~cases.bits[i];
    }
  }
  for (uint32_t i = 0; i < words->count; i++) {
    words->bits[i] |= below.bits[i] & ~scope->tokens.bits[i] & ~who.bits[i];
  }
  if (noun != scope->cue) {
    rule_part_append(matcher, &source->cue, rule_part_lemma(matcher, noun));
  }
  source->cue_part.label = source->cue;
}

/// "Others, however, believe": what a comma parts from the verb is no part of
/// the cue.
static void leave_aside(const RuleMatcher *matcher, uint32_t verb,
                        TokenSet *words) {
  const Token *tokens = matcher->sentence->tokens;
  bool is_apart = false;
  for (uint32_t i = verb; i > 0; i--) {
    is_apart |= tokens[i - 1].upos == UPOS_PUNCT;
    if (is_apart && tokens[i - 1].upos != UPOS_AUX) {
      rule_set_remove(words, i - 1);
    }
  }
  for (uint32_t i = 0; i < matcher->count; i++) { // of another's words
    if (rule_set_has(words, i) &&
        rule_quote_of(matcher, i) != rule_quote_of(matcher, verb)) {
      rule_set_remove(words, i);
    }
  }
}

/// "went on to say": a verb that rules mark as governed is a part of the cue
/// of its governor.
static void add_governor(const RuleMatcher *matcher, uint32_t verb,
                         TokenSet *words) {
  bool is_governed = false;
  for (const Mark *mark = matcher->nodes[verb].marks; mark; mark = mark->next) {
    is_governed |=
        mark->role->is_flag && str_equal(mark->name, STR("governed"));
  }
  uint32_t governor = matcher->sentence->tokens[verb].head;
  if (!is_governed || governor >= verb) {
    return;
  }
  rule_phrase_verb(matcher, governor, words);
  for (uint32_t i = governor; i < verb; i++) {
    rule_set_add(words, i);
  }
}

/// A cue is a verb with its auxiliaries, an adjective with its copula, or a
/// noun alone, and the preposition that links it to its content.
static void fill_cue(const RuleMatcher *matcher, const Scope *scope,
                     const Term *term, Source *source) {
  TokenSet words = rule_set_new(matcher);
  Term cue = *term;
  if (cue.function == FUNCTION_PHRASE) {
    cue.function = FUNCTION_LEMMA;
  }
  Action action = *scope->action;
  action.predicate = (Terms){&cue, 1};
  if (!rule_part_predicate(matcher, scope->rule, &action, scope->bindings,
                           &words, &source->cue_part)) {
    return;
  }
  source->cue = source->cue_part.label;
  if (scope->cue != TOKEN_NONE && cue.function == FUNCTION_LEMMA) {
    rule_phrase_verb(matcher, scope->cue, &words);
    rule_set_add(&words, scope->cue);
    add_governor(matcher, scope->cue, &words);
    leave_aside(matcher, scope->cue, &words);
    add_manner(matcher, scope->cue, &words);
  }
  const Term *link = rule_role_value(scope->action, "link");
  if (link && link->capture >= 0) {
    uint32_t token = scope->bindings->captures[link->capture].token;
    if (link->function == FUNCTION_CASE && token != TOKEN_NONE) {
      rule_phrase_case(matcher, token, &words);
    } else if (token != TOKEN_NONE) {
      add_noun(matcher, scope, token, source, &words);
    }
  }
  if (scope->cue == TOKEN_NONE ||
      matcher->sentence->tokens[scope->cue].upos != UPOS_PUNCT) {
    rule_set_close_gaps(matcher, &words);
  }
  rule_part_fill_text(matcher, &source->cue_part, &words, NULL);
}

static Source make_source(const RuleMatcher *matcher, const Scope *scope) {
  Source source = {.attribution = UINT32_MAX};
  rule_part_begin(matcher, &source.cue_part);
  rule_who_fill(matcher, scope, &source);
  const Term *cue = rule_role_value(scope->action, "cue");
  if (cue) {
    fill_cue(matcher, scope, cue, &source);
  }
  const Term *class = rule_role_value(scope->action, "class");
  if (class) {
    rule_term_label(matcher, class, scope->bindings, &source.cue_class);
  }
  rule_set_ranges(matcher, &scope->tokens, &source.content,
                  &source.content_count);
  return source;
}

// Attributions.

/// What a content is held to be if nothing else in it says so.
static const struct {
  const char *cue_class;
  Modality modality;
} class_modalities[] = {
    {"intention", MODALITY_PLANNED},
    {"desire", MODALITY_DESIRED},
    {"decree", MODALITY_DEMANDED},
};

static void settle(const RuleMatcher *matcher, const Scope *scope,
                   Attribution *attribution) {
  uint32_t strength = 0;
  Str class = attribution->source.cue_class;
  attribution->modality = MODALITY_REPORTED;
  for (size_t i = 0; i < sizeof class_modalities / sizeof *class_modalities;
       i++) {
    if (str_equal(class, str_from(class_modalities[i].cue_class))) {
      attribution->modality = class_modalities[i].modality;
    }
  }
  if (str_equal(class, STR("denial")) &&
      !rule_part_is_verb(matcher, scope->head)) {
    attribution->polarity = POLARITY_NEGATIVE;
  }
  for (const Mark *mark = matcher->nodes[scope->head].marks; mark;
       mark = mark->next) {
    Modality modality;
    uint32_t found =
        mark->role->is_flag ? rule_modality_strength(mark->name, &modality) : 0;
    if (found > strength) {
      strength = found;
      attribution->modality = modality;
    }
    if (mark->role->is_flag && str_equal(mark->name, STR("negative"))) {
      attribution->polarity = POLARITY_NEGATIVE;
    }
  }
}

static uint32_t place_of(const Scope *scope) {
  return scope->cue == TOKEN_NONE ? scope->head : scope->cue;
}

/// The smallest content that a scope's cue stands in: of a later scope.
static uint32_t find_outer(const RuleMatcher *matcher, uint32_t index) {
  const Scope *scope = &matcher->scopes[index];
  for (uint32_t i = index + 1; i < matcher->scope_count; i++) {
    if (rule_set_has(&matcher->scopes[i].tokens, place_of(scope))) {
      return matcher->scopes[i].attribution;
    }
  }
  return UINT32_MAX;
}

void rule_source_attributions(RuleMatcher *matcher) {
  uint32_t first = matcher->attribution_count;
  for (uint32_t token = 0; matcher->scope_count && token < matcher->count;
       token++) {
    for (uint32_t i = 0; i < matcher->scope_count; i++) {
      Scope *scope = &matcher->scopes[i];
      if (place_of(scope) != token) {
        continue;
      }
      Attribution made = {.source = make_source(matcher, scope),
                          .sentence = matcher->sentence_index,
                          .outer = UINT32_MAX};
      settle(matcher, scope, &made);
      scope->attribution = matcher->attribution_count;
      made.source.attribution = matcher->attribution_count;
      *ARENA_PUSH(matcher->made, matcher->attributions,
                  matcher->attribution_count, matcher->attribution_capacity) =
          made;
    }
  }
  for (uint32_t i = 0;
       first < matcher->attribution_count && i < matcher->scope_count; i++) {
    matcher->attributions[matcher->scopes[i].attribution].outer =
        find_outer(matcher, i);
  }
}
