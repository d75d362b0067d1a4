/// Resumed speech: "We lost, Berg said, but we will try again, she added." Two
/// cues of one speaker share a sentence, and neither reports the other; of two
/// speakers, the last one reports the first.
#include "extract/rule/rule_part.h"

static bool is_pronoun(const RuleMatcher *matcher, uint32_t token) {
  return matcher->sentence->tokens[token].upos == UPOS_PRON;
}

/// Does one mouth say both? A pronoun is taken for whoever spoke before.
static bool is_one_voice(const RuleMatcher *matcher, const Scope *first,
                         const Scope *last) {
  return is_pronoun(matcher, first->source) ||
         is_pronoun(matcher, last->source) ||
         str_equal(matcher->nodes[first->source].word,
                   matcher->nodes[last->source].word);
}

static bool is_cue_of_speaker(const RuleMatcher *matcher, const Scope *scope) {
  return scope->cue != TOKEN_NONE && scope->source != TOKEN_NONE &&
         !scope->is_topic && rule_part_is_verb(matcher, scope->cue);
}

static bool is_comma(const RuleMatcher *matcher, uint32_t token) {
  return str_equal(matcher->sentence->tokens[token].form, STR(","));
}

/// The first word of a set that hangs on none of the set.
static uint32_t head_of(const RuleMatcher *matcher, const TokenSet *set) {
  uint32_t i = rule_set_first(matcher, set);
  for (uint32_t step = 0; step < matcher->count; step++) {
    uint32_t head = matcher->sentence->tokens[i].head;
    if (head == TOKEN_NONE || !rule_set_has(set, head)) {
      break;
    }
    i = head;
  }
  return i;
}

/// Does the last cue end a sentence that the first one, with its speaker,
/// interrupts?
static bool is_around(const RuleMatcher *matcher, const Scope *first,
                      const Scope *last) {
  if (!is_cue_of_speaker(matcher, first) || !is_cue_of_speaker(matcher, last) ||
      !rule_set_has(&last->tokens, first->cue) ||
      !rule_set_has(&last->tokens, first->source)) {
    return false;
  }
  uint32_t end = rule_set_end(matcher, &last->tokens);
  uint32_t left = first->cue < first->source ? first->cue : first->source;
  return last->cue >= end && last->source >= end && left + 1 < end &&
         rule_set_first(matcher, &last->tokens) < left &&
         (rule_set_end(matcher, &first->tokens) == 0 ||
          rule_set_first(matcher, &first->tokens) < left);
}

/// Take the first cue, its speaker and what stands beside them up to the next
/// mark ("Berg told reporters") out of what the last cue says.
static void leave_aside(const RuleMatcher *matcher, const Scope *first,
                        Scope *last) {
  TokenSet who = rule_set_below(matcher, first->source);
  rule_set_remove_below(matcher, &who, first->cue, first->source);
  uint32_t begin = first->cue < first->source ? first->cue : first->source;
  uint32_t end = rule_set_end(matcher, &who);
  end = end > first->cue ? end : first->cue + 1;
  while (begin > 0 && !rule_is_punct(matcher, begin - 1)) {
    begin--;
  }
  while (end < matcher->count && !rule_is_punct(matcher, end)) {
    end++;
  }
  begin -= begin > 0 && is_comma(matcher, begin - 1);
  end += end < matcher->count && is_comma(matcher, end);
  for (uint32_t i = begin; i < end; i++) {
    rule_set_remove(&last->tokens, i);
  }
  if (!rule_set_has(&last->tokens, last->head)) {
    last->head = head_of(matcher, &last->tokens);
  }
}

/// Take the last cue and its speaker out of what the first one says.
static void leave_end(const RuleMatcher *matcher, Scope *first,
                      const Scope *last) {
  for (uint32_t i = rule_set_end(matcher, &last->tokens); i < matcher->count;
       i++) {
    rule_set_remove(&first->tokens, i);
  }
}

/// What the last cue's clause is: the first cue, in the tree, is none.
static void move_clauses(RuleMatcher *matcher, const Scope *first,
                         const Scope *last) {
  for (uint32_t i = 0; i < matcher->draft_count; i++) {
    Draft *draft = &matcher->drafts[i];
    if (draft->anchor == last->cue && draft->object_clause == first->cue) {
      draft->object_clause = last->head;
    }
  }
}

void rule_resume(RuleMatcher *matcher) {
  for (uint32_t i = 0; i < matcher->scope_count; i++) {
    for (uint32_t k = 0; k < matcher->scope_count; k++) {
      Scope *first = &matcher->scopes[i];
      Scope *last = &matcher->scopes[k];
      if (i != k && is_around(matcher, first, last)) {
        leave_end(matcher, first, last);
        if (is_one_voice(matcher, first, last)) {
          leave_aside(matcher, first, last);
          move_clauses(matcher, first, last);
          first->resumed_by = last->cue;
        }
      }
    }
  }
}

uint32_t rule_resume_cue(const RuleMatcher *matcher, uint32_t token) {
  for (uint32_t i = 0; i < matcher->scope_count; i++) {
    if (matcher->scopes[i].cue == token) {
      return matcher->scopes[i].resumed_by;
    }
  }
  return TOKEN_NONE;
}

bool rule_resume_repeats(const RuleMatcher *matcher, const Draft *draft) {
  bool is_last = false;
  for (uint32_t i = 0; i < matcher->scope_count; i++) {
    is_last |= matcher->scopes[i].resumed_by == draft->anchor;
  }
  for (uint32_t i = 0; is_last && i < matcher->draft_count; i++) {
    const Draft *other = &matcher->drafts[i];
    if (other == draft) {
      break;
    }
    if (other->anchor == draft->anchor && other->rule == draft->rule &&
        other->object_clause != TOKEN_NONE &&
        other->object_clause == draft->object_clause &&
        other->subject.head == draft->subject.head) {
      return true;
    }
  }
  return false;
}
