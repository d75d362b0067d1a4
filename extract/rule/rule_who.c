/// Who: the words of a source, the people in it, and how many they are.
#include "extract/rule/rule_part.h"

/// Take punctuation off both ends.
static void trim(const RuleMatcher *matcher, TokenSet *set) {
  const Token *tokens = matcher->sentence->tokens;
  uint32_t first = 0;
  uint32_t end = matcher->count;
  for (; first < end &&
         !(rule_set_has(set, first) && tokens[first].upos != UPOS_PUNCT);
       first++) {
    rule_set_remove(set, first);
  }
  for (; end > first &&
         !(rule_set_has(set, end - 1) && tokens[end - 1].upos != UPOS_PUNCT);
       end--) {
    rule_set_remove(set, end - 1);
  }
  rule_bracket_pair(matcher, set);
}

/// The subject of the cue in the tree that a source is in: of "one of the
/// officials said" and "the minister, Anna Berg, said" all is wanted.
static uint32_t whole_source(const RuleMatcher *matcher, const Scope *scope) {
  if (scope->cue == TOKEN_NONE) {
    return scope->source;
  }
  TokenSet around = rule_set_new(matcher);
  rule_set_subtree(matcher, scope->source, &around);
  for (uint32_t i = matcher->nodes[scope->cue].first_child; i != NO_ARC;
       i = matcher->arcs[i].next_child) {
    const Arc *arc = &matcher->arcs[i];
    if (arc->rule != NO_RULE || arc->label != TREE_NSUBJ ||
        rule_quote_of(matcher, arc->dependent) !=
            rule_quote_of(matcher, scope->source)) {
      continue;
    }
    TokenSet below = rule_set_new(matcher);
    rule_set_subtree(matcher, arc->dependent, &below);
    // "officials who said": the pronoun is said to say it.
    Str tag = matcher->sentence->tokens[arc->dependent].xpos;
    if (rule_set_has(&below, scope->source) ||
        (rule_set_has(&around, scope->cue) && str_starts(tag, STR("W")))) {
      return arc->dependent;
    }
  }
  return scope->source;
}

/// A possessive ending is left out, but not one within a word, as tokenisers
/// make of a plural now and then.
static void keep_word_ends(const RuleMatcher *matcher, TokenSet *cases) {
  const Token *tokens = matcher->sentence->tokens;
  for (uint32_t i = 0; i < matcher->count; i++) {
    if (rule_set_has(cases, i) && tokens[i].upos == UPOS_PART &&
        tokens[i].form.length > 0 && tokens[i].form.data[0] == 's') {
      rule_set_remove(cases, i);
    }
  }
}

/// "The ministry on Tuesday said": the day is the saying's. A source that is a
/// noun phrase keeps what tells which ("the summit of May").
static void leave_days(const RuleMatcher *matcher, uint32_t head,
                       TokenSet *words) {
  for (uint32_t i = matcher->nodes[head].first_child; i != NO_ARC;
       i = matcher->arcs[i].next_child) {
    const Arc *arc = &matcher->arcs[i];
    Str type = matcher->nodes[arc->dependent].type;
    bool is_day = str_equal(type, STR("Date")) || str_equal(type, STR("Time"));
    if (rule_arc_is_tree(arc, TREE_NMOD) && is_day && arc->dependent > head) {
      rule_set_remove_below(matcher, words, arc->dependent, head);
    }
  }
}

/// "Chief Executive Ida Holm": words in capitals right before the phrase.
static void add_titles(const RuleMatcher *matcher, TokenSet *words) {
  const Token *tokens = matcher->sentence->tokens;
  uint32_t first = 0;
  while (first < matcher->count && !rule_set_has(words, first)) {
    first++;
  }
  if (first >= matcher->count || tokens[first].upos == UPOS_PRON ||
      tokens[first].form.data[0] < 'A' || tokens[first].form.data[0] > 'Z') {
    return;
  }
  for (; first > 0; first--) {
    const Token *token = &tokens[first - 1];
    bool is_capital = token->form.data[0] >= 'A' && token->form.data[0] <= 'Z';
    if (!is_capital || (token->upos != UPOS_ADJ && token->upos != UPOS_NOUN &&
                        token->upos != UPOS_PROPN)) {
      return;
    }
    rule_set_add(words, first - 1);
  }
}

/// The source's words: the whole noun phrase, without preposition.
static void fill_words(const RuleMatcher *matcher, const Scope *scope,
                       Part *part) {
  uint32_t head = whole_source(matcher, scope);
  TokenSet words = rule_set_new(matcher);
  TokenSet cases = rule_set_new(matcher);
  rule_set_subtree(matcher, head, &words);
  rule_set_remove_below(matcher, &words, scope->cue, head);
  leave_days(matcher, head, &words);
  rule_phrase_case(matcher, head, &cases);
  keep_word_ends(matcher, &cases);
  for (uint32_t i = 0; i < words.count; i++) {
    words.bits[i] &= ~(cases.bits[i] | scope->tokens.bits[i]);
  }
  for (uint32_t i = 0; i < matcher->count; i++) { // no words of another
    if (rule_quote_of(matcher, i) != rule_quote_of(matcher, head)) {
      rule_set_remove(&words, i);
    }
  }
  rule_set_add(&words, head);
  add_titles(matcher, &words);
  trim(matcher, &words);
  rule_part_fill_text(matcher, part, &words, NULL);
}

/// The one whom a token of the source names.
static bool fill_part(const RuleMatcher *matcher, const Scope *scope,
                      const Term *who, uint32_t token, Part *part) {
  Term value = *who;
  Terms terms = {&value, 1};
  PartFrame frame = {NULL, TOKEN_NONE, TOKEN_NONE, false, false};
  Bindings bindings = *scope->bindings;
  if (who->capture >= 0 && token != scope->source) {
    bindings.captures[who->capture] = (Binding){.token = token};
  }
  if (rule_part_argument(matcher, &terms, &bindings, &frame, part)) {
    return true;
  }
  rule_part_begin(matcher, part);
  return false;
}

/// "Officials", "they", "Berg and Diaz": do several people say it?
static bool is_plural(const RuleMatcher *matcher, uint32_t head) {
  static const char *const pronouns[] = {"they",  "we",    "i",    "you",
                                         "these", "those", "many", "some",
                                         "most",  "few",   "both", "several"};
  const Token *token = &matcher->sentence->tokens[head];
  bool is_found =
      str_equal(token->xpos, STR("NNS")) || str_equal(token->xpos, STR("CD"));
  for (size_t i = 0; i < sizeof pronouns / sizeof *pronouns; i++) {
    is_found |= str_equal(matcher->nodes[head].word, str_from(pronouns[i]));
  }
  return is_found;
}

void rule_who_fill(const RuleMatcher *matcher, const Scope *scope,
                   Source *source) {
  rule_part_begin(matcher, &source->part);
  const Term *who = rule_role_value(scope->action, "source");
  if (!who || !fill_part(matcher, scope, who, scope->source, &source->part) ||
      scope->source == TOKEN_NONE) {
    return;
  }
  fill_words(matcher, scope, &source->part);
  source->is_plural = scope->other_count > 0 ||
                      is_plural(matcher, whole_source(matcher, scope));
  source->others = ARENA_NEW(matcher->made, Part, scope->other_count);
  for (uint32_t i = 0; i < scope->other_count; i++) {
    source->other_count += fill_part(matcher, scope, who, scope->others[i],
                                     &source->others[source->other_count]);
  }
}

/// The head of a name with titles: what "the minister, Anna Berg" hangs by.
static uint32_t top_of(const RuleMatcher *matcher, uint32_t token) {
  while (token != TOKEN_NONE &&
         matcher->nodes[token].label.base == TREE_APPOS) {
    token = matcher->sentence->tokens[token].head;
  }
  return token;
}

void rule_who_join(const RuleMatcher *matcher, Scope *scope, uint32_t other) {
  if (scope->source == TOKEN_NONE || other == TOKEN_NONE ||
      other == scope->source || scope->other_count == MOST_OTHERS) {
    return;
  }
  for (uint32_t i = 0; i < scope->other_count; i++) {
    if (scope->others[i] == other) {
      return;
    }
  }
  uint32_t first = top_of(matcher, scope->source);
  uint32_t token = top_of(matcher, other);
  if (token != TOKEN_NONE && matcher->nodes[token].label.base == TREE_CONJ &&
      matcher->sentence->tokens[token].head == first) {
    scope->others[scope->other_count++] = other;
  }
}
