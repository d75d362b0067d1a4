/// Ranges of token sets, and their text.
#include "extract/rule/rule_matcher.h"

void rule_set_ranges(const RuleMatcher *matcher, const TokenSet *set,
                     Range **ranges, uint32_t *count) {
  uint32_t capacity = 0;
  const Token *tokens = matcher->sentence->tokens;
  *ranges = NULL;
  *count = 0;
  for (uint32_t i = rule_set_next(set, 0); i != TOKEN_NONE;
       i = rule_set_next(set, i + 1)) {
    bool joins = i > 0 && rule_set_has(set, i - 1) && *count;
    if (joins && (*ranges)[*count - 1].end <= tokens[i].range.begin) {
      (*ranges)[*count - 1].end = tokens[i].range.end;
    } else if (!joins || (*ranges)[*count - 1].end < tokens[i].range.end) {
      *ARENA_PUSH(matcher->made, *ranges, *count, capacity) = tokens[i].range;
    }
  }
}

static bool is_space(char byte) {
  return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

bool rule_range_is_plain(Str text) {
  for (size_t i = 0; i < text.length; i++) {
    if (is_space(text.data[i]) &&
        (text.data[i] != ' ' || (i && is_space(text.data[i - 1])))) {
      return false;
    }
  }
  return true;
}

Str rule_ranges_text(const RuleMatcher *matcher, const Range *ranges,
                     uint32_t count) {
  Str text = matcher->document->text;
  if (count == 0) {
    return (Str){NULL, 0};
  }
  Str first = str_slice(text, ranges[0].begin, ranges[0].end);
  bool is_plain = matcher->is_plain &&
                  ranges[0].begin >= matcher->sentence->range.begin &&
                  ranges[0].end <= matcher->sentence->range.end;
  if (count == 1 && (is_plain || rule_range_is_plain(first))) {
    return first;
  }
  size_t most = 0;
  for (uint32_t i = 0; i < count; i++) {
    most += ranges[i].end - ranges[i].begin + 1;
  }
  char *joined = ARENA_NEW(matcher->made, char, most);
  size_t length = 0;
  for (uint32_t i = 0; i < count; i++) {
    for (uint32_t j = ranges[i].begin; j <= ranges[i].end; j++) {
      bool blank = j == ranges[i].end || is_space(text.data[j]);
      if (!blank) {
        joined[length++] = text.data[j];
      } else if (length && joined[length - 1] != ' ') {
        joined[length++] = ' ';
      }
    }
  }
  length -= length && joined[length - 1] == ' ';
  return (Str){joined, length};
}

Str rule_set_text(const RuleMatcher *matcher, const TokenSet *set) {
  Range *ranges;
  uint32_t count;
  rule_set_ranges(matcher, set, &ranges, &count);
  return rule_ranges_text(matcher, ranges, count);
}
