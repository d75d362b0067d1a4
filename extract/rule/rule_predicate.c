/// Predicates: their label, and the words of the sentence that say it.
#include "extract/rule/rule_part.h"

/// A child of the token, or the token itself, that is a literal's word.
static uint32_t ground(const RuleMatcher *matcher, uint32_t token, Str word) {
  static const uint64_t function_words =
      UINT64_C(1) << TREE_AUX | UINT64_C(1) << TREE_COP |
      UINT64_C(1) << TREE_CASE | UINT64_C(1) << TREE_MARK |
      UINT64_C(1) << TREE_COMPOUND | UINT64_C(1) << TREE_FIXED;
  const Node *node = &matcher->nodes[token];
  if (str_equal(node->lemma, word) || str_equal(node->word, word)) {
    return token;
  }
  for (uint32_t i = node->first_child; i != NO_ARC;
       i = matcher->arcs[i].next_child) {
    const Arc *arc = &matcher->arcs[i];
    const Node *child = &matcher->nodes[arc->dependent];
    if (arc->rule == NO_RULE && (function_words >> arc->label & 1) &&
        (str_equal(child->lemma, word) || str_equal(child->word, word))) {
      return arc->dependent;
    }
  }
  return TOKEN_NONE;
}

/// Add the tokens that say a literal word of the predicate, if any does.
static uint32_t add_literal(const RuleMatcher *matcher, const Rule *rule,
                            const Bindings *bindings, Str word,
                            TokenSet *words) {
  for (uint8_t i = 0; i < rule->capture_count; i++) {
    uint32_t token = bindings->captures[i].token;
    uint32_t found =
        token == TOKEN_NONE ? TOKEN_NONE : ground(matcher, token, word);
    if (found == TOKEN_NONE) {
      continue;
    }
    uint8_t label = matcher->nodes[found].label.base;
    if (found != token && (label == TREE_COP || label == TREE_AUX)) {
      rule_phrase_verb(matcher, token, words);
    } else if (rule_part_is_verb(matcher, found) && found == token) {
      rule_phrase_verb(matcher, found, words);
    } else {
      rule_set_add(words, found);
    }
    return found;
  }
  return TOKEN_NONE;
}

/// Split a literal at blanks and look for each of its words.
static uint32_t add_literals(const RuleMatcher *matcher, const Rule *rule,
                             const Bindings *bindings, Str text,
                             TokenSet *words) {
  uint32_t first = TOKEN_NONE;
  while (text.length) {
    const char *blank = memchr(text.data, ' ', text.length);
    size_t length = blank ? (size_t)(blank - text.data) : text.length;
    uint32_t found =
        add_literal(matcher, rule, bindings, str_slice(text, 0, length), words);
    first = first == TOKEN_NONE ? found : first;
    text = str_slice(text, blank ? length + 1 : length, text.length);
  }
  return first;
}

/// Add the words of a capture in a predicate, and give its label.
static bool add_predicate_term(const RuleMatcher *matcher, const Term *term,
                               const Bindings *bindings, TokenSet *words,
                               Str *label) {
  const Binding *binding = &bindings->captures[term->capture];
  uint32_t token = binding->token;
  if (token == TOKEN_NONE) {
    return rule_term_label(matcher, term, bindings, label);
  }
  bool is_verbal =
      rule_part_is_verb(matcher, token) && !rule_binding_has_span(binding);
  if (term->function == FUNCTION_PHRASE && is_verbal) {
    *label = rule_part_lemma(matcher, token);
  } else if (!rule_term_label(matcher, term, bindings, label)) {
    return false;
  }
  if (term->function == FUNCTION_CASE) {
    rule_phrase_case(matcher, token, words);
  } else if (term->function == FUNCTION_WITH) {
    rule_kind_add(matcher, token, &bindings->captures[term->second], words);
  } else if (is_verbal) {
    rule_phrase_verb(matcher, token, words);
  } else if (term->function == FUNCTION_PHRASE) {
    rule_part_add_phrase(matcher, binding, PHRASE_MINIMAL, words);
  } else {
    rule_set_add(words, token);
  }
  return true;
}

bool rule_part_predicate(const RuleMatcher *matcher, const Rule *rule,
                         const Action *action, const Bindings *bindings,
                         TokenSet *words, Part *part) {
  rule_part_begin(matcher, part);
  part->kind = PART_LITERAL;
  uint32_t grounded = TOKEN_NONE;
  for (uint32_t i = 0; i < action->predicate.count; i++) {
    const Term *term = &action->predicate.terms[i];
    Str word = term->word.text;
    if (term->capture == CAPTURE_NONE) {
      uint32_t found = add_literals(matcher, rule, bindings, word, words);
      grounded = grounded == TOKEN_NONE ? found : grounded;
    } else {
      if (!add_predicate_term(matcher, term, bindings, words, &word)) {
        return false;
      }
      uint32_t token = bindings->captures[term->capture].token;
      part->head = part->head == TOKEN_NONE ? token : part->head;
    }
    rule_part_append(matcher, &part->label, word);
  }
  part->head = part->head == TOKEN_NONE ? grounded : part->head;
  rule_part_fill_text(matcher, part, words, NULL);
  const MapEntry *entry = map_find(matcher->rules->predicates, part->label);
  if (entry) {
    part->type = ((const Predicate *)entry->pointer)->iri;
  }
  return part->label.length > 0;
}
