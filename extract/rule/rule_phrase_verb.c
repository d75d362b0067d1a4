/// Phrases: the words of a predicate, with auxiliaries, particles and adverbs.
#include "extract/rule/rule_matcher.h"

#define BIT(label) (UINT64_C(1) << (label))

static bool is_child(const RuleMatcher *matcher, uint32_t token,
                     uint32_t head) {
  uint32_t i = matcher->nodes[token].first_parent;
  return i != NO_ARC && matcher->arcs[i].rule == NO_RULE &&
         matcher->arcs[i].head == head;
}

/// Does the token, or one it hangs on below the verb, modify the verb?
static bool is_adverbial(const RuleMatcher *matcher, uint32_t token,
                         uint32_t verb) {
  for (uint32_t depth = 0; depth < 3; depth++) {
    const Label *label = &matcher->nodes[token].label;
    if (is_child(matcher, token, verb)) {
      return label->base == TREE_ADVMOD || label->base == TREE_AUX ||
             label->base == TREE_COP;
    }
    token = matcher->sentence->tokens[token].head;
    if (token >= matcher->count) {
      return false;
    }
  }
  return false;
}

/// Negation belongs to the copula, other adverbs to what they modify.
static bool is_negation(const Node *node) {
  static const char *const words[] = {"not", "n't", "never", "n’t"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (str_equal(node->word, str_from(words[i]))) {
      return true;
    }
  }
  return false;
}

void rule_phrase_verb(const RuleMatcher *matcher, uint32_t token,
                      TokenSet *set) {
  const Node *node = &matcher->nodes[token];
  bool is_copular = matcher->children[token] & BIT(TREE_COP);
  if (!is_copular) {
    rule_set_add(set, token);
    for (uint32_t i = token; i > 0 && is_adverbial(matcher, i - 1, token);
         i--) {
      rule_set_add(set, i - 1);
    }
  }
  for (uint32_t i = node->first_child; i != NO_ARC;
       i = matcher->arcs[i].next_child) {
    const Arc *arc = &matcher->arcs[i];
    if (arc->rule != NO_RULE) {
      continue;
    }
    bool is_particle = arc->label == TREE_COMPOUND && !arc->is_bare;
    if (arc->label == TREE_AUX || arc->label == TREE_COP || is_particle ||
        (arc->label == TREE_ADVMOD &&
         is_negation(&matcher->nodes[arc->dependent]))) {
      rule_set_add(set, arc->dependent);
    }
  }
}
