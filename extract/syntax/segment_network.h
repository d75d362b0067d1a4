/// The network that finds sentence ends, and what it sees of a token.
///
/// A token's vector is the sum of embeddings of hashed features, normalized;
/// residual layers of simple recurrent units in both directions follow, as in
/// the parser (network.h); a sentence ends after a token if the weighted sum of
/// its vector and the next one's is positive.
#ifndef QUERN_EXTRACT_SYNTAX_SEGMENT_NETWORK_H
#define QUERN_EXTRACT_SYNTAX_SEGMENT_NETWORK_H

#include "extract/syntax/network.h"

enum {
  SEGMENT_VERSION = 2,
  SEGMENT_WIDTH = 64, ///< of a token's vector
  SEGMENT_LAYERS = 2
};

/// The features; each has rows of its own in the table.
typedef enum {
  SEGMENT_WORD,
  SEGMENT_SUFFIX2,
  SEGMENT_SUFFIX3,
  SEGMENT_PREFIX,
  SEGMENT_SHAPE,
  SEGMENT_PLACE,
  SEGMENT_FEATURES
} SegmentFeature;

enum {
  SEGMENT_WORD_ROWS = 4096,
  SEGMENT_SUFFIX2_ROWS = 512,
  SEGMENT_AFFIX_ROWS = 1024,
  SEGMENT_SHAPE_ROWS = 512,
  SEGMENT_PLACE_ROWS = 16,
  SEGMENT_ROWS = SEGMENT_WORD_ROWS + SEGMENT_SUFFIX2_ROWS +
                 2 * SEGMENT_AFFIX_ROWS + SEGMENT_SHAPE_ROWS +
                 SEGMENT_PLACE_ROWS
};

/// Bits of a token's place in its block.
enum {
  PLACE_SPACE_AFTER = 1,
  PLACE_LINE_BREAK_AFTER = 2,
  PLACE_FIRST = 4, ///< in the block
  PLACE_LAST = 8
};

/// The table's rows of a token, from its form and place; the place's is last.
void segment_features(Str form, unsigned place,
                      uint32_t rows[SEGMENT_FEATURES]);

/// The row of a place alone.
uint32_t segment_place_row(unsigned place);

typedef struct {
  ByteTable table; ///< [SEGMENT_ROWS][SEGMENT_WIDTH]
  const float *gain;
  const float *offset;
  NetworkLayer layers[SEGMENT_LAYERS];
  const float *ends; ///< [2][SEGMENT_WIDTH]: of the token, of the next one
  float bias;
} SegmentNetwork;

/// Read the network of a section. False if the section is damaged.
bool segment_network_read(Str section, SegmentNetwork *network);

/**
   Add the embeddings of a token's features to its vector.

   @param vector  [SEGMENT_WIDTH], aligned to BUFFER_ALIGN.
   @param rows    The first `count` rows are added.
*/
void segment_network_embed(const SegmentNetwork *network, const Kernel *kernel,
                           const uint32_t *rows, size_t count, float *vector);

/**
   Work out how strongly a sentence ends after each token of a stretch.

   @param scratch  Working memory.
   @param x        [count][SEGMENT_WIDTH]: the tokens' sums of embeddings,
                   aligned to BUFFER_ALIGN. Overwritten.
   @param scores   [count]: positive where a sentence ends; the last one's is of
                   no use.
*/
void segment_network_run(const SegmentNetwork *network, const Kernel *kernel,
                         Arena *scratch, float *x, uint32_t count,
                         float *scores);

#endif
