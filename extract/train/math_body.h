/// The training math, included once for each instruction set by a file that
/// defines MATH_SYMBOL and MATH_NAME.
#include "extract/train/math_sets.h"

#include <math.h>

typedef float Lanes __attribute__((vector_size(64), may_alias));
typedef int32_t WholeLanes __attribute__((vector_size(64), may_alias));

#define INLINE static inline __attribute__((always_inline))
enum { LANES = 16, TILE_ROWS = 6, TILE_LANES = 4 };

/// c[rows][lanes * 16] over all of depth, held in registers.
INLINE void tile(int rows, int lanes, uint32_t depth, Grid a, const float *b,
                 size_t b_stride, float *c, size_t c_stride, bool add) {
  Lanes sums[TILE_ROWS][TILE_LANES];
#pragma GCC unroll 6
  for (int i = 0; i < rows; i++) {
#pragma GCC unroll 4
    for (int j = 0; j < lanes; j++) {
      const float *from = c + (size_t)i * c_stride + (size_t)j * LANES;
      sums[i][j] = add ? *(const Lanes *)from : (Lanes){0};
    }
  }
  for (uint32_t k = 0; k < depth; k++) {
    const float *row = b + k * b_stride;
#pragma GCC unroll 6
    for (int i = 0; i < rows; i++) {
      float factor = a.numbers[(size_t)i * a.row + k * a.step];
#pragma GCC unroll 4
      for (int j = 0; j < lanes; j++) {
        sums[i][j] += *(const Lanes *)(row + (size_t)j * LANES) * factor;
      }
    }
  }
#pragma GCC unroll 6
  for (int i = 0; i < rows; i++) {
#pragma GCC unroll 4
    for (int j = 0; j < lanes; j++) {
      *(Lanes *)(c + (size_t)i * c_stride + (size_t)j * LANES) = sums[i][j];
    }
  }
}

INLINE void product_columns(int lanes, uint32_t rows, uint32_t depth, Grid a,
                            const float *b, size_t b_stride, float *c,
                            size_t c_stride, bool add) {
  uint32_t row = 0;
  for (; row + TILE_ROWS <= rows; row += TILE_ROWS) {
    tile(TILE_ROWS, lanes, depth, a, b, b_stride, c, c_stride, add);
    a.numbers += TILE_ROWS * a.row;
    c += TILE_ROWS * c_stride;
  }
  for (; row < rows; row++) {
    tile(1, lanes, depth, a, b, b_stride, c, c_stride, add);
    a.numbers += a.row;
    c += c_stride;
  }
}

static void product(uint32_t rows, uint32_t columns, uint32_t depth, Grid a,
                    const float *b, size_t b_stride, float *c, size_t c_stride,
                    bool add) {
  uint32_t column = 0;
  for (; column + TILE_LANES * LANES <= columns; column += TILE_LANES * LANES) {
    product_columns(TILE_LANES, rows, depth, a, b + column, b_stride,
                    c + column, c_stride, add);
  }
  for (; column < columns; column += LANES) {
    product_columns(1, rows, depth, a, b + column, b_stride, c + column,
                    c_stride, add);
  }
}

/// As the kernel's sigmoid.
INLINE void sigmoid(Lanes *result, const Lanes *input) {
  const float round_to_whole = 12582912.0f;
  Lanes x = -*input;
  WholeLanes low = x < -30.0f;
  WholeLanes high = x > 30.0f;
  x = (Lanes)(((WholeLanes)x & ~low) |
              ((WholeLanes)((Lanes){0} - 30.0f) & low));
  x = (Lanes)(((WholeLanes)x & ~high) |
              ((WholeLanes)((Lanes){0} + 30.0f) & high));
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
  y = y * (x * x) + x + 1.0f;
  *result = 1.0f / (1.0f + (Lanes)((WholeLanes)y + exponent));
}

static void recur(const float *weights, uint32_t width, RecurrenceTrace trace,
                  size_t gates_stride, size_t stride, float *out,
                  uint32_t first, int step, uint32_t count) {
  for (uint32_t lane = 0; lane < width; lane += LANES) {
    const Lanes forget_weight = *(const Lanes *)(weights + lane);
    const Lanes reset_weight = *(const Lanes *)(weights + width + lane);
    Lanes state = {0};
    size_t row = first;
    for (uint32_t i = 0; i < count; i++, row += (size_t)step) {
      float *gate = trace.gates + row * gates_stride + lane;
      Lanes candidate = *(const Lanes *)gate;
      Lanes forget = *(const Lanes *)(gate + width) + forget_weight * state;
      Lanes reset = *(const Lanes *)(gate + 2 * width) + reset_weight * state;
      sigmoid(&forget, &forget);
      sigmoid(&reset, &reset);
      *(Lanes *)(gate + width) = forget;
      *(Lanes *)(gate + 2 * width) = reset;
      state = forget * (state - candidate) + candidate;
      *(Lanes *)(trace.states + row * stride + lane) = state;
      *(Lanes *)(out + row * stride + lane) = reset * state;
    }
  }
}

static void recur_back(const float *weights, uint32_t width,
                       RecurrenceTrace trace, size_t gates_stride,
                       size_t stride, const float *out_grad, float *gates_grad,
                       float *weights_grad, uint32_t first, int step,
                       uint32_t count) {
  for (uint32_t lane = 0; lane < width; lane += LANES) {
    const Lanes forget_weight = *(const Lanes *)(weights + lane);
    const Lanes reset_weight = *(const Lanes *)(weights + width + lane);
    Lanes forget_sum = {0};
    Lanes reset_sum = {0};
    Lanes state_grad = {0};
    for (uint32_t i = count; i-- > 0;) {
      size_t row = (size_t)first + (size_t)step * i;
      const float *gate = trace.gates + row * gates_stride + lane;
      Lanes candidate = *(const Lanes *)gate;
      Lanes forget = *(const Lanes *)(gate + width);
      Lanes reset = *(const Lanes *)(gate + 2 * width);
      Lanes state = *(const Lanes *)(trace.states + row * stride + lane);
      Lanes before = {0};
      if (i) {
        before = *(const Lanes *)(trace.states + (row - (size_t)step) * stride +
                                  lane);
      }
      Lanes grad = *(const Lanes *)(out_grad + row * stride + lane);
      Lanes reset_grad = grad * state * reset * (1.0f - reset);
      state_grad += grad * reset;
      Lanes forget_grad =
          state_grad * (before - candidate) * forget * (1.0f - forget);
      float *to = gates_grad + row * gates_stride + lane;
      *(Lanes *)to = state_grad * (1.0f - forget);
      *(Lanes *)(to + width) = forget_grad;
      *(Lanes *)(to + 2 * width) = reset_grad;
      forget_sum += forget_grad * before;
      reset_sum += reset_grad * before;
      state_grad = state_grad * forget + forget_grad * forget_weight +
                   reset_grad * reset_weight;
    }
    *(Lanes *)(weights_grad + lane) += forget_sum;
    *(Lanes *)(weights_grad + width + lane) += reset_sum;
  }
}

INLINE float sum_lanes(const Lanes *lanes) {
  float sum = 0;
  for (int i = 0; i < LANES; i++) {
    sum += (*lanes)[i];
  }
  return sum;
}

static void normalize(const float *x, uint32_t rows, uint32_t width,
                      const float *gain, const float *offset, float *normal,
                      float *scales, float *out) {
  const float share = 1.0f / (float)width;
  for (uint32_t row = 0; row < rows; row++) {
    const size_t at = (size_t)row * width;
    Lanes sum = {0};
    for (uint32_t i = 0; i < width; i += LANES) {
      sum += *(const Lanes *)(x + at + i);
    }
    const float mean = sum_lanes(&sum) * share;
    Lanes squares = {0};
    for (uint32_t i = 0; i < width; i += LANES) {
      Lanes value = *(const Lanes *)(x + at + i) - mean;
      squares += value * value;
    }
    scales[row] = 1.0f / sqrtf(sum_lanes(&squares) * share + 1e-5f);
    for (uint32_t i = 0; i < width; i += LANES) {
      Lanes value = (*(const Lanes *)(x + at + i) - mean) * scales[row];
      *(Lanes *)(normal + at + i) = value;
      *(Lanes *)(out + at + i) =
          value * *(const Lanes *)(gain + i) + *(const Lanes *)(offset + i);
    }
  }
}

static void normalize_back(float *grad, uint32_t rows, uint32_t width,
                           const float *gain, const float *normal,
                           const float *scales, float *gain_grad,
                           float *offset_grad) {
  const float share = 1.0f / (float)width;
  for (uint32_t row = 0; row < rows; row++) {
    const size_t at = (size_t)row * width;
    Lanes sum = {0};
    Lanes along = {0};
    for (uint32_t i = 0; i < width; i += LANES) {
      Lanes value = *(const Lanes *)(normal + at + i);
      Lanes back = *(Lanes *)(grad + at + i);
      *(Lanes *)(gain_grad + i) += back * value;
      *(Lanes *)(offset_grad + i) += back;
      back *= *(const Lanes *)(gain + i);
      *(Lanes *)(grad + at + i) = back;
      sum += back;
      along += back * value;
    }
    const float mean = sum_lanes(&sum) * share;
    const float slope = sum_lanes(&along) * share;
    for (uint32_t i = 0; i < width; i += LANES) {
      Lanes back = *(Lanes *)(grad + at + i);
      *(Lanes *)(grad + at + i) =
          (back - mean - *(const Lanes *)(normal + at + i) * slope) *
          scales[row];
    }
  }
}

static void adam(float *value, float *first, float *second, float *grad,
                 size_t count, float rate, float scale) {
  const float keep_first = 0.9f;
  const float keep_second = 0.98f;
  for (size_t i = 0; i < count; i++) {
    float g = grad[i] * scale;
    first[i] = keep_first * first[i] + (1 - keep_first) * g;
    second[i] = keep_second * second[i] + (1 - keep_second) * g * g;
    value[i] -= rate * first[i] / (sqrtf(second[i]) + 1e-8f);
    grad[i] = 0;
  }
}

const TrainMath MATH_SYMBOL = {MATH_NAME, product,        recur, recur_back,
                               normalize, normalize_back, adam};
