/// The network that finds sentence ends.
#include "extract/syntax/segment_network.h"

#include "extract/syntax/section.h"

static const struct {
  uint32_t first; ///< row of the table
  uint32_t rows;
} tables[SEGMENT_FEATURES] = {
    [SEGMENT_WORD] = {0, SEGMENT_WORD_ROWS},
    [SEGMENT_SUFFIX2] = {SEGMENT_WORD_ROWS, SEGMENT_SUFFIX2_ROWS},
    [SEGMENT_SUFFIX3] = {SEGMENT_WORD_ROWS + SEGMENT_SUFFIX2_ROWS,
                         SEGMENT_AFFIX_ROWS},
    [SEGMENT_PREFIX] = {SEGMENT_WORD_ROWS + SEGMENT_SUFFIX2_ROWS +
                            SEGMENT_AFFIX_ROWS,
                        SEGMENT_AFFIX_ROWS},
    [SEGMENT_SHAPE] = {SEGMENT_ROWS - SEGMENT_PLACE_ROWS - SEGMENT_SHAPE_ROWS,
                       SEGMENT_SHAPE_ROWS},
    [SEGMENT_PLACE] = {SEGMENT_ROWS - SEGMENT_PLACE_ROWS, SEGMENT_PLACE_ROWS},
};

static uint32_t row_of(SegmentFeature feature, uint32_t hash) {
  return tables[feature].first + hash % tables[feature].rows;
}

uint32_t segment_place_row(unsigned place) {
  return row_of(SEGMENT_PLACE, place);
}

void segment_features(Str form, unsigned place,
                      uint32_t rows[SEGMENT_FEATURES]) {
  Word word = word_look(form);
  rows[SEGMENT_WORD] = row_of(SEGMENT_WORD, word.fingerprint);
  rows[SEGMENT_SUFFIX2] = row_of(SEGMENT_SUFFIX2, word.rows[FEATURE_SUFFIX2]);
  rows[SEGMENT_SUFFIX3] = row_of(SEGMENT_SUFFIX3, word.rows[FEATURE_SUFFIX3]);
  rows[SEGMENT_PREFIX] = row_of(SEGMENT_PREFIX, word.rows[FEATURE_PREFIX3]);
  rows[SEGMENT_SHAPE] = row_of(SEGMENT_SHAPE, word.rows[FEATURE_SHAPE]);
  rows[SEGMENT_PLACE] = segment_place_row(place);
}

bool segment_network_read(Str bytes, SegmentNetwork *network) {
  Section section = {bytes, 0, false};
  const uint32_t *version = section_take(&section, 1, sizeof *version);
  if (!version || *version != SEGMENT_VERSION) {
    return false;
  }
  const uint32_t width = SEGMENT_WIDTH;
  network->table.bytes = section_take(&section, SEGMENT_ROWS, SEGMENT_WIDTH);
  network->table.scales = section_take_numbers(&section, SEGMENT_ROWS);
  network->gain = section_take_numbers(&section, width);
  network->offset = section_take_numbers(&section, width);
  for (uint32_t i = 0; i < SEGMENT_LAYERS; i++) {
    NetworkLayer *layer = &network->layers[i];
    layer->gates = section_take_matrix(&section, width, 3 * width);
    layer->forward.forget = section_take_numbers(&section, width / 2);
    layer->forward.reset = section_take_numbers(&section, width / 2);
    layer->backward.forget = section_take_numbers(&section, width / 2);
    layer->backward.reset = section_take_numbers(&section, width / 2);
    layer->gain = section_take_numbers(&section, width);
    layer->offset = section_take_numbers(&section, width);
  }
  network->ends = section_take_numbers(&section, 2 * width);
  const float *bias = section_take_numbers(&section, 1);
  network->bias = bias ? *bias : 0;
  return !section.failed && section.at == bytes.length;
}

/// Buffers of one run.
typedef struct {
  float *x;     ///< [count][SEGMENT_WIDTH]
  float *added; ///< likewise
  float *gates; ///< [count][3 * SEGMENT_WIDTH]
  const float **gate_rows;
  Activations activations;
} Buffers;

static Buffers make_buffers(Arena *arena, float *x, uint32_t count) {
  const size_t size = (size_t)count * SEGMENT_WIDTH;
  float *gates = kernel_buffer(arena, 3 * size, sizeof *gates);
  return (Buffers){x,
                   kernel_buffer(arena, size, sizeof(float)),
                   gates,
                   kernel_rows(arena, gates, 3 * SEGMENT_WIDTH, count),
                   {kernel_buffer(arena, size, 1),
                    kernel_buffer(arena, count, sizeof(float))}};
}

static void run_layer(const NetworkLayer *layer, const Kernel *kernel,
                      const Buffers *buffers, uint32_t count) {
  enum { HALF = SEGMENT_WIDTH / 2, STRIDE = 3 * SEGMENT_WIDTH };
  kernel->multiply(&layer->gates, buffers->activations, count, buffers->gates,
                   STRIDE);
  kernel->recur(layer->forward, HALF, buffers->gate_rows, 0, buffers->added,
                SEGMENT_WIDTH, 0, 1, count);
  kernel->recur(layer->backward, HALF, buffers->gate_rows, 3 * HALF,
                buffers->added + HALF, SEGMENT_WIDTH, count - 1, -1, count);
  kernel->normalize(buffers->x, buffers->added, count, SEGMENT_WIDTH,
                    layer->gain, layer->offset, buffers->activations);
}

void segment_network_embed(const SegmentNetwork *network, const Kernel *kernel,
                           const uint32_t *rows, size_t count, float *vector) {
  for (size_t i = 0; i < count; i++) {
    const size_t row = rows[i];
    kernel->add_bytes(vector, network->table.bytes + row * SEGMENT_WIDTH,
                      network->table.scales[row], SEGMENT_WIDTH);
  }
}

void segment_network_run(const SegmentNetwork *network, const Kernel *kernel,
                         Arena *scratch, float *x, uint32_t count,
                         float *scores) {
  if (count == 0) {
    return;
  }
  Buffers buffers = make_buffers(scratch, x, count);
  kernel->normalize(x, NULL, count, SEGMENT_WIDTH, network->gain,
                    network->offset, buffers.activations);
  for (uint32_t i = 0; i < SEGMENT_LAYERS; i++) {
    run_layer(&network->layers[i], kernel, &buffers, count);
  }
  scores[count - 1] = 0;
  for (uint32_t i = 0; i + 1 < count; i++, x += SEGMENT_WIDTH) {
    scores[i] = network->bias + kernel->weigh(network->ends, x, SEGMENT_WIDTH) +
                kernel->weigh(network->ends + SEGMENT_WIDTH, x + SEGMENT_WIDTH,
                              SEGMENT_WIDTH);
  }
}
