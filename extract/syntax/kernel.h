/// Kernel: the vector code of the network, in one place.
///
/// One source, kernel_body.h, is compiled for several instruction sets; the
/// best one the processor has is chosen at run time. All of them give the
/// same bits: matrix products are sums of whole numbers, and everything else
/// is done in lanes of LANE_COUNT numbers, each operation rounded as IEEE 754
/// says, sums in a fixed order.
#ifndef QUERN_EXTRACT_SYNTAX_KERNEL_H
#define QUERN_EXTRACT_SYNTAX_KERNEL_H

#include "base/arena.h"

enum {
  LANE_COUNT = 16,      ///< numbers worked on together
  COLUMN_BLOCK = 16,    ///< a matrix's outputs are padded to a multiple of this
  INPUT_BLOCK = 4,      ///< inputs of one 8-bit dot product step
  BLOCK_SIZE = 64,      ///< weights of so many inputs and columns
  INPUTS_MOST = 1024,   ///< of a matrix
  BUFFER_ALIGN = 64,    ///< bytes
  ACTIVATION_ZERO = 128 ///< what a quantized activation of 0.0 is stored as
};

/// A weight matrix in 8 bits, outputs = inputs * weights * scales + bias.
/// Blocks of 4 inputs and 16 columns that are zero are left out.
typedef struct {
  uint32_t inputs;  ///< a multiple of LANE_COUNT, at most INPUTS_MOST
  uint32_t outputs; ///< as padded: a multiple of COLUMN_BLOCK
  /// Where the blocks of each 16 columns begin, and where the last ones end.
  const uint32_t *starts;
  const uint8_t *places; ///< a block's first input / INPUT_BLOCK, one a block
  const int8_t *weights; ///< [blocks][16 columns][4 inputs]
  const float *scales;   ///< one an output
  const int32_t *sums; ///< ACTIVATION_ZERO times the sum of a column's weights
  const float *bias;   ///< one an output
} Matrix;

/// Rows of activations in 8 bits.
typedef struct {
  uint8_t *bytes; ///< [rows][width], ACTIVATION_ZERO stands for 0.0
  float *scales;  ///< one a row
} Activations;

/// One direction of a simple recurrent unit (Lei et al. 2018, equations 1-4).
typedef struct {
  const float *forget; ///< weights of the old state in the forget gate
  const float *reset;  ///< and in the reset gate
} Recurrence;

/// The operations, all on buffers aligned to BUFFER_ALIGN. Widths are
/// multiples of LANE_COUNT.
typedef struct {
  const char *name;

  /// Round `rows` rows of `width` numbers to 8 bits.
  void (*quantize)(const float *numbers, size_t stride, uint32_t rows,
                   uint32_t width, Activations activations);

  /// out[row][column] for all rows and all padded columns.
  void (*multiply)(const Matrix *matrix, Activations activations, uint32_t rows,
                   float *out, size_t out_stride);

  /// Run a recurrence over the rows first, first + step, ... (`count` rows).
  /// gates[row] + begin holds candidate, forget and reset gates of `width`
  /// numbers each; row r of `out` gets width numbers.
  void (*recur)(Recurrence recurrence, uint32_t width,
                const float *const *gates, size_t begin, float *out,
                size_t out_stride, uint32_t first, int step, uint32_t count);

  /// x[row] = normalized(x[row] + added[row]) * gain + offset; `added` may be
  /// NULL. Round the rows to 8 bits, too.
  void (*normalize)(float *x, const float *added, uint32_t rows, uint32_t width,
                    const float *gain, const float *offset,
                    Activations rounded);

  /// out += scale * row.
  void (*add_bytes)(float *out, const int8_t *row, float scale, uint32_t width);

  /// out[i] = max(0, a[i] + b[i] + c[i]); b and c may be NULL.
  void (*rectify)(float *out, const float *a, const float *b, const float *c,
                  uint32_t width);

  /// Index of the largest number, the first of equals; `count` > 0. Numbers
  /// are aligned to BUFFER_ALIGN.
  uint32_t (*largest)(const float *numbers, uint32_t count);

  /// The sum of the products of weights and numbers.
  float (*weigh)(const float *weights, const float *numbers, uint32_t width);
} Kernel;

/// The best kernel of this processor.
const Kernel *kernel_best(void);

/// The index-th kernel that this processor can run, best first; NULL past the
/// last one. For tests.
const Kernel *kernel_get(size_t index);

/// `count` zeroed numbers of `size` bytes, aligned to BUFFER_ALIGN.
void *kernel_buffer(Arena *arena, size_t count, size_t size);

/// Where each of `count` rows begins, `stride` numbers apart.
const float **kernel_rows(Arena *arena, const float *numbers, size_t stride,
                          size_t count);

/// Round `rows` rows of `width` numbers to 8 bits and pack them as the columns
/// of a matrix, bias 0, all blocks kept, so that activations can be multiplied
/// by them.
Matrix kernel_pack_rows(const Kernel *kernel, Arena *arena,
                        const float *numbers, size_t stride, uint32_t rows,
                        uint32_t width);

#endif
