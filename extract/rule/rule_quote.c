/// Quotations in a sentence: the strongest boundaries of what is said.
#include "extract/rule/rule_matcher.h"

const Quote *rule_quote_of(const RuleMatcher *matcher, uint32_t token) {
  return matcher->quotes && token < matcher->count ? matcher->quotes[token]
                                                   : NULL;
}

/// Does a token begin or end a quotation?
static bool is_mark(const RuleMatcher *matcher, uint32_t token) {
  const Quote *quote = rule_quote_of(matcher, token);
  Range range = matcher->sentence->tokens[token].range;
  return quote && rule_is_punct(matcher, token) &&
         (range.begin == quote->range.begin ||
          (!quote->is_open && range.end == quote->range.end));
}

void rule_quote_find(RuleMatcher *matcher) {
  const Quotes *quotes = matcher->document->quotes;
  matcher->quotes = NULL;
  if (!quotes || quotes->count == 0) {
    return;
  }
  matcher->quotes = ARENA_NEW(matcher->arena, const Quote *, matcher->count);
  matcher->quote_marks = rule_set_new(matcher);
  for (uint32_t i = 0; i < matcher->count; i++) {
    matcher->quotes[i] = quotes_at(quotes, matcher->sentence->tokens[i].range);
    if (is_mark(matcher, i)) {
      rule_set_add(&matcher->quote_marks, i);
    }
  }
}

bool rule_quote_holds(const RuleMatcher *matcher, const Quote *quote,
                      uint32_t token) {
  return token != TOKEN_NONE && rule_quote_of(matcher, token) == quote;
}

/// Is half of a quotation, which begins at a token, in the set? Less is a
/// stray arc of the tree.
static bool touches(const RuleMatcher *matcher, const TokenSet *set,
                    const Quote *quote, uint32_t first) {
  uint32_t in = 0;
  uint32_t all = 0;
  for (uint32_t i = first; rule_quote_of(matcher, i) == quote; i++) {
    if (!rule_is_punct(matcher, i)) {
      all++;
      in += rule_set_has(set, i);
    }
  }
  return in > 0 && 2 * in >= all;
}

/// Does a content reach into a quotation in which nobody speaks it?
static bool is_quoted(const RuleMatcher *matcher, const Scope *scope,
                      const Quote *quote, uint32_t first) {
  return !rule_quote_holds(matcher, quote, scope->source) &&
         !rule_quote_holds(matcher, quote, scope->cue) &&
         (rule_quote_holds(matcher, quote, scope->head) ||
          touches(matcher, &scope->tokens, quote, first));
}

/// Has no other attribution of the sentence a better claim to a quotation?
static bool is_free(const RuleMatcher *matcher, const Scope *scope,
                    const Quote *quote, uint32_t first) {
  for (uint32_t i = 0; i < matcher->scope_count; i++) {
    const Scope *other = &matcher->scopes[i];
    if (other != scope && is_quoted(matcher, other, quote, first)) {
      return false;
    }
  }
  return !rule_quote_holds(matcher, quote, scope->source);
}

/// `said "we won," and left`: where a quotation that ends with a comma is all
/// of a content so far, what is joined behind it is the narrator's. Gives the
/// place behind the quotation; the count of tokens if there is none such.
static uint32_t end_of_said(const RuleMatcher *matcher, const Scope *scope) {
  const Quote *quote = rule_quote_of(matcher, scope->head);
  uint32_t end = scope->head;
  while (end < matcher->count && rule_quote_of(matcher, end) == quote) {
    end++;
  }
  bool is_parted = end >= 2 && end < matcher->count &&
                   str_equal(matcher->nodes[end - 2].word, STR(",")) &&
                   matcher->sentence->tokens[end].upos == UPOS_CCONJ;
  for (uint32_t i = 0; i < end && is_parted; i++) {
    is_parted = rule_is_punct(matcher, i) || !rule_set_has(&scope->tokens, i) ||
                rule_quote_of(matcher, i) == quote;
  }
  return quote && is_parted && scope->cue != TOKEN_NONE &&
                 scope->cue < scope->head
             ? end
             : matcher->count;
}

static void fit_quotes(const RuleMatcher *matcher, Scope *scope) {
  for (uint32_t i = end_of_said(matcher, scope); i < matcher->count; i++) {
    rule_set_remove(&scope->tokens, i);
  }
  const Quote *around = rule_quote_of(matcher, scope->cue);
  bool is_direct = rule_quote_of(matcher, scope->head) != NULL;
  const Quote *last = NULL;
  bool is_mine = false;
  for (uint32_t i = 0; i < matcher->count; i++) {
    const Quote *quote = rule_quote_of(matcher, i);
    if (around && quote != around) {
      rule_set_remove(&scope->tokens, i);
    }
    if (around || !quote) {
      // `"We won," he said, and left`: what is not quoted is not said.
      if (!around && is_direct && scope->cue != TOKEN_NONE && i > scope->cue &&
          scope->cue > scope->head) {
        rule_set_remove(&scope->tokens, i);
      }
      continue;
    }
    if (quote != last) {
      last = quote;
      is_mine = is_quoted(matcher, scope, quote, i) ||
                (is_direct && scope->cue != TOKEN_NONE && i > scope->cue &&
                 is_free(matcher, scope, quote, i));
    }
    if (is_mine) {
      rule_set_add(&scope->tokens, i);
    } else {
      rule_set_remove(&scope->tokens, i);
    }
  }
}

/// "“We won,” the chief, Ida Holm, said": what stands between a direct
/// quotation and its cue is not said.
static void leave_speaker(const RuleMatcher *matcher, Scope *scope) {
  if (scope->cue == TOKEN_NONE || scope->head > scope->cue ||
      !rule_quote_of(matcher, scope->head) ||
      rule_quote_of(matcher, scope->cue)) {
    return;
  }
  for (uint32_t i = scope->cue; i > 0 && !rule_quote_of(matcher, i - 1); i--) {
    rule_set_remove(&scope->tokens, i - 1);
  }
}

/// May a token of punctuation stand at the edge of a content?
static bool is_edge(const RuleMatcher *matcher, const Scope *scope,
                    uint32_t token) {
  const Quote *quote = rule_quote_of(matcher, token);
  return !rule_is_punct(matcher, token) ||
         (quote && !rule_quote_holds(matcher, quote, scope->cue));
}

/// Take punctuation off the edges, and put it in between neighbours.
static void fit_punctuation(const RuleMatcher *matcher, Scope *scope) {
  TokenSet *set = &scope->tokens;
  uint32_t count = matcher->count;
  for (uint32_t i = 1; i + 1 < count; i++) {
    if (rule_is_punct(matcher, i) && rule_set_has(set, i - 1) &&
        rule_set_has(set, i + 1)) {
      rule_set_add(set, i);
    }
  }
  for (uint32_t i = 0; i < count; i++) {
    bool at_edge = i == 0 || !rule_set_has(set, i - 1);
    if (at_edge && !is_edge(matcher, scope, i)) {
      rule_set_remove(set, i);
    }
  }
  for (uint32_t i = count; i > 0; i--) {
    bool at_edge = i == count || !rule_set_has(set, i);
    if (at_edge && !is_edge(matcher, scope, i - 1)) {
      rule_set_remove(set, i - 1);
    }
  }
}

/// "“He told me ‘go’ then,” she said": a quotation within one is no Quote.
static void hug(const RuleMatcher *matcher, Scope *scope) {
  static const char *const marks[][2] = {
      {"‘", "’"}, {"'", "'"}, {"“", "”"}, {"\"", "\""}};
  uint32_t first = 0;
  while (first < matcher->count && !rule_set_has(&scope->tokens, first)) {
    first++;
  }
  uint32_t end = first;
  while (end < matcher->count && rule_set_has(&scope->tokens, end)) {
    end++;
  }
  const Token *tokens = matcher->sentence->tokens;
  for (size_t i = 0; first > 0 && i < sizeof marks / sizeof *marks; i++) {
    if (!str_equal(tokens[first - 1].form, str_from(marks[i][0]))) {
      continue;
    }
    for (uint32_t last = end; last < end + 2 && last < matcher->count; last++) {
      if (str_equal(tokens[last].form, str_from(marks[i][1]))) {
        for (uint32_t k = first - 1; k <= last; k++) {
          rule_set_add(&scope->tokens, k);
        }
        return;
      }
    }
  }
}

/// The other mark of the quotation that a token begins or ends; TOKEN_NONE if
/// it is no mark or the other one is missing in the sentence.
static uint32_t other_mark(const RuleMatcher *matcher, uint32_t token) {
  const Quote *quote = rule_quote_of(matcher, token);
  if (!is_mark(matcher, token) || quote->is_open) {
    return TOKEN_NONE;
  }
  uint32_t other = token;
  if (matcher->sentence->tokens[token].range.begin == quote->range.begin) {
    while (rule_quote_of(matcher, other + 1) == quote) {
      other++;
    }
  } else {
    while (other > 0 && rule_quote_of(matcher, other - 1) == quote) {
      other--;
    }
  }
  return other != token && is_mark(matcher, other) ? other : TOKEN_NONE;
}

/// The first mark of a quotation in the sentence; TOKEN_NONE: there is none.
static uint32_t first_mark(const RuleMatcher *matcher) {
  return matcher->quotes ? rule_set_next(&matcher->quote_marks, 0) : TOKEN_NONE;
}

void rule_quote_unmark(const RuleMatcher *matcher, TokenSet *set) {
  for (uint32_t i = first_mark(matcher); i != TOKEN_NONE;
       i = rule_set_next(&matcher->quote_marks, i + 1)) {
    rule_set_remove(set, i);
  }
}

void rule_quote_pair(const RuleMatcher *matcher, TokenSet *set) {
  for (uint32_t i = first_mark(matcher); i != TOKEN_NONE;
       i = rule_set_next(&matcher->quote_marks, i + 1)) {
    uint32_t other = rule_set_has(set, i) ? other_mark(matcher, i) : TOKEN_NONE;
    if (other == TOKEN_NONE || rule_set_has(set, other)) {
      continue;
    }
    uint32_t beside = other > i ? other - 1 : other + 1;
    while (beside > i && rule_is_punct(matcher, beside)) { // `"odd," he said`
      beside--;
    }
    if (beside != i && rule_set_has(set, beside)) {
      for (uint32_t k = beside + 1; k < other; k++) {
        rule_set_add(set, k);
      }
      rule_set_add(set, other);
    } else {
      rule_set_remove(set, i);
    }
  }
}

static bool is_word(const RuleMatcher *matcher, uint32_t token,
                    const char *word) {
  return str_equal(matcher->nodes[token].word, str_from(word));
}

void rule_bracket_pair(const RuleMatcher *matcher, TokenSet *set) {
  bool is_open = false;
  for (uint32_t i = 0; i < matcher->count; i++) {
    bool is_inside = rule_set_has(set, i);
    if (!is_inside && is_open && is_word(matcher, i, ")")) {
      rule_set_add(set, i);
    }
    is_open = is_inside && !is_word(matcher, i, ")") &&
              (is_open || is_word(matcher, i, "("));
  }
}

/// Marks without a word between them are no content.
static void drop_wordless(const RuleMatcher *matcher, Scope *scope) {
  for (uint32_t i = 0; i < matcher->count; i++) {
    if (rule_set_has(&scope->tokens, i) && !rule_is_punct(matcher, i)) {
      return;
    }
  }
  memset(scope->tokens.bits, 0, scope->tokens.count * sizeof(uint64_t));
}

void rule_quote_fit(const RuleMatcher *matcher, Scope *scope) {
  fit_quotes(matcher, scope);
  leave_speaker(matcher, scope);
  fit_punctuation(matcher, scope);
  drop_wordless(matcher, scope);
  if (rule_quote_of(matcher, scope->cue)) {
    hug(matcher, scope);
  }
}
