/// Phrases: which tokens belong to the phrase or clause of a token.
#include "extract/rule/rule_matcher.h"

#define BIT(label) (UINT64_C(1) << (label))

/// Children that a phrase never takes with it at its top: they belong to the
/// sentence around, or are facts of their own.
static const uint64_t apart = BIT(TREE_PUNCT) | BIT(TREE_CONJ) | BIT(TREE_CC) |
                              BIT(TREE_PARATAXIS) | BIT(TREE_DISCOURSE) |
                              BIT(TREE_VOCATIVE) | BIT(TREE_LIST) |
                              BIT(TREE_DISLOCATED) | BIT(TREE_REPARANDUM);

/// Children of a noun or adjective that is a predicate ("was a bank").
static const uint64_t predicative =
    BIT(TREE_COP) | BIT(TREE_NSUBJ) | BIT(TREE_CSUBJ) | BIT(TREE_AUX) |
    BIT(TREE_MARK) | BIT(TREE_EXPL) | BIT(TREE_ADVCL) | BIT(TREE_CCOMP);

/// What a minimal phrase keeps.
static const uint64_t core = BIT(TREE_COMPOUND) | BIT(TREE_FLAT) |
                             BIT(TREE_FIXED) | BIT(TREE_GOESWITH) |
                             BIT(TREE_AMOD);

TokenSet rule_set_new(const RuleMatcher *matcher) {
  uint32_t count = matcher->count / 64 + 1;
  return (TokenSet){ARENA_NEW(matcher->arena, uint64_t, count), count};
}

/// Should an arc be followed, at this depth below the phrase's head?
typedef bool (*Follow)(const RuleMatcher *matcher, const Arc *arc,
                       uint32_t depth);

static void gather(const RuleMatcher *matcher, uint32_t token, Follow follow,
                   uint32_t depth, TokenSet *set) {
  rule_set_add(set, token);
  for (uint32_t i = matcher->nodes[token].first_child; i != NO_ARC;
       i = matcher->arcs[i].next_child) {
    const Arc *arc = &matcher->arcs[i];
    if (arc->rule == NO_RULE && !rule_set_has(set, arc->dependent) &&
        (!follow || follow(matcher, arc, depth))) {
      gather(matcher, arc->dependent, follow, depth + 1, set);
    }
  }
}

void rule_set_subtree(const RuleMatcher *matcher, uint32_t token,
                      TokenSet *set) {
  gather(matcher, token, NULL, 0, set);
}

static bool is_predicate(const RuleMatcher *matcher, uint32_t token) {
  return matcher->children[token] &
         (BIT(TREE_COP) | BIT(TREE_NSUBJ) | BIT(TREE_CSUBJ));
}

static bool has_comma_before(const RuleMatcher *matcher, const Arc *arc) {
  // The clause's first token is the leftmost below it.
  uint32_t first = arc->dependent;
  for (uint32_t i = matcher->nodes[first].first_child; i != NO_ARC;
       i = matcher->arcs[i].next_child) {
    const Arc *below = &matcher->arcs[i];
    if (below->rule == NO_RULE && below->label != TREE_PUNCT &&
        below->dependent < first) {
      first = below->dependent;
    }
  }
  uint32_t commas = first;
  return commas > 0 && rule_is_punct(matcher, commas - 1);
}

static bool is_clause_label(uint8_t label) {
  return label == TREE_ACL || label == TREE_ADVCL;
}

static bool is_relative(const RuleMatcher *matcher, const Arc *arc) {
  return arc->label == TREE_ACL &&
         str_equal(matcher->sentence->tokens[arc->dependent].relation,
                   STR("acl:relcl"));
}

/// May the head keep its number in the shortest phrase? Of things there are
/// numbers ("two ships"); money and names are called by theirs.
static bool keeps_number(const RuleMatcher *matcher, uint32_t head) {
  return matcher->sentence->tokens[head].upos != UPOS_NOUN;
}

/// "Bank of England": a name within a name.
static bool is_name_of_name(const RuleMatcher *matcher, const Arc *arc) {
  const Token *tokens = matcher->sentence->tokens;
  return arc->label == TREE_NMOD && tokens[arc->head].upos == UPOS_PROPN &&
         tokens[arc->dependent].upos == UPOS_PROPN &&
         arc->dependent > arc->head && arc->dependent - arc->head <= 3 &&
         str_equal(rule_graph_case(matcher, arc->dependent, TREE_CASE, ' '),
                   STR("of"));
}

static bool has_relation(const RuleMatcher *matcher, const Arc *arc,
                         const char *relation) {
  return arc->rule == NO_RULE &&
         str_equal(matcher->sentence->tokens[arc->dependent].relation,
                   str_from(relation));
}

uint32_t rule_phrase_title(const RuleMatcher *matcher, uint32_t token) {
  uint32_t title = TOKEN_NONE;
  for (uint32_t i = matcher->nodes[token].first_child; i != NO_ARC;
       i = matcher->arcs[i].next_child) {
    const Arc *arc = &matcher->arcs[i];
    if (arc->dependent < token && has_relation(matcher, arc, "nmod:desc")) {
      title = arc->dependent;
    }
  }
  return title;
}

/// "new President Xi": what stands before a title belongs to the title.
static bool is_of_title(const RuleMatcher *matcher, const Arc *arc) {
  uint32_t title = rule_phrase_title(matcher, arc->head);
  return title != TOKEN_NONE && arc->dependent < title;
}

/// "sold Sudmark two ships": a name before the number is not of the ships.
static bool is_before_number(const RuleMatcher *matcher, const Arc *arc) {
  if (arc->label != TREE_COMPOUND || !keeps_number(matcher, arc->dependent) ||
      keeps_number(matcher, arc->head)) {
    return false;
  }
  bool is_found = false;
  for (uint32_t i = matcher->nodes[arc->head].first_child; i != NO_ARC;
       i = matcher->arcs[i].next_child) {
    const Arc *other = &matcher->arcs[i];
    is_found |= other->rule == NO_RULE && other->label == TREE_NUMMOD &&
                other->dependent > arc->dependent &&
                other->dependent < arc->head;
  }
  return is_found;
}

/// "two weeks ago": what follows such an adverb belongs to something else.
static bool is_after_adverb(const RuleMatcher *matcher, const Arc *arc) {
  return arc->label == TREE_ADVMOD && arc->dependent > arc->head &&
         matcher->sentence->tokens[arc->head].upos == UPOS_ADV;
}

/// "whose firm": the word stands for what the relative clause is about.
static bool is_whose(const RuleMatcher *matcher, const Arc *arc) {
  return str_equal(matcher->sentence->tokens[arc->dependent].xpos, STR("WP$"));
}

static bool follow_minimal(const RuleMatcher *matcher, const Arc *arc,
                           uint32_t depth) {
  if (depth == 0) {
    bool is_particle =
        arc->label == TREE_COMPOUND && !arc->is_bare; // "turn down"
    return (BIT(arc->label) & core && !is_particle &&
            !is_of_title(matcher, arc) && !is_before_number(matcher, arc) &&
            !rule_astray(matcher, arc)) ||
           (arc->label == TREE_NUMMOD && keeps_number(matcher, arc->head)) ||
           is_name_of_name(matcher, arc);
  }
  return arc->label != TREE_PUNCT && !is_clause_label(arc->label) &&
         arc->label != TREE_APPOS && arc->label != TREE_PARATAXIS;
}

/// "However, this is important", "is still at large": what stands before the
/// copula or the preposition is of the clause.
static bool is_of_clause(const RuleMatcher *matcher, const Arc *arc) {
  bool is_found = false;
  for (uint32_t i = matcher->nodes[arc->head].first_child;
       i != NO_ARC && arc->label == TREE_ADVMOD;
       i = matcher->arcs[i].next_child) {
    const Arc *other = &matcher->arcs[i];
    is_found |= (rule_arc_is_tree(other, TREE_COP) ||
                 rule_arc_is_tree(other, TREE_CASE)) &&
                other->dependent > arc->dependent;
  }
  return is_found;
}

/// "by chemist Tobias Wrede": the preposition, hung on the title.
static bool is_case_of_title(const RuleMatcher *matcher, const Arc *arc) {
  return arc->label == TREE_CASE &&
         str_equal(matcher->sentence->tokens[arc->head].relation,
                   STR("nmod:desc"));
}

static bool follow_text(const RuleMatcher *matcher, const Arc *arc,
                        uint32_t depth) {
  if (depth == 0) {
    uint64_t out = apart | BIT(TREE_CASE);
    if (is_predicate(matcher, arc->head)) {
      out |= predicative | BIT(TREE_OBL) |
             (matcher->sentence->tokens[arc->head].upos == UPOS_ADJ
                  ? 0
                  : BIT(TREE_ADVMOD));
    }
    if (BIT(arc->label) & out || is_after_adverb(matcher, arc) ||
        is_whose(matcher, arc) || is_before_number(matcher, arc) ||
        is_of_clause(matcher, arc)) {
      return false;
    }
  }
  if (arc->label == TREE_PUNCT || arc->label == TREE_APPOS ||
      arc->label == TREE_PARATAXIS || is_relative(matcher, arc) ||
      rule_astray(matcher, arc) || is_case_of_title(matcher, arc)) {
    return false;
  }
  return !is_clause_label(arc->label) || !has_comma_before(matcher, arc);
}

static bool follow_full(const RuleMatcher *matcher, const Arc *arc,
                        uint32_t depth) {
  if (depth == 0) {
    uint64_t out = apart | BIT(TREE_CASE);
    out |= matcher->children[arc->head] & BIT(TREE_COP) ? predicative : 0;
    if (BIT(arc->label) & out) {
      return false;
    }
  }
  return arc->label != TREE_PUNCT &&
         !(is_relative(matcher, arc) && has_comma_before(matcher, arc));
}

/// Is the arc's dependent the marker of an indirect question? It changes the
/// sense, as "that" and "to" do not.
static bool asks(const RuleMatcher *matcher, const Arc *arc) {
  Str word = matcher->nodes[arc->dependent].word;
  return matcher->nodes[arc->head].label.base == TREE_CCOMP &&
         (str_equal(word, STR("whether")) || str_equal(word, STR("if")));
}

/// "A day after Berg left", "even if", "is due to leave": a marker with words
/// of its clause before it.
static bool is_within(const RuleMatcher *matcher, const Arc *arc) {
  Str word = matcher->nodes[arc->dependent].word;
  if (str_is(word, "to")) {
    return arc->dependent > 0 &&
           str_is(matcher->nodes[arc->dependent - 1].word, "due");
  }
  bool is_found = false;
  for (uint32_t i = matcher->nodes[arc->head].first_child; i != NO_ARC;
       i = matcher->arcs[i].next_child) {
    const Arc *other = &matcher->arcs[i];
    is_found |= other->rule == NO_RULE && other->dependent < arc->dependent &&
                !(BIT(other->label) & (BIT(TREE_MARK) | apart));
  }
  return is_found && !str_is(word, "that");
}

static bool follow_clause(const RuleMatcher *matcher, const Arc *arc,
                          uint32_t depth) {
  return depth > 0 || arc->label != TREE_MARK || asks(matcher, arc) ||
         is_within(matcher, arc);
}

/// Add punctuation that stands between tokens of the set.
static void fill_punctuation(const RuleMatcher *matcher, TokenSet *set) {
  const TokenSet *marks = &matcher->punctuation;
  for (uint32_t i = rule_set_next(marks, 1); i != TOKEN_NONE;
       i = rule_set_next(marks, i + 1)) {
    if (rule_set_has(set, i - 1) && rule_set_has(set, i + 1)) {
      rule_set_add(set, i);
    }
  }
}

/// Remove punctuation at both ends of the set.
static void trim_punctuation(const RuleMatcher *matcher, TokenSet *set) {
  uint32_t first = rule_set_next(set, 0);
  while (first != TOKEN_NONE && rule_is_punct(matcher, first)) {
    rule_set_remove(set, first);
    first = rule_set_next(set, first);
  }
  for (uint32_t i = matcher->count; i > 0; i--) {
    if (rule_set_has(set, i - 1)) {
      if (!rule_is_punct(matcher, i - 1)) {
        break;
      }
      rule_set_remove(set, i - 1);
    }
  }
}

void rule_set_close_gaps(const RuleMatcher *matcher, TokenSet *set) {
  const TokenSet *marks = &matcher->punctuation;
  for (uint32_t i = rule_set_next(marks, 0); i != TOKEN_NONE;
       i = rule_set_next(marks, i + 1)) {
    bool at_gap = (i > 0 && !rule_set_has(set, i - 1)) ||
                  (i + 1 < matcher->count && !rule_set_has(set, i + 1));
    if (at_gap) {
      rule_set_remove(set, i);
    }
  }
}

void rule_phrase_bare(const RuleMatcher *matcher, TokenSet *set) {
  trim_punctuation(matcher, set);
  uint32_t first = rule_set_next(set, 0);
  if (first != TOKEN_NONE && matcher->nodes[first].label.base == TREE_MARK &&
      (str_equal(matcher->nodes[first].word, STR("that")) ||
       str_equal(matcher->nodes[first].word, STR("to")))) {
    rule_set_remove(set, first);
    trim_punctuation(matcher, set);
  }
  rule_quote_pair(matcher, set);
}

bool rule_phrase_mention(const RuleMatcher *matcher, uint32_t token,
                         TokenSet *set) {
  uint32_t mention = matcher->nodes[token].mention;
  for (uint32_t i = 0; mention && i < matcher->count; i++) {
    if (matcher->nodes[i].mention == mention) {
      rule_set_add(set, i);
    }
  }
  return mention != 0;
}

void rule_phrase(const RuleMatcher *matcher, uint32_t token, PhraseKind kind,
                 TokenSet *set) {
  static const Follow follows[] = {
      [PHRASE_MINIMAL] = follow_minimal,
      [PHRASE_TEXT] = follow_text,
      [PHRASE_FULL] = follow_full,
      [PHRASE_CLAUSE] = follow_clause,
  };
  if (kind == PHRASE_MINIMAL && rule_phrase_mention(matcher, token, set)) {
    return;
  }
  gather(matcher, token, follows[kind], 0, set);
  if (kind == PHRASE_CLAUSE) {
    trim_punctuation(matcher, set);
    rule_quote_pair(matcher, set);
    return;
  }
  if (kind != PHRASE_MINIMAL) {
    rule_phrase_mention(matcher, token, set);
  }
  fill_punctuation(matcher, set);
  rule_quote_pair(matcher, set);
}

void rule_phrase_case(const RuleMatcher *matcher, uint32_t token,
                      TokenSet *set) {
  for (uint32_t i = matcher->nodes[token].first_child; i != NO_ARC;
       i = matcher->arcs[i].next_child) {
    if (rule_arc_is_tree(&matcher->arcs[i], TREE_CASE)) {
      rule_set_subtree(matcher, matcher->arcs[i].dependent, set);
    }
  }
}
