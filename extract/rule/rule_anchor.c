/// Anchors over sequences of tokens and over the sentence's text.
#include "extract/rule/rule_matcher.h"

#include "base/utf8.h"

/// The token of a span whose head is outside of it.
static uint32_t head_of(const RuleMatcher *matcher, uint32_t first,
                        uint32_t end) {
  for (uint32_t i = first; i < end; i++) {
    uint32_t head = matcher->sentence->tokens[i].head;
    if (head == TOKEN_NONE || head < first || head >= end) {
      return i;
    }
  }
  return first;
}

/// Is there a token for each test that a match of the sequence must contain?
static bool has_required(RuleMatcher *matcher, const Rule *rule) {
  for (uint64_t bits = rule->required; bits; bits &= bits - 1) {
    TokenSet set = rule_token_tests(matcher, rule->bits[__builtin_ctzll(bits)]);
    uint64_t any = 0;
    for (uint32_t i = 0; i < set.count; i++) {
      any |= set.bits[i];
    }
    if (!any) {
      return false;
    }
  }
  return true;
}

/// Write each token's bits.
static void write_bits(RuleMatcher *matcher, const Rule *rule, uint8_t *bytes) {
  uint32_t width = rule->width;
  for (uint32_t i = 0; width > 1 && i < matcher->count; i++) {
    bytes[(size_t)i * width] = 0x80;
  }
  for (uint32_t bit = 0; bit < rule->bit_count; bit++) {
    TokenSet set = rule_token_tests(matcher, rule->bits[bit]);
    uint32_t place = width == 1 ? 0 : bit / 7;
    uint8_t value = (uint8_t)(1u << (width == 1 ? bit : bit % 7));
    for (uint32_t i = 0; i < set.count; i++) {
      for (uint64_t rest = set.bits[i]; rest; rest &= rest - 1) {
        uint32_t token = 64 * i + (uint32_t)__builtin_ctzll(rest);
        bytes[(size_t)token * width + place] |= value;
      }
    }
  }
}

static void bind_tokens(const Run *run, Binding *binding, size_t begin,
                        size_t end) {
  binding->first = (uint32_t)(begin / run->rule->width);
  binding->end = (uint32_t)(end / run->rule->width);
  binding->token = head_of(run->matcher, binding->first, binding->end);
}

/// Bind bytes of the sentence, and the tokens that they touch.
static void bind_text(const Run *run, Binding *binding, size_t begin,
                      size_t end) {
  const Sentence *sentence = run->matcher->sentence;
  binding->range = (Range){sentence->range.begin + (uint32_t)begin,
                           sentence->range.begin + (uint32_t)end};
  bool is_first = true;
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    Range token = sentence->tokens[i].range;
    if (token.begin < binding->range.end && token.end > binding->range.begin) {
      binding->first = is_first ? i : binding->first;
      binding->end = i + 1;
      is_first = false;
    }
  }
  if (!is_first) {
    binding->token = head_of(run->matcher, binding->first, binding->end);
  }
}

static void bind_groups(Run *run) {
  const Rule *rule = run->rule;
  rule_run_clear(run);
  for (uint32_t group = 1; group < rule->group_count; group++) {
    size_t begin;
    size_t end;
    if (rule->groups[group] == CAPTURE_NONE ||
        !regex_range(run->matcher->regexes, group, &begin, &end) ||
        begin == end) {
      continue;
    }
    Binding *binding = &run->bindings.captures[rule->groups[group]];
    if (rule->anchor == ANCHOR_SEQ) {
      bind_tokens(run, binding, begin, end);
    } else {
      bind_text(run, binding, begin, end);
    }
  }
}

/// Is the first capture's head claimed by another rule?
static bool is_claimed(const Run *run) {
  uint32_t token = run->bindings.captures[0].token;
  if (run->pass != PASS_EMIT || token == TOKEN_NONE) {
    return false;
  }
  uint32_t stopped_by = run->matcher->nodes[token].stopped_by;
  return stopped_by && stopped_by != run->rank + 1;
}

static void trace(const Run *run) {
  if (run->matcher->traces && !run->matcher->traces[run->rank].reached) {
    run->matcher->traces[run->rank].reached = 1;
    run->matcher->traces[run->rank].token = run->bindings.captures[0].token;
  }
}

/// One token, or one character, further.
static size_t next_start(const Run *run, Str subject, size_t start) {
  if (run->rule->anchor == ANCHOR_SEQ) {
    return start + run->rule->width;
  }
  do {
    start++;
  } while (start < subject.length && utf8_is_continuation(subject.data[start]));
  return start;
}

/// Leftmost, greedy, non-overlapping.
static void match_all(Run *run, Str subject) {
  RuleMatcher *matcher = run->matcher;
  size_t start = 0;
  while (start <= subject.length) {
    RegexResult result =
        regex_match(matcher->regexes, run->rule->regex, subject, start);
    size_t begin;
    size_t end;
    rule_limit_regex(matcher, run->rule, result);
    if (result != REGEX_FOUND ||
        !regex_range(matcher->regexes, 0, &begin, &end)) {
      return;
    }
    bind_groups(run);
    if (!is_claimed(run)) {
      trace(run);
      rule_solve(run, 0);
    }
    start = end > start ? end : next_start(run, subject, start);
  }
}

void rule_anchor_run(Run *run) {
  RuleMatcher *matcher = run->matcher;
  const Rule *rule = run->rule;
  if (rule->anchor == ANCHOR_TEXT) {
    Range range = matcher->sentence->range;
    match_all(run, str_slice(matcher->document->text, range.begin, range.end));
    return;
  }
  if (!has_required(matcher, rule)) {
    return;
  }
  size_t length = (size_t)matcher->count * rule->width;
  uint8_t *bytes = ARENA_NEW(matcher->arena, uint8_t, length + 1);
  write_bits(matcher, rule, bytes);
  match_all(run, (Str){(const char *)bytes, length});
}
