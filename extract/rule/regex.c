/// Regex: PCRE2 with its just-in-time compiler and with limits.
#include "extract/rule/regex.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

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

/// Machine code is made when a pattern is first tried: many never are in a run,
/// and it takes a good part of the program's start.
typedef struct {
  atomic_bool is_made;
  pthread_mutex_t lock;
} MachineCode;

struct Regex {
  pcre2_code *code;
  MachineCode *machine;
  bool has_first;    ///< a match begins with one of `first`
  uint64_t first[4]; ///< bits of bytes
  bool has_last;     ///< a match contains `last`
  uint8_t last;
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

static void add_first(Regex *regex, uint32_t byte) {
  regex->first[byte / 64] |= UINT64_C(1) << byte % 64;
  regex->has_first = true;
}

/// Find the bytes with which a match of a whole subject can begin. PCRE2 tells
/// them of patterns that are not anchored.
static void find_first(Regex *regex, Str pattern, uint32_t flags) {
  int error = 0;
  PCRE2_SIZE place = 0;
  pcre2_code *code =
      pcre2_compile((PCRE2_SPTR)pattern.data, pattern.length,
                    flags & ~(uint32_t)PCRE2_ANCHORED, &error, &place, NULL);
  if (!code) {
    return;
  }
  uint32_t kind = 0;
  uint32_t unit = 0;
  const uint8_t *table = NULL;
  pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODETYPE, &kind);
  pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODEUNIT, &unit);
  pcre2_pattern_info(code, PCRE2_INFO_FIRSTBITMAP, &table);
  if (kind == 1) {
    add_first(regex, unit);
  }
  for (uint32_t byte = 0; kind == 0 && table && byte < 256; byte++) {
    if (table[byte / 8] >> byte % 8 & 1) {
      add_first(regex, byte);
    }
  }
  pcre2_code_free(code);
}

/// Find what tells quickly that a subject does not match.
static void find_bytes(Regex *regex, Str pattern, RegexKind kind) {
  if (kind == REGEX_WHOLE) {
    find_first(regex, pattern, options(kind) | PCRE2_NEVER_BACKSLASH_C);
  } else if (kind == REGEX_TEXT) {
    uint32_t type = 0;
    uint32_t unit = 0;
    pcre2_pattern_info(regex->code, PCRE2_INFO_LASTCODETYPE, &type);
    pcre2_pattern_info(regex->code, PCRE2_INFO_LASTCODEUNIT, &unit);
    // A letter may stand for its other case.
    regex->has_last = type == 1 && unit > ' ' && unit < 'A';
    regex->last = (uint8_t)unit;
  }
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
  Regex *regex = ARENA_NEW(arena, Regex, 1);
  regex->code = code;
  regex->machine = ARENA_NEW(arena, MachineCode, 1);
  atomic_init(&regex->machine->is_made, false);
  pthread_mutex_init(&regex->machine->lock, NULL);
  find_bytes(regex, pattern, kind);
  return regex;
}

void regex_free(Regex *regex) {
  if (regex && regex->code) {
    pcre2_code_free(regex->code);
    pthread_mutex_destroy(&regex->machine->lock);
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

/// Does a byte of the subject tell that it does not match?
static bool cannot_match(const Regex *regex, Str subject, size_t start) {
  if (start >= subject.length) {
    return false;
  }
  const char *rest = subject.data + start;
  uint8_t byte = (uint8_t)*rest;
  return (regex->has_first && !(regex->first[byte / 64] >> byte % 64 & 1)) ||
         (regex->has_last &&
          !memchr(rest, regex->last, subject.length - start));
}

/// One thread makes it, the others wait: what is matched, and within which
/// limits, must not depend on who comes first.
static void ensure_machine_code(const Regex *regex) {
  MachineCode *machine = regex->machine;
  if (atomic_load_explicit(&machine->is_made, memory_order_acquire)) {
    return;
  }
  pthread_mutex_lock(&machine->lock);
  if (!atomic_load_explicit(&machine->is_made, memory_order_relaxed)) {
    // Where there is no JIT the interpreter gives the same matches.
    (void)pcre2_jit_compile(regex->code, PCRE2_JIT_COMPLETE);
    atomic_store_explicit(&machine->is_made, true, memory_order_release);
  }
  pthread_mutex_unlock(&machine->lock);
}

RegexResult regex_match(RegexMatcher *matcher, const Regex *regex, Str subject,
                        size_t start) {
  if (!matcher) {
    return REGEX_MEMORY;
  }
  if (cannot_match(regex, subject, start)) {
    return REGEX_NONE;
  }
  ensure_machine_code(regex);
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
