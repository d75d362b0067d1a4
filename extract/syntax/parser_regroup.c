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
  static const char *const words[] = {"after",   "before", "as",
                                      "because", "since",  NULL};
  const uint32_t mark = parser_find_child(piece, tree, noun, "case");
  return mark && mark < noun &&
                 parser_is_among(tokens_of(piece)[mark].form, words)
             ? mark
             : 0;
}

/// "Rose after tycoon Omar Diaz bought it": the noun right before the subject
/// of the clause is its title.
static void open_clauses(const Piece *piece, ParserTree *tree) {
  const Token *tokens = tokens_of(piece);
  for (uint32_t i = 1; i < piece->count; i++) {
    const uint32_t clause = tree->heads[i + 1];
    const uint32_t mark = opening_case(piece, tree, i);
    if (mark && clause > i + 1 && tokens[i].upos == UPOS_NOUN &&
        tokens[i + 1].upos == UPOS_PROPN && str_is(tokens[i].relation, "obl") &&
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
    const uint32_t verb =
        parser_find_child(piece, tree, i, "ccomp") > i ? tree->heads[i - 1] : 0;
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

/// "Posted a 62 percent fall": the share is the fall's, and that is the object.
static void join_shares(const Piece *piece, ParserTree *tree) {
  static const char *const shares[] = {"percent", "%", NULL};
  Token *tokens = tokens_of(piece);
  for (uint32_t i = 2; i < piece->count; i++) {
    const uint32_t own = parser_find_child(piece, tree, i, "det");
    const uint32_t det =
        own ? own : parser_find_child(piece, tree, i + 1, "det");
    const uint32_t verb = tree->heads[i + 1];
    const bool is_pair = tree->heads[i] == verb || tree->heads[i] == i + 1;
    if (det && det < i && parser_is_among(tokens[i].form, shares) &&
        tokens[i + 1].upos == UPOS_NOUN && is_pair && verb && verb < det &&
        str_is(tokens[i + 1].relation, "obl:unmarked")) {
      tokens[i + 1].relation = STR("obj");
      hang(piece, tree, i, i + 1, "compound");
      hang(piece, tree, det, i + 1, "det");
    }
  }
}

/// "Said Ida Holm, whose sister fled": read as what is said, but it tells of
/// whoever says something.
static void describe_speakers(const Piece *piece, ParserTree *tree) {
  const Token *tokens = tokens_of(piece);
  for (uint32_t i = 3; i < piece->count; i++) {
    const bool is_relative =
        has_form(piece, i, "whose") || has_form(piece, i, "who");
    uint32_t clause = tree->heads[i];
    while (clause && !str_is(tokens[clause].relation, "ccomp")) {
      clause = tree->heads[clause];
    }
    const uint32_t verb = clause > i ? tree->heads[clause] : 0;
    const uint32_t speaker =
        verb ? parser_find_child(piece, tree, verb, "nsubj") : 0;
    if (is_relative && speaker > verb && speaker < i && verb &&
        has_form(piece, i - 1, ",") &&
        (speaker == i - 2 || tree->heads[i - 2] == speaker)) {
      hang(piece, tree, clause, speaker, "acl:relcl");
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
      source =
          tree->heads[k] == clause && tokens[k].upos == UPOS_NOUN ? k : source;
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

/// The subject of a verb of saying that has none, of words between a comma and
/// it; 0 if others stand there.
static uint32_t subject_before(const Piece *piece, const ParserTree *tree,
                               uint32_t verb) {
  const Token *tokens = tokens_of(piece);
  uint32_t first = verb;
  while (first > 1 && tokens[first - 1].upos != UPOS_PUNCT &&
         tokens[first - 1].upos != UPOS_VERB) {
    first--;
  }
  uint32_t found = 0;
  for (uint32_t i = first; i < verb && has_form(piece, first - 1, ","); i++) {
    bool is_top = tree->heads[i] < first || tree->heads[i] >= verb;
    found =
        is_top && (tokens[i].upos == UPOS_NOUN || tokens[i].upos == UPOS_PROPN)
            ? i
            : found;
  }
  return found;
}

/// "It failed, officials and a paper said", "said an officer there": who speaks
/// is hung on what is said.
static void find_speakers(const Piece *piece, ParserTree *tree) {
  Token *tokens = tokens_of(piece);
  for (uint32_t i = 2; i <= piece->count; i++) {
    const uint32_t content = parser_find_child(piece, tree, i, "ccomp");
    if (!has_form(piece, i, "said") || !content || content > i ||
        parser_find_child(piece, tree, i, "nsubj")) {
      continue;
    }
    uint32_t speaker = 0;
    for (uint32_t k = i + 1; k <= piece->count && !speaker; k++) {
      bool is_parted = tree->heads[k] < i &&
                       str_is(tokens[k].relation, "obj") &&
                       parser_is_above(tree->heads, content, k);
      speaker = is_parted ? k : 0;
    }
    speaker = speaker && has_form(piece, i - 1, ",")
                  ? speaker
                  : subject_before(piece, tree, i);
    if (speaker && parser_is_above(tree->heads, content, speaker)) {
      hang(piece, tree, speaker, i, "nsubj");
    }
  }
}

/// "With no party winning seats, ...": the noun between "with" and a participle
/// does it.
static void fill_absolutes(const Piece *piece, ParserTree *tree) {
  const Token *tokens = tokens_of(piece);
  for (uint32_t i = 1; i <= piece->count; i++) {
    const uint32_t clause = tree->heads[i];
    if (clause < i || !str_is(tokens[i].relation, "mark") ||
        !(has_form(piece, i, "with") || has_form(piece, i, "With")) ||
        !str_is(tokens[clause].xpos, "VBG") ||
        parser_find_child(piece, tree, clause, "nsubj")) {
      continue;
    }
    for (uint32_t k = i + 1; k < clause; k++) {
      if (tree->heads[k] == tree->heads[clause] &&
          str_is(tokens[k].relation, "obl")) {
        hang(piece, tree, k, clause, "nsubj");
      }
    }
  }
}

/// "That followed Norland closing its port", "saw Telvik lose": the object does
/// it.
static void give_participles(const Piece *piece, ParserTree *tree) {
  static const char *const verbs[] = {"followed",  "follows", "preceded",
                                      "prompted",  "saw",     "sees",
                                      "witnessed", NULL};
  const Token *tokens = tokens_of(piece);
  for (uint32_t i = 2; i <= piece->count; i++) {
    const uint32_t verb = tree->heads[i];
    const uint32_t object =
        verb ? parser_find_child(piece, tree, verb, "obj") : 0;
    if (object && verb < object && object + 1 == i &&
        str_is(tokens[i].xpos, "VBG") && str_is(tokens[i].relation, "advcl") &&
        parser_is_among(tokens[verb].form, verbs)) {
      hang(piece, tree, i, object, "acl");
    }
  }
}

/// "Omar Diaz, his partner Ida Holm and ...": a noun right before a name beside
/// the same head is the name's title.
static void join_appositions(const Piece *piece, ParserTree *tree) {
  Token *tokens = tokens_of(piece);
  for (uint32_t i = 1; i < piece->count; i++) {
    const uint32_t head = tree->heads[i];
    if (head && head < i && head == tree->heads[i + 1] &&
        tokens[i].upos == UPOS_NOUN && tokens[i + 1].upos == UPOS_PROPN &&
        str_is(tokens[i].relation, "appos") &&
        str_is(tokens[i + 1].relation, "appos")) {
      hang(piece, tree, i, i + 1, "nmod:desc");
      if (parser_find_child(piece, tree, head, "conj") > i) {
        hang(piece, tree, i + 1, head, "conj");
      }
    }
  }
}

/// "It failed," the agency quoted Berg as saying: the saying is Berg's.
static void give_quotations(const Piece *piece, ParserTree *tree) {
  static const char *const quoted[] = {"quoted", "quotes", "cited", NULL};
  const Token *tokens = tokens_of(piece);
  for (uint32_t i = 2; i <= piece->count; i++) {
    const uint32_t verb = tree->heads[i];
    const uint32_t content =
        verb ? parser_find_child(piece, tree, verb, "ccomp") : 0;
    if (content && content < verb && verb < i && has_form(piece, i, "saying") &&
        has_form(piece, i - 1, "as") &&
        parser_is_among(tokens[verb].form, quoted) &&
        !parser_find_child(piece, tree, i, "ccomp")) {
      hang(piece, tree, content, i, "ccomp");
    }
  }
}

/// "Said on Monday small banks had failed": the day right behind a verb of
/// saying is the saying's.
static void part_days(const Piece *piece, ParserTree *tree) {
  static const char *const verbs[] = {"said", "says", "announced", "reported",
                                      NULL};
  static const char *const days[] = {"Monday",   "Tuesday", "Wednesday",
                                     "Thursday", "Friday",  "Saturday",
                                     "Sunday",   NULL};
  const Token *tokens = tokens_of(piece);
  for (uint32_t i = 2; i < piece->count; i++) {
    if (has_form(piece, i, "on") &&
        parser_is_among(tokens[i - 1].form, verbs) &&
        parser_is_among(tokens[i + 1].form, days) && tree->heads[i] != i + 1 &&
        !parser_is_above(tree->heads, i + 1, i - 1)) {
      hang(piece, tree, i, i + 1, "case");
      hang(piece, tree, i + 1, i - 1, "obl");
    }
  }
}

void parser_regroup(const Piece *piece, ParserTree *tree) {
  open_clauses(piece, tree);
  give_speakers(piece, tree);
  join_shares(piece, tree);
  describe_speakers(piece, tree);
  find_sources(piece, tree);
  find_speakers(piece, tree);
  fill_absolutes(piece, tree);
  give_participles(piece, tree);
  join_appositions(piece, tree);
  give_quotations(piece, tree);
  part_days(piece, tree);
}
