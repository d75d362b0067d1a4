/// Section: reading a model's section part by part.
#include "extract/syntax/section.h"

#include <math.h>

const void *section_take(Section *section, size_t count, size_t size) {
  size_t begin = (section->at + BUFFER_ALIGN - 1) / BUFFER_ALIGN * BUFFER_ALIGN;
  if (section->failed || begin > section->bytes.length ||
      count > (section->bytes.length - begin) / size) {
    section->failed = true;
    return NULL;
  }
  section->at = begin + count * size;
  return section->bytes.data + begin;
}

const float *section_take_numbers(Section *section, size_t count) {
  const float *numbers = section_take(section, count, sizeof *numbers);
  for (size_t i = 0; numbers && i < count; i++) {
    if (!isfinite(numbers[i])) {
      section->failed = true;
      return NULL;
    }
  }
  return numbers;
}

/// Do the blocks of each group of columns stand in order, each in its place?
static bool are_sound(const Matrix *matrix) {
  uint32_t at = 0;
  for (uint32_t group = 0; group < matrix->outputs / COLUMN_BLOCK; group++) {
    const uint32_t end = matrix->starts[group + 1];
    uint32_t least = 0; // place of the next block
    if (matrix->starts[group] != at ||
        end > matrix->starts[matrix->outputs / COLUMN_BLOCK]) {
      return false;
    }
    for (; at < end; at++) {
      if (matrix->places[at] < least) {
        return false;
      }
      least = matrix->places[at] + 1u;
    }
    if (at != end || least * INPUT_BLOCK > matrix->inputs) {
      return false;
    }
  }
  return true;
}

Matrix section_take_matrix(Section *section, uint32_t inputs,
                           uint32_t outputs) {
  Matrix matrix = {.inputs = inputs, .outputs = outputs};
  const uint32_t groups = outputs / COLUMN_BLOCK;
  matrix.starts = section_take(section, groups + 1, sizeof *matrix.starts);
  const uint32_t count = matrix.starts ? matrix.starts[groups] : 0;
  matrix.places = section_take(section, count, 1);
  matrix.weights = section_take(section, count, BLOCK_SIZE);
  section->failed = section->failed || !are_sound(&matrix);
  matrix.scales = section_take_numbers(section, outputs);
  matrix.sums = section_take(section, outputs, sizeof *matrix.sums);
  matrix.bias = section_take_numbers(section, outputs);
  return matrix;
}
