/// The kernel's operations, included once for each instruction set by a file
/// that defines KERNEL_NAME and MULTIPLY_BLOCK.
#include "extract/syntax/kernel.h"

#include <math.h>

typedef float Lanes __attribute__((vector_size(64), may_alias));
typedef int32_t WholeLanes __attribute__((vector_size(64), may_alias));
typedef int8_t ByteLanes __attribute__((vector_size(16), may_alias));

/// mask ? a : b in each lane; a comparison makes a mask.
#define PICK(mask, a, b)                                                       \
  ((Lanes)(((WholeLanes)(a) & (mask)) | ((WholeLanes)(b) & ~(mask))))

enum { RECUR_GROUPS = 4 };

#define INLINE static inline __attribute__((always_inline))

INLINE float sum_lanes(const Lanes *lanes) {
  float sums[LANE_COUNT];
  memcpy(sums, lanes, sizeof sums);
  for (int width = LANE_COUNT / 2; width > 0; width /= 2) {
    for (int i = 0; i < width; i++) {
      sums[i] += sums[i + width];
    }
  }
  return sums[0];
}

INLINE float largest_lane(const Lanes *lanes) {
  float values[LANE_COUNT];
  memcpy(values, lanes, sizeof values);
  float largest = values[0];
  for (int i = 1; i < LANE_COUNT; i++) {
    largest = values[i] > largest ? values[i] : largest;
  }
  return largest;
}

/// 1 / (1 + exp(-x)), by range reduction and a polynomial of degree 5
/// (Cephes expf); relative error below 1e-6.
INLINE void sigmoid(Lanes *result, const Lanes *input) {
  const Lanes one = (Lanes){0} + 1.0f;
  const Lanes low = (Lanes){0} - 30.0f;
  const Lanes high = (Lanes){0} + 30.0f;
  Lanes x = -*input;
  x = PICK(x < low, low, x);
  x = PICK(x > high, high, x);
  const float round_to_whole = 12582912.0f; // 1.5 * 2^23
  Lanes power = x * 1.44269504088896341f + round_to_whole;
  WholeLanes exponent = (WholeLanes)power << 23;
  power -= round_to_whole;
  x -= power * 0.693359375f;
  x -= power * -2.12194440e-4f;
  Lanes y = x * 1.9875691500e-4f + 1.3981999507e-3f;
  y = y * x + 8.3334519073e-3f;
  y = y * x + 4.1665795894e-2f;
  y = y * x + 1.6666665459e-1f;
  y = y * x + 5.0000001201e-1f;
  y = y * (x * x) + x + one;
  y = (Lanes)((WholeLanes)y + exponent);
  *result = one / (one + y);
}

static void quantize_row(const float *row, uint32_t width, uint8_t *bytes,
                         float *scale) {
  Lanes largest = {0};
  for (uint32_t i = 0; i < width; i += LANE_COUNT) {
    Lanes x = *(const Lanes *)(row + i);
    x = (Lanes)((WholeLanes)x & INT32_MAX);
    largest = PICK(x > largest, x, largest);
  }
  float most = largest_lane(&largest);
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

static void quantize(const float *numbers, size_t stride, uint32_t rows,
                     uint32_t width, Activations activations) {
  for (uint32_t row = 0; row < rows; row++) {
    quantize_row(numbers + row * stride, width,
                 activations.bytes + (size_t)row * width,
                 &activations.scales[row]);
  }
}

/// Turn a block's whole-number sums into numbers.
INLINE void finish_block(const Matrix *matrix, uint32_t column,
                         const WholeLanes *sums, float scale, float *out) {
  for (int i = 0; i < COLUMN_BLOCK / LANE_COUNT; i++) {
    uint32_t at = column + (uint32_t)i * LANE_COUNT;
    WholeLanes whole = sums[i] - *(const WholeLanes *)(matrix->sums + at);
    Lanes product = __builtin_convertvector(whole, Lanes) *
                    (*(const Lanes *)(matrix->scales + at) * scale);
    *(Lanes *)(out + at) = product + *(const Lanes *)(matrix->bias + at);
  }
}

static void multiply(const Matrix *matrix, Activations activations,
                     uint32_t rows, float *out, size_t out_stride) {
  const uint32_t inputs = matrix->inputs;
  for (uint32_t column = 0; column < matrix->outputs; column += COLUMN_BLOCK) {
    const int8_t *weights = matrix->weights + (size_t)column * inputs;
    uint32_t row = 0;
    while (row < rows) {
      WholeLanes sums[MULTIPLY_ROWS][COLUMN_BLOCK / LANE_COUNT];
      uint32_t count = rows - row < MULTIPLY_ROWS ? 1 : MULTIPLY_ROWS;
      const uint8_t *bytes = activations.bytes + (size_t)row * inputs;
      if (count == 1) {
        multiply_block(weights, bytes, inputs, 1, sums);
      } else {
        multiply_block(weights, bytes, inputs, MULTIPLY_ROWS, sums);
      }
      for (uint32_t i = 0; i < count; i++) {
        finish_block(matrix, column, sums[i], activations.scales[row + i],
                     out + (row + i) * out_stride);
      }
      row += count;
    }
  }
}

/// Run `groups` times LANE_COUNT numbers of a recurrence side by side: each
/// step waits for the one before it, so that one alone would leave the
/// processor idle.
INLINE void recur_groups(int groups, Recurrence recurrence, uint32_t lane,
                         uint32_t width, const float *gates,
                         size_t gates_stride, float *out, size_t out_stride,
                         uint32_t first, int step, uint32_t count) {
  Lanes state[RECUR_GROUPS] = {{0}};
  size_t row = first;
  for (uint32_t i = 0; i < count; i++, row += (size_t)step) {
    const float *gate = gates + row * gates_stride + lane;
#pragma GCC unroll 4
    for (int g = 0; g < groups; g++, gate += LANE_COUNT) {
      size_t at = lane + (size_t)g * LANE_COUNT;
      Lanes candidate = *(const Lanes *)gate;
      Lanes forget = *(const Lanes *)(gate + width) +
                     *(const Lanes *)(recurrence.forget + at) * state[g];
      Lanes reset = *(const Lanes *)(gate + 2 * width) +
                    *(const Lanes *)(recurrence.reset + at) * state[g];
      sigmoid(&forget, &forget);
      sigmoid(&reset, &reset);
      state[g] = forget * (state[g] - candidate) + candidate;
      *(Lanes *)(out + row * out_stride + at) = reset * state[g];
    }
  }
}

static void recur(Recurrence recurrence, uint32_t width, const float *gates,
                  size_t gates_stride, float *out, size_t out_stride,
                  uint32_t first, int step, uint32_t count) {
  uint32_t lane = 0;
  for (; lane + RECUR_GROUPS * LANE_COUNT <= width;
       lane += RECUR_GROUPS * LANE_COUNT) {
    recur_groups(RECUR_GROUPS, recurrence, lane, width, gates, gates_stride,
                 out, out_stride, first, step, count);
  }
  for (; lane < width; lane += LANE_COUNT) {
    recur_groups(1, recurrence, lane, width, gates, gates_stride, out,
                 out_stride, first, step, count);
  }
}

static void normalize(float *x, const float *added, uint32_t rows,
                      uint32_t width, const float *gain, const float *offset) {
  const float share = 1.0f / (float)width;
  for (uint32_t row = 0; row < rows; row++) {
    float *values = x + (size_t)row * width;
    Lanes sum = {0};
    for (uint32_t i = 0; i < width; i += LANE_COUNT) {
      Lanes value = *(const Lanes *)(values + i);
      if (added) {
        value += *(const Lanes *)(added + (size_t)row * width + i);
        *(Lanes *)(values + i) = value;
      }
      sum += value;
    }
    const float mean = sum_lanes(&sum) * share;
    Lanes squares = {0};
    for (uint32_t i = 0; i < width; i += LANE_COUNT) {
      Lanes value = *(const Lanes *)(values + i) - mean;
      squares += value * value;
    }
    const float scale = 1.0f / sqrtf(sum_lanes(&squares) * share + 1e-5f);
    for (uint32_t i = 0; i < width; i += LANE_COUNT) {
      Lanes value = (*(const Lanes *)(values + i) - mean) * scale;
      *(Lanes *)(values + i) =
          value * *(const Lanes *)(gain + i) + *(const Lanes *)(offset + i);
    }
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

static uint32_t largest(const float *numbers, uint32_t count) {
  float most = numbers[0];
  uint32_t i = 0;
  if (count >= LANE_COUNT) {
    Lanes lanes = *(const Lanes *)numbers;
    for (; i + LANE_COUNT <= count; i += LANE_COUNT) {
      Lanes x = *(const Lanes *)(numbers + i);
      lanes = PICK(x > lanes, x, lanes);
    }
    most = largest_lane(&lanes);
  }
  for (; i < count; i++) {
    most = numbers[i] > most ? numbers[i] : most;
  }
  uint32_t index = 0;
  while (index + 1 < count && numbers[index] != most) {
    index++;
  }
  return index;
}

const Kernel KERNEL_SYMBOL = {KERNEL_NAME, quantize,  multiply, recur,
                              normalize,   add_bytes, rectify,  largest};
