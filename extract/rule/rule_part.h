/// Parts: what arguments and predicates are made with.
#ifndef QUERN_EXTRACT_RULE_RULE_PART_H
#define QUERN_EXTRACT_RULE_RULE_PART_H

#include "extract/rule/rule_matcher.h"

static inline bool rule_binding_has_span(const Binding *binding) {
  return binding->end > binding->first;
}

static inline bool rule_binding_has_range(const Binding *binding) {
  return binding->range.end > binding->range.begin;
}

bool rule_part_is_verb(const RuleMatcher *matcher, uint32_t token);

/// The lemma with its particle ("turn down").
Str rule_part_lemma(const RuleMatcher *matcher, uint32_t token);

/// Add the tokens of a capture, seen as a phrase of a kind.
void rule_part_add_phrase(const RuleMatcher *matcher, const Binding *binding,
                          PhraseKind kind, TokenSet *set);

/// Put a word behind a label.
void rule_part_append(const RuleMatcher *matcher, Str *label, Str word);

/// Make an absent part.
void rule_part_begin(const RuleMatcher *matcher, Part *part);

/// Ranges and texts of a part from its tokens, or from bytes of the document.
void rule_part_fill_text(const RuleMatcher *matcher, Part *part,
                         const TokenSet *set, const Range *raw);

#endif
