/// Layout: matching, and the patterns built into the program.
#include "extract/read/layout.h"

#include "base/builtin.h"
#include "base/utf8.h"
#include "extract/read/layout_internal.h"

#include <stdio.h>
#include <stdlib.h>

/// What a hostile line may cost; no pattern comes near on a news page.
enum { MATCH_LIMIT = 100000, DEPTH_LIMIT = 2000 };

struct LayoutMatcher {
  Arena *arena; ///< holds this struct
  const Layout *layout;
  pcre2_match_data *data;
  pcre2_match_context *context;
};

static _Noreturn void fail_to_start(const char *cause) {
  fprintf(stderr, "quern: %s\n", cause);
  exit(STATUS_FAILED);
}

Layout *layout_builtin(void) {
  Str path = STR("extract/read/layout.patterns");
  Report *report = report_new();
  Layout *layout = NULL;
  Status status = layout_compile(builtin_find(path), path, report, &layout);
  report_free(report);
  if (status != STATUS_OK) {
    fail_to_start("the program was built with broken layout patterns");
  }
  return layout;
}

LayoutMatcher *layout_matcher_new(const Layout *layout) {
  Arena *arena = arena_new();
  LayoutMatcher *matcher = ARENA_NEW(arena, LayoutMatcher, 1);
  matcher->arena = arena;
  matcher->layout = layout;
  uint32_t groups = 0;
  for (int kind = 0; kind < LAYOUT_COUNT; kind++) {
    for (size_t i = 0; i < layout->kinds[kind].count; i++) {
      uint32_t count = 0;
      pcre2_pattern_info(layout->kinds[kind].patterns[i].code,
                         PCRE2_INFO_CAPTURECOUNT, &count);
      groups = count > groups ? count : groups;
    }
  }
  matcher->data = pcre2_match_data_create(groups + 1, NULL);
  matcher->context = pcre2_match_context_create(NULL);
  if (!matcher->data || !matcher->context) {
    fail_to_start("out of memory");
  }
  pcre2_set_match_limit(matcher->context, MATCH_LIMIT);
  pcre2_set_depth_limit(matcher->context, DEPTH_LIMIT);
  return matcher;
}

void layout_matcher_free(LayoutMatcher *matcher) {
  if (matcher) {
    pcre2_match_data_free(matcher->data);
    pcre2_match_context_free(matcher->context);
    arena_free(matcher->arena);
  }
}

/// The text of the first group of this name that took part.
static Str get_group(const LayoutMatcher *matcher, const pcre2_code *code,
                     const char *name, Str text) {
  PCRE2_SPTR first;
  PCRE2_SPTR last;
  int size =
      pcre2_substring_nametable_scan(code, (PCRE2_SPTR)name, &first, &last);
  const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(matcher->data);
  uint32_t count = pcre2_get_ovector_count(matcher->data);
  for (PCRE2_SPTR entry = first; size > 0 && entry <= last; entry += size) {
    uint32_t group = (uint32_t)entry[0] << 8 | entry[1];
    if (group < count && offsets[2 * group] != PCRE2_UNSET) {
      return str_slice(text, offsets[2 * group], offsets[2 * group + 1]);
    }
  }
  return STR("");
}

/// The first bytes of the text, without half a character.
static Str cut(Str text, size_t length) {
  while (length && utf8_is_continuation(text.data[length])) {
    length--;
  }
  return str_slice(text, 0, length);
}

/// Try the patterns of a kind in turn; the one that matches, or NULL.
static const pcre2_code *find_pattern(LayoutMatcher *matcher, LayoutKind kind,
                                      Str text) {
  const LayoutPatterns *patterns = &matcher->layout->kinds[kind];
  uint8_t first = (uint8_t)text.data[0];
  for (size_t i = 0; i < patterns->count; i++) {
    const LayoutPattern *pattern = &patterns->patterns[i];
    if ((pattern->starts[first / 8] >> first % 8 & 1) &&
        pcre2_match(pattern->code, (PCRE2_SPTR)text.data, text.length, 0,
                    PCRE2_NO_UTF_CHECK, matcher->data, matcher->context) > 0) {
      return pattern->code;
    }
  }
  return NULL;
}

bool layout_match(LayoutMatcher *matcher, LayoutKind kind, Str text,
                  LayoutMatch *match) {
  size_t longest = layout_longest(kind);
  if (text.length > longest) {
    if (layout_is_whole(kind)) {
      return false;
    }
    text = cut(text, longest);
  }
  const pcre2_code *code =
      text.length ? find_pattern(matcher, kind, text) : NULL;
  if (code && match) {
    match->length = pcre2_get_ovector_pointer(matcher->data)[1];
    match->day = get_group(matcher, code, "day", text);
    match->month = get_group(matcher, code, "month", text);
    match->year = get_group(matcher, code, "year", text);
    match->agency = get_group(matcher, code, "agency", text);
    match->author = get_group(matcher, code, "author", text);
  }
  return code != NULL;
}
