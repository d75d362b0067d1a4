/// Tensors and their optimizer.
#include "extract/train/tensor.h"

#include "extract/syntax/kernel.h"

#include <math.h>

static size_t size_of(const Tensor *tensor) {
  return (size_t)tensor->rows * tensor->width;
}

uint32_t tensor_add(TensorSet *set, uint32_t rows, uint32_t width,
                    TensorKind kind, float deviation, Random *random) {
  Tensor *tensor = &set->tensors[set->count];
  *tensor = (Tensor){.rows = rows, .width = width, .kind = kind};
  size_t size = size_of(tensor);
  tensor->value = kernel_buffer(set->arena, size, sizeof(float));
  tensor->first = kernel_buffer(set->arena, size, sizeof(float));
  tensor->second = kernel_buffer(set->arena, size, sizeof(float));
  tensor->average = kernel_buffer(set->arena, size, sizeof(float));
  for (size_t i = 0; deviation != 0 && i < size; i++) {
    tensor->value[i] = deviation * random_normal(random);
  }
  return set->count++;
}

Gradients *tensor_gradients(const TensorSet *set, Arena *arena) {
  Gradients *gradients = ARENA_NEW(arena, Gradients, 1);
  for (uint32_t i = 0; i < set->count; i++) {
    const Tensor *tensor = &set->tensors[i];
    gradients->grad[i] = kernel_buffer(arena, size_of(tensor), sizeof(float));
    if (tensor->kind == TENSOR_ROWS) {
      gradients->touched[i] = ARENA_NEW(arena, uint8_t, tensor->rows);
    }
  }
  return gradients;
}

void tensor_touch(const TensorSet *set, Gradients *gradients, uint32_t tensor,
                  uint32_t row, const float *grad) {
  uint32_t width = set->tensors[tensor].width;
  float *sum = gradients->grad[tensor] + (size_t)row * width;
  gradients->touched[tensor][row] = 1;
  for (uint32_t i = 0; i < width; i++) {
    sum[i] += grad[i];
  }
}

/// Is there a gradient in this row?
static bool is_live(const Tensor *tensor, const Gradients *gradients,
                    uint32_t index, uint32_t row) {
  return tensor->kind == TENSOR_DENSE || gradients->touched[index][row];
}

/// Add all workers' gradients to the first one's; gives the squared length.
static double gather(const TensorSet *set, Gradients **workers,
                     uint32_t worker_count) {
  double squares = 0;
  for (uint32_t i = 0; i < set->count; i++) {
    const Tensor *tensor = &set->tensors[i];
    for (uint32_t row = 0; row < tensor->rows; row++) {
      float *sum = workers[0]->grad[i] + (size_t)row * tensor->width;
      for (uint32_t w = 1; w < worker_count; w++) {
        if (is_live(tensor, workers[w], i, row)) {
          float *grad = workers[w]->grad[i] + (size_t)row * tensor->width;
          for (uint32_t k = 0; k < tensor->width; k++) {
            sum[k] += grad[k];
            grad[k] = 0;
          }
          if (tensor->kind == TENSOR_ROWS) {
            workers[0]->touched[i][row] = 1;
            workers[w]->touched[i][row] = 0;
          }
        }
      }
      if (is_live(tensor, workers[0], i, row)) {
        float row_squares = 0;
        for (uint32_t k = 0; k < tensor->width; k++) {
          row_squares += sum[k] * sum[k];
        }
        squares += (double)row_squares;
      }
    }
  }
  return squares;
}

void tensor_step(TensorSet *set, Gradients **workers, uint32_t worker_count,
                 float rate, float longest) {
  const TrainMath *math = train_math();
  double length = sqrt(gather(set, workers, worker_count));
  float scale =
      length > (double)longest ? (float)((double)longest / length) : 1;
  set->steps++;
  double steps = set->steps;
  rate *= (float)(sqrt(1 - pow(0.98, steps)) / (1 - pow(0.9, steps)));
  for (uint32_t i = 0; i < set->count; i++) {
    Tensor *tensor = &set->tensors[i];
    float *grad = workers[0]->grad[i];
    if (tensor->kind == TENSOR_DENSE) {
      math->adam(tensor->value, tensor->first, tensor->second, grad,
                 size_of(tensor), rate, scale);
      continue;
    }
    for (uint32_t row = 0; row < tensor->rows; row++) {
      size_t at = (size_t)row * tensor->width;
      if (workers[0]->touched[i][row]) {
        workers[0]->touched[i][row] = 0;
        math->adam(tensor->value + at, tensor->first + at, tensor->second + at,
                   grad + at, tensor->width, rate, scale);
      }
    }
  }
}

void tensor_average(TensorSet *set, float share) {
  for (uint32_t i = 0; i < set->count; i++) {
    Tensor *tensor = &set->tensors[i];
    size_t size = size_of(tensor);
    for (size_t k = 0; k < size; k++) {
      tensor->average[k] += share * (tensor->value[k] - tensor->average[k]);
    }
  }
}

void tensor_swap_average(TensorSet *set) {
  for (uint32_t i = 0; i < set->count; i++) {
    float *value = set->tensors[i].value;
    set->tensors[i].value = set->tensors[i].average;
    set->tensors[i].average = value;
  }
}
