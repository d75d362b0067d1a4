/// Choosing a kernel, and buffers for it.
#include "extract/syntax/kernel.h"

#include "extract/syntax/kernel_sets.h"

#include <math.h>

const Kernel *kernel_get(size_t index) {
  const Kernel *kernels[4];
  size_t count = 0;
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512vnni") &&
      __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512dq")) {
    kernels[count++] = &kernel_avx512;
  }
  if (__builtin_cpu_supports("avx2")) {
    kernels[count++] = &kernel_avx2;
  }
#endif
  kernels[count++] = &kernel_plain;
  return index < count ? kernels[index] : NULL;
}

const Kernel *kernel_best(void) { return kernel_get(0); }

void *kernel_buffer(Arena *arena, size_t count, size_t size) {
  char *memory = arena_alloc(arena, count + BUFFER_ALIGN / size + 1, size);
  uintptr_t past = (uintptr_t)memory % BUFFER_ALIGN;
  return past ? memory + (BUFFER_ALIGN - past) : memory;
}

static void pack_row(const float *row, uint32_t width, uint32_t column,
                     int8_t *weights, float *scale, int32_t *sum) {
  float most = 0;
  for (uint32_t i = 0; i < width; i++) {
    most = fabsf(row[i]) > most ? fabsf(row[i]) : most;
  }
  *scale = most > 0 ? most / 127 : 1;
  const float inverse = 1 / *scale;
  int8_t *block = weights +
                  (size_t)(column / COLUMN_BLOCK) * COLUMN_BLOCK * width +
                  (size_t)(column % COLUMN_BLOCK) * INPUT_BLOCK;
  for (uint32_t i = 0; i < width; i++) {
    int8_t rounded = (int8_t)lrintf(row[i] * inverse);
    block[(size_t)(i / INPUT_BLOCK) * COLUMN_BLOCK * INPUT_BLOCK +
          i % INPUT_BLOCK] = rounded;
    *sum += ACTIVATION_ZERO * rounded;
  }
}

Matrix kernel_pack_rows(Arena *arena, const float *numbers, size_t stride,
                        uint32_t rows, uint32_t width) {
  uint32_t outputs = (rows + COLUMN_BLOCK - 1) / COLUMN_BLOCK * COLUMN_BLOCK;
  int8_t *weights = kernel_buffer(arena, (size_t)outputs * width, 1);
  float *scales = kernel_buffer(arena, outputs, sizeof *scales);
  int32_t *sums = kernel_buffer(arena, outputs, sizeof *sums);
  float *bias = kernel_buffer(arena, outputs, sizeof *bias);
  for (uint32_t row = 0; row < rows; row++) {
    pack_row(numbers + row * stride, width, row, weights, &scales[row],
             &sums[row]);
  }
  return (Matrix){width, outputs, weights, scales, sums, bias};
}
