/// Network: the trained weights of the tagger and parser.
///
/// A token's vector: the sum of learned embeddings of its word and of hashed
/// affixes and shape, beside a pretrained vector of the word; a matrix makes
/// one vector of both. Encoder: residual layers of simple recurrent units in
/// both directions (Lei et al. 2018), each followed by layer normalization.
/// Heads: tags by a linear layer, arcs by biaffine scores with a bias for
/// distance (Dozat and Manning 2017), relations by a small layer over the pair.
#ifndef QUERN_EXTRACT_SYNTAX_NETWORK_H
#define QUERN_EXTRACT_SYNTAX_NETWORK_H

#include "base/report.h"
#include "extract/syntax/kernel.h"
#include "extract/syntax/sentence.h"
#include "extract/syntax/word.h"

enum {
  NETWORK_LAYERS_MOST = 8,
  DISTANCE_COUNT = 32, ///< classes of direction and distance of an arc
  DISTANCE_ROOT = 15,  ///< the class of arcs from the root
  NETWORK_WIDTH_MOST = 1024
};

/// Rows of 8-bit numbers with a scale each; of pretrained vectors, two 4-bit
/// numbers a byte, the first one in the low half, 8 standing for zero.
typedef struct {
  const int8_t *bytes;
  const float *scales;
} ByteTable;

/// The class of an arc between two places of a sentence, the root being 0.
uint32_t distance_class(uint32_t dependent, uint32_t head);

typedef struct {
  Upos upos;
  Str xpos;
  Str features;
} Tag;

/// The sizes that a network is made of.
typedef struct {
  uint32_t width; ///< of a token's vector; a multiple of 2 * LANE_COUNT
  uint32_t layers;
  uint32_t embedding; ///< width of learned embeddings; multiples of 16
  uint32_t vector;    ///< width of pretrained vectors
  uint32_t arc;       ///< width of the vectors that arcs are scored with
  uint32_t relation;  ///< width of the layer relations are chosen by
  uint32_t words;     ///< known words and word pieces
  uint32_t learned;   ///< rows of learned word embeddings; row 0: unknown
  uint32_t tags;
  uint32_t relations;
} NetworkSizes;

/// One residual layer.
typedef struct {
  Matrix gates; ///< candidate, forget, reset, for both directions
  Recurrence forward;
  Recurrence backward;
  const float *gain;
  const float *offset;
} NetworkLayer;

/// Where each head's numbers begin in a row of the heads' joint product.
typedef struct {
  uint32_t tag;
  uint32_t arc_dependent;
  uint32_t arc_head;
  uint32_t relation_dependent;
  uint32_t relation_head;
  uint32_t end;
} HeadColumns;

/// Immutable; points into the model's bytes and an arena.
typedef struct {
  NetworkSizes sizes;
  HeadColumns columns;
  WordTable known;              ///< words and pieces with vectors
  const uint16_t *learned_rows; ///< of the known words
  ByteTable vectors;            ///< of the known words
  ByteTable word_table;
  ByteTable feature_table;
  Matrix input;
  const float *root; ///< what stands for the root, before normalization
  const float *input_gain;
  const float *input_offset;
  NetworkLayer layers[NETWORK_LAYERS_MOST];
  Matrix heads;
  Matrix arcs;
  const float *distance_bias;     ///< [DISTANCE_COUNT]
  const float *relation_distance; ///< [DISTANCE_COUNT][relation]
  Matrix relations;
  Tag *tags;
  Str *relation_names;
  uint32_t compound; ///< the relation of that name; sizes.relations if none
} Network;

/// Where the heads' columns stand for these sizes.
HeadColumns network_columns(const NetworkSizes *sizes);

/**
   Read a network from a model's section.

   @param section  Borrowed: must outlive the network. Aligned to 64.
   @param path     Name to show in messages.
   @param[out] network  Its tables of names are made in `arena`.
   @return STATUS_OK or STATUS_BAD_SETUP (reported).
*/
MUST_CHECK Status network_load(Str section, Str path, Arena *arena,
                               Report *report, Network *network);

#endif
