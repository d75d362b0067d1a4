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
  static const char *const units[] = {"percent", "%",     "cents", "cent",
                                      "points",  "point", NULL};
  const Token *tokens = tokens_of(piece);
  return token &&
         (parser_is_among(tokens[token].form, units) ||
          str_equal(tokens[token].xpos, STR("$"))) &&
         parser_find_child(piece, tree, token, "nummod");
}

/// Does a verb, or a copula, say how an amount changed?
static bool is_predicate(const Piece *piece, const ParserTree *tree,
                         uint32_t token) {
  return tokens_of(piece)[token].upos == UPOS_VERB ||
         parser_find_child(piece, tree, token, "cop");
}

/// May a preposition part its noun from an amount? "$4 million in aid", "from
/// Berg" tell which money it is.
static bool is_beside(const Piece *piece, const ParserTree *tree,
                      uint32_t amount, Str preposition) {
  static const char *const cases[] = {"to", "at", "on", "after", "since", NULL};
  const Token *tokens = tokens_of(piece);
  const uint32_t mark = parser_find_child(piece, tree, amount, "case");
  const bool is_share = !str_equal(tokens[amount].xpos, STR("$"));
  const bool is_level = mark && (str_equal(tokens[mark].form, STR("to")) ||
                                 str_equal(tokens[mark].form, STR("at")));
  return (!mark || is_level) &&
         (parser_is_among(preposition, cases) ||
          ((is_share || is_level) && (str_equal(preposition, STR("in")) ||
                                      str_equal(preposition, STR("from")))));
}

/// "Fell 5 percent to $4 in early trade on Monday": what is told beside an
/// amount tells of the change.
static void raise_beside_amounts(const Piece *piece, ParserTree *tree) {
  Token *tokens = tokens_of(piece);
  for (uint32_t i = 1; i <= piece->count; i++) {
    const uint32_t amount = tree->heads[i];
    const uint32_t mark = parser_find_child(piece, tree, i, "case");
    if (!str_equal(tokens[i].relation, STR("nmod")) || amount > i || !mark ||
        !is_amount(piece, tree, amount) ||
        !is_beside(piece, tree, amount, tokens[mark].form)) {
      continue;
    }
    uint32_t above = amount;
    while (is_amount(piece, tree, above) && !is_predicate(piece, tree, above)) {
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
  static const char *const units[] = {"days",    "weeks",   "months",  "years",
                                      "hours",   "minutes", "day",     "week",
                                      "month",   "year",    "hour",    "soon",
                                      "shortly", "decades", "moments", NULL};
  static const char *const marks[] = {"after", "before", NULL};
  const Token *tokens = tokens_of(piece);
  for (uint32_t i = 1; i < piece->count; i++) {
    uint32_t clause = tree->heads[i + 1];
    if (parser_is_among(tokens[i].form, units) && clause > i + 1 &&
        parser_is_among(tokens[i + 1].form, marks) &&
        str_equal(tokens[i + 1].relation, STR("mark")) && tree->heads[i] &&
        tree->heads[i] == tree->heads[clause] && tree->heads[i] < i &&
        !parser_find_child(piece, tree, i, "case") &&
        !parser_find_child(piece, tree, i, "amod")) {
      tree->heads[i] = clause;
    }
  }
}

/// "Declined to comment, while Brask gave no reason": the contrast is to the
/// declining.
static void raise_contrasts(const Piece *piece, ParserTree *tree) {
  static const char *const marks[] = {"while", "whereas", NULL};
  const Token *tokens = tokens_of(piece);
  for (uint32_t i = 2; i <= piece->count; i++) {
    const uint32_t clause = tree->heads[i];
    if (clause < i || !parser_is_among(tokens[i].form, marks) ||
        !str_equal(tokens[i].relation, STR("mark")) ||
        !str_equal(tokens[i - 1].form, STR(","))) {
      continue;
    }
    while (tree->heads[clause] && tree->heads[clause] < i &&
           str_equal(tokens[tree->heads[clause]].relation, STR("xcomp"))) {
      tree->heads[clause] = tree->heads[tree->heads[clause]];
    }
  }
}

/// Is the token a participle of saying, right behind a comma?
static bool adds(const Token *tokens, uint32_t token) {
  static const char *const forms[] = {
      "adding",   "saying",     "noting",    "stressing",
      "warning",  "arguing",    "claiming",  "insisting",
      "stating",  "reporting",  "hinting",   "admitting",
      "alleging", "explaining", "revealing", NULL};
  return token > 1 && str_equal(tokens[token].xpos, STR("VBG")) &&
         str_equal(tokens[token - 1].form, STR(",")) &&
         parser_is_among(tokens[token].form, forms);
}

/// Give a clause its subject, if it has none, from what hangs on the verb
/// before it.
static void move_subject(const Piece *piece, ParserTree *tree, uint32_t verb,
                         uint32_t clause) {
  Token *tokens = tokens_of(piece);
  bool has_subject = parser_find_child(piece, tree, clause, "nsubj") ||
                     parser_find_child(piece, tree, clause, "nsubj:pass");
  uint32_t object = parser_find_child(piece, tree, verb, "obj");
  if (!has_subject && object > verb && object < clause) {
    tree->heads[object] = clause;
    tokens[object].relation = parser_find_child(piece, tree, clause, "aux:pass")
                                  ? STR("nsubj:pass")
                                  : STR("nsubj");
  }
}

/// The clause behind a participle of saying that is hung on the verb above it;
/// 0 if there is none.
static uint32_t find_addition(const Piece *piece, const ParserTree *tree,
                              uint32_t participle) {
  const uint32_t verb = tree->heads[participle];
  const uint32_t clause = verb && verb < participle
                              ? parser_find_child(piece, tree, verb, "ccomp")
                              : 0;
  return clause > participle &&
                 !parser_find_child(piece, tree, participle, "ccomp")
             ? clause
             : 0;
}

/// "Said it won, adding seats were lost": read as what adding seats does, a
/// second clause that is said.
static void part_additions(const Piece *piece, ParserTree *tree) {
  Token *tokens = tokens_of(piece);
  for (uint32_t i = 2; i < piece->count; i++) {
    if (!adds(tokens, i)) {
      continue;
    }
    const uint32_t clause =
        tree->heads[i] > i ? tree->heads[i] : find_addition(piece, tree, i);
    const uint32_t verb = clause ? tree->heads[clause] : 0;
    if (!verb || verb > i ||
        !str_starts(tokens[clause].relation, STR("ccomp"))) {
      continue;
    }
    tree->heads[i] = verb;
    tree->heads[i - 1] = i;
    tree->heads[clause] = i;
    tokens[i].relation = STR("advcl");
    move_subject(piece, tree, i, clause);
  }
}

/// "It added that ...": who says something is no empty subject.
static void restore_speakers(const Piece *piece, const ParserTree *tree) {
  static const char *const forms[] = {
      "said",  "says",     "added",     "adds",  "ruled",   "noted",
      "notes", "warned",   "reported",  "warns", "claimed", "denied",
      "urged", "stressed", "announced", NULL};
  Token *tokens = tokens_of(piece);
  for (uint32_t i = 1; i < piece->count; i++) {
    const uint32_t verb = tree->heads[i];
    if (str_equal(tokens[i].relation, STR("expl")) && verb == i + 1 &&
        (str_equal(tokens[i].form, STR("It")) ||
         str_equal(tokens[i].form, STR("it"))) &&
        parser_is_among(tokens[verb].form, forms)) {
      tokens[i].relation = STR("nsubj");
    }
  }
}

/// The verb above a token, before it; 0 if there is none.
static uint32_t verb_above(const Piece *piece, const ParserTree *tree,
                           uint32_t token) {
  uint32_t verb = tree->heads[token];
  while (verb && tokens_of(piece)[verb].upos != UPOS_VERB) {
    verb = tree->heads[verb];
  }
  return verb < token ? verb : 0;
}

/// "Left the union following a row": after it, not a union that follows.
static void read_following(const Piece *piece, ParserTree *tree) {
  Token *tokens = tokens_of(piece);
  for (uint32_t i = 2; i <= piece->count; i++) {
    const uint32_t object = parser_find_child(piece, tree, i, "obj");
    const bool is_participle = str_equal(tokens[i].relation, STR("acl")) ||
                               str_equal(tokens[i].relation, STR("advcl"));
    const uint32_t verb = verb_above(piece, tree, i);
    if (!str_equal(tokens[i].form, STR("following")) || !is_participle ||
        !verb) {
      continue;
    }
    const uint32_t noun = i < piece->count ? tree->heads[i + 1] : 0;
    if (!object && noun > i + 1 && tree->heads[noun] < i) {
      tree->heads[i] = noun; // "following the row", the row hung elsewhere
      tokens[i].relation = STR("case");
    }
    if (object < i || tokens[object].upos == UPOS_PRON) {
      continue;
    }
    for (uint32_t k = i + 1; k <= piece->count; k++) {
      if (tree->heads[k] == i && k != object) {
        tree->heads[k] = object;
        tokens[k].relation = k > object && tokens[k].upos != UPOS_PUNCT
                                 ? STR("nmod")
                                 : tokens[k].relation;
      }
    }
    tree->heads[object] = verb;
    tokens[object].relation = STR("obl");
    tree->heads[i] = object;
    tokens[i].relation = STR("case");
  }
}

/// The name of a person that ends before a comma, by its given name; 0 if there
/// is none.
static uint32_t person_before(const Piece *piece, const ParserTree *tree,
                              uint32_t comma) {
  const Token *tokens = tokens_of(piece);
  uint32_t name =
      comma > 1 && str_equal(tokens[comma].form, STR(",")) ? comma - 1 : 0;
  bool is_full = false;
  while (name && str_equal(tokens[name].relation, STR("flat"))) {
    name = tree->heads[name];
    is_full = true;
  }
  return is_full && tokens[name].upos == UPOS_PROPN ? name : 0;
}

/// Is there a verb between a noun and what hangs below it?
static bool parts_verb(const Piece *piece, const ParserTree *tree,
                       uint32_t noun, uint32_t below) {
  bool is_found = false;
  for (uint32_t i = tree->heads[below]; i && i != noun; i = tree->heads[i]) {
    is_found |= tokens_of(piece)[i].upos == UPOS_VERB;
  }
  return is_found;
}

/// "Terms set by Omar Diaz, whom Berg met": a person named right before "who"
/// is nearer than the noun whose clause names that person.
static void lower_relatives(const Piece *piece, ParserTree *tree) {
  static const char *const pronouns[] = {"who", "whom", NULL};
  const Token *tokens = tokens_of(piece);
  for (uint32_t i = 3; i < piece->count; i++) {
    const uint32_t clause = tree->heads[i];
    const uint32_t noun = clause > i ? tree->heads[clause] : 0;
    const uint32_t person = person_before(piece, tree, i - 1);
    if (noun && person && person != noun &&
        parser_is_among(tokens[i].form, pronouns) &&
        str_equal(tokens[clause].relation, STR("acl:relcl")) &&
        parser_is_above(tree->heads, noun, person) &&
        parts_verb(piece, tree, noun, person)) {
      tree->heads[clause] = person;
    }
  }
}

/// "Economy Minister Berg": a noun before a title is of the title.
static void join_titles(const Piece *piece, ParserTree *tree) {
  Token *tokens = tokens_of(piece);
  const Str title = STR("nmod:desc");
  for (uint32_t i = 1; i < piece->count; i++) {
    if (tokens[i].upos == UPOS_NOUN && tree->heads[i] > i + 1 &&
        tree->heads[i] == tree->heads[i + 1] &&
        str_equal(tokens[i].relation, title) &&
        str_equal(tokens[i + 1].relation, title)) {
      tree->heads[i] = i + 1;
      tokens[i].relation = STR("compound");
    }
  }
}

/// The mark before the source that ends a headline, "... - sources",
/// "...: Bloomberg"; 0 if there is none.
static uint32_t find_source_mark(const Piece *piece) {
  enum { LONGEST_SOURCE = 3, SHORTEST_TEXT = 3 };
  static const char *const marks[] = {"-", "–", "—", ":", NULL};
  const Token *tokens = tokens_of(piece);
  uint32_t i = piece->count;
  while (i > SHORTEST_TEXT && i + LONGEST_SOURCE >= piece->count &&
         (tokens[i].upos == UPOS_PROPN || tokens[i].upos == UPOS_NOUN)) {
    i--;
  }
  bool is_apart = str_equal(tokens[i].form, STR(":")) ||
                  (i > 1 && tokens[i - 1].space_after);
  return i > SHORTEST_TEXT && i < piece->count && is_apart &&
                 parser_is_among(tokens[i].form, marks)
             ? i
             : 0;
}

/// "Telvik to sell port - sources": whoever ends a headline is beside it, and
/// takes no words of it.
static void part_headline_source(const Piece *piece, ParserTree *tree) {
  Token *tokens = tokens_of(piece);
  const uint32_t mark = find_source_mark(piece);
  uint32_t root = 0;
  uint32_t source = 0;
  for (uint32_t i = 1; mark && i <= piece->count; i++) {
    root = tree->heads[i] ? root : i;
    source = i > mark && tree->heads[i] <= mark ? i : source;
  }
  if (!source || !root || root > mark || tokens[root].upos != UPOS_VERB) {
    return;
  }
  for (uint32_t i = 1; i <= mark; i++) {
    if (i < mark && tree->heads[i] > mark) {
      tree->heads[i] = tree->heads[source];
      tokens[i].relation = tokens[source].relation;
    } else if (i == mark) {
      tree->heads[i] = source;
    }
  }
  tree->heads[source] = root;
  tokens[source].relation = STR("parataxis");
}

void parser_raise(const Piece *piece, ParserTree *tree) {
  raise_beside_amounts(piece, tree);
  lower_offsets(piece, tree);
  join_titles(piece, tree);
  raise_contrasts(piece, tree);
  part_additions(piece, tree);
  restore_speakers(piece, tree);
  read_following(piece, tree);
  lower_relatives(piece, tree);
  part_headline_source(piece, tree);
}
