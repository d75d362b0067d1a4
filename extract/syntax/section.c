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

Matrix section_take_matrix(Section *section, uint32_t inputs,
                           uint32_t outputs) {
  Matrix matrix = {.inputs = inputs, .outputs = outputs};
  matrix.weights = section_take(section, (size_t)inputs * outputs, 1);
  matrix.scales = section_take_numbers(section, outputs);
  matrix.sums = section_take(section, outputs, sizeof *matrix.sums);
  matrix.bias = section_take_numbers(section, outputs);
  return matrix;
}
