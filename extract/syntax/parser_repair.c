/// Repairs of trees whose arcs were chosen one by one.
#include "extract/syntax/parser_internal.h"

/// Difference of scores up to which a second subject gets another head.
static const float DEAREST_MOVE = 12;

bool parser_is_above(const uint32_t *heads, uint32_t token, uint32_t node) {
  while (node && node != token) {
    node = heads[node];
  }
  return node == token;
}

/// The best other head of a token, and what choosing it costs; 0 if there is
/// none.
static uint32_t next_best_head(const ParserTree *tree, uint32_t token,
                               uint32_t count, float *cost) {
  const float *scores = tree->scores + token * tree->stride;
  uint32_t best = 0;
  for (uint32_t head = 1; head <= count; head++) {
    if (head != tree->heads[token] && (!best || scores[head] > scores[best]) &&
        !parser_is_above(tree->heads, token, head)) {
      best = head;
    }
  }
  *cost = best ? scores[tree->heads[token]] - scores[best] : 0;
  return best;
}

/// "The claim that Brask closed": a subordinating "that" is no argument.
static void mark_conjunctions(const Piece *piece, const uint32_t *heads) {
  static const char *const arguments[] = {"obj", "iobj", "nsubj", "obl", NULL};
  Token *tokens = piece->sentence->tokens + piece->first - 1;
  for (uint32_t i = 1; i <= piece->count; i++) {
    if (tokens[i].upos == UPOS_SCONJ && heads[i] > i &&
        parser_is_among(tokens[i].relation, arguments)) {
      tokens[i].relation = STR("mark");
    }
  }
}

bool parser_is_subject(const Token *token) {
  return str_equal(token->relation, STR("nsubj")) ||
         str_equal(token->relation, STR("nsubj:pass"));
}

/// Hang one of two subjects of a head elsewhere: of those on one side of the
/// head the farther one, else the one for which that costs less.
static void part_subjects_of(Parser *parser, const Piece *piece,
                             ParserTree *tree, uint32_t a, uint32_t b) {
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
    parser_relate(parser, piece, tree->heads, moved, 1);
  }
}

/// Arcs are scored one by one, but no word has two subjects.
static void part_subjects(Parser *parser, const Piece *piece,
                          ParserTree *tree) {
  const Token *tokens = piece->sentence->tokens + piece->first - 1;
  for (uint32_t b = 2; b <= piece->count; b++) {
    for (uint32_t a = parser_is_subject(&tokens[b]) ? 1 : b; a < b; a++) {
      if (tree->heads[b] && tree->heads[a] == tree->heads[b] &&
          parser_is_subject(&tokens[a])) {
        part_subjects_of(parser, piece, tree, a, b);
      }
    }
  }
}

uint32_t parser_find_child(const Piece *piece, const ParserTree *tree,
                           uint32_t head, const char *relation) {
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
static void join_that_clauses(const Piece *piece, ParserTree *tree) {
  const Token *tokens = piece->sentence->tokens + piece->first - 1;
  for (uint32_t i = 1; i <= piece->count; i++) {
    const uint32_t head = tree->heads[i];
    if (!head || head > i || !str_equal(tokens[i].relation, STR("conj"))) {
      continue;
    }
    uint32_t mark = parser_find_child(piece, tree, i, "mark");
    uint32_t content = parser_find_child(piece, tree, head, "ccomp");
    if (mark && str_equal(tokens[mark].form, STR("that")) && content > head &&
        content < mark && !parser_find_child(piece, tree, head, "mark")) {
      tree->heads[i] = content;
    }
  }
}

/// Is the token a form of "say" or "tell", which want a clause?
static bool wants_clause(const Token *token) {
  static const char *const forms[] = {"say",    "says",    "said",
                                      "saying", "tell",    "tells",
                                      "told",   "telling", NULL};
  return token->upos == UPOS_VERB && parser_is_among(token->form, forms);
}

/// Is a clause that hangs on a noun complete, so that it does not tell which
/// one the noun is? One without "that" has to have an object of its own, or a
/// pronoun as its subject.
static bool is_complete(const Piece *piece, const ParserTree *tree,
                        uint32_t clause) {
  const Token *tokens = piece->sentence->tokens + piece->first - 1;
  const uint32_t mark = parser_find_child(piece, tree, clause, "mark");
  if (mark) {
    return str_equal(tokens[mark].form, STR("that"));
  }
  const uint32_t subject = parser_find_child(piece, tree, clause, "nsubj");
  return subject && !str_starts(tokens[subject].xpos, STR("W")) &&
         (tokens[subject].upos == UPOS_PRON ||
          parser_find_child(piece, tree, clause, "obj") ||
          parser_find_child(piece, tree, clause, "iobj"));
}

/// "Told the court that ...", "said in a letter that ...": the clause is what
/// was told, it does not describe the court or the letter.
static void tell_clauses(const Piece *piece, ParserTree *tree) {
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
                  parser_find_child(piece, tree, i, "mark");
    if ((addressed || placed) && is_complete(piece, tree, i) &&
        !parser_find_child(piece, tree, verb, "ccomp")) {
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
static void part_but_clauses(const Piece *piece, ParserTree *tree) {
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
    const uint32_t but = parser_find_child(piece, tree, i, "cc");
    if (but > 1 && str_equal(tokens[but].form, STR("but")) &&
        str_equal(tokens[but - 1].form, STR(",")) &&
        parser_find_child(piece, tree, i, "nsubj") > but &&
        !parser_find_child(piece, tree, content, "mark") &&
        !has_opening_quote(tokens, verb, i)) {
      tree->heads[i] = verb;
    }
  }
}

/// "The bank for which he works closed": a relative pronoun between a noun and
/// its clause is in that clause, not above it.
static void keep_relatives(const Piece *piece, ParserTree *tree) {
  static const char *const pronouns[] = {"WDT", "WP", "WRB", NULL};
  const Token *tokens = piece->sentence->tokens + piece->first - 1;
  for (uint32_t clause = 1; clause <= piece->count; clause++) {
    if (!str_equal(tokens[clause].relation, STR("acl:relcl"))) {
      continue;
    }
    for (uint32_t i = tree->heads[clause] + 1; i < clause; i++) {
      const uint32_t head = tree->heads[i];
      if (parser_is_among(tokens[i].xpos, pronouns) && head && head != clause &&
          !parser_is_above(tree->heads, i, clause) &&
          parser_is_above(tree->heads, head, tree->heads[clause])) {
        tree->heads[i] = clause;
      }
    }
  }
}

/// "According to the newspaper Karsund Tidende": a name right behind a noun
/// with an article, both hung on one head without a preposition of its own, is
/// its apposition.
static void join_names(const Piece *piece, ParserTree *tree) {
  Token *tokens = piece->sentence->tokens + piece->first - 1;
  for (uint32_t i = 2; i <= piece->count; i++) {
    const Token *noun = &tokens[i - 1];
    bool is_pair = tokens[i].upos == UPOS_PROPN && noun->upos == UPOS_NOUN &&
                   tree->heads[i] && tree->heads[i] == tree->heads[i - 1] &&
                   str_equal(tokens[i].relation, STR("obl")) &&
                   str_equal(noun->relation, STR("obl"));
    if (is_pair && parser_find_child(piece, tree, i - 1, "det") &&
        !parser_find_child(piece, tree, i, "case")) {
      tree->heads[i] = i - 1;
      tokens[i].relation = STR("appos");
    }
  }
}

void parser_repair(Parser *parser, const Piece *piece, ParserTree *tree) {
  mark_conjunctions(piece, tree->heads);
  join_names(piece, tree);
  part_subjects(parser, piece, tree);
  join_that_clauses(piece, tree);
  keep_relatives(piece, tree);
  parser_relatives(piece, tree);
  tell_clauses(piece, tree);
  part_but_clauses(piece, tree);
  parser_regroup(piece, tree);
  parser_raise(piece, tree);
}
