/// Segment learner: its tensors and buffers, shared by the files that train and
/// write it.
#ifndef QUERN_EXTRACT_TRAIN_SEGMENT_LEARNER_INTERNAL_H
#define QUERN_EXTRACT_TRAIN_SEGMENT_LEARNER_INTERNAL_H

#include "extract/train/segment_learner.h"
#include "extract/train/tensor.h"

enum {
  WIDTH = SEGMENT_WIDTH,
  HALF = WIDTH / 2,
  TAG_WIDTH = 32, ///< tags, padded
  BIAS_WIDTH = 16 ///< one bias, padded
};
_Static_assert((int)UPOS_COUNT <= (int)TAG_WIDTH, "every tag has a column");

enum {
  TENSOR_TABLE,
  TENSOR_GAIN,
  TENSOR_OFFSET,
  TENSOR_ENDS,
  TENSOR_BIAS,
  TENSOR_TAGS,
  TENSOR_TAGS_BIAS,
  TENSOR_LAYERS ///< LAYER_TENSORS of each layer follow
};

enum {
  LAYER_GATES,
  LAYER_GATES_BIAS,
  LAYER_RECURRENCE,
  LAYER_GAIN,
  LAYER_OFFSET,
  LAYER_TENSORS
};

/// What a layer keeps for its way back.
typedef struct {
  float *x; ///< what goes in
  float *gates;
  float *states;
  float *mask;
  float *normal;
  float *scales;
} Trace;

struct SegmentLearner {
  TensorSet set;
  Gradients *gradients;
  const TrainMath *math;
  Random random;
  const SegmentStretch *stretches;
  uint32_t stretch_count;
  uint32_t rows; ///< tokens of the batch
  bool *word_dropped;
  Trace input; ///< mask, normal and scales only
  Trace layers[SEGMENT_LAYERS + 1];
  float *sums;
  float *x_grad;
  float *wide_grad;
  float *tags;
  float *turned;
};

static inline uint32_t layer_tensor(uint32_t layer, uint32_t tensor) {
  return TENSOR_LAYERS + layer * LAYER_TENSORS + tensor;
}

#endif
