/// Regex: PCRE2 with its just-in-time compiler and with limits.
#include "extract/rule/regex.h"

#include <stdlib.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/// Bounds of one match: some milliseconds, some hundred kilobytes. A pattern
/// over one sentence that needs more is a mistake in the pattern.
enum {
  MATCH_LIMIT = 200000,
  DEPTH_LIMIT = 2000,
  HEAP_LIMIT = 2048, ///< KiB
  STACK_FIRST = 32 * 1024,
  STACK_MOST = 512 * 1024,
  MOST_GROUPS = 32
};

struct Regex {
  pcre2_code *code;
};

struct RegexMatcher {
  pcre2_match_data *data;
  pcre2_match_context *context;
  pcre2_jit_stack *stack;
};

static uint32_t options(RegexKind kind) {
  uint32_t text = PCRE2_UTF | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF;
  switch (kind) {
  case REGEX_TEXT:
    return text;
  case REGEX_WHOLE:
    return text | PCRE2_ANCHORED | PCRE2_ENDANCHORED;
  case REGEX_CASELESS:
    return text | PCRE2_ANCHORED | PCRE2_ENDANCHORED | PCRE2_CASELESS;
  case REGEX_BYTES:
    return PCRE2_DOTALL;
  }
  return text;
}

Regex *regex_compile(Str pattern, RegexKind kind, Arena *arena, Str *message,
                     size_t *offset) {
  int error = 0;
  PCRE2_SIZE place = 0;
  pcre2_code *code = pcre2_compile((PCRE2_SPTR)pattern.data, pattern.length,
                                   options(kind) | PCRE2_NEVER_BACKSLASH_C,
                                   &error, &place, NULL);
  if (!code) {
    char words[256];
    pcre2_get_error_message(error, (PCRE2_UCHAR *)words, sizeof words);
    *message = arena_copy(arena, str_from(words));
    *offset = place;
    return NULL;
  }
  // Where there is no JIT the interpreter gives the same matches.
  (void)pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);
  Regex *regex = ARENA_NEW(arena, Regex, 1);
  regex->code = code;
  return regex;
}

void regex_free(Regex *regex) {
  if (regex) {
    pcre2_code_free(regex->code);
    regex->code = NULL;
  }
}

uint32_t regex_group_count(const Regex *regex) {
  uint32_t count = 0;
  pcre2_pattern_info(regex->code, PCRE2_INFO_NAMECOUNT, &count);
  return count;
}

Str regex_group(const Regex *regex, uint32_t index, uint32_t *number) {
  uint32_t size = 0;
  PCRE2_SPTR table = NULL;
  pcre2_pattern_info(regex->code, PCRE2_INFO_NAMEENTRYSIZE, &size);
  pcre2_pattern_info(regex->code, PCRE2_INFO_NAMETABLE, &table);
  PCRE2_SPTR entry = table + (size_t)index * size;
  *number = (uint32_t)entry[0] << 8 | entry[1];
  return str_from((const char *)entry + 2);
}

RegexMatcher *regex_matcher_new(void) {
  RegexMatcher *matcher = calloc(1, sizeof *matcher);
  if (!matcher) {
    return NULL;
  }
  matcher->data = pcre2_match_data_create(MOST_GROUPS + 1, NULL);
  matcher->context = pcre2_match_context_create(NULL);
  if (!matcher->data || !matcher->context) {
    regex_matcher_free(matcher);
    return NULL;
  }
  pcre2_set_match_limit(matcher->context, MATCH_LIMIT);
  pcre2_set_depth_limit(matcher->context, DEPTH_LIMIT);
  pcre2_set_heap_limit(matcher->context, HEAP_LIMIT);
  // Without a stack of its own the JIT uses 32 KiB of the machine's.
  matcher->stack = pcre2_jit_stack_create(STACK_FIRST, STACK_MOST, NULL);
  if (matcher->stack) {
    pcre2_jit_stack_assign(matcher->context, NULL, matcher->stack);
  }
  return matcher;
}

void regex_matcher_free(RegexMatcher *matcher) {
  if (matcher) {
    pcre2_jit_stack_free(matcher->stack);
    pcre2_match_context_free(matcher->context);
    pcre2_match_data_free(matcher->data);
    free(matcher);
  }
}

RegexResult regex_match(RegexMatcher *matcher, const Regex *regex, Str subject,
                        size_t start) {
  if (!matcher) {
    return REGEX_MEMORY;
  }
  const char *data = subject.data ? subject.data : "";
  int result = pcre2_match(regex->code, (PCRE2_SPTR)data, subject.length, start,
                           0, matcher->data, matcher->context);
  if (result >= 0) {
    return REGEX_FOUND;
  }
  if (result == PCRE2_ERROR_NOMATCH) {
    return REGEX_NONE;
  }
  return result == PCRE2_ERROR_NOMEMORY ? REGEX_MEMORY : REGEX_LIMIT;
}

bool regex_range(const RegexMatcher *matcher, uint32_t group, size_t *begin,
                 size_t *end) {
  if (group >= pcre2_get_ovector_count(matcher->data)) {
    return false;
  }
  const PCRE2_SIZE *ranges = pcre2_get_ovector_pointer(matcher->data);
  if (ranges[2 * group] == PCRE2_UNSET ||
      ranges[2 * group] > ranges[2 * group + 1]) {
    return false;
  }
  *begin = ranges[2 * group];
  *end = ranges[2 * group + 1];
  return true;
}
