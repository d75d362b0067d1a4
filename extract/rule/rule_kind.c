/// Kinds: an office or another kind of thing, with the words before it that
/// say which ("deputy energy minister").
#include "base/utf8.h"
#include "extract/rule/rule_part.h"

/// Add a modifier's words, without names and punctuation beside it.
static void add_modifier(const RuleMatcher *matcher, uint32_t token,
                         uint32_t head, TokenSet *set) {
  TokenSet below = rule_set_new(matcher);
  rule_set_subtree(matcher, token, &below);
  uint32_t name = matcher->nodes[head].mention;
  for (uint32_t i = 0; i < head; i++) {
    const Node *node = &matcher->nodes[i];
    bool is_name = node->type.length > 0 && node->mention != name;
    bool is_word =
        node->label.base != TREE_CASE && node->label.base != TREE_DET;
    if (rule_set_has(&below, i) && !is_name && is_word) {
      rule_set_add(set, i);
    }
  }
}

void rule_kind_add(const RuleMatcher *matcher, uint32_t head,
                   const Binding *modifiers, TokenSet *set) {
  if (modifiers->many_count < 2 && modifiers->token != TOKEN_NONE) {
    add_modifier(matcher, modifiers->token, head, set);
  }
  for (uint32_t i = 0; i < modifiers->many_count; i++) {
    add_modifier(matcher, modifiers->many[i], head, set);
  }
  rule_set_close_gaps(matcher, set);
  rule_set_add(set, head);
}

/// "Foreign" in lower case; "CEO" stays.
static Str lower_word(const RuleMatcher *matcher, Str word) {
  for (size_t i = 1; i < word.length; i++) {
    if (word.data[i] >= 'a' && word.data[i] <= 'z') {
      return utf8_fold(matcher->made, word);
    }
  }
  return word;
}

Str rule_kind_label(const RuleMatcher *matcher, uint32_t head,
                    const Binding *modifiers) {
  TokenSet set = rule_set_new(matcher);
  rule_kind_add(matcher, head, modifiers, &set);
  rule_set_remove(&set, head);
  Str label = {NULL, 0};
  Str words = rule_set_text(matcher, &set);
  while (words.length) {
    size_t length = 0;
    while (length < words.length && words.data[length] != ' ') {
      length++;
    }
    rule_part_append(matcher, &label,
                     lower_word(matcher, str_slice(words, 0, length)));
    size_t next = length < words.length ? length + 1 : length;
    words = str_slice(words, next, words.length);
  }
  Str lemma = lower_word(matcher, rule_part_lemma(matcher, head));
  rule_part_append(matcher, &label, lemma);
  return label;
}
