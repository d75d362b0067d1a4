/// Choosing a kernel, and buffers for it.
#include "extract/syntax/kernel.h"

#include "extract/syntax/kernel_sets.h"

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

const float **kernel_rows(Arena *arena, const float *numbers, size_t stride,
                          size_t count) {
  const float **rows = ARENA_NEW(arena, const float *, count);
  for (size_t row = 0; row < count; row++) {
    rows[row] = numbers + row * stride;
  }
  return rows;
}

/// Put a row of 8-bit numbers, as quantize() stores them, into a matrix as the
/// column `column`; gives their sum.
static int32_t pack_row(const uint8_t *bytes, uint32_t width, uint32_t column,
                        int8_t *weights) {
  int8_t *block = weights +
                  (size_t)(column / COLUMN_BLOCK) * COLUMN_BLOCK * width +
                  (size_t)(column % COLUMN_BLOCK) * INPUT_BLOCK;
  const uint32_t zeros = ACTIVATION_ZERO * 0x01010101u;
  int32_t sum = 0;
  for (uint32_t i = 0; i < width; i += INPUT_BLOCK) {
    uint32_t four;
    memcpy(&four, bytes + i, sizeof four);
    const uint32_t pairs = (four & 0xFF00FFu) + (four >> 8 & 0xFF00FFu);
    sum += (int32_t)((pairs & 0xFFFFu) + (pairs >> 16));
    four ^= zeros; // as signed bytes
    memcpy(block + (size_t)i * COLUMN_BLOCK, &four, sizeof four);
  }
  return sum - (int32_t)width * ACTIVATION_ZERO;
}

Matrix kernel_pack_rows(const Kernel *kernel, Arena *arena,
                        const float *numbers, size_t stride, uint32_t rows,
                        uint32_t width) {
  const uint32_t groups = (rows + COLUMN_BLOCK - 1) / COLUMN_BLOCK;
  const uint32_t outputs = groups * COLUMN_BLOCK;
  const uint32_t blocks = width / INPUT_BLOCK;
  uint32_t *starts = kernel_buffer(arena, groups + 1, sizeof *starts);
  uint8_t *places = kernel_buffer(arena, (size_t)groups * blocks, 1);
  for (uint32_t i = 0; i < groups * blocks; i++) {
    places[i] = (uint8_t)(i % blocks);
  }
  for (uint32_t group = 0; group <= groups; group++) {
    starts[group] = group * blocks;
  }
  int8_t *weights = kernel_buffer(arena, (size_t)outputs * width, 1);
  float *scales = kernel_buffer(arena, outputs, sizeof *scales);
  int32_t *sums = kernel_buffer(arena, outputs, sizeof *sums);
  float *bias = kernel_buffer(arena, outputs, sizeof *bias);
  Activations rounded = {kernel_buffer(arena, (size_t)rows * width, 1), scales};
  kernel->quantize(numbers, stride, rows, width, rounded);
  for (uint32_t row = 0; row < rows; row++) {
    sums[row] = ACTIVATION_ZERO * pack_row(rounded.bytes + (size_t)row * width,
                                           width, row, weights);
  }
  return (Matrix){width, outputs, starts, places, weights, scales, sums, bias};
}
