/// Random numbers of training (xorshift64*, Vigna 2016): the same everywhere.
#ifndef QUERN_EXTRACT_TRAIN_RANDOM_H
#define QUERN_EXTRACT_TRAIN_RANDOM_H

#include <stdint.h>

typedef struct {
  uint64_t state; ///< not 0
} Random;

static inline Random random_new(uint64_t seed) {
  return (Random){(seed + 1) * 0x9e3779b97f4a7c15u | 1};
}

static inline uint64_t random_next(Random *random) {
  random->state ^= random->state >> 12;
  random->state ^= random->state << 25;
  random->state ^= random->state >> 27;
  return random->state * 0x2545f4914f6cdd1du;
}

/// Uniform in [0, 1).
static inline float random_unit(Random *random) {
  return (float)(random_next(random) >> 40) * (1.0f / 16777216.0f);
}

/// Four times whether something of this probability happens, in the low bits.
static inline unsigned random_four(Random *random, float share) {
  const uint64_t limit = (uint64_t)(share * 65536.0f);
  const uint64_t bits = random_next(random);
  unsigned happened = 0;
  for (unsigned i = 0; i < 4; i++) {
    happened |= (unsigned)((bits >> 16 * i & 0xffff) < limit) << i;
  }
  return happened;
}

/// Normal with deviation 1, nearly: the sum of 12 uniform numbers.
static inline float random_normal(Random *random) {
  float sum = -6;
  for (int i = 0; i < 12; i++) {
    sum += random_unit(random);
  }
  return sum;
}

#endif
