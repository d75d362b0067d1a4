/// Phrases: sets of tokens, and which tokens belong to the phrase of one.
#ifndef QUERN_EXTRACT_RULE_RULE_PHRASE_H
#define QUERN_EXTRACT_RULE_RULE_PHRASE_H

#include "extract/rule/rules.h"

/// A set of tokens of the sentence.
typedef struct {
  uint64_t *bits;
  uint32_t count; ///< words of 64
} TokenSet;

/// An empty set.
TokenSet rule_set_new(const RuleMatcher *matcher);
static inline bool rule_set_has(const TokenSet *set, uint32_t token) {
  return set->bits[token / 64] >> token % 64 & 1;
}
static inline void rule_set_add(TokenSet *set, uint32_t token) {
  set->bits[token / 64] |= UINT64_C(1) << token % 64;
}
static inline void rule_set_remove(TokenSet *set, uint32_t token) {
  set->bits[token / 64] &= ~(UINT64_C(1) << token % 64);
}
/// The first token of a set from a place on; TOKEN_NONE if there is none.
static inline uint32_t rule_set_next(const TokenSet *set, uint32_t from) {
  uint32_t word = from / 64;
  uint64_t bits =
      word < set->count ? set->bits[word] >> from % 64 << from % 64 : 0;
  while (!bits && ++word < set->count) {
    bits = set->bits[word];
  }
  return bits ? 64 * word + (uint32_t)__builtin_ctzll(bits) : TOKEN_NONE;
}
/// Add the first tokens of the sentence.
static inline void rule_set_add_first(TokenSet *set, uint32_t count) {
  memset(set->bits, 0xff, count / 64 * sizeof *set->bits);
  if (count % 64) {
    set->bits[count / 64] |= (UINT64_C(1) << count % 64) - 1;
  }
}
/// A token and all below it in the tree.
void rule_set_subtree(const RuleMatcher *matcher, uint32_t token,
                      TokenSet *set);
typedef enum {
  PHRASE_MINIMAL, ///< what a thing is called
  PHRASE_TEXT,    ///< as written, without clauses of its own
  PHRASE_FULL,    ///< with them
  PHRASE_CLAUSE   ///< a clause without its marker
} PhraseKind;
void rule_phrase(const RuleMatcher *matcher, uint32_t token, PhraseKind kind,
                 TokenSet *set);
/// Remove punctuation beside a token that is not in the set.
void rule_set_close_gaps(const RuleMatcher *matcher, TokenSet *set);
/// The last title before a name ("President" in "new President Xi"); TOKEN_NONE
/// if it has none.
uint32_t rule_phrase_title(const RuleMatcher *matcher, uint32_t token);
/// Remove "that", "to" and punctuation at the edges of a clause's set.
void rule_phrase_bare(const RuleMatcher *matcher, TokenSet *set);
/// All tokens of the mention that a token belongs to; false if none.
bool rule_phrase_mention(const RuleMatcher *matcher, uint32_t token,
                         TokenSet *set);
/// The preposition's tokens.
void rule_phrase_case(const RuleMatcher *matcher, uint32_t token,
                      TokenSet *set);
/// A verb with auxiliaries, negation, adverbs between, and particle; of a noun
/// or adjective with a copula these words without itself.
void rule_phrase_verb(const RuleMatcher *matcher, uint32_t token,
                      TokenSet *set);

// rule_range.c
/// The ranges of a set in the document's text; neighbours are joined.
void rule_set_ranges(const RuleMatcher *matcher, const TokenSet *set,
                     Range **ranges, uint32_t *count);
/// Is every run of white space in a text a single blank?
bool rule_range_is_plain(Str text);
/// The text of ranges, white space made single blanks.
Str rule_ranges_text(const RuleMatcher *matcher, const Range *ranges,
                     uint32_t count);
/// Both of the above, in one.
Str rule_set_text(const RuleMatcher *matcher, const TokenSet *set);

#endif
