/// The kernel for processors with AVX-512 and its 8-bit dot products (VNNI);
/// the Makefile compiles this file for them.
#include "extract/syntax/kernel_sets.h"

#ifdef __AVX512VNNI__
#include <immintrin.h>

#define KERNEL_SYMBOL kernel_avx512
#define KERNEL_NAME "avx512"
#define MULTIPLY_ROWS 12
#define REST_ROWS 4
#define LARGER(a, b) ((Lanes)_mm512_max_ps((__m512)(a), (__m512)(b)))
#define SMALLER(a, b) ((Lanes)_mm512_min_ps((__m512)(a), (__m512)(b)))

typedef int32_t Sums __attribute__((vector_size(64), may_alias));

/// Add four products of an activation with a weight to each lane. Written by
/// hand because gcc 12 copies the sums of _mm512_dpbusd_epi32() to and fro,
/// which halves the speed.
static inline __attribute__((always_inline)) void
add_products(__m512i *sum, __m512i activation, __m512i weight) {
  __asm__("vpdpbusd %2, %1, %0" : "+v"(*sum) : "v"(activation), "v"(weight));
}

/// Dot products of `rows` rows of activations with 16 columns, of which `count`
/// blocks are kept.
static inline __attribute__((always_inline)) void
multiply_group(const int8_t *weights, const uint8_t *places, uint32_t count,
               const uint8_t *bytes, uint32_t inputs, int rows, Sums *sums) {
  __m512i columns[MULTIPLY_ROWS];
  const size_t three = 3 * (size_t)inputs;
#pragma GCC unroll 12
  for (int row = 0; row < rows; row++) {
    columns[row] = _mm512_setzero_si512();
  }
  for (uint32_t i = 0; i < count; i++, weights += BLOCK_SIZE) {
    const __m512i weight = _mm512_load_si512(weights);
    const uint8_t *place = bytes + (size_t)places[i] * INPUT_BLOCK;
#pragma GCC unroll 12
    for (int row = 0; row < rows; row++) {
      int32_t four;
      memcpy(&four, place + (size_t)(row % 3) * inputs, sizeof four);
      add_products(&columns[row], _mm512_set1_epi32(four), weight);
      if (row % 3 == 2) {
        place += three;
        __asm__("" : "+r"(place)); // keep: an address a row is too many
      }
    }
  }
#pragma GCC unroll 12
  for (int row = 0; row < rows; row++) {
    sums[row] = (Sums)columns[row];
  }
}

#include "extract/syntax/kernel_body.h"
#endif
