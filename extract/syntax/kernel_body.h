/// The kernel's operations, included once for each instruction set by a file
/// that defines KERNEL_SYMBOL, KERNEL_NAME, MULTIPLY_ROWS, REST_ROWS and
/// multiply_group(); it may define LARGER and SMALLER, too.
#include "extract/syntax/kernel.h"

#include <math.h>

typedef float Lanes __attribute__((vector_size(64), may_alias));
typedef int32_t WholeLanes __attribute__((vector_size(64), may_alias));
typedef int8_t ByteLanes __attribute__((vector_size(16), may_alias));

/// mask ? a : b in each lane; a comparison makes a mask.
#define PICK(mask, a, b)                                                       \
  ((Lanes)(((WholeLanes)(a) & (mask)) | ((WholeLanes)(b) & ~(mask))))

#ifndef LARGER
#define LARGER(a, b) PICK((a) > (b), a, b)
#define SMALLER(a, b) PICK((a) < (b), a, b)
#endif

enum {
  RECUR_GROUPS = 4,
  PREFETCH_ROWS = 3, ///< gates of known forms lie far away
  NORMALIZE_ROWS = 4 ///< side by side: each addition waits for the last one
};

#define INLINE static inline __attribute__((always_inline))

/// The lanes with those from `n` to 2 n moved onto the first ones.
#define FOLD(lanes, n)                                                         \
  __builtin_shufflevector(lanes, lanes, (n), (n) + 1, (n) + 2, (n) + 3,        \
                          (n) + 4, (n) + 5, (n) + 6, (n) + 7, 8, 9, 10, 11,    \
                          12, 13, 14, 15)

INLINE float sum_lanes(const Lanes *lanes) {
  Lanes sum = *lanes;
  sum += FOLD(sum, 8);
  sum += FOLD(sum, 4);
  sum += FOLD(sum, 2);
  sum += FOLD(sum, 1);
  return sum[0];
}

INLINE float largest_lane(const Lanes *lanes) {
  Lanes most = *lanes;
  Lanes upper = FOLD(most, 8);
  most = LARGER(upper, most);
  upper = FOLD(most, 4);
  most = LARGER(upper, most);
  upper = FOLD(most, 2);
  most = LARGER(upper, most);
  return most[1] > most[0] ? most[1] : most[0];
}

/// 1 + exp(-x): the power of 2 by a polynomial of degree 4, relative error
/// below 3e-6; at most 1e13.
INLINE void add_one_to_exp(Lanes *result, const Lanes *input) {
  const Lanes most = (Lanes){0} + 43.0f;
  Lanes x = *input * -1.44269504f;
  x = LARGER(-most, x);
  x = SMALLER(most, x);
  const float round_to_whole = 12582912.0f; // 1.5 * 2^23
  Lanes power = x + round_to_whole;
  WholeLanes exponent = (WholeLanes)power << 23;
  x -= power - round_to_whole;
  Lanes y = x * 0.009570101908f + 0.05591786032f;
  y = y * x + 0.2402474483f;
  y = y * x + 0.6931218147f;
  y = y * x + 0.9999992614f;
  *result = (Lanes)((WholeLanes)y + exponent) + 1.0f;
}

/// Make 1 / (1 + exp(-x)) of two numbers, with one division for both.
INLINE void sigmoids(Lanes *a, Lanes *b) {
  Lanes p;
  Lanes q;
  add_one_to_exp(&p, a);
  add_one_to_exp(&q, b);
  const Lanes share = 1.0f / (p * q);
  *a = q * share;
  *b = p * share;
}

/// Keep the larger magnitudes of two.
INLINE void keep_larger(Lanes *largest, const Lanes *x) {
  const Lanes magnitude = (Lanes)((WholeLanes)*x & INT32_MAX);
  *largest = LARGER(magnitude, *largest);
}

/// Round a row whose largest magnitudes are known.
INLINE void round_row(const float *row, uint32_t width, const Lanes *largest,
                      uint8_t *bytes, float *scale) {
  float most = largest_lane(largest);
  *scale = most > 0 ? most / 127 : 1;
  const float inverse = 1 / *scale;
  const float round_to_whole = 12582912.0f;
  const int32_t whole_bits = 0x4B400000;
  for (uint32_t i = 0; i < width; i += LANE_COUNT) {
    Lanes x = *(const Lanes *)(row + i) * inverse + round_to_whole;
    WholeLanes whole = (WholeLanes)x - whole_bits + ACTIVATION_ZERO;
    ByteLanes narrow = __builtin_convertvector(whole, ByteLanes);
    memcpy(bytes + i, &narrow, LANE_COUNT);
  }
}

static void quantize_row(const float *row, uint32_t width, uint8_t *bytes,
                         float *scale) {
  Lanes largest = {0};
  for (uint32_t i = 0; i < width; i += LANE_COUNT) {
    keep_larger(&largest, (const Lanes *)(row + i));
  }
  round_row(row, width, &largest, bytes, scale);
}

static void quantize(const float *numbers, size_t stride, uint32_t rows,
                     uint32_t width, Activations activations) {
  for (uint32_t row = 0; row < rows; row++) {
    quantize_row(numbers + row * stride, width,
                 activations.bytes + (size_t)row * width,
                 &activations.scales[row]);
  }
}

/// Multiply `rows` rows of activations, at most MULTIPLY_ROWS, by a group of
/// COLUMN_BLOCK columns.
INLINE void multiply_rows(const Matrix *matrix, uint32_t group,
                          const uint8_t *bytes, const float *row_scales,
                          int rows, float *out, size_t out_stride) {
  const uint32_t start = matrix->starts[group];
  const Lanes scales = ((const Lanes *)matrix->scales)[group];
  const Lanes bias = ((const Lanes *)matrix->bias)[group];
  WholeLanes sums[MULTIPLY_ROWS];
  multiply_group(matrix->weights + (size_t)start * BLOCK_SIZE,
                 matrix->places + start, matrix->starts[group + 1] - start,
                 bytes, matrix->inputs, rows, sums);
  const WholeLanes less = ((const WholeLanes *)matrix->sums)[group];
#pragma GCC unroll 12
  for (int row = 0; row < rows; row++) {
    Lanes product = __builtin_convertvector(sums[row] - less, Lanes) *
                    (scales * row_scales[row]);
    *(Lanes *)(out + (size_t)row * out_stride) = product + bias;
  }
}

static void multiply(const Matrix *matrix, Activations activations,
                     uint32_t rows, float *out, size_t out_stride) {
  const size_t inputs = matrix->inputs;
  for (uint32_t group = 0; group < matrix->outputs / COLUMN_BLOCK; group++) {
    const uint8_t *bytes = activations.bytes;
    const float *scales = activations.scales;
    uint32_t row = 0;
    for (; row + MULTIPLY_ROWS <= rows; row += MULTIPLY_ROWS) {
      multiply_rows(matrix, group, bytes + row * inputs, scales + row,
                    MULTIPLY_ROWS, out + row * out_stride, out_stride);
    }
    for (; row < rows && rows >= REST_ROWS; row += REST_ROWS) {
      // The last ones may be multiplied twice: faster than one by one.
      row = row + REST_ROWS > rows ? rows - REST_ROWS : row;
      multiply_rows(matrix, group, bytes + row * inputs, scales + row,
                    REST_ROWS, out + row * out_stride, out_stride);
    }
    for (; row < rows; row++) {
      multiply_rows(matrix, group, bytes + row * inputs, scales + row, 1,
                    out + row * out_stride, out_stride);
    }
    out += COLUMN_BLOCK;
  }
}

/// Run `groups` times LANE_COUNT numbers of a recurrence side by side: each
/// step waits for the one before it, so that one alone would leave the
/// processor idle.
INLINE void recur_groups(int groups, Recurrence recurrence, uint32_t lane,
                         uint32_t width, const float *const *gates,
                         size_t begin, float *out, size_t out_stride,
                         uint32_t first, int step, uint32_t count) {
  Lanes state[RECUR_GROUPS] = {{0}};
  size_t row = first;
  for (uint32_t i = 0; i < count; i++, row += (size_t)step) {
    const float *gate = gates[row] + begin + lane;
    if (i + PREFETCH_ROWS < count) {
      const float *next =
          gates[row + (size_t)(step * PREFETCH_ROWS)] + begin + lane;
#pragma GCC unroll 4
      for (int g = 0; g < groups; g++, next += LANE_COUNT) {
        __builtin_prefetch(next);
        __builtin_prefetch(next + width);
        __builtin_prefetch(next + 2 * width);
      }
    }
#pragma GCC unroll 4
    for (int g = 0; g < groups; g++, gate += LANE_COUNT) {
      size_t at = lane + (size_t)g * LANE_COUNT;
      Lanes candidate = *(const Lanes *)gate;
      Lanes forget = *(const Lanes *)(gate + width) +
                     *(const Lanes *)(recurrence.forget + at) * state[g];
      Lanes reset = *(const Lanes *)(gate + 2 * width) +
                    *(const Lanes *)(recurrence.reset + at) * state[g];
      sigmoids(&forget, &reset);
      state[g] = forget * (state[g] - candidate) + candidate;
      *(Lanes *)(out + row * out_stride + at) = reset * state[g];
    }
  }
}

static void recur(Recurrence recurrence, uint32_t width,
                  const float *const *gates, size_t begin, float *out,
                  size_t out_stride, uint32_t first, int step, uint32_t count) {
  uint32_t lane = 0;
  for (; lane + RECUR_GROUPS * LANE_COUNT <= width;
       lane += RECUR_GROUPS * LANE_COUNT) {
    recur_groups(RECUR_GROUPS, recurrence, lane, width, gates, begin, out,
                 out_stride, first, step, count);
  }
  for (; lane + 2 * LANE_COUNT <= width; lane += 2 * LANE_COUNT) {
    recur_groups(2, recurrence, lane, width, gates, begin, out, out_stride,
                 first, step, count);
  }
  for (; lane < width; lane += LANE_COUNT) {
    recur_groups(1, recurrence, lane, width, gates, begin, out, out_stride,
                 first, step, count);
  }
}

/// Add rows to others; gives the means.
INLINE void add_rows(int rows, float *x, const float *added, uint32_t width,
                     float *means) {
  Lanes sums[NORMALIZE_ROWS] = {{0}};
  for (uint32_t i = 0; i < width; i += LANE_COUNT) {
#pragma GCC unroll 4
    for (int row = 0; row < rows; row++) {
      const size_t at = i + (size_t)row * width;
      Lanes value = *(const Lanes *)(x + at);
      if (added) {
        value += *(const Lanes *)(added + at);
        *(Lanes *)(x + at) = value;
      }
      sums[row] += value;
    }
  }
  for (int row = 0; row < rows; row++) {
    means[row] = sum_lanes(&sums[row]) * (1.0f / (float)width);
  }
}

/// What brings rows to unit variance.
INLINE void find_scales(int rows, const float *x, uint32_t width,
                        const float *means, float *scales) {
  Lanes squares[NORMALIZE_ROWS] = {{0}};
  for (uint32_t i = 0; i < width; i += LANE_COUNT) {
#pragma GCC unroll 4
    for (int row = 0; row < rows; row++) {
      const Lanes value =
          *(const Lanes *)(x + i + (size_t)row * width) - means[row];
      squares[row] += value * value;
    }
  }
  for (int row = 0; row < rows; row++) {
    const float variance = sum_lanes(&squares[row]) * (1.0f / (float)width);
    scales[row] = 1.0f / sqrtf(variance + 1e-5f);
  }
}

INLINE void normalize_rows(int rows, float *x, const float *added,
                           uint32_t width, const float *gain,
                           const float *offset, uint8_t *bytes,
                           float *row_scales) {
  float means[NORMALIZE_ROWS];
  float scales[NORMALIZE_ROWS];
  add_rows(rows, x, added, width, means);
  find_scales(rows, x, width, means, scales);
  Lanes largest[NORMALIZE_ROWS] = {{0}};
  for (uint32_t i = 0; i < width; i += LANE_COUNT) {
#pragma GCC unroll 4
    for (int row = 0; row < rows; row++) {
      Lanes *place = (Lanes *)(x + i + (size_t)row * width);
      Lanes value = (*place - means[row]) * scales[row];
      value = value * *(const Lanes *)(gain + i) + *(const Lanes *)(offset + i);
      *place = value;
      keep_larger(&largest[row], &value);
    }
  }
  for (int row = 0; row < rows; row++) {
    round_row(x + (size_t)row * width, width, &largest[row],
              bytes + (size_t)row * width, &row_scales[row]);
  }
}

static void normalize(float *x, const float *added, uint32_t rows,
                      uint32_t width, const float *gain, const float *offset,
                      Activations rounded) {
  uint32_t row = 0;
  for (; row + NORMALIZE_ROWS <= rows; row += NORMALIZE_ROWS) {
    const size_t at = (size_t)row * width;
    normalize_rows(NORMALIZE_ROWS, x + at, added ? added + at : NULL, width,
                   gain, offset, rounded.bytes + at, rounded.scales + row);
  }
  for (; row < rows; row++) {
    const size_t at = (size_t)row * width;
    normalize_rows(1, x + at, added ? added + at : NULL, width, gain, offset,
                   rounded.bytes + at, rounded.scales + row);
  }
}

static void add_bytes(float *out, const int8_t *row, float scale,
                      uint32_t width) {
  for (uint32_t i = 0; i < width; i += LANE_COUNT) {
    ByteLanes bytes;
    memcpy(&bytes, row + i, sizeof bytes);
    *(Lanes *)(out + i) += __builtin_convertvector(bytes, Lanes) * scale;
  }
}

static void rectify(float *out, const float *a, const float *b, const float *c,
                    uint32_t width) {
  for (uint32_t i = 0; i < width; i += LANE_COUNT) {
    Lanes value = *(const Lanes *)(a + i);
    if (b) {
      value += *(const Lanes *)(b + i);
    }
    if (c) {
      value += *(const Lanes *)(c + i);
    }
    *(Lanes *)(out + i) = (Lanes)((WholeLanes)value & (value > 0));
  }
}

/// The largest number of the whole lanes among `count` numbers, one lane at
/// least; the first of equals. Sets its index.
INLINE float largest_of_lanes(const float *numbers, uint32_t count,
                              uint32_t *index) {
  Lanes most = *(const Lanes *)numbers;
  WholeLanes blocks = {0};
  for (uint32_t i = LANE_COUNT; i + LANE_COUNT <= count; i += LANE_COUNT) {
    const Lanes x = *(const Lanes *)(numbers + i);
    const WholeLanes is_larger = x > most;
    most = PICK(is_larger, x, most);
    blocks =
        (((WholeLanes){0} + (int32_t)i) & is_larger) | (blocks & ~is_larger);
  }
  const float value = largest_lane(&most);
  *index = UINT32_MAX;
  for (uint32_t lane = 0; lane < LANE_COUNT; lane++) {
    uint32_t place = (uint32_t)blocks[lane] + lane;
    *index = most[lane] == value && place < *index ? place : *index;
  }
  return value;
}

static uint32_t largest(const float *numbers, uint32_t count) {
  uint32_t index = 0;
  float most = numbers[0];
  uint32_t i = 1;
  if (count >= LANE_COUNT) {
    most = largest_of_lanes(numbers, count, &index);
    i = count / LANE_COUNT * LANE_COUNT;
  }
  for (; i < count; i++) {
    index = numbers[i] > most ? i : index;
    most = numbers[i] > most ? numbers[i] : most;
  }
  return index < count ? index : 0; // numbers that are none have no largest
}

static float weigh(const float *weights, const float *numbers, uint32_t width) {
  Lanes sum = {0};
  for (uint32_t i = 0; i < width; i += LANE_COUNT) {
    sum += *(const Lanes *)(weights + i) * *(const Lanes *)(numbers + i);
  }
  return sum_lanes(&sum);
}

const Kernel KERNEL_SYMBOL = {KERNEL_NAME, quantize, multiply, recur, normalize,
                              add_bytes,   rectify,  largest,  weigh};
