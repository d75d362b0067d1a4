/// Section: reading a model's section part by part, trusting nothing.
#ifndef QUERN_EXTRACT_SYNTAX_SECTION_H
#define QUERN_EXTRACT_SYNTAX_SECTION_H

#include "extract/syntax/kernel.h"

/// A place in a section; `failed` once something did not fit.
typedef struct {
  Str bytes; ///< aligned to 64
  size_t at;
  bool failed;
} Section;

/// The next `count` things of `size` bytes, aligned to 64; NULL if the section
/// is too short.
const void *section_take(Section *section, size_t count, size_t size);

/// The next `count` numbers, all of them finite; else NULL.
const float *section_take_numbers(Section *section, size_t count);

/// The next matrix; `outputs` is a multiple of COLUMN_BLOCK.
Matrix section_take_matrix(Section *section, uint32_t inputs, uint32_t outputs);

#endif
