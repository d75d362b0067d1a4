/// Running the network over batches of sentences.
#include "extract/syntax/parser_internal.h"

static size_t widest(const Network *network) {
  const NetworkSizes *sizes = &network->sizes;
  size_t width = sizes->embedding + sizes->vector;
  width = sizes->width > width ? sizes->width : width;
  width = sizes->arc > width ? sizes->arc : width;
  return sizes->relation > width ? sizes->relation : width;
}

/// bias[PARSER_LONGEST_PIECE + head - dependent], tokens only.
static float *spread_bias(Arena *arena, const Network *network) {
  float *bias =
      kernel_buffer(arena, 2 * PARSER_LONGEST_PIECE + 1, sizeof *bias);
  for (uint32_t i = 1; i <= 2 * PARSER_LONGEST_PIECE; i++) {
    uint32_t class = distance_class(PARSER_LONGEST_PIECE + 1, i + 1);
    bias[i] = network->distance_bias[class];
  }
  return bias;
}

Parser *parser_new(const Network *network, const Kernel *kernel) {
  const NetworkSizes *sizes = &network->sizes;
  Arena *arena = arena_new();
  Parser *parser = ARENA_NEW(arena, Parser, 1);
  parser->network = network;
  parser->kernel = kernel;
  parser->arena = arena;
  parser->scratch = arena_new();
  parser->cache = form_cache_new(arena, CACHE_SLOTS);
  size_t number = sizeof(float);
  const uint32_t gates = network->layers[0].gates.outputs;
  parser->slot_width = (size_t)sizes->width + gates;
  parser->cached =
      kernel_buffer(arena, CACHE_SLOTS * parser->slot_width, number);
  parser->root_gates = kernel_buffer(arena, gates, number);
  parser->root = kernel_buffer(arena, sizes->width, number);
  parser->fresh = ARENA_NEW(arena, Fresh, BATCH_ROWS);
  parser->inputs = kernel_buffer(
      arena, (size_t)BATCH_ROWS * (sizes->embedding + sizes->vector), number);
  parser->x = kernel_buffer(arena, (size_t)BATCH_ROWS * sizes->width, number);
  parser->states =
      kernel_buffer(arena, (size_t)BATCH_ROWS * sizes->width, number);
  parser->gates = kernel_buffer(arena, (size_t)LARGEST_GROUP * gates, number);
  parser->gate_rows = kernel_rows(arena, parser->gates, gates, LARGEST_GROUP);
  parser->first_gates = ARENA_NEW(arena, const float *, BATCH_ROWS);
  size_t heads = (size_t)LARGEST_GROUP * network->heads.outputs;
  size_t fresh_gates = (size_t)BATCH_ROWS * gates;
  parser->heads =
      kernel_buffer(arena, heads > fresh_gates ? heads : fresh_gates, number);
  parser->pairs =
      kernel_buffer(arena, (size_t)LARGEST_GROUP * sizes->relation, number);
  uint32_t outputs = network->relations.outputs > network->arcs.outputs
                         ? network->relations.outputs
                         : network->arcs.outputs;
  parser->scores =
      kernel_buffer(arena, (size_t)LARGEST_GROUP * outputs, number);
  parser->left_bias = spread_bias(arena, network);
  parser->bytes.bytes = kernel_buffer(arena, BATCH_ROWS * widest(network), 1);
  parser->bytes.scales = kernel_buffer(arena, BATCH_ROWS, number);
  parser->tree_bytes.bytes =
      kernel_buffer(arena, LARGEST_GROUP * widest(network), 1);
  parser->tree_bytes.scales = kernel_buffer(arena, LARGEST_GROUP, number);
  memcpy(parser->root, network->root, sizes->width * number);
  kernel->normalize(parser->root, NULL, 1, sizes->width, network->input_gain,
                    network->input_offset, parser->bytes);
  kernel->multiply(&network->layers[0].gates, parser->bytes, 1,
                   parser->root_gates, 0);
  return parser;
}

void parser_free(Parser *parser) {
  if (parser) {
    arena_free(parser->scratch);
    arena_free(parser->arena);
  }
}

/// Add a share of a pretrained vector.
static void add_vector(const Network *network, uint32_t word, float share,
                       float *vector) {
  const uint32_t bytes = network->sizes.vector / 2;
  const uint8_t *halves =
      (const uint8_t *)network->vectors.bytes + (size_t)word * bytes;
  const float scale = network->vectors.scales[word] * share;
  for (uint32_t i = 0; i < bytes; i++) {
    vector[2 * i] += (float)((halves[i] & 15) - 8) * scale;
    vector[2 * i + 1] += (float)((halves[i] >> 4) - 8) * scale;
  }
}

/// Gather a form's embeddings and pretrained vector from the tables.
static void gather_inputs(Parser *parser, Str form, float *input) {
  const Network *network = parser->network;
  const NetworkSizes *sizes = &network->sizes;
  const Kernel *kernel = parser->kernel;
  Word word = word_look(form);
  memset(input, 0, (sizes->embedding + sizes->vector) * sizeof *input);
  uint32_t pieces[WORD_PIECES_MOST];
  uint32_t count = word_table_pieces(network->known, &word, pieces);
  for (uint32_t i = 0; i < count; i++) {
    add_vector(network, pieces[i], 1 / (float)count, input + sizes->embedding);
  }
  uint32_t known = word_table_find(network->known, word.fingerprint);
  uint32_t row = known < sizes->words ? network->learned_rows[known] : 0;
  kernel->add_bytes(input,
                    network->word_table.bytes + (size_t)row * sizes->embedding,
                    network->word_table.scales[row], sizes->embedding);
  for (int feature = 0; feature < FEATURE_COUNT; feature++) {
    row = word.rows[feature];
    kernel->add_bytes(
        input, network->feature_table.bytes + (size_t)row * sizes->embedding,
        network->feature_table.scales[row], sizes->embedding);
  }
}

/// Take a form's vector and first gates from the cache into a row, or note
/// that they must be worked out.
static void look_up(Parser *parser, Str form, uint32_t row) {
  const size_t width = parser->network->sizes.width;
  size_t slot;
  if (form_cache_find(&parser->cache, form, &slot)) {
    const float *cached = parser->cached + slot * parser->slot_width;
    memcpy(parser->x + row * width, cached, width * sizeof *cached);
    parser->first_gates[row] = cached + width;
    parser_names_recall(parser, slot, row);
    return;
  }
  size_t inputs = parser->network->input.inputs;
  gather_inputs(parser, form, parser->inputs + parser->fresh_count * inputs);
  parser->fresh[parser->fresh_count++] = (Fresh){.row = row, .form = form};
}

/// Keep all of a fresh row but its gates.
static void keep(Parser *parser, uint32_t index, const float *vector) {
  const size_t width = parser->network->sizes.width;
  Fresh *fresh = &parser->fresh[index];
  fresh->is_kept = form_cache_keep(&parser->cache, fresh->form, &fresh->slot);
  if (fresh->is_kept) {
    memcpy(parser->cached + fresh->slot * parser->slot_width, vector,
           width * sizeof *vector);
    parser_names_keep(parser, fresh->slot, index);
  }
}

/// Work out vectors and first gates of the fresh rows.
static void work_out_fresh(Parser *parser) {
  const Network *network = parser->network;
  const Kernel *kernel = parser->kernel;
  const uint32_t width = network->sizes.width;
  const size_t gates = network->layers[0].gates.outputs;
  const uint32_t inputs = network->input.inputs;
  const uint32_t rows = parser->fresh_count;
  kernel->quantize(parser->inputs, inputs, rows, inputs, parser->bytes);
  kernel->multiply(&network->input, parser->bytes, rows, parser->states,
                   network->input.outputs);
  parser_names_embed(parser);
  kernel->normalize(parser->states, NULL, rows, width, network->input_gain,
                    network->input_offset, parser->bytes);
  kernel->multiply(&network->layers[0].gates, parser->bytes, rows,
                   parser->heads, gates);
  for (uint32_t i = 0; i < rows; i++) {
    const float *vector = parser->states + (size_t)i * width;
    const size_t row = parser->fresh[i].row;
    memcpy(parser->x + row * width, vector, width * sizeof *vector);
    parser->first_gates[row] = parser->heads + i * gates;
    keep(parser, i, vector);
  }
}

/// Keep the first gates of the fresh rows. The first layer is over: it reads
/// gates from slots that are filled anew here.
static void keep_fresh_gates(Parser *parser) {
  const size_t width = parser->network->sizes.width;
  const size_t gates = parser->network->layers[0].gates.outputs;
  for (uint32_t i = 0; i < parser->fresh_count; i++) {
    const Fresh *fresh = &parser->fresh[i];
    if (fresh->is_kept) {
      memcpy(parser->cached + fresh->slot * parser->slot_width + width,
             parser->heads + i * gates, gates * sizeof(float));
    }
  }
  parser->fresh_count = 0;
}

/// Fill vectors and first gates of the batch's rows.
static void embed(Parser *parser) {
  const size_t width = parser->network->sizes.width;
  for (uint32_t p = 0; p < parser->piece_count; p++) {
    const Piece *piece = &parser->pieces[p];
    memcpy(parser->x + piece->row * width, parser->root, width * sizeof(float));
    parser->first_gates[piece->row] = parser->root_gates;
    for (uint32_t i = 0; i < piece->count; i++) {
      look_up(parser, piece->sentence->tokens[piece->first + i].form,
              piece->row + i + 1);
    }
  }
  work_out_fresh(parser);
}

/// Neighbouring pieces whose gates and heads' numbers stay in the processor's
/// cache.
typedef struct {
  uint32_t first; ///< piece
  uint32_t end;
  uint32_t row; ///< of the batch
  uint32_t row_count;
} Group;

/// Go on to the next group of the batch, from (Group){0} to the first one;
/// false if there is none.
static bool next_group(const Parser *parser, Group *group) {
  *group = (Group){group->end, group->end, group->row + group->row_count, 0};
  while (group->end < parser->piece_count) {
    uint32_t rows = parser->pieces[group->end].count + 1;
    if (group->row_count && group->row_count + rows > GROUP_ROWS) {
      break;
    }
    group->row_count += rows;
    group->end++;
  }
  return group->row_count > 0;
}

static Activations bytes_of(const Parser *parser, const Group *group) {
  const size_t width = parser->network->sizes.width;
  return (Activations){parser->bytes.bytes + group->row * width,
                       parser->bytes.scales + group->row};
}

/// Run a layer's recurrences over a group, whose rows `gates` begins with, and
/// add what comes out to the group's vectors.
static void recur(Parser *parser, const NetworkLayer *layer, const Group *group,
                  const float *const *gates) {
  const Kernel *kernel = parser->kernel;
  const uint32_t width = parser->network->sizes.width;
  const uint32_t half = width / 2;
  for (uint32_t p = group->first; p < group->end; p++) {
    const Piece *piece = &parser->pieces[p];
    uint32_t row = piece->row - group->row;
    uint32_t rows = piece->count + 1;
    kernel->recur(layer->forward, half, gates, 0, parser->states, width, row, 1,
                  rows);
    kernel->recur(layer->backward, half, gates, 3 * (size_t)half,
                  parser->states + half, width, row + piece->count, -1, rows);
  }
  kernel->normalize(parser->x + (size_t)group->row * width, parser->states,
                    group->row_count, width, layer->gain, layer->offset,
                    bytes_of(parser, group));
}

static void encode(Parser *parser) {
  const Network *network = parser->network;
  Group group = {0};
  while (next_group(parser, &group)) {
    recur(parser, &network->layers[0], &group,
          (const float *const *)parser->first_gates + group.row);
  }
  keep_fresh_gates(parser);
  for (uint32_t i = 1; i < network->sizes.layers; i++) {
    const NetworkLayer *layer = &network->layers[i];
    group = (Group){0};
    while (next_group(parser, &group)) {
      parser->kernel->multiply(&layer->gates, bytes_of(parser, &group),
                               group.row_count, parser->gates,
                               layer->gates.outputs);
      recur(parser, layer, &group, parser->gate_rows);
    }
  }
}

/// Relations that only a root may have, or only tokens that are none, are
/// mended after the fact: tree and label are chosen apart.
static void mend_root(const Piece *piece) {
  uint32_t main_root = TOKEN_NONE;
  for (uint32_t i = 0; i < piece->first; i++) {
    if (piece->sentence->tokens[i].head == TOKEN_NONE) {
      main_root = i;
    }
  }
  for (uint32_t i = piece->first; i < piece->first + piece->count; i++) {
    Token *token = &piece->sentence->tokens[i];
    bool is_root = token->head == TOKEN_NONE;
    if (is_root && main_root != TOKEN_NONE) {
      token->head = main_root;
      token->relation = STR("parataxis");
    } else if (is_root) {
      token->relation = STR("root");
    } else if (str_equal(token->relation, STR("root"))) {
      token->relation = STR("dep");
    }
  }
}

static void visit_tokens(Parser *parser) {
  const size_t width = parser->network->sizes.width;
  for (uint32_t p = 0; p < parser->piece_count; p++) {
    const Piece *piece = &parser->pieces[p];
    for (uint32_t i = 0; i < piece->count; i++) {
      uint32_t token = piece->first + i;
      gather_inputs(parser, piece->sentence->tokens[token].form,
                    parser->inputs);
      parser->visit(parser->context, piece->sentence, token,
                    parser->x + (piece->row + i + 1) * width, parser->inputs);
    }
  }
}

static void make_trees(Parser *parser, const Group *group) {
  const Matrix *heads = &parser->network->heads;
  parser->kernel->multiply(heads, bytes_of(parser, group), group->row_count,
                           parser->heads, heads->outputs);
  for (uint32_t p = group->first; p < group->end; p++) {
    Piece *piece = &parser->pieces[p];
    piece->heads = parser->heads + (piece->row - group->row) * heads->outputs;
    parser_make_tree(parser, piece);
    mend_root(piece);
  }
}

static void run_batch(Parser *parser) {
  embed(parser);
  encode(parser);
  if (parser->visit) {
    visit_tokens(parser);
  }
  parser_names_score(parser);
  Group group = {0};
  while (next_group(parser, &group)) {
    make_trees(parser, &group);
  }
  parser->piece_count = 0;
  parser->row_count = 0;
}

static void add_piece(Parser *parser, Piece piece) {
  if (parser->piece_count == BATCH_PIECES ||
      parser->row_count + piece.count + 1 > BATCH_ROWS) {
    run_batch(parser);
  }
  piece.row = parser->row_count;
  parser->row_count += piece.count + 1;
  parser->pieces[parser->piece_count++] = piece;
}

void parser_run(Parser *parser, Sentence *sentences, size_t count) {
  for (size_t i = 0; i < count; i++) {
    uint32_t left = sentences[i].token_count;
    uint32_t first = 0;
    while (left) {
      uint32_t size = left > PARSER_LONGEST_PIECE ? PARSER_LONGEST_PIECE : left;
      add_piece(
          parser,
          (Piece){.sentence = &sentences[i], .first = first, .count = size});
      first += size;
      left -= size;
    }
  }
  if (parser->piece_count) {
    run_batch(parser);
  }
}

void parser_visit(Parser *parser, Sentence *sentences, size_t count,
                  ParserVisitor *visit, void *context) {
  parser->visit = visit;
  parser->context = context;
  parser_run(parser, sentences, count);
  parser->visit = NULL;
}
