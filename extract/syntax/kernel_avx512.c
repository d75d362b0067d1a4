/// The kernel for processors with AVX-512 and its 8-bit dot products (VNNI);
/// the Makefile compiles this file for them.
#include "extract/syntax/kernel_sets.h"

#ifdef __AVX512VNNI__
#include <immintrin.h>

#define KERNEL_SYMBOL kernel_avx512
#define KERNEL_NAME "avx512"
#define MULTIPLY_ROWS 6

typedef int32_t Sums __attribute__((vector_size(64), may_alias));

/// Add four products of an activation with a weight to each lane. Written by
/// hand because gcc 12 copies the sums of _mm512_dpbusd_epi32() to and fro,
/// which halves the speed.
static inline __attribute__((always_inline)) void
add_products(__m512i *sum, __m512i activation, __m512i weight) {
  __asm__("vpdpbusd %2, %1, %0" : "+v"(*sum) : "v"(activation), "v"(weight));
}

static inline __attribute__((always_inline)) void
multiply_block(const int8_t *weights, const int32_t *less, const uint8_t *bytes,
               uint32_t inputs, int rows,
               Sums (*sums)[COLUMN_BLOCK / LANE_COUNT]) {
  __m512i columns[MULTIPLY_ROWS][4];
#pragma GCC unroll 6
  for (int row = 0; row < rows; row++) {
#pragma GCC unroll 4
    for (int i = 0; i < 4; i++) {
      columns[row][i] = _mm512_sub_epi32(_mm512_setzero_si512(),
                                         _mm512_load_si512(less + 16 * i));
    }
  }
  for (uint32_t input = 0; input < inputs; input += INPUT_BLOCK) {
    __m512i weight[4];
#pragma GCC unroll 4
    for (int i = 0; i < 4; i++) {
      weight[i] = _mm512_load_si512(weights + (size_t)64 * (size_t)i);
    }
#pragma GCC unroll 6
    for (int row = 0; row < rows; row++) {
      int32_t four;
      memcpy(&four, bytes + (size_t)row * inputs + input, sizeof four);
      __m512i activation = _mm512_set1_epi32(four);
#pragma GCC unroll 4
      for (int i = 0; i < 4; i++) {
        add_products(&columns[row][i], activation, weight[i]);
      }
    }
    weights += COLUMN_BLOCK * INPUT_BLOCK;
  }
#pragma GCC unroll 6
  for (int row = 0; row < rows; row++) {
#pragma GCC unroll 4
    for (int i = 0; i < 4; i++) {
      sums[row][i] = (Sums)columns[row][i];
    }
  }
}

#include "extract/syntax/kernel_body.h"
#endif
