/// The kernel in plain C, for every processor.
#include "extract/syntax/kernel_sets.h"

#define KERNEL_SYMBOL kernel_plain
#define KERNEL_NAME "plain"
#define MULTIPLY_ROWS 2
#define REST_ROWS 2

typedef int32_t Sums __attribute__((vector_size(64), may_alias));

/// Dot products of `rows` rows of activations with 16 columns, of which `count`
/// blocks are kept.
static inline void multiply_group(const int8_t *weights, const uint8_t *places,
                                  uint32_t count, const uint8_t *bytes,
                                  uint32_t inputs, int rows, Sums *sums) {
  for (int row = 0; row < rows; row++) {
    int32_t columns[COLUMN_BLOCK] = {0};
    for (uint32_t i = 0; i < count; i++) {
      const uint8_t *activation =
          bytes + (size_t)row * inputs + (size_t)places[i] * INPUT_BLOCK;
      const int8_t *weight = weights + (size_t)i * BLOCK_SIZE;
      for (int column = 0; column < COLUMN_BLOCK; column++) {
        columns[column] += activation[0] * weight[4 * column] +
                           activation[1] * weight[4 * column + 1] +
                           activation[2] * weight[4 * column + 2] +
                           activation[3] * weight[4 * column + 3];
      }
    }
    memcpy(&sums[row], columns, sizeof columns);
  }
}

#include "extract/syntax/kernel_body.h"
