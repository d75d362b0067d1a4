/// Word: what the network sees of a token's form.
#ifndef QUERN_EXTRACT_SYNTAX_WORD_H
#define QUERN_EXTRACT_SYNTAX_WORD_H

#include "base/str.h"

/// The hashed features; each has a table of its own.
typedef enum {
  FEATURE_SUFFIX2,
  FEATURE_SUFFIX3,
  FEATURE_SUFFIX4,
  FEATURE_PREFIX3,
  FEATURE_SHAPE,
  FEATURE_COUNT
} Feature;

enum {
  WORD_LONGEST = 64, ///< bytes; the middle of longer forms is not looked at
  FEATURE_ROWS = 1024 + 4096 + 4096 + 4096 + 1024
};

/// A form with case, digits and typographic quotes taken away.
typedef struct {
  char bytes[WORD_LONGEST];
  uint8_t length;
  uint32_t fingerprint;         ///< hash of `bytes`
  uint16_t rows[FEATURE_COUNT]; ///< rows in the joint table of all features
} Word;

/// Look at a form. Deterministic and the same on every machine.
Word word_look(Str form);

#endif
