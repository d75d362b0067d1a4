/// From the network's numbers to tags, trees and relations.
#include "extract/syntax/parser_internal.h"

#include "extract/syntax/tree.h"

#include <float.h>

/// Difference of scores up to which a second subject gets another head.
static const float DEAREST_MOVE = 12;

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

static bool is_one_of(Str name, const char *const *names) {
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
  return is_one_of(token->xpos, finite) ||
         (str_equal(token->xpos, STR("VBN")) &&
          is_one_of(token->relation, clauses));
}

/// Choose the relations of `count` tokens of a piece from `first` on, counted
/// from 1, to the heads of the tree.
static void relate(Parser *parser, const Piece *piece, const uint32_t *heads,
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

/// "The claim that Brask closed": a subordinating "that" is no argument.
static void mark_conjunctions(const Piece *piece, const uint32_t *heads) {
  static const char *const arguments[] = {"obj", "iobj", "nsubj", "obl", NULL};
  Token *tokens = piece->sentence->tokens + piece->first - 1;
  for (uint32_t i = 1; i <= piece->count; i++) {
    if (tokens[i].upos == UPOS_SCONJ && heads[i] > i &&
        is_one_of(tokens[i].relation, arguments)) {
      tokens[i].relation = STR("mark");
    }
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

/// A child of a token with this relation, the last one; 0 if there is none.
static uint32_t find_child(const Piece *piece, const Tree *tree, uint32_t head,
                           const char *relation) {
  const Token *tokens = piece->sentence->tokens + piece->first - 1;
  uint32_t found = 0;
  for (uint32_t i = 1; i <= piece->count; i++) {
    if (tree->heads[i] == head &&
        str_equal(tokens[i].relation, str_from(relation))) {
      found = i;
    }
  }
  return found;
}

/// "Said ... and that ...": a clause that "that" opens is coordinated with what
/// was said, not with the saying.
static void join_that_clauses(const Piece *piece, Tree *tree) {
  const Token *tokens = piece->sentence->tokens + piece->first - 1;
  for (uint32_t i = 1; i <= piece->count; i++) {
    const uint32_t head = tree->heads[i];
    if (!head || head > i || !str_equal(tokens[i].relation, STR("conj"))) {
      continue;
    }
    uint32_t mark = find_child(piece, tree, i, "mark");
    uint32_t content = find_child(piece, tree, head, "ccomp");
    if (mark && str_equal(tokens[mark].form, STR("that")) && content > head &&
        content < mark && !find_child(piece, tree, head, "mark")) {
      tree->heads[i] = content;
    }
  }
}

/// Is the token a form of "say" or "tell", which want a clause?
static bool wants_clause(const Token *token) {
  static const char *const forms[] = {"say",    "says",    "said",
                                      "saying", "tell",    "tells",
                                      "told",   "telling", NULL};
  return token->upos == UPOS_VERB && is_one_of(token->form, forms);
}

/// Is a clause that hangs on a noun complete, so that it does not tell which
/// one the noun is? One without "that" has to have an object of its own.
static bool is_complete(const Piece *piece, const Tree *tree, uint32_t clause) {
  const Token *tokens = piece->sentence->tokens + piece->first - 1;
  const uint32_t mark = find_child(piece, tree, clause, "mark");
  if (mark) {
    return str_equal(tokens[mark].form, STR("that"));
  }
  const uint32_t subject = find_child(piece, tree, clause, "nsubj");
  return subject && !str_starts(tokens[subject].xpos, STR("W")) &&
         (find_child(piece, tree, clause, "obj") ||
          find_child(piece, tree, clause, "iobj"));
}

/// "Told the court that ...", "said in a letter that ...": the clause is what
/// was told, it does not describe the court or the letter.
static void tell_clauses(const Piece *piece, Tree *tree) {
  Token *tokens = piece->sentence->tokens + piece->first - 1;
  for (uint32_t i = 1; i <= piece->count; i++) {
    const uint32_t noun = tree->heads[i];
    const uint32_t verb = noun ? tree->heads[noun] : 0;
    if (!verb || verb > noun || noun > i || !wants_clause(&tokens[verb]) ||
        !str_starts(tokens[i].relation, STR("acl"))) {
      continue;
    }
    bool addressed = str_equal(tokens[noun].relation, STR("iobj")) ||
                     str_equal(tokens[noun].relation, STR("obj"));
    bool placed = str_equal(tokens[noun].relation, STR("obl")) &&
                  find_child(piece, tree, i, "mark");
    if ((addressed || placed) && is_complete(piece, tree, i) &&
        !find_child(piece, tree, verb, "ccomp")) {
      tree->heads[i] = verb;
      tokens[i].relation = STR("ccomp");
    }
  }
}

/// Does a quotation begin between two tokens?
static bool has_opening_quote(const Token *tokens, uint32_t from, uint32_t to) {
  while (from < to && !str_equal(tokens[from].xpos, STR("``"))) {
    from++;
  }
  return from < to;
}

/// "The firm said sales had grown, but its shares fell": what follows the comma
/// is no longer said, unless "that" or quotation marks hold it.
static void part_but_clauses(const Piece *piece, Tree *tree) {
  const Token *tokens = piece->sentence->tokens + piece->first - 1;
  for (uint32_t i = 1; i <= piece->count; i++) {
    const uint32_t content = tree->heads[i];
    const uint32_t verb = content ? tree->heads[content] : 0;
    if (!verb || verb > content || content > i ||
        !str_equal(tokens[i].relation, STR("conj")) ||
        !str_equal(tokens[content].relation, STR("ccomp")) ||
        !wants_clause(&tokens[verb])) {
      continue;
    }
    const uint32_t but = find_child(piece, tree, i, "cc");
    if (but > 1 && str_equal(tokens[but].form, STR("but")) &&
        str_equal(tokens[but - 1].form, STR(",")) &&
        find_child(piece, tree, i, "nsubj") > but &&
        !find_child(piece, tree, content, "mark") &&
        !has_opening_quote(tokens, verb, i)) {
      tree->heads[i] = verb;
    }
  }
}

/// "The bank for which he works closed": a relative pronoun between a noun and
/// its clause is in that clause, not above it.
static void keep_relatives(const Piece *piece, Tree *tree) {
  static const char *const pronouns[] = {"WDT", "WP", "WRB", NULL};
  const Token *tokens = piece->sentence->tokens + piece->first - 1;
  for (uint32_t clause = 1; clause <= piece->count; clause++) {
    if (!str_equal(tokens[clause].relation, STR("acl:relcl"))) {
      continue;
    }
    for (uint32_t i = tree->heads[clause] + 1; i < clause; i++) {
      const uint32_t head = tree->heads[i];
      if (is_one_of(tokens[i].xpos, pronouns) && head && head != clause &&
          !is_above(tree->heads, i, clause) &&
          is_above(tree->heads, head, tree->heads[clause])) {
        tree->heads[i] = clause;
      }
    }
  }
}

void parser_make_tree(Parser *parser, const Piece *piece) {
  ArenaMark mark = arena_mark(parser->scratch);
  Tree tree = {.stride = 0};
  tree.scores = score_arcs(parser, piece, &tree.stride);
  tree.heads = ARENA_NEW(parser->scratch, uint32_t, (size_t)piece->count + 1);
  tag(parser, piece);
  pair_between(piece, &tree);
  tree_decode(parser->scratch, tree.scores, tree.stride, piece->count,
              tree.heads);
  relate(parser, piece, tree.heads, 1, piece->count);
  mark_conjunctions(piece, tree.heads);
  part_subjects(parser, piece, &tree);
  join_that_clauses(piece, &tree);
  keep_relatives(piece, &tree);
  tell_clauses(piece, &tree);
  part_but_clauses(piece, &tree);
  for (uint32_t i = 0; i < piece->count; i++) {
    uint32_t head = tree.heads[i + 1];
    piece->sentence->tokens[piece->first + i].head =
        head ? piece->first + head - 1 : TOKEN_NONE;
  }
  arena_rewind(parser->scratch, mark);
}
