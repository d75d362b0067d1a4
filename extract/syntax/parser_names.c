/// The name tagger's part in running the network.
#include "extract/syntax/parser_internal.h"

void parser_use_names(Parser *parser, const NameNetwork *names) {
  const NameSizes *sizes = &names->sizes;
  const size_t number = sizeof(float);
  Arena *arena = parser->arena;
  parser->names = names;
  parser->cached_names =
      kernel_buffer(arena, (size_t)CACHE_SLOTS * sizes->hidden, number);
  parser->name_words =
      kernel_buffer(arena, (size_t)BATCH_ROWS * sizes->hidden, number);
  parser->name_fresh =
      kernel_buffer(arena, (size_t)BATCH_ROWS * sizes->hidden, number);
  parser->name_rows = kernel_buffer(
      arena, (size_t)BATCH_ROWS * (sizes->recurrent + sizes->hidden), number);
  parser->name_gates =
      kernel_buffer(arena, (size_t)BATCH_ROWS * names->gates.outputs, number);
  parser->name_gate_rows =
      kernel_rows(arena, parser->name_gates, names->gates.outputs, BATCH_ROWS);
  parser->name_bytes.bytes = kernel_buffer(
      arena, (size_t)BATCH_ROWS * (sizes->recurrent + sizes->hidden), 1);
  parser->name_bytes.scales = kernel_buffer(arena, BATCH_ROWS, number);
}

void parser_names_embed(Parser *parser) {
  if (parser->names) {
    parser->kernel->multiply(&parser->names->word, parser->bytes,
                             parser->fresh_count, parser->name_fresh,
                             parser->names->sizes.hidden);
    for (uint32_t i = 0; i < parser->fresh_count; i++) {
      const size_t width = parser->names->sizes.hidden;
      memcpy(parser->name_words + parser->fresh[i].row * width,
             parser->name_fresh + i * width, width * sizeof(float));
    }
  }
}

void parser_names_recall(Parser *parser, size_t slot, uint32_t row) {
  if (parser->names) {
    const size_t width = parser->names->sizes.hidden;
    memcpy(parser->name_words + row * width,
           parser->cached_names + slot * width, width * sizeof(float));
  }
}

void parser_names_keep(Parser *parser, size_t slot, uint32_t fresh) {
  if (parser->names) {
    const size_t width = parser->names->sizes.hidden;
    memcpy(parser->cached_names + slot * width,
           parser->name_fresh + fresh * width, width * sizeof(float));
  }
}

/// Fill the hidden numbers of rows: they stand behind the recurrent ones.
static void fill_hidden(Parser *parser) {
  const NameNetwork *names = parser->names;
  const uint32_t hidden = names->sizes.hidden;
  const size_t stride = names->sizes.recurrent + (size_t)hidden;
  float *rows = parser->name_rows + names->sizes.recurrent;
  parser->kernel->multiply(&names->context, parser->bytes, parser->row_count,
                           rows, stride);
  for (uint32_t row = 0; row < parser->row_count; row++) {
    float *numbers = rows + row * stride;
    parser->kernel->rectify(numbers, numbers,
                            parser->name_words + (size_t)row * hidden, NULL,
                            hidden);
  }
}

static void fill_recurrent(Parser *parser) {
  const NameNetwork *names = parser->names;
  const Kernel *kernel = parser->kernel;
  const uint32_t half = names->sizes.recurrent / 2;
  const size_t stride = names->sizes.recurrent + (size_t)names->sizes.hidden;
  kernel->quantize(parser->name_rows + names->sizes.recurrent, stride,
                   parser->row_count, names->sizes.hidden, parser->name_bytes);
  kernel->multiply(&names->gates, parser->name_bytes, parser->row_count,
                   parser->name_gates, names->gates.outputs);
  for (uint32_t p = 0; p < parser->piece_count; p++) {
    const Piece *piece = &parser->pieces[p];
    kernel->recur(names->forward, half, parser->name_gate_rows, 0,
                  parser->name_rows, stride, piece->row + 1, 1, piece->count);
    kernel->recur(names->backward, half, parser->name_gate_rows,
                  3 * (size_t)half, parser->name_rows + half, stride,
                  piece->row + piece->count, -1, piece->count);
  }
}

void parser_names_score(Parser *parser) {
  const NameNetwork *names = parser->names;
  if (!names) {
    return;
  }
  const size_t width = names->sizes.recurrent + (size_t)names->sizes.hidden;
  const size_t outputs = names->tags.outputs;
  fill_hidden(parser);
  fill_recurrent(parser);
  parser->kernel->quantize(parser->name_rows, width, parser->row_count,
                           (uint32_t)width, parser->name_bytes);
  float *scores = parser->name_gates; // no more needed, and as wide
  parser->kernel->multiply(&names->tags, parser->name_bytes, parser->row_count,
                           scores, outputs);
  for (uint32_t p = 0; p < parser->piece_count; p++) {
    const Piece *piece = &parser->pieces[p];
    NameScores *found = &piece->sentence->names;
    for (uint32_t i = 0; found->scores && i < piece->count; i++) {
      memcpy(found->scores + (size_t)(piece->first + i) * NAME_TAGS,
             scores + (piece->row + i + 1) * outputs,
             NAME_TAGS * sizeof(float));
    }
  }
}
