/// The kernel for processors with AVX2; the Makefile compiles this file for
/// them.
#include "extract/syntax/kernel_sets.h"

#ifdef __AVX2__
#include <immintrin.h>

#define KERNEL_SYMBOL kernel_avx2
#define KERNEL_NAME "avx2"
#define MULTIPLY_ROWS 2
#define REST_ROWS 2

typedef int32_t Sums __attribute__((vector_size(64), may_alias));

/// Add the dot products of one row's 4 activations with 16 columns. The
/// weights are widened to 16 bits, so that no sum saturates; each accumulator
/// lane holds half of a column's sum.
static inline __attribute__((always_inline)) void
add_products(__m256i *halves, __m256i activation, const int8_t *weight) {
  for (int i = 0; i < 4; i++) {
    __m256i wide = _mm256_cvtepi8_epi16(
        _mm_loadu_si128((const __m128i *)(const void *)(weight + 16 * i)));
    halves[i] =
        _mm256_add_epi32(halves[i], _mm256_madd_epi16(activation, wide));
  }
}

/// Dot products of `rows` rows of activations with 16 columns, of which `count`
/// blocks are kept.
static inline __attribute__((always_inline)) void
multiply_group(const int8_t *weights, const uint8_t *places, uint32_t count,
               const uint8_t *bytes, uint32_t inputs, int rows, Sums *sums) {
  __m256i halves[MULTIPLY_ROWS][4];
  for (int row = 0; row < rows; row++) {
    for (int i = 0; i < 4; i++) {
      halves[row][i] = _mm256_setzero_si256();
    }
  }
  for (uint32_t i = 0; i < count; i++, weights += BLOCK_SIZE) {
    for (int row = 0; row < rows; row++) {
      int32_t four;
      memcpy(&four,
             bytes + (size_t)row * inputs + (size_t)places[i] * INPUT_BLOCK,
             sizeof four);
      __m256i activation = _mm256_cvtepu8_epi16(_mm_set1_epi32(four));
      add_products(halves[row], activation, weights);
    }
  }
  for (int row = 0; row < rows; row++) {
    int32_t columns[COLUMN_BLOCK];
    for (int i = 0; i < 4; i += 2) {
      __m256i pairs = _mm256_hadd_epi32(halves[row][i], halves[row][i + 1]);
      pairs = _mm256_permute4x64_epi64(pairs, 0xD8);
      _mm256_storeu_si256((__m256i *)(void *)(columns + 4 * i), pairs);
    }
    memcpy(&sums[row], columns, sizeof columns);
  }
}

#include "extract/syntax/kernel_body.h"
#endif
