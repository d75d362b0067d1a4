/// Losses and votes.
#include "extract/train/loss.h"

#include <math.h>

double loss_choose(float *scores, uint32_t count, const Target *target,
                   float scale) {
  float most = scores[0];
  for (uint32_t i = 1; i < count; i++) {
    most = scores[i] > most ? scores[i] : most;
  }
  float sum = 0;
  for (uint32_t i = 0; i < count; i++) {
    scores[i] = expf(scores[i] - most);
    sum += scores[i];
  }
  const double loss = -log((double)scores[target->gold] / (double)sum + 1e-12);
  const float gold_share = target->soft ? 1 - target->teaching : 1;
  const float even = target->smoothing * gold_share / (float)count;
  for (uint32_t i = 0; i < count; i++) {
    scores[i] = scores[i] > 0 ? (scores[i] / sum - even) * scale : 0;
  }
  scores[target->gold] -= (1 - target->smoothing) * gold_share * scale;
  for (int i = 0; target->soft && i < SOFT_COUNT; i++) {
    if (target->soft->labels[i] != NOT_KNOWN) {
      scores[target->soft->labels[i]] -=
          target->teaching * target->soft->shares[i] * scale;
    }
  }
  return loss;
}

void loss_vote(const float *scores, uint32_t count, float share, Soft *soft) {
  double most = -INFINITY;
  double sum = 0;
  for (uint32_t i = 0; i < count; i++) {
    most = (double)scores[i] > most ? (double)scores[i] : most;
  }
  for (uint32_t i = 0; i < count; i++) {
    sum += exp((double)scores[i] - most);
  }
  for (uint32_t i = 0; i < count; i++) {
    float weight = share * (float)(exp((double)scores[i] - most) / sum);
    int slot = 0;
    int weakest = 0;
    while (slot < SOFT_COUNT && soft->labels[slot] != i) {
      weakest = soft->shares[slot] < soft->shares[weakest] ? slot : weakest;
      slot++;
    }
    if (slot < SOFT_COUNT) {
      soft->shares[slot] += weight;
    } else if (weight > soft->shares[weakest]) {
      soft->labels[weakest] = (uint16_t)i;
      soft->shares[weakest] = weight;
    }
  }
}
