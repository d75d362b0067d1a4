/// The tokenizer's section of the model file.
///
/// u32 version, u32 bits of the table, u32 number of joints, u32 number of
/// words with a kind; the joints (u32 hash, u32 letters), the words (u32
/// hash, u32 kind), both ascending; the weights, i16 [1 << bits]
/// [BOUNDARY_COUNT].
#ifndef QUERN_EXTRACT_SYNTAX_TOKENIZE_TABLE_H
#define QUERN_EXTRACT_SYNTAX_TOKENIZE_TABLE_H

#include "extract/syntax/tokenize_feature.h"

enum {
  TOKENIZER_VERSION = 1,
  TOKENIZER_HEADER_WORDS = 4, ///< of 4 bytes
  BOUNDARY_ROWS = 1 << BOUNDARY_TABLE_BITS
};

/// Bytes of the weights.
#define BOUNDARY_TABLE_SIZE (sizeof(int16_t) * BOUNDARY_COUNT * BOUNDARY_ROWS)

typedef struct {
  WordList joints;
  WordList kinds;
  const int16_t *weights; ///< [BOUNDARY_ROWS][BOUNDARY_COUNT]
} BoundaryTable;

/// Decide about the place before atom `index`.
Boundary boundary_decide(const BoundaryTable *table, const BoundaryWalk *walk,
                         uint32_t index);

#endif
