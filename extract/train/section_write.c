/// Writing a model's section part by part.
#include "extract/train/section_write.h"

#include "extract/syntax/kernel.h"

#include <math.h>

void section_put(SectionDraft *draft, const void *bytes, size_t length) {
  size_t begin =
      (draft->length + BUFFER_ALIGN - 1) / BUFFER_ALIGN * BUFFER_ALIGN;
  if (begin + length > draft->capacity) {
    size_t capacity = 2 * (begin + length);
    draft->bytes = arena_grow(draft->arena, draft->bytes, draft->length,
                              capacity, sizeof(char));
    draft->capacity = capacity;
  }
  if (length) {
    memcpy(draft->bytes + begin, bytes, length);
  }
  draft->length = begin + length;
}

void section_put_numbers(SectionDraft *draft, const float *numbers,
                         size_t count) {
  section_put(draft, numbers, count * sizeof *numbers);
}

/// Write the blocks of a matrix that are not zero.
static void put_blocks(SectionDraft *draft, Arena *scratch,
                       const Matrix *matrix) {
  const uint32_t groups = matrix->outputs / COLUMN_BLOCK;
  const uint32_t all = matrix->starts[groups];
  uint32_t *starts = ARENA_NEW(scratch, uint32_t, groups + 1);
  uint8_t *places = ARENA_NEW(scratch, uint8_t, all);
  int8_t *weights = ARENA_NEW(scratch, int8_t, (size_t)all * BLOCK_SIZE);
  static const int8_t zero[BLOCK_SIZE];
  uint32_t count = 0;
  for (uint32_t group = 0; group < groups; group++) {
    for (uint32_t i = matrix->starts[group]; i < matrix->starts[group + 1];
         i++) {
      const int8_t *block = matrix->weights + (size_t)i * BLOCK_SIZE;
      if (memcmp(block, zero, BLOCK_SIZE) != 0) {
        places[count] = matrix->places[i];
        memcpy(weights + (size_t)count++ * BLOCK_SIZE, block, BLOCK_SIZE);
      }
    }
    starts[group + 1] = count;
  }
  section_put(draft, starts, (groups + 1) * sizeof *starts);
  section_put(draft, places, count);
  section_put(draft, weights, (size_t)count * BLOCK_SIZE);
}

void section_put_matrix(SectionDraft *draft, const float *weights,
                        const float *bias, uint32_t inputs, uint32_t outputs) {
  Arena *scratch = arena_new();
  float *columns =
      kernel_buffer(scratch, (size_t)inputs * outputs, sizeof *columns);
  for (size_t i = 0; i < inputs; i++) {
    for (size_t column = 0; column < outputs; column++) {
      columns[column * inputs + i] = weights[i * outputs + column];
    }
  }
  Matrix matrix = kernel_pack_rows(kernel_best(), scratch, columns, inputs,
                                   outputs, inputs);
  float *padded = kernel_buffer(scratch, matrix.outputs, sizeof *padded);
  memcpy(padded, bias, outputs * sizeof *padded);
  put_blocks(draft, scratch, &matrix);
  section_put_numbers(draft, matrix.scales, matrix.outputs);
  section_put(draft, matrix.sums, matrix.outputs * sizeof *matrix.sums);
  section_put_numbers(draft, padded, matrix.outputs);
  arena_free(scratch);
}

void section_put_table(SectionDraft *draft, const float *numbers, uint32_t rows,
                       uint32_t width) {
  Arena *scratch = arena_new();
  int8_t *bytes = ARENA_NEW(scratch, int8_t, (size_t)rows * width);
  float *scales = ARENA_NEW(scratch, float, rows);
  for (size_t row = 0; row < rows; row++) {
    const float *number = numbers + row * width;
    float most = 0;
    for (uint32_t i = 0; i < width; i++) {
      most = fabsf(number[i]) > most ? fabsf(number[i]) : most;
    }
    scales[row] = most > 0 ? most / 127 : 1;
    for (uint32_t i = 0; i < width; i++) {
      bytes[row * width + i] = (int8_t)lrintf(number[i] / scales[row]);
    }
  }
  section_put(draft, bytes, (size_t)rows * width);
  section_put_numbers(draft, scales, rows);
  arena_free(scratch);
}
