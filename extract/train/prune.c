/// Choosing blocks of weights that become zero.
#include "extract/train/prune.h"

#include <stdlib.h>

enum {
  CHOOSE_EVERY = 25, ///< steps
  PRUNED_MOST = NETWORK_LAYERS_MOST + 2
};

/// The share of the training in which blocks become zero (Zhu and Gupta 2017).
static const float choose_until = 0.5f;

typedef struct {
  float weight; ///< what the block matters
  uint32_t matrix;
  uint32_t block;
} Candidate;

/// A matrix [inputs][columns] in blocks of INPUT_BLOCK inputs and LANE_COUNT
/// columns, group of columns by group.
typedef struct {
  uint32_t tensor;
  uint32_t inputs; ///< in blocks
  uint32_t groups;
  bool *is_zero; ///< [groups][inputs]
} Pruned;

struct Prune {
  Learner *learner;
  Pruned matrices[PRUNED_MOST];
  uint32_t matrix_count;
  Candidate *candidates; ///< all blocks
  uint32_t candidate_count;
  float first_share; ///< of zero blocks at the beginning
  float share;       ///< in the end
  uint32_t steps;
};

static float *block_of(const Pruned *matrix, uint32_t block, float *numbers,
                       size_t width) {
  const size_t group = block / matrix->inputs;
  const size_t input = block % matrix->inputs;
  return numbers + input * INPUT_BLOCK * width + group * LANE_COUNT;
}

/// What a block matters: the squares of its weights times the mean squares of
/// their gradients (Le Cun, Denker and Solla 1990).
static float weigh(const Prune *prune, const Pruned *matrix, uint32_t block) {
  const Tensor *tensor = &prune->learner->set.tensors[matrix->tensor];
  const float *value = block_of(matrix, block, tensor->value, tensor->width);
  const float *second = block_of(matrix, block, tensor->second, tensor->width);
  float sum = 0;
  for (size_t i = 0; i < INPUT_BLOCK; i++) {
    for (size_t k = i * tensor->width; k < i * tensor->width + LANE_COUNT;
         k++) {
      sum += value[k] * value[k] * second[k];
    }
  }
  return sum;
}

static void clear_block(const Pruned *matrix, uint32_t block, float *numbers,
                        size_t width) {
  float *first = block_of(matrix, block, numbers, width);
  for (size_t i = 0; i < INPUT_BLOCK; i++) {
    memset(first + i * width, 0, LANE_COUNT * sizeof *first);
  }
}

static bool is_clear(const Pruned *matrix, uint32_t block, float *numbers,
                     size_t width) {
  const float *first = block_of(matrix, block, numbers, width);
  for (size_t i = 0; i < INPUT_BLOCK; i++) {
    for (size_t k = i * width; k < i * width + LANE_COUNT; k++) {
      if (first[k] != 0) {
        return false;
      }
    }
  }
  return true;
}

static void add_matrix(Prune *prune, Arena *arena, uint32_t index) {
  const Tensor *tensor = &prune->learner->set.tensors[index];
  Pruned *matrix = &prune->matrices[prune->matrix_count++];
  *matrix = (Pruned){.tensor = index,
                     .inputs = tensor->rows / INPUT_BLOCK,
                     .groups = tensor->width / LANE_COUNT};
  const uint32_t count = matrix->inputs * matrix->groups;
  matrix->is_zero = ARENA_NEW(arena, bool, count);
  for (uint32_t block = 0; block < count; block++) {
    matrix->is_zero[block] =
        is_clear(matrix, block, tensor->value, tensor->width);
    prune->first_share += matrix->is_zero[block];
  }
  prune->candidate_count += count;
}

Prune *prune_new(Arena *arena, Learner *learner, float share) {
  Prune *prune = ARENA_NEW(arena, Prune, 1);
  *prune = (Prune){.learner = learner, .share = share};
  for (uint32_t layer = 1; layer < learner->sizes.layers; layer++) {
    add_matrix(prune, arena, learner_layer(layer, LAYER_GATES));
  }
  add_matrix(prune, arena, LEARN_HEADS);
  add_matrix(prune, arena, LEARN_ARCS);
  prune->first_share /= (float)prune->candidate_count;
  prune->candidates = ARENA_NEW(arena, Candidate, prune->candidate_count);
  return prune;
}

static int order(const void *a, const void *b) {
  const Candidate *x = a;
  const Candidate *y = b;
  if (x->weight != y->weight) {
    return x->weight < y->weight ? -1 : 1;
  }
  if (x->matrix != y->matrix) {
    return x->matrix < y->matrix ? -1 : 1;
  }
  return (x->block > y->block) - (x->block < y->block);
}

static void choose(Prune *prune, float share) {
  uint32_t at = 0;
  for (uint32_t m = 0; m < prune->matrix_count; m++) {
    const Pruned *matrix = &prune->matrices[m];
    for (uint32_t b = 0; b < matrix->inputs * matrix->groups; b++) {
      prune->candidates[at++] = (Candidate){weigh(prune, matrix, b), m, b};
    }
  }
  qsort(prune->candidates, at, sizeof *prune->candidates, order);
  const uint32_t count = (uint32_t)(share * (float)at);
  for (uint32_t i = 0; i < count; i++) {
    const Candidate *candidate = &prune->candidates[i];
    prune->matrices[candidate->matrix].is_zero[candidate->block] = true;
  }
}

void prune_step(Prune *prune, float done) {
  const TensorSet *set = &prune->learner->set;
  if (done < choose_until && ++prune->steps % CHOOSE_EVERY == 0) {
    const float left = 1 - done / choose_until;
    choose(prune, prune->share +
                      (prune->first_share - prune->share) * left * left * left);
  }
  for (uint32_t m = 0; m < prune->matrix_count; m++) {
    const Pruned *matrix = &prune->matrices[m];
    const Tensor *tensor = &set->tensors[matrix->tensor];
    for (uint32_t b = 0; b < matrix->inputs * matrix->groups; b++) {
      if (matrix->is_zero[b]) {
        clear_block(matrix, b, tensor->value, tensor->width);
        clear_block(matrix, b, tensor->average, tensor->width);
      }
    }
  }
}
