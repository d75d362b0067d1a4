/// Name tags: what kinds of names there are, and how their tokens are marked.
///
/// A token is outside of names, or the Beginning, the Inside, the End, or the
/// Single token of a name of some kind (BIOES; Ratinov and Roth 2009).
#ifndef QUERN_EXTRACT_SYNTAX_NAME_TAG_H
#define QUERN_EXTRACT_SYNTAX_NAME_TAG_H

#include "base/arena.h"

typedef enum {
  NAME_PERSON,
  NAME_PLACE,
  NAME_ORGANIZATION,
  NAME_EVENT,
  NAME_OTHER, ///< works, laws, products, languages, ...
  NAME_KINDS
} NameKind;

/// The place of a token in its name.
typedef enum {
  NAME_BEGIN,
  NAME_INSIDE,
  NAME_END,
  NAME_SINGLE,
  NAME_PLACES
} NamePlace;

enum { NAME_OUTSIDE = 0, NAME_TAGS = 1 + NAME_KINDS * NAME_PLACES };

static inline uint32_t name_tag(NameKind kind, NamePlace place) {
  return 1 + (uint32_t)kind * NAME_PLACES + (uint32_t)place;
}

/// What the tagger says of a sentence's tokens.
typedef struct {
  float *scores;        ///< [token][NAME_TAGS]; NULL if there is no tagger
  const float *weights; ///< [feature][NAME_TAGS], to be added to the scores
  uint32_t features;
} NameScores;

/// The tokens [begin, end) of a sentence are a name.
typedef struct {
  uint32_t begin;
  uint32_t end;
  NameKind kind;
} NameSpan;

typedef struct {
  NameSpan *spans; ///< in text order, not overlapping
  size_t count;
  size_t capacity;
} NameSpans;

#endif
