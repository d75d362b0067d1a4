/// Writing a model's section part by part, as section.h reads it.
#ifndef QUERN_EXTRACT_TRAIN_SECTION_WRITE_H
#define QUERN_EXTRACT_TRAIN_SECTION_WRITE_H

#include "base/arena.h"

/// Bytes being written, in an arena. Begin with all but `arena` zero.
typedef struct {
  Arena *arena;
  char *bytes;
  size_t length;
  size_t capacity;
} SectionDraft;

/// Append bytes, aligned to 64.
void section_put(SectionDraft *draft, const void *bytes, size_t length);
void section_put_numbers(SectionDraft *draft, const float *numbers,
                         size_t count);

/// Append a matrix of the kernel, padded to a multiple of COLUMN_BLOCK outputs;
/// `weights` is [inputs][outputs].
void section_put_matrix(SectionDraft *draft, const float *weights,
                        const float *bias, uint32_t inputs, uint32_t outputs);

/// Append rows of embeddings in 8 bits, then their scales.
void section_put_table(SectionDraft *draft, const float *numbers, uint32_t rows,
                       uint32_t width);

#endif
