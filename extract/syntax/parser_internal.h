/// The inside of a parser, shared by what runs the network and what makes trees
/// of its scores.
#ifndef QUERN_EXTRACT_SYNTAX_PARSER_INTERNAL_H
#define QUERN_EXTRACT_SYNTAX_PARSER_INTERNAL_H

#include "extract/syntax/form_cache.h"
#include "extract/syntax/name_network.h"
#include "extract/syntax/parser.h"

enum {
  BATCH_ROWS = 512, ///< rows of a batch, roots included
  GROUP_ROWS = 96,  ///< of a group of pieces, if it is more than one
  LARGEST_GROUP = PARSER_LONGEST_PIECE + 1, ///< rows
  BATCH_PIECES = 256,                       ///< pieces of a batch
  CACHE_SLOTS = 4096,                       ///< a power of two
};

/// A stretch of a sentence that is parsed as one; its rows in the batch are
/// the root's, then its tokens'.
typedef struct {
  Sentence *sentence;
  uint32_t first; ///< token index
  uint32_t count;
  uint32_t row;
  float *heads; ///< the heads' numbers of its rows, for parser_make_tree()
} Piece;

/// A row of the batch whose form was not in the cache.
typedef struct {
  uint32_t row;
  Str form;
  bool is_kept; ///< in the cache
  size_t slot;
} Fresh;

struct Parser {
  const Network *network;
  const Kernel *kernel;
  Arena *arena;   ///< the buffers below
  Arena *scratch; ///< working memory of one piece
  Piece pieces[BATCH_PIECES];
  uint32_t piece_count;
  uint32_t row_count;
  FormCache cache; ///< forms whose vectors are known
  float *cached;   ///< [CACHE_SLOTS][slot_width]: token vectors, and gates
                   ///< of the first layer
  size_t slot_width;
  float *root; ///< the root's vector and its gates of the first layer
  float *root_gates;
  Fresh *fresh; ///< the rows of the batch that are not in the cache
  uint32_t fresh_count;
  float *inputs;             ///< [fresh rows][embedding + vector]
  float *x;                  ///< [rows][width]
  float *states;             ///< [rows][width]
  float *gates;              ///< [a group's rows][3 * width]
  const float **gate_rows;   ///< where each row of gates begins
  const float **first_gates; ///< likewise, of the first layer's gates
  float *heads;      ///< [a group's rows][heads.outputs], or fresh rows' gates
  float *pairs;      ///< [a piece's rows][relation]
  float *scores;     ///< [a piece's rows][relations.outputs or arcs.outputs]
  float *left_bias;  ///< arc bias by distance, for contiguous reading
  Activations bytes; ///< [rows][widest]
  Activations tree_bytes;   ///< [a piece's rows][widest]
  const NameNetwork *names; ///< NULL: no name tagger
  float *cached_names;      ///< [CACHE_SLOTS][hidden]: of tokens' own inputs
  float *name_words;        ///< [rows][hidden]: likewise, of the batch
  float *name_fresh;        ///< [rows][hidden]: likewise, of the fresh rows
  float *name_rows;         ///< [rows][recurrent + hidden]
  float *name_gates;        ///< [rows][3 * recurrent], then the scores
  const float **name_gate_rows; ///< where each of its rows begins
  Activations name_bytes;       ///< [rows][recurrent + hidden]
  ParserVisitor *visit;         ///< NULL: none
  void *context;
};

/// A piece's tree while it is being made; tokens count from 1.
typedef struct {
  float *scores; ///< [dependent][head]
  size_t stride;
  uint32_t *heads;
} ParserTree;

/// Is the name among those of a list that ends with NULL?
bool parser_is_among(Str name, const char *const *names);

/// Choose the relations of `count` tokens of a piece from `first` on, counted
/// from 1, to the heads of the tree.
void parser_relate(Parser *parser, const Piece *piece, const uint32_t *heads,
                   uint32_t first, uint32_t count);

/// A child of a token with this relation, the last one; 0 if there is none.
uint32_t parser_find_child(const Piece *piece, const ParserTree *tree,
                           uint32_t head, const char *relation);

/// Is a node the token or below it?
bool parser_is_above(const uint32_t *heads, uint32_t token, uint32_t node);

/// Hang elsewhere what parsers hang on the word right before it.
void parser_raise(const Piece *piece, ParserTree *tree);

/// Is a token its head's subject, of a verb in whatever voice?
bool parser_is_subject(const Token *token);

/// Settle relative clauses, and participles before a report.
void parser_relatives(const Piece *piece, ParserTree *tree);

/// Put together what belongs together in clauses of news.
void parser_regroup(const Piece *piece, ParserTree *tree);

/// Mend what arcs and relations that are chosen one by one cannot know.
void parser_repair(Parser *parser, const Piece *piece, ParserTree *tree);

/// Give the tokens of a piece tags, heads and relations, from the heads'
/// numbers of its rows.
void parser_make_tree(Parser *parser, const Piece *piece);

/// The name tagger's share of the work on fresh rows, whose quantized inputs
/// are in `bytes`.
void parser_names_embed(Parser *parser);

/// Take a form's share from the cache into a row, or keep that of a fresh row.
void parser_names_recall(Parser *parser, size_t slot, uint32_t row);
void parser_names_keep(Parser *parser, size_t slot, uint32_t fresh);

/// Score the tags of the batch's sentences; quantized vectors are in `bytes`.
void parser_names_score(Parser *parser);

#endif
