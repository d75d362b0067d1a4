/// Waking: which rules to try on a sentence, and at which tokens.
///
/// Most rules need a certain lemma at their anchor, or an arc of a certain
/// label. Going from the tokens to these rules costs little, however many
/// others there are.
#include "extract/rule/rule_matcher.h"

/// Note the token as a candidate of a posting's rules of link or later passes,
/// but of those that need arcs it has not.
static void wake(RuleMatcher *matcher, const Posting *posting, bool is_late,
                 uint32_t token) {
  for (uint32_t i = 0; i < posting->count; i++) {
    const PostingEntry *entry = &posting->entries[i];
    if (entry->is_late != is_late ||
        (entry->child && !(entry->child & matcher->child_traits[token])) ||
        (entry->parent && !(entry->parent & matcher->parent_traits[token]))) {
      continue;
    }
    uint32_t rank = entry->rank;
    uint64_t bit = UINT64_C(1) << rank % 64;
    bool is_awake = matcher->woken[rank / 64] & bit;
    uint32_t last = matcher->last_candidate[rank];
    if (is_awake && matcher->candidates[last].token == token) {
      continue;
    }
    uint32_t index = matcher->candidate_count;
    *ARENA_PUSH(matcher->arena, matcher->candidates, matcher->candidate_count,
                matcher->candidate_capacity) = (Candidate){.token = token};
    if (is_awake) {
      matcher->candidates[last].next = index + 1;
    } else {
      matcher->woken[rank / 64] |= bit;
      matcher->first_candidate[rank] = index;
    }
    matcher->last_candidate[rank] = index;
  }
}

void rule_wake_none(RuleMatcher *matcher) {
  memset(matcher->woken, 0,
         (matcher->rules->count / 64 + 1) * sizeof(uint64_t));
  matcher->candidates = NULL;
  matcher->candidate_count = matcher->candidate_capacity = 0;
}

static void wake_by_words(RuleMatcher *matcher, bool is_late) {
  const Rules *rules = matcher->rules;
  for (uint32_t i = 0; i < matcher->count; i++) {
    const Node *node = &matcher->nodes[i];
    wake(matcher, &rules->by_lemma[node->names[ATTRIBUTE_LEMMA]], is_late, i);
    wake(matcher, &rules->by_word[node->names[ATTRIBUTE_WORD]], is_late, i);
  }
}

static void wake_by_bits(RuleMatcher *matcher, const Posting *postings,
                         uint64_t labels, bool is_late, uint32_t token) {
  for (; labels; labels &= labels - 1) {
    wake(matcher, &postings[__builtin_ctzll(labels)], is_late, token);
  }
}

void rule_wake(RuleMatcher *matcher, bool is_late) {
  const Rules *rules = matcher->rules;
  wake_by_words(matcher, is_late);
  for (uint32_t i = 0; i < matcher->count; i++) {
    wake_by_bits(matcher, rules->by_child[is_late], matcher->children[i],
                 is_late, i);
    wake_by_bits(matcher, rules->by_parent[is_late], matcher->parents[i],
                 is_late, i);
  }
}
