/// Regex: a compiled PCRE2 pattern, and matching it within bounds.
#ifndef QUERN_EXTRACT_RULE_REGEX_H
#define QUERN_EXTRACT_RULE_REGEX_H

#include "base/arena.h"

typedef struct Regex Regex;
typedef struct RegexMatcher RegexMatcher;

/// What the bytes of pattern and subject are.
typedef enum {
  REGEX_TEXT,     ///< UTF-8, found anywhere in the subject
  REGEX_WHOLE,    ///< UTF-8, must match the whole subject
  REGEX_CASELESS, ///< UTF-8, whole, upper and lower case are the same
  REGEX_BYTES     ///< bytes, found anywhere
} RegexKind;

/**
   Compile a pattern.

   @param[out] message  What is wrong, in PCRE2's words, in the arena.
   @param[out] offset   Where in the pattern.
   @return Free with regex_free(); NULL on failure.
*/
Regex *regex_compile(Str pattern, RegexKind kind, Arena *arena, Str *message,
                     size_t *offset);
void regex_free(Regex *regex); ///< NULL is allowed

/// Named groups, in alphabetical order.
uint32_t regex_group_count(const Regex *regex);
Str regex_group(const Regex *regex, uint32_t index, uint32_t *number);

/// Scratch memory of one thread; NULL if PCRE2 gets none.
RegexMatcher *regex_matcher_new(void);
void regex_matcher_free(RegexMatcher *matcher); ///< NULL is allowed

typedef enum { REGEX_FOUND, REGEX_NONE, REGEX_LIMIT, REGEX_MEMORY } RegexResult;

/// Look for the pattern from the byte `start` on. REGEX_LIMIT: given up, the
/// subject takes too many steps; REGEX_MEMORY: given up, there is no memory,
/// as always if the matcher is NULL.
RegexResult regex_match(RegexMatcher *matcher, const Regex *regex, Str subject,
                        size_t start);

/// The bytes [begin, end) of a group of the last match, 0 for all of it;
/// false if the group took no part.
bool regex_range(const RegexMatcher *matcher, uint32_t group, size_t *begin,
                 size_t *end);

#endif
