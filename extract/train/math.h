/// Math of training: products, recurrences, normalization and Adam in single
/// precision, compiled for several instruction sets as the kernel is.
///
/// Unlike the kernel's, these results may differ in the last bit from one
/// instruction set to another: training gives the same bytes on machines of
/// one kind.
#ifndef QUERN_EXTRACT_TRAIN_MATH_H
#define QUERN_EXTRACT_TRAIN_MATH_H

#include "base/str.h"

/// A matrix to read, at any two strides, so that a transposed one needs no
/// copy: element (i, k) is numbers[i * row + k * step].
typedef struct {
  const float *numbers;
  size_t row;
  size_t step;
} Grid;

/// What a recurrence keeps for its way back.
typedef struct {
  float *gates;  ///< candidate; forget and reset after the sigmoid
  float *states; ///< the state after each row
} RecurrenceTrace;

/// All widths and column counts are multiples of 16, all buffers aligned to 64.
typedef struct {
  const char *name;

  /// c (rows x columns, stride c_stride) = or += a (rows x depth) * b.
  void (*product)(uint32_t rows, uint32_t columns, uint32_t depth, Grid a,
                  const float *b, size_t b_stride, float *c, size_t c_stride,
                  bool add);

  /// Simple recurrent unit over `count` rows from `first`, `step` apart.
  /// weights: forget, then reset, `width` each. out = reset * state.
  void (*recur)(const float *weights, uint32_t width, RecurrenceTrace trace,
                size_t gates_stride, size_t stride, float *out, uint32_t first,
                int step, uint32_t count);

  /// Its way back: gate gradients overwrite `gates_grad`; weights_grad +=.
  void (*recur_back)(const float *weights, uint32_t width,
                     RecurrenceTrace trace, size_t gates_stride, size_t stride,
                     const float *out_grad, float *gates_grad,
                     float *weights_grad, uint32_t first, int step,
                     uint32_t count);

  /// x = normalized(x) kept in `normal`, out = normal * gain + offset.
  void (*normalize)(const float *x, uint32_t rows, uint32_t width,
                    const float *gain, const float *offset, float *normal,
                    float *scales, float *out);

  /// Its way back, in place: grad is with respect to out, then to x.
  void (*normalize_back)(float *grad, uint32_t rows, uint32_t width,
                         const float *gain, const float *normal,
                         const float *scales, float *gain_grad,
                         float *offset_grad);

  /// One step of Adam (Kingma and Ba 2015, algorithm 1), gradients times
  /// `scale`, then set to zero.
  void (*adam)(float *value, float *first, float *second, float *grad,
               size_t count, float rate, float scale);
} TrainMath;

/// The best for this processor.
const TrainMath *train_math(void);

#endif
