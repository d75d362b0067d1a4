/// Fitting scopes: which words of the sentence an attribution puts into a
/// mouth.
///
/// Parsers often hang a second clause or an adverbial too high, on the cue, so
/// what follows a content directly is drawn in; quotation marks overrule all.
#include "extract/rule/rule_part.h"

#include <stdlib.h>

enum { MOST_JOINED = 32 }; ///< phrases drawn into one content

uint32_t rule_set_first(const RuleMatcher *matcher, const TokenSet *set) {
  uint32_t i = 0;
  while (i < matcher->count &&
         (!rule_set_has(set, i) || rule_is_punct(matcher, i))) {
    i++;
  }
  return i;
}

uint32_t rule_set_end(const RuleMatcher *matcher, const TokenSet *set) {
  uint32_t i = matcher->count;
  while (i > 0 &&
         (!rule_set_has(set, i - 1) || rule_is_punct(matcher, i - 1))) {
    i--;
  }
  return i;
}

/// "In May prices fell, Berg said": the cue comes last, and all before it is
/// content, wherever it hangs.
static void take_left(const RuleMatcher *matcher, Scope *scope) {
  uint32_t end = rule_set_end(matcher, &scope->tokens);
  if (scope->cue == TOKEN_NONE || scope->source == TOKEN_NONE ||
      scope->cue < end || scope->source < end) {
    return;
  }
  TokenSet below = rule_set_below(matcher, scope->cue);
  for (uint32_t i = rule_set_first(matcher, &scope->tokens);
       i > 0 && rule_set_has(&below, i - 1); i--) {
    rule_set_add(&scope->tokens, i - 1);
  }
}

static bool is_cue(const RuleMatcher *matcher, uint32_t token) {
  for (uint32_t i = 0; i < matcher->scope_count; i++) {
    if (matcher->scopes[i].cue == token) {
      return true;
    }
  }
  return false;
}

/// The child of a token with a label of the tree; TOKEN_NONE if it has none.
static uint32_t child_of(const RuleMatcher *matcher, uint32_t token,
                         TreeLabel label) {
  for (uint32_t i = matcher->nodes[token].first_child; i != NO_ARC;
       i = matcher->arcs[i].next_child) {
    if (rule_arc_is_tree(&matcher->arcs[i], label)) {
      return matcher->arcs[i].dependent;
    }
  }
  return TOKEN_NONE;
}

static bool has_word(const RuleMatcher *matcher, uint32_t token,
                     const char *word) {
  return token != TOKEN_NONE &&
         str_equal(matcher->nodes[token].word, str_from(word));
}

/// Where the words ", Berg said" begin that end a sentence; 0 if none do.
static uint32_t closing_words(const RuleMatcher *matcher, const Scope *scope) {
  if (scope->cue == TOKEN_NONE || scope->source == TOKEN_NONE ||
      scope->is_topic || scope->head > scope->cue ||
      scope->head > scope->source || !rule_part_is_verb(matcher, scope->cue)) {
    return 0;
  }
  // "the chief, Ida Holm, said": the subject may be more than the source.
  TokenSet who = rule_set_below(matcher, scope->source);
  uint32_t subject = child_of(matcher, scope->cue, TREE_NSUBJ);
  if (subject != TOKEN_NONE) {
    TokenSet all = rule_set_below(matcher, subject);
    rule_set_add_all(&who, &all);
  }
  uint32_t begin = rule_set_first(matcher, &who);
  begin = scope->cue < begin ? scope->cue : begin;
  uint32_t end = rule_set_end(matcher, &who);
  end = scope->cue >= end ? scope->cue + 1 : end;
  for (uint32_t i = end; i + 1 < matcher->count; i++) {
    if (rule_is_punct(matcher, i)) {
      return 0;
    }
  }
  return begin > scope->head && rule_is_punct(matcher, begin - 1) ? begin : 0;
}

/// "One case concerns “two doctors,” Berg said.": all of a sentence that ends
/// with a cue is content, but for what comes before a colon.
static void take_sentence(const RuleMatcher *matcher, Scope *scope) {
  uint32_t end = closing_words(matcher, scope);
  uint32_t first = rule_set_first(matcher, &scope->tokens);
  first = first > scope->head ? scope->head : first;
  if (end == 0) {
    return;
  }
  while (first > 0 && !has_word(matcher, first - 1, ":") &&
         !has_word(matcher, first - 1, ";") && !is_cue(matcher, first - 1)) {
    first--;
  }
  for (uint32_t i = first; i < end; i++) {
    rule_set_add(&scope->tokens, i);
  }
}

static bool has_subject(const RuleMatcher *matcher, uint32_t token) {
  uint64_t subjects = UINT64_C(1) << TREE_NSUBJ | UINT64_C(1) << TREE_CSUBJ |
                      UINT64_C(1) << TREE_EXPL;
  return matcher->children[token] & subjects;
}

/// "But world powers should act": narrators seldom tell what should be.
static bool is_opinion(const RuleMatcher *matcher, uint32_t token) {
  uint32_t auxiliary = child_of(matcher, token, TREE_AUX);
  return has_word(matcher, auxiliary, "should") ||
         has_word(matcher, auxiliary, "must") ||
         has_word(matcher, auxiliary, "would");
}

/// Does a joined clause go on with the content? It must be a clause of its
/// own, or have the content's marker; "but" after a comma is the narrator's.
static bool joins_clause(const RuleMatcher *matcher, const Scope *scope,
                         uint32_t token, bool after_comma) {
  uint32_t mark = child_of(matcher, token, TREE_MARK);
  uint32_t mine = child_of(matcher, scope->head, TREE_MARK);
  if (mark != TOKEN_NONE && mine != TOKEN_NONE &&
      str_equal(matcher->nodes[mark].word, matcher->nodes[mine].word)) {
    return true;
  }
  if (has_word(matcher, mark, "that")) {
    return true;
  }
  bool is_contrast =
      (has_word(matcher, child_of(matcher, token, TREE_CC), "but") ||
       has_word(matcher, child_of(matcher, token, TREE_CC), "yet")) &&
      !is_opinion(matcher, token);
  uint32_t subject = child_of(matcher, token, TREE_NSUBJ);
  bool is_speaker = subject != TOKEN_NONE && scope->source != TOKEN_NONE &&
                    str_equal(matcher->nodes[subject].word,
                              matcher->nodes[scope->source].word);
  return has_subject(matcher, scope->head) && has_subject(matcher, token) &&
         mark == TOKEN_NONE && !(after_comma && (is_contrast || is_speaker));
}

/// "condemned the attack on the hospital": does a preposition more likely join
/// nouns than say when, where or how somebody spoke?
static bool is_topical(const RuleMatcher *matcher, uint32_t token) {
  static const char *const words[] = {
      "of", "on", "for", "about", "against", "over", "between", "from", "to"};
  uint32_t preposition = child_of(matcher, token, TREE_CASE);
  Str type = matcher->nodes[token].type;
  bool is_found = false;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    is_found |= has_word(matcher, preposition, words[i]);
  }
  return is_found && !str_equal(type, STR("Date")) &&
         !str_equal(type, STR("Time")) && !str_equal(type, STR("Duration"));
}

/// "expect $2 billion in savings": what stands behind a sum tells of it.
static bool is_sum(const RuleMatcher *matcher, uint32_t token) {
  Upos upos = matcher->sentence->tokens[token].upos;
  return upos == UPOS_SYM || upos == UPOS_NUM;
}

/// Is what hangs on the cue behind the content a part of the content? People
/// put their own adverbials before it, or after a comma.
static bool belongs(const RuleMatcher *matcher, const Scope *scope,
                    uint32_t token, bool after_comma) {
  uint32_t head = matcher->sentence->tokens[token].head;
  switch (matcher->nodes[token].label.base) {
  case TREE_CONJ:
    return joins_clause(matcher, scope, token, after_comma);
  case TREE_OBL:
  case TREE_ADVMOD:
  case TREE_ADVCL:
    return head == scope->cue && !after_comma &&
           (rule_part_is_verb(matcher, scope->head) ||
            has_subject(matcher, scope->head) || is_sum(matcher, scope->head) ||
            is_topical(matcher, token));
  default:
    return false;
  }
}

/// A token and all it hangs on.
static TokenSet path_of(const RuleMatcher *matcher, uint32_t token) {
  TokenSet path = rule_set_new(matcher);
  for (; token != TOKEN_NONE && !rule_set_has(&path, token);
       token = matcher->sentence->tokens[token].head) {
    rule_set_add(&path, token);
  }
  return path;
}

/// Draw in one phrase that follows the content directly and hangs on the cue
/// or above it, on its path; false if there is none.
static bool take_next(const RuleMatcher *matcher, Scope *scope,
                      const TokenSet *path) {
  uint32_t end = rule_set_end(matcher, &scope->tokens);
  uint32_t next = end;
  while (next < matcher->count && rule_is_punct(matcher, next)) {
    next++;
  }
  if (next >= matcher->count || rule_quote_of(matcher, scope->head)) {
    return false;
  }
  bool after_comma = next > end;
  for (uint32_t token = next; token != TOKEN_NONE;
       token = matcher->sentence->tokens[token].head) {
    uint32_t head = matcher->sentence->tokens[token].head;
    if (head == TOKEN_NONE || rule_set_has(&scope->tokens, token) ||
        rule_set_has(path, token)) {
      return false;
    }
    if (!rule_set_has(path, head)) {
      continue;
    }
    TokenSet below = rule_set_below(matcher, token);
    if (rule_set_first(matcher, &below) < next ||
        (is_cue(matcher, token) && !is_opinion(matcher, token)) ||
        !belongs(matcher, scope, token, after_comma)) {
      return false;
    }
    rule_set_add_all(&scope->tokens, &below);
    return true;
  }
  return false;
}

static void take_right(const RuleMatcher *matcher, Scope *scope) {
  if (scope->cue == TOKEN_NONE ||
      scope->cue > rule_set_first(matcher, &scope->tokens)) {
    return;
  }
  TokenSet path = path_of(matcher, scope->cue);
  for (uint32_t i = 0; i < MOST_JOINED && take_next(matcher, scope, &path);
       i++) {
  }
}

/// "Said that talks went well and both sides won, but lost time": a clause that
/// the tree joins to the cue, but in the midst of the content, is a part of it.
static void take_inside(const RuleMatcher *matcher, Scope *scope) {
  uint32_t first = rule_set_first(matcher, &scope->tokens);
  uint32_t end = rule_set_end(matcher, &scope->tokens);
  for (uint32_t i = first; scope->cue < first && i < end; i++) {
    bool is_joined = matcher->nodes[i].label.base == TREE_CONJ &&
                     matcher->sentence->tokens[i].head == scope->cue;
    if (is_joined && has_subject(matcher, i) && !is_cue(matcher, i) &&
        !rule_set_has(&scope->tokens, i)) {
      TokenSet below = rule_set_below(matcher, i);
      rule_set_add_all(&scope->tokens, &below);
    }
  }
}

static uint32_t count_tokens(const TokenSet *set) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < set->count; i++) {
    count += (uint32_t)__builtin_popcountll(set->bits[i]);
  }
  return count;
}

static int compare_scopes(const void *left, const void *right) {
  const Scope *a = left;
  const Scope *b = right;
  if (a->size != b->size) {
    return a->size < b->size ? -1 : 1;
  }
  if (a->head != b->head) {
    return a->head < b->head ? -1 : 1;
  }
  return a->rule->rank < b->rule->rank ? -1 : a->rule->rank > b->rule->rank;
}

void rule_scope_finish(RuleMatcher *matcher) {
  for (uint32_t i = 0; i < matcher->scope_count; i++) {
    Scope *scope = &matcher->scopes[i];
    if (rule_set_end(matcher, &scope->tokens) == 0) {
      continue; // what is said is not in this sentence
    }
    take_left(matcher, scope);
    take_sentence(matcher, scope);
    take_inside(matcher, scope);
    take_right(matcher, scope);
    rule_trim(matcher, scope);
    rule_quote_fit(matcher, scope);
  }
  rule_resume(matcher);
  for (uint32_t i = 0; i < matcher->scope_count; i++) {
    matcher->scopes[i].size = count_tokens(&matcher->scopes[i].tokens);
  }
  if (matcher->scope_count) {
    qsort(matcher->scopes, matcher->scope_count, sizeof *matcher->scopes,
          compare_scopes);
  }
}
