/// Tensors: trained numbers, their optimizer's state, and their gradients.
#ifndef QUERN_EXTRACT_TRAIN_TENSOR_H
#define QUERN_EXTRACT_TRAIN_TENSOR_H

#include "base/arena.h"
#include "extract/train/math.h"
#include "extract/train/random.h"

enum { TENSORS_MOST = 64 };

/// How a tensor is updated.
typedef enum {
  TENSOR_DENSE,
  TENSOR_ROWS ///< only the rows that a batch touched
} TensorKind;

typedef struct {
  float *value;
  float *first;   ///< mean of gradients (Adam)
  float *second;  ///< mean of squared gradients
  float *average; ///< moving average of value, what is kept in the end
  uint32_t rows;
  uint32_t width;
  TensorKind kind;
} Tensor;

/// The gradients of all tensors, of one worker.
typedef struct {
  float *grad[TENSORS_MOST];
  uint8_t *touched[TENSORS_MOST]; ///< per row, TENSOR_ROWS only
} Gradients;

typedef struct {
  Arena *arena;
  Tensor tensors[TENSORS_MOST];
  uint32_t count;
  uint32_t steps; ///< of the optimizer, so far
} TensorSet;

/// Add a tensor of normal random numbers of this deviation; gives its index.
uint32_t tensor_add(TensorSet *set, uint32_t rows, uint32_t width,
                    TensorKind kind, float deviation, Random *random);

/// Make zeroed gradients for all tensors of the set.
Gradients *tensor_gradients(const TensorSet *set, Arena *arena);

/// Add `grad` to the gradient of a row.
void tensor_touch(const TensorSet *set, Gradients *gradients, uint32_t tensor,
                  uint32_t row, const float *grad);

/// One step of Adam with the workers' gradients summed in order; gradients
/// longer than `longest` are shortened to it. Gradients are zero afterwards.
void tensor_step(TensorSet *set, Gradients **workers, uint32_t worker_count,
                 float rate, float longest);

/// Move the averages towards the values: average += share * (value - average).
void tensor_average(TensorSet *set, float share);

/// Exchange values and averages, to try out the averages and go back.
void tensor_swap_average(TensorSet *set);

#endif
