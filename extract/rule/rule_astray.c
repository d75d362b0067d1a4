/// Astray: words that the tree hangs in a phrase though they are the verb's.
#include "extract/rule/rule_matcher.h"

/// "The ministry on Tuesday said": is the arc's dependent a day right before
/// the verb above, which is the verb's?
static bool is_day_of_verb(const RuleMatcher *matcher, const Arc *arc) {
  const Token *tokens = matcher->sentence->tokens;
  uint32_t verb = arc->dependent + 1;
  while (verb < matcher->count && tokens[verb].upos == UPOS_AUX) {
    verb++;
  }
  if (arc->label != TREE_NMOD || verb >= matcher->count ||
      tokens[verb].upos != UPOS_VERB ||
      !str_equal(matcher->nodes[arc->dependent].type, STR("Date")) ||
      !str_equal(rule_graph_case(matcher, arc->dependent, TREE_CASE, ' '),
                 STR("on"))) {
    return false;
  }
  uint32_t above = arc->head;
  for (uint32_t i = 0; i < matcher->count && above < verb; i++) {
    above = tokens[above].head;
  }
  return above == verb;
}

/// "told Reuters soldiers had fled": a name right behind the verb of telling is
/// not of the soldiers.
static bool is_told(const RuleMatcher *matcher, const Arc *arc) {
  const Token *tokens = matcher->sentence->tokens;
  return arc->label == TREE_COMPOUND && arc->dependent > 0 &&
         tokens[arc->dependent].upos == UPOS_PROPN &&
         str_equal(tokens[arc->dependent - 1].lemma, STR("tell")) &&
         matcher->nodes[arc->head].label.base == TREE_NSUBJ;
}

bool rule_astray(const RuleMatcher *matcher, const Arc *arc) {
  return is_day_of_verb(matcher, arc) || is_told(matcher, arc);
}
