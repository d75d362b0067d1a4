/// Raising: what a tree hangs on the word right before it, though it belongs
/// to a word above or to a clause around.
#include "extract/syntax/parser_internal.h"

/// The tokens of a piece, counted from 1.
static Token *tokens_of(const Piece *piece) {
  return piece->sentence->tokens + piece->first - 1;
}

/// Is the token a sum of money or a share, "5 percent", "$4 million"?
static bool is_amount(const Piece *piece, const ParserTree *tree,
                      uint32_t token) {
  static const char *const units[] = {"percent", "%", "cents", "cent", "points",
                                      "point",   NULL};
  const Token *tokens = tokens_of(piece);
  return token && (parser_is_among(tokens[token].form, units) ||
                   str_equal(tokens[token].xpos, STR("$"))) &&
         parser_find_child(piece, tree, token, "nummod");
}

/// Does a verb, or a copula, say how an amount changed?
static bool is_predicate(const Piece *piece, const ParserTree *tree,
                         uint32_t token) {
  return tokens_of(piece)[token].upos == UPOS_VERB ||
         parser_find_child(piece, tree, token, "cop");
}

/// "Fell 5 percent to $4 in early trade on Monday": what is told beside an
/// amount tells of the change.
static void raise_beside_amounts(const Piece *piece, ParserTree *tree) {
  static const char *const cases[] = {"to", "at",     "in",    "on",
                                      "after", "since", "from", NULL};
  Token *tokens = tokens_of(piece);
  for (uint32_t i = 1; i <= piece->count; i++) {
    const uint32_t amount = tree->heads[i];
    const uint32_t mark = parser_find_child(piece, tree, i, "case");
    if (!str_equal(tokens[i].relation, STR("nmod")) || amount > i || !mark ||
        !parser_is_among(tokens[mark].form, cases) ||
        !is_amount(piece, tree, amount)) {
      continue;
    }
    uint32_t above = amount;
    while (is_amount(piece, tree, above) &&
           !is_predicate(piece, tree, above)) {
      above = tree->heads[above];
    }
    if (above && is_predicate(piece, tree, above)) {
      tree->heads[i] = above;
      tokens[i].relation = STR("obl");
    }
  }
}

/// "The news came days after Berg left": how long after is of the clause.
static void lower_offsets(const Piece *piece, ParserTree *tree) {
  static const char *const units[] = {
      "days",   "weeks", "months", "years", "hours", "minutes", "day",
      "week",   "month", "year",   "hour",  "soon",  "shortly", "decades",
      "moments", NULL};
  static const char *const marks[] = {"after", "before", NULL};
  const Token *tokens = tokens_of(piece);
  for (uint32_t i = 1; i < piece->count; i++) {
    uint32_t clause = tree->heads[i + 1];
    if (parser_is_among(tokens[i].form, units) && clause > i + 1 &&
        parser_is_among(tokens[i + 1].form, marks) &&
        str_equal(tokens[i + 1].relation, STR("mark")) && tree->heads[i] &&
        tree->heads[i] == tree->heads[clause] && tree->heads[i] < i) {
      tree->heads[i] = clause;
    }
  }
}

void parser_raise(const Piece *piece, ParserTree *tree) {
  raise_beside_amounts(piece, tree);
  lower_offsets(piece, tree);
}
