/// The kernel in plain C, for every processor.
#include "extract/syntax/kernel_sets.h"

#define KERNEL_SYMBOL kernel_plain
#define KERNEL_NAME "plain"
#define MULTIPLY_ROWS 2

typedef int32_t Sums __attribute__((vector_size(64), may_alias));

/// Dot products of `rows` rows of activations with 64 columns, less `less`.
static inline void multiply_block(const int8_t *weights, const int32_t *less,
                                  const uint8_t *bytes, uint32_t inputs,
                                  int rows,
                                  Sums (*sums)[COLUMN_BLOCK / LANE_COUNT]) {
  for (int row = 0; row < rows; row++) {
    int32_t columns[COLUMN_BLOCK] = {0};
    for (uint32_t input = 0; input < inputs; input += INPUT_BLOCK) {
      const uint8_t *activation = bytes + (size_t)row * inputs + input;
      const int8_t *weight = weights + (size_t)input * COLUMN_BLOCK;
      for (int column = 0; column < COLUMN_BLOCK; column++) {
        columns[column] += activation[0] * weight[4 * column] +
                           activation[1] * weight[4 * column + 1] +
                           activation[2] * weight[4 * column + 2] +
                           activation[3] * weight[4 * column + 3];
      }
    }
    for (int column = 0; column < COLUMN_BLOCK; column++) {
      columns[column] -= less[column];
    }
    memcpy(sums[row], columns, sizeof columns);
  }
}

#include "extract/syntax/kernel_body.h"
