/// Waking: which rules to try on a sentence, and at which tokens.
///
/// Most rules need a certain lemma at their anchor, or an arc of a certain
/// label. Going from the tokens to these rules costs little, however many
/// others there are.
#include "extract/rule/rule_matcher.h"

/// Note the token as a candidate of a posting's rules, but of those that need
/// arcs it has not.
static void wake(RuleMatcher *matcher, const Posting *posting, uint32_t token) {
  const PostingEntry *entries =
      matcher->rules->program.entries + posting->first;
  uint32_t pos = UINT32_C(1) << matcher->sentence->tokens[token].upos;
  uint64_t children = matcher->child_traits[token];
  uint64_t parents = matcher->parent_traits[token];
  for (uint32_t i = 0; i < posting->count; i++) {
    const PostingEntry *entry = &entries[i];
    // One branch instead of three: which of them fails cannot be foreseen.
    bool fits = ((entry->pos & pos) != 0) & ((entry->child & children) != 0) &
                ((entry->parent & parents) != 0);
    if (!fits) {
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

static void wake_by_bits(RuleMatcher *matcher, const Posting *postings,
                         uint64_t bits, uint32_t token) {
  for (; bits; bits &= bits - 1) {
    wake(matcher, &postings[__builtin_ctzll(bits)], token);
  }
}

/// Wake rules by the sets that a token's word or lemma is in.
static void wake_by_name(RuleMatcher *matcher, const Postings *postings,
                         Attribute attribute, uint32_t token) {
  const Program *program = &matcher->rules->program;
  NameId name = matcher->nodes[token].names[attribute];
  const uint64_t *sets = program_sets(program, name);
  const uint64_t *keys = postings->keys[attribute];
  for (uint32_t i = 0; name && i < postings->key_words[attribute]; i++) {
    wake_by_bits(matcher, postings->by_set + 64 * (size_t)i, sets[i] & keys[i],
                 token);
  }
}

void rule_wake(RuleMatcher *matcher, bool is_late) {
  const Postings *postings = &matcher->rules->program.postings[is_late];
  for (uint32_t i = 0; i < matcher->count; i++) {
    wake_by_name(matcher, postings, ATTRIBUTE_LEMMA, i);
    wake_by_name(matcher, postings, ATTRIBUTE_WORD, i);
    wake_by_bits(matcher, postings->by_child, matcher->children[i], i);
    wake_by_bits(matcher, postings->by_parent, matcher->parents[i], i);
  }
}
