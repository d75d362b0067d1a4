/// Segment learner: the segmenter's network in single precision, as it is
/// trained. It also learns to tell the tokens' tags, which nobody asks of it
/// later: what it has to notice for that helps it to see where clauses end.
#ifndef QUERN_EXTRACT_TRAIN_SEGMENT_LEARNER_H
#define QUERN_EXTRACT_TRAIN_SEGMENT_LEARNER_H

#include "extract/syntax/segment_network.h"
#include "extract/train/random.h"

/// A token to learn from.
typedef struct {
  uint32_t rows[SEGMENT_FEATURES];
  uint32_t frequency; ///< of its word's row
  uint8_t upos;       ///< UPOS_COUNT if unknown
  bool ends_sentence;
} SegmentToken;

/// A stretch of tokens of one block.
typedef struct {
  const SegmentToken *tokens;
  uint32_t count;
} SegmentStretch;

enum {
  SEGMENT_BATCH_TOKENS = 2048,
  SEGMENT_BATCH_STRETCHES = 1024 ///< most of a batch
};

typedef struct SegmentLearner SegmentLearner;

/// Make a learner with random weights in `arena`.
SegmentLearner *segment_learner_new(Arena *arena, uint64_t seed);

/// Learn from a batch, at most SEGMENT_BATCH_TOKENS in all. Gives the loss of
/// the sentence ends, in nats.
double segment_learner_step(SegmentLearner *learner,
                            const SegmentStretch *stretches, uint32_t count,
                            float rate);

/// Move the averages of the weights towards the weights.
void segment_learner_average(SegmentLearner *learner, float share);

/// The averages as a section of the model.
Str segment_learner_write(const SegmentLearner *learner, Arena *arena);

#endif
