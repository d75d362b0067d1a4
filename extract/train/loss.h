/// Loss: what scores should have been, and what teachers make of them.
#ifndef QUERN_EXTRACT_TRAIN_LOSS_H
#define QUERN_EXTRACT_TRAIN_LOSS_H

#include "extract/train/corpus.h"

/// What one choice among `count` labels should be.
typedef struct {
  uint32_t gold;
  const Soft *soft; ///< by teachers, or NULL
  float smoothing;
  float teaching;
} Target;

/// Turn scores into gradients of the cross entropy with the target, times
/// `scale`, in place; gives the loss against the gold label. A score of
/// -INFINITY stands for a label that cannot be.
double loss_choose(float *scores, uint32_t count, const Target *target,
                   float scale);

/// Add `share` times the likeliest labels of a softmax to a soft label.
void loss_vote(const float *scores, uint32_t count, float share, Soft *soft);

#endif
