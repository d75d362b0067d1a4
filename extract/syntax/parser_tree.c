/// From the network's numbers to tags, trees and relations.
#include "extract/syntax/parser_internal.h"

#include "extract/syntax/tree.h"

#include <float.h>

/// What the scores of arcs that complete "between A and B" gain.
static const float PAIR_BONUS = 8;
/// Tokens between "between" and "and", at most.
enum { PAIR_REACH = 15 };

/// Scores of all arcs of a piece: [dependent][head], tokens counted from 1.
static float *score_arcs(Parser *parser, const Piece *piece, size_t *stride) {
  const Network *network = parser->network;
  const Kernel *kernel = parser->kernel;
  const uint32_t arc = network->sizes.arc;
  const size_t width = network->heads.outputs;
  const uint32_t rows = piece->count + 1;
  float *first = piece->heads;
  float *dependents = first + network->columns.arc_dependent;
  float *heads = first + network->columns.arc_head;
  for (uint32_t row = 0; row < rows; row++) {
    kernel->rectify(dependents + row * width, dependents + row * width, NULL,
                    NULL, arc);
    kernel->rectify(heads + row * width, heads + row * width, NULL, NULL, arc);
  }
  kernel->quantize(dependents, width, rows, arc, parser->tree_bytes);
  kernel->multiply(&network->arcs, parser->tree_bytes, rows, parser->scores,
                   network->arcs.outputs);
  kernel->quantize(parser->scores, network->arcs.outputs, rows, arc,
                   parser->tree_bytes);
  Matrix matrix =
      kernel_pack_rows(kernel, parser->scratch, heads, width, rows, arc);
  float *scores = kernel_buffer(parser->scratch, (size_t)rows * matrix.outputs,
                                sizeof *scores);
  kernel->multiply(&matrix, parser->tree_bytes, rows, scores, matrix.outputs);
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
  const float *rows = piece->heads;
  for (uint32_t i = 0; i < piece->count; i++) {
    const Tag *best = &network->tags[parser->kernel->largest(
        rows + (i + 1) * stride + network->columns.tag, network->sizes.tags)];
    Token *token = &piece->sentence->tokens[piece->first + i];
    token->upos = best->upos;
    token->xpos = best->xpos;
    token->features = best->features;
  }
}

bool parser_is_among(Str name, const char *const *names) {
  while (*names && !str_equal(name, str_from(*names))) {
    names++;
  }
  return *names != NULL;
}

/// Is the token a clause's verb, which has no compounds? Parts of compounds
/// like "state-owned" are none. A past form that was read as a participle
/// ("Telvik stole files, it said") is one.
static bool is_clause_verb(const Token *token) {
  static const char *const finite[] = {"VBD", "VBZ", "VBP", NULL};
  static const char *const clauses[] = {"root", "ccomp", "parataxis", NULL};
  return parser_is_among(token->xpos, finite) ||
         (str_equal(token->xpos, STR("VBN")) &&
          parser_is_among(token->relation, clauses));
}

void parser_relate(Parser *parser, const Piece *piece, const uint32_t *heads,
                   uint32_t first, uint32_t count) {
  const Network *network = parser->network;
  const Kernel *kernel = parser->kernel;
  const uint32_t width = network->sizes.relation;
  const size_t stride = network->heads.outputs;
  const float *rows = piece->heads;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t head = heads[first + i];
    uint32_t class = distance_class(first + i, head);
    kernel->rectify(parser->pairs + (size_t)i * width,
                    rows + (first + i) * stride +
                        network->columns.relation_dependent,
                    rows + head * stride + network->columns.relation_head,
                    network->relation_distance + (size_t) class * width, width);
  }
  kernel->quantize(parser->pairs, width, count, width, parser->tree_bytes);
  const Matrix *relations = &network->relations;
  kernel->multiply(relations, parser->tree_bytes, count, parser->scores,
                   relations->outputs);
  Token *tokens = piece->sentence->tokens + piece->first - 1;
  float *scores = parser->scores;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t best = kernel->largest(scores + (size_t)i * relations->outputs,
                                    network->sizes.relations);
    tokens[first + i].relation = network->relation_names[best];
  }
  for (uint32_t i = first; i < first + count; i++) {
    bool is_next = heads[i] == i + 1; // no hyphen between them
    if (is_next && str_equal(tokens[i].relation, STR("compound")) &&
        is_clause_verb(&tokens[heads[i]])) {
      float *row = scores + (size_t)(i - first) * relations->outputs;
      row[network->compound] = -FLT_MAX;
      tokens[i].relation =
          network
              ->relation_names[kernel->largest(row, network->sizes.relations)];
    }
  }
}

static uint32_t best_head(const ParserTree *tree, uint32_t token,
                          uint32_t count) {
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
static void pair_between(const Piece *piece, const ParserTree *tree) {
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

void parser_make_tree(Parser *parser, const Piece *piece) {
  ArenaMark mark = arena_mark(parser->scratch);
  ParserTree tree = {.stride = 0};
  tree.scores = score_arcs(parser, piece, &tree.stride);
  tree.heads = ARENA_NEW(parser->scratch, uint32_t, (size_t)piece->count + 1);
  tag(parser, piece);
  pair_between(piece, &tree);
  tree_decode(parser->scratch, tree.scores, tree.stride, piece->count,
              tree.heads);
  parser_relate(parser, piece, tree.heads, 1, piece->count);
  parser_repair(parser, piece, &tree);
  for (uint32_t i = 0; i < piece->count; i++) {
    uint32_t head = tree.heads[i + 1];
    piece->sentence->tokens[piece->first + i].head =
        head ? piece->first + head - 1 : TOKEN_NONE;
  }
  arena_rewind(parser->scratch, mark);
}
