/// Name network: the trained weights of the name tagger.
///
/// It goes on where the parser's encoder ends: a layer over the encoder's
/// vector of a token and the token's own inputs, a simple recurrent unit in
/// both directions (Lei et al. 2018), and scores of the name tags by a linear
/// layer over both. Features of the mention room are added to the scores.
#ifndef QUERN_EXTRACT_SYNTAX_NAME_NETWORK_H
#define QUERN_EXTRACT_SYNTAX_NAME_NETWORK_H

#include "extract/syntax/name_tag.h"
#include "extract/syntax/network.h"

/// The model's section with the name tagger's network.
#define NAMES_SECTION "names"

enum {
  NAME_NETWORK_MAGIC = 0x324E5351, ///< "QSN2"
  NAME_NETWORK_HEADER = 8,         ///< numbers
  NAME_FEATURES_MOST = 256
};

typedef struct {
  uint32_t width;     ///< of the encoder's vectors
  uint32_t inputs;    ///< of a token's own inputs
  uint32_t hidden;    ///< a multiple of COLUMN_BLOCK
  uint32_t recurrent; ///< of both directions; a multiple of 2 * LANE_COUNT
  uint32_t features;
} NameSizes;

/// Immutable; points into the model's bytes.
typedef struct {
  NameSizes sizes;
  Matrix context; ///< encoder's vectors to hidden
  Matrix word;    ///< a token's own inputs to hidden
  Matrix gates;   ///< candidate, forget, reset, for both directions
  Recurrence forward;
  Recurrence backward;
  Matrix tags;                  ///< recurrent and hidden to NAME_TAGS
  const float *feature_weights; ///< [features][NAME_TAGS]
} NameNetwork;

/// What tells one trained parser from another.
uint32_t name_network_fingerprint(const Network *network);

/**
   Read a network from a model's section.

   @param section  Borrowed: must outlive the network. Aligned to 64.
   @param parser   Whose encoder it goes on from.
   @param path     Name to show in messages.
   @return STATUS_OK or STATUS_BAD_SETUP (reported), also if it was trained with
           another parser.
*/
MUST_CHECK Status name_network_load(Str section, const Network *parser,
                                    Str path, Report *report,
                                    NameNetwork *network);

#endif
