/// Regrouping: clauses and phrases of news that a tree puts together wrongly.
#include "extract/syntax/parser_internal.h"

/// The tokens of a piece, counted from 1.
static Token *tokens_of(const Piece *piece) {
  return piece->sentence->tokens + piece->first - 1;
}

static bool has_form(const Piece *piece, uint32_t token, const char *form) {
  return token && str_is(tokens_of(piece)[token].form, form);
}

static void hang(const Piece *piece, ParserTree *tree, uint32_t token,
                 uint32_t head, const char *relation) {
  tree->heads[token] = head;
  tokens_of(piece)[token].relation = str_from(relation);
}

/// The word that may open a clause, read as the preposition of a noun; 0 if
/// the noun has none.
static uint32_t opening_case(const Piece *piece, const ParserTree *tree,
                             uint32_t noun) {
  static const char *const words[] = {"after", "before", "as", "because",
                                      "since", NULL};
  const uint32_t mark = parser_find_child(piece, tree, noun, "case");
  return mark && mark < noun &&
                 parser_is_among(tokens_of(piece)[mark].form, words)
             ? mark
             : 0;
}

/// "Rose after tycoon Omar Diaz bought it": the noun right before the subject of
/// the clause is its title.
static void open_clauses(const Piece *piece, ParserTree *tree) {
  const Token *tokens = tokens_of(piece);
  for (uint32_t i = 1; i < piece->count; i++) {
    const uint32_t clause = tree->heads[i + 1];
    const uint32_t mark = opening_case(piece, tree, i);
    if (mark && clause > i + 1 && tokens[i].upos == UPOS_NOUN &&
        tokens[i + 1].upos == UPOS_PROPN &&
        str_is(tokens[i].relation, "obl") &&
        str_is(tokens[i + 1].relation, "nsubj") &&
        str_is(tokens[clause].relation, "advcl") &&
        tree->heads[clause] == tree->heads[i]) {
      hang(piece, tree, i, i + 1, "nmod:desc");
      hang(piece, tree, mark, clause, "mark");
    }
  }
}

/// A phrase of a verb that a word like "after" opens, which ends before a comma
/// and a later verb; 0 if there is none.
static uint32_t find_speaker(const Piece *piece, const ParserTree *tree,
                             uint32_t verb, uint32_t later) {
  uint32_t found = 0;
  for (uint32_t i = verb + 1; i < later; i++) {
    if (tree->heads[i] == verb && opening_case(piece, tree, i) &&
        str_is(tokens_of(piece)[i].relation, "obl") &&
        has_form(piece, i + 1, ",")) {
      found = i;
    }
  }
  return found;
}

/// "Rose after Telvik, a bank, said it had won": not the rise is said, and who
/// says it is Telvik.
static void give_speakers(const Piece *piece, ParserTree *tree) {
  static const char *const said[] = {"said", "says", "reported", "announced",
                                     NULL};
  Token *tokens = tokens_of(piece);
  for (uint32_t i = 3; i < piece->count; i++) {
    const uint32_t verb = parser_find_child(piece, tree, i, "ccomp") > i
                              ? tree->heads[i - 1]
                              : 0;
    if (!verb || verb > i || tree->heads[verb] != i ||
        !parser_is_among(tokens[i].form, said) ||
        !has_form(piece, i - 1, ",") ||
        parser_find_child(piece, tree, i, "nsubj")) {
      continue;
    }
    const uint32_t speaker = find_speaker(piece, tree, verb, i);
    if (speaker) {
      tree->heads[verb] = tree->heads[i];
      tokens[verb].relation = tokens[i].relation;
      hang(piece, tree, opening_case(piece, tree, speaker), i, "mark");
      hang(piece, tree, i, verb, "advcl");
      hang(piece, tree, speaker, i, "nsubj");
    }
  }
}

/// "Posted a 62 percent fall": the share is the fall's.
static void join_shares(const Piece *piece, ParserTree *tree) {
  static const char *const shares[] = {"percent", "%", NULL};
  Token *tokens = tokens_of(piece);
  for (uint32_t i = 2; i < piece->count; i++) {
    const uint32_t own = parser_find_child(piece, tree, i, "det");
    const uint32_t det =
        own ? own : parser_find_child(piece, tree, i + 1, "det");
    if (det && det < i && parser_is_among(tokens[i].form, shares) &&
        tokens[i + 1].upos == UPOS_NOUN &&
        tree->heads[i] == tree->heads[i + 1] && tree->heads[i] < det &&
        str_is(tokens[i].relation, "obj") &&
        str_is(tokens[i + 1].relation, "obl:unmarked")) {
      tokens[i + 1].relation = tokens[i].relation;
      hang(piece, tree, i, i + 1, "compound");
      hang(piece, tree, det, i + 1, "det");
    }
  }
}

/// "It won, according to votes counted on Friday": a source that is told about
/// by a participle, read as a clause.
static void find_sources(const Piece *piece, ParserTree *tree) {
  const Token *tokens = tokens_of(piece);
  for (uint32_t i = 1; i <= piece->count; i++) {
    const uint32_t clause = tree->heads[i];
    const uint32_t noun =
        clause > i ? parser_find_child(piece, tree, clause, "obl") : 0;
    uint32_t source = noun;
    for (uint32_t k = i + 1; k < clause && noun; k++) {
      source = tree->heads[k] == clause && tokens[k].upos == UPOS_NOUN ? k
                                                                       : source;
    }
    if (has_form(piece, i, "according") && source > i && source < clause &&
        str_is(tokens[i].relation, "mark") &&
        str_is(tokens[clause].relation, "advcl") &&
        !parser_find_child(piece, tree, clause, "nsubj")) {
      hang(piece, tree, source, tree->heads[clause], "obl");
      hang(piece, tree, clause, source, "acl");
      hang(piece, tree, i, source, "case");
    }
  }
}

void parser_regroup(const Piece *piece, ParserTree *tree) {
  open_clauses(piece, tree);
  give_speakers(piece, tree);
  join_shares(piece, tree);
  find_sources(piece, tree);
}
