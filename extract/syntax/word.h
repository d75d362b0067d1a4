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

enum { WORD_PIECES_MOST = 8 };

/// The words and word pieces that have vectors. Pieces that go on with a word
/// begin with "##".
typedef struct {
  const uint32_t *fingerprints; ///< ascending
  uint32_t count;
} WordTable;

/// Look at a form. Deterministic and the same on every machine.
Word word_look(Str form);

/// Index of the word with a fingerprint in the table; `count` if there is none.
uint32_t word_table_find(WordTable table, uint32_t wanted);

/// The table's entries that a word is made of: its own, or the longest known
/// beginning, the longest known piece that goes on, and so forth (WordPiece, Wu
/// et al. 2016). Gives their number; letters that no entry has are passed over.
uint32_t word_table_pieces(WordTable table, const Word *word,
                           uint32_t pieces[WORD_PIECES_MOST]);

#endif
