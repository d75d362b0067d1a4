/// Running the network over batches of sentences.
#include "extract/syntax/parser.h"

#include "extract/syntax/tree.h"

enum {
  BATCH_ROWS = 512,   ///< rows of a batch, roots included
  BATCH_PIECES = 256, ///< pieces of a batch
  CACHE_SLOTS = 4096, ///< a power of two
};

/// Difference of scores up to which a second subject gets another head.
static const float DEAREST_MOVE = 12;

/// What the scores of arcs that complete "between A and B" gain.
static const float PAIR_BONUS = 8;
/// Tokens between "between" and "and", at most.
enum { PAIR_REACH = 15 };

/// A stretch of a sentence that is parsed as one; its rows in the batch are
/// the root's, then its tokens'.
typedef struct {
  Sentence *sentence;
  uint32_t first; ///< token index
  uint32_t count;
  uint32_t row;
} Piece;

/// A form whose vector is known.
typedef struct {
  char form[WORD_LONGEST];
  uint8_t length; ///< 0: the slot is empty
} CacheKey;

/// A row of the batch whose form was not in the cache.
typedef struct {
  uint32_t row;
  Str form;
} Fresh;

struct Parser {
  const Network *network;
  const Kernel *kernel;
  Arena *arena;   ///< the buffers below
  Arena *scratch; ///< working memory of one piece
  Piece pieces[BATCH_PIECES];
  uint32_t piece_count;
  uint32_t row_count;
  CacheKey *keys;
  float *cached;       ///< [CACHE_SLOTS][width]: token vectors
  float *cached_gates; ///< [CACHE_SLOTS][3 * width]: of the first layer
  float *root;         ///< the root's vector and its gates of the first layer
  float *root_gates;
  Fresh *fresh; ///< the rows of the batch that are not in the cache
  uint32_t fresh_count;
  float *inputs;     ///< [fresh rows][embedding + vector]
  float *x;          ///< [rows][width]
  float *states;     ///< [rows][width]
  float *gates;      ///< [rows][3 * width]
  float *heads;      ///< [rows][heads.outputs], and fresh rows' gates
  float *pairs;      ///< [rows][relation]
  float *scores;     ///< [rows][relations.outputs or arcs.outputs]
  float *left_bias;  ///< arc bias by distance, for contiguous reading
  Activations bytes; ///< [rows][widest]
};

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
  parser->keys = ARENA_NEW(arena, CacheKey, CACHE_SLOTS);
  size_t number = sizeof(float);
  parser->cached =
      kernel_buffer(arena, (size_t)CACHE_SLOTS * sizes->width, number);
  parser->cached_gates = kernel_buffer(
      arena, (size_t)CACHE_SLOTS * network->layers[0].gates.outputs, number);
  parser->root_gates =
      kernel_buffer(arena, network->layers[0].gates.outputs, number);
  parser->root = kernel_buffer(arena, sizes->width, number);
  parser->fresh = ARENA_NEW(arena, Fresh, BATCH_ROWS);
  parser->inputs = kernel_buffer(
      arena, (size_t)BATCH_ROWS * (sizes->embedding + sizes->vector), number);
  parser->x = kernel_buffer(arena, (size_t)BATCH_ROWS * sizes->width, number);
  parser->states =
      kernel_buffer(arena, (size_t)BATCH_ROWS * sizes->width, number);
  parser->gates = kernel_buffer(
      arena, (size_t)BATCH_ROWS * network->layers[0].gates.outputs, number);
  uint32_t head_outputs = network->heads.outputs;
  if (network->layers[0].gates.outputs > head_outputs) {
    head_outputs = network->layers[0].gates.outputs;
  }
  parser->heads =
      kernel_buffer(arena, (size_t)BATCH_ROWS * head_outputs, number);
  parser->pairs =
      kernel_buffer(arena, (size_t)BATCH_ROWS * sizes->relation, number);
  uint32_t outputs = network->relations.outputs > network->arcs.outputs
                         ? network->relations.outputs
                         : network->arcs.outputs;
  parser->scores = kernel_buffer(arena, (size_t)BATCH_ROWS * outputs, number);
  parser->left_bias = spread_bias(arena, network);
  parser->bytes.bytes = kernel_buffer(arena, BATCH_ROWS * widest(network), 1);
  parser->bytes.scales = kernel_buffer(arena, BATCH_ROWS, number);
  memcpy(parser->root, network->root, sizes->width * number);
  kernel->normalize(parser->root, NULL, 1, sizes->width, network->input_gain,
                    network->input_offset);
  kernel->quantize(parser->root, 0, 1, sizes->width, parser->bytes);
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

static CacheKey *find_key(Parser *parser, Str form, size_t *slot) {
  *slot = (size_t)str_hash(form) % CACHE_SLOTS;
  return &parser->keys[*slot];
}

/// Take a form's vector and first gates from the cache into a row, or note
/// that they must be worked out.
static void look_up(Parser *parser, Str form, uint32_t row) {
  const size_t width = parser->network->sizes.width;
  const size_t gates = parser->network->layers[0].gates.outputs;
  size_t slot;
  const CacheKey *key = find_key(parser, form, &slot);
  if (form.length && key->length == form.length &&
      memcmp(key->form, form.data, form.length) == 0) {
    memcpy(parser->x + row * width, parser->cached + slot * width,
           width * sizeof(float));
    memcpy(parser->gates + row * gates, parser->cached_gates + slot * gates,
           gates * sizeof(float));
    return;
  }
  size_t inputs = parser->network->input.inputs;
  gather_inputs(parser, form, parser->inputs + parser->fresh_count * inputs);
  parser->fresh[parser->fresh_count++] = (Fresh){row, form};
}

/// Work out vectors and first gates of the fresh rows, and keep them.
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
  kernel->normalize(parser->states, NULL, rows, width, network->input_gain,
                    network->input_offset);
  kernel->quantize(parser->states, width, rows, width, parser->bytes);
  kernel->multiply(&network->layers[0].gates, parser->bytes, rows,
                   parser->heads, gates);
  for (uint32_t i = 0; i < rows; i++) {
    Str form = parser->fresh[i].form;
    const size_t row = parser->fresh[i].row;
    const float *vector = parser->states + (size_t)i * width;
    const float *gate = parser->heads + i * gates;
    memcpy(parser->x + row * width, vector, width * sizeof *vector);
    memcpy(parser->gates + row * gates, gate, gates * sizeof *gate);
    if (form.length && form.length <= WORD_LONGEST) {
      size_t slot;
      CacheKey *key = find_key(parser, form, &slot);
      memcpy(key->form, form.data, form.length);
      key->length = (uint8_t)form.length;
      memcpy(parser->cached + slot * width, vector, width * sizeof *vector);
      memcpy(parser->cached_gates + slot * gates, gate, gates * sizeof *gate);
    }
  }
  parser->fresh_count = 0;
}

/// Fill vectors and first gates of the batch's rows.
static void embed(Parser *parser) {
  const size_t width = parser->network->sizes.width;
  const size_t gates = parser->network->layers[0].gates.outputs;
  for (uint32_t p = 0; p < parser->piece_count; p++) {
    const Piece *piece = &parser->pieces[p];
    memcpy(parser->x + piece->row * width, parser->root, width * sizeof(float));
    memcpy(parser->gates + piece->row * gates, parser->root_gates,
           gates * sizeof(float));
    for (uint32_t i = 0; i < piece->count; i++) {
      look_up(parser, piece->sentence->tokens[piece->first + i].form,
              piece->row + i + 1);
    }
  }
  work_out_fresh(parser);
}

static void encode(Parser *parser) {
  const Network *network = parser->network;
  const Kernel *kernel = parser->kernel;
  const uint32_t width = network->sizes.width;
  const uint32_t half = width / 2;
  for (uint32_t i = 0; i < network->sizes.layers; i++) {
    const NetworkLayer *layer = &network->layers[i];
    const size_t stride = layer->gates.outputs;
    if (i > 0) { // embed() has filled the first layer's gates
      kernel->quantize(parser->x, width, parser->row_count, width,
                       parser->bytes);
      kernel->multiply(&layer->gates, parser->bytes, parser->row_count,
                       parser->gates, stride);
    }
    for (uint32_t p = 0; p < parser->piece_count; p++) {
      const Piece *piece = &parser->pieces[p];
      uint32_t rows = piece->count + 1;
      kernel->recur(layer->forward, half, parser->gates, stride, parser->states,
                    width, piece->row, 1, rows);
      kernel->recur(layer->backward, half, parser->gates + 3 * (size_t)half,
                    stride, parser->states + half, width,
                    piece->row + piece->count, -1, rows);
    }
    kernel->normalize(parser->x, parser->states, parser->row_count, width,
                      layer->gain, layer->offset);
  }
}

/// Scores of all arcs of a piece: [dependent][head], tokens counted from 1.
static float *score_arcs(Parser *parser, const Piece *piece, size_t *stride) {
  const Network *network = parser->network;
  const Kernel *kernel = parser->kernel;
  const uint32_t arc = network->sizes.arc;
  const size_t width = network->heads.outputs;
  const uint32_t rows = piece->count + 1;
  float *first = parser->heads + piece->row * width;
  float *dependents = first + network->columns.arc_dependent;
  float *heads = first + network->columns.arc_head;
  for (uint32_t row = 0; row < rows; row++) {
    kernel->rectify(dependents + row * width, dependents + row * width, NULL,
                    NULL, arc);
    kernel->rectify(heads + row * width, heads + row * width, NULL, NULL, arc);
  }
  kernel->quantize(dependents, width, rows, arc, parser->bytes);
  kernel->multiply(&network->arcs, parser->bytes, rows, parser->scores,
                   network->arcs.outputs);
  kernel->quantize(parser->scores, network->arcs.outputs, rows, arc,
                   parser->bytes);
  Matrix matrix =
      kernel_pack_rows(kernel, parser->scratch, heads, width, rows, arc);
  float *scores = kernel_buffer(parser->scratch, (size_t)rows * matrix.outputs,
                                sizeof *scores);
  kernel->multiply(&matrix, parser->bytes, rows, scores, matrix.outputs);
  for (uint32_t row = 1; row < rows; row++) {
    float *score = scores + (size_t)row * matrix.outputs;
    const float *bias = parser->left_bias + PARSER_LONGEST_PIECE - row;
    score[0] += network->distance_bias[DISTANCE_ROOT];
    for (uint32_t head = 1; head < rows; head++) {
      score[head] += bias[head];
    }
  }
  *stride = matrix.outputs;
  return scores;
}

/// Choose the tag of each token of a piece.
static void tag(Parser *parser, const Piece *piece) {
  const Network *network = parser->network;
  const size_t stride = network->heads.outputs;
  const float *rows = parser->heads + piece->row * stride;
  for (uint32_t i = 0; i < piece->count; i++) {
    const Tag *best = &network->tags[parser->kernel->largest(
        rows + (i + 1) * stride + network->columns.tag, network->sizes.tags)];
    Token *token = &piece->sentence->tokens[piece->first + i];
    token->upos = best->upos;
    token->xpos = best->xpos;
    token->features = best->features;
  }
}

/// Choose the relations of `count` tokens of a piece from `first` on, counted
/// from 1, to the heads of the tree.
static void relate(Parser *parser, const Piece *piece, const uint32_t *heads,
                   uint32_t first, uint32_t count) {
  const Network *network = parser->network;
  const Kernel *kernel = parser->kernel;
  const uint32_t width = network->sizes.relation;
  const size_t stride = network->heads.outputs;
  const float *rows = parser->heads + piece->row * stride;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t head = heads[first + i];
    uint32_t class = distance_class(first + i, head);
    kernel->rectify(parser->pairs + (size_t)i * width,
                    rows + (first + i) * stride +
                        network->columns.relation_dependent,
                    rows + head * stride + network->columns.relation_head,
                    network->relation_distance + (size_t) class * width, width);
  }
  kernel->quantize(parser->pairs, width, count, width, parser->bytes);
  kernel->multiply(&network->relations, parser->bytes, count, parser->scores,
                   network->relations.outputs);
  Token *tokens = piece->sentence->tokens + piece->first - 1;
  for (uint32_t i = 0; i < count; i++) {
    tokens[first + i].relation = network->relation_names[kernel->largest(
        parser->scores + (size_t)i * network->relations.outputs,
        network->sizes.relations)];
  }
}

/// A piece's tree while it is being made; tokens count from 1.
typedef struct {
  float *scores; ///< [dependent][head]
  size_t stride;
  uint32_t *heads;
} Tree;

static bool is_above(const uint32_t *heads, uint32_t token, uint32_t node) {
  while (node && node != token) {
    node = heads[node];
  }
  return node == token;
}

/// The best other head of a token, and what choosing it costs; 0 if there is
/// none.
static uint32_t next_best_head(const Tree *tree, uint32_t token, uint32_t count,
                               float *cost) {
  const float *scores = tree->scores + token * tree->stride;
  uint32_t best = 0;
  for (uint32_t head = 1; head <= count; head++) {
    if (head != tree->heads[token] && (!best || scores[head] > scores[best]) &&
        !is_above(tree->heads, token, head)) {
      best = head;
    }
  }
  *cost = best ? scores[tree->heads[token]] - scores[best] : 0;
  return best;
}

static uint32_t best_head(const Tree *tree, uint32_t token, uint32_t count) {
  const float *scores = tree->scores + token * tree->stride;
  uint32_t best = 0;
  for (uint32_t head = 1; head <= count; head++) {
    best = head != token && scores[head] > scores[best] ? head : best;
  }
  return best;
}

static bool is_nominal(const Token *token) {
  return token->upos == UPOS_NOUN || token->upos == UPOS_PROPN ||
         token->upos == UPOS_PRON || token->upos == UPOS_NUM;
}

/// "Between" wants two: where one thing stands after it, what follows the next
/// "and" is coordinated with that thing, however near another head is.
static void pair_between(const Piece *piece, const Tree *tree) {
  const Token *tokens = piece->sentence->tokens + piece->first - 1;
  for (uint32_t p = 1; p + 3 <= piece->count; p++) {
    if (!str_equal(tokens[p].form, STR("between"))) {
      continue;
    }
    uint32_t last =
        p + PAIR_REACH < piece->count ? p + PAIR_REACH : piece->count;
    uint32_t and = p + 1;
    while (and < last && !str_equal(tokens[and].form, STR("and"))) {
      and++;
    }
    uint32_t a = best_head(tree, p, piece->count);
    uint32_t b = best_head(tree, and, piece->count);
    if (p < a && a < and&&and < b && is_nominal(&tokens[a]) &&
        is_nominal(&tokens[b]) &&
        !str_starts(tokens[a].features, STR("Number=Plur"))) {
      tree->scores[b * tree->stride + a] += PAIR_BONUS;
    }
  }
}

static bool is_subject(const Token *token) {
  return str_equal(token->relation, STR("nsubj")) ||
         str_equal(token->relation, STR("nsubj:pass"));
}

/// Hang one of two subjects of a head elsewhere: of those on one side of the
/// head the farther one, else the one for which that costs less.
static void part_subjects_of(Parser *parser, const Piece *piece, Tree *tree,
                             uint32_t a, uint32_t b) {
  const uint32_t head = tree->heads[a];
  float costs[2];
  const uint32_t others[2] = {next_best_head(tree, a, piece->count, &costs[0]),
                              next_best_head(tree, b, piece->count, &costs[1])};
  bool second = costs[1] < costs[0];
  if (b < head) {
    second = false;
  } else if (a > head) {
    second = true;
  }
  if (others[second] && costs[second] < DEAREST_MOVE) {
    uint32_t moved = second ? b : a;
    tree->heads[moved] = others[second];
    relate(parser, piece, tree->heads, moved, 1);
  }
}

/// Arcs are scored one by one, but no word has two subjects.
static void part_subjects(Parser *parser, const Piece *piece, Tree *tree) {
  const Token *tokens = piece->sentence->tokens + piece->first - 1;
  for (uint32_t b = 2; b <= piece->count; b++) {
    for (uint32_t a = is_subject(&tokens[b]) ? 1 : b; a < b; a++) {
      if (tree->heads[b] && tree->heads[a] == tree->heads[b] &&
          is_subject(&tokens[a])) {
        part_subjects_of(parser, piece, tree, a, b);
      }
    }
  }
}

static void parse_piece(Parser *parser, const Piece *piece) {
  ArenaMark mark = arena_mark(parser->scratch);
  Tree tree = {.stride = 0};
  tree.scores = score_arcs(parser, piece, &tree.stride);
  tree.heads = ARENA_NEW(parser->scratch, uint32_t, (size_t)piece->count + 1);
  tag(parser, piece);
  pair_between(piece, &tree);
  tree_decode(parser->scratch, tree.scores, tree.stride, piece->count,
              tree.heads);
  relate(parser, piece, tree.heads, 1, piece->count);
  part_subjects(parser, piece, &tree);
  for (uint32_t i = 0; i < piece->count; i++) {
    uint32_t head = tree.heads[i + 1];
    piece->sentence->tokens[piece->first + i].head =
        head ? piece->first + head - 1 : TOKEN_NONE;
  }
  arena_rewind(parser->scratch, mark);
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

static void run_batch(Parser *parser) {
  const Network *network = parser->network;
  const uint32_t width = network->sizes.width;
  embed(parser);
  encode(parser);
  parser->kernel->quantize(parser->x, width, parser->row_count, width,
                           parser->bytes);
  parser->kernel->multiply(&network->heads, parser->bytes, parser->row_count,
                           parser->heads, network->heads.outputs);
  for (uint32_t p = 0; p < parser->piece_count; p++) {
    parse_piece(parser, &parser->pieces[p]);
    mend_root(&parser->pieces[p]);
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
      add_piece(parser, (Piece){&sentences[i], first, size, 0});
      first += size;
      left -= size;
    }
  }
  if (parser->piece_count) {
    run_batch(parser);
  }
}
