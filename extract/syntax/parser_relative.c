/// Repairs of relative clauses and of participles before a report.
#include "extract/syntax/parser_internal.h"

static bool is_relative(const Token *token) {
  return str_equal(token->relation, STR("acl:relcl"));
}

static bool has_subject(const Piece *piece, const ParserTree *tree,
                        uint32_t verb) {
  return parser_find_child(piece, tree, verb, "nsubj") ||
         parser_find_child(piece, tree, verb, "nsubj:pass") ||
         parser_find_child(piece, tree, verb, "csubj");
}

/// The first relative pronoun that hangs on a verb; 0 if there is none.
static uint32_t find_pronoun(const Piece *piece, const ParserTree *tree,
                             uint32_t verb) {
  const Token *tokens = piece->sentence->tokens + piece->first - 1;
  for (uint32_t i = tree->heads[verb] + 1; i < verb; i++) {
    if (tree->heads[i] == verb && (str_equal(tokens[i].xpos, STR("WDT")) ||
                                   str_equal(tokens[i].xpos, STR("WP")))) {
      return i;
    }
  }
  return 0;
}

/// "The raid, which witnesses said lasted an hour": of two relative clauses of
/// one noun, the one whose pronoun stands before the other one's verb is what
/// the other one tells.
static void nest_relatives(const Piece *piece, ParserTree *tree) {
  Token *tokens = piece->sentence->tokens + piece->first - 1;
  for (uint32_t i = 1; i <= piece->count; i++) {
    uint32_t pronoun =
        is_relative(&tokens[i]) ? find_pronoun(piece, tree, i) : 0;
    for (uint32_t k = pronoun + 1; pronoun && k < i; k++) {
      if (is_relative(&tokens[k]) && tree->heads[k] == tree->heads[i]) {
        tree->heads[i] = k;
        tokens[i].relation = STR("ccomp");
        break;
      }
    }
  }
}

/// "Who prosecutors say killed two men": so is one without a subject, which the
/// pronoun is, behind one whose object the pronoun seems to be.
static void lend_pronouns(const Piece *piece, ParserTree *tree) {
  Token *tokens = piece->sentence->tokens + piece->first - 1;
  for (uint32_t i = 1; i <= piece->count; i++) {
    if (!is_relative(&tokens[i]) || str_starts(tokens[i].xpos, STR("VBG")) ||
        str_starts(tokens[i].xpos, STR("VBN")) || has_subject(piece, tree, i) ||
        find_pronoun(piece, tree, i) ||
        parser_find_child(piece, tree, i, "cc")) {
      continue;
    }
    for (uint32_t k = tree->heads[i] + 1; k < i; k++) {
      uint32_t pronoun =
          is_relative(&tokens[k]) && tree->heads[k] == tree->heads[i]
              ? find_pronoun(piece, tree, k)
              : 0;
      if (pronoun && str_equal(tokens[pronoun].relation, STR("obj")) &&
          parser_find_child(piece, tree, k, "nsubj") > pronoun) {
        tree->heads[i] = k;
        tokens[i].relation = STR("ccomp");
        tree->heads[pronoun] = i;
        tokens[pronoun].relation = STR("nsubj");
        break;
      }
    }
  }
}

/// "Asked if he would go": what is asked right behind a participle.
static void hang_question(const Piece *piece, ParserTree *tree,
                          uint32_t participle, uint32_t verb) {
  Token *tokens = piece->sentence->tokens + piece->first - 1;
  const uint32_t mark = participle + 1;
  if (mark < verb && (str_equal(tokens[mark].form, STR("if")) ||
                      str_equal(tokens[mark].form, STR("whether")))) {
    const uint32_t clause = tree->heads[mark];
    if (clause > mark && clause < verb && tree->heads[clause] == verb) {
      tree->heads[clause] = participle;
      tokens[clause].relation = STR("ccomp");
    }
  }
}

/// "Asked whether he would go, Diaz said no": a participle that opens the
/// sentence is not what is said if something else is.
static void free_participles(const Piece *piece, ParserTree *tree) {
  Token *tokens = piece->sentence->tokens + piece->first - 1;
  for (uint32_t i = 1; i <= piece->count && i <= 2; i++) {
    const uint32_t verb = tree->heads[i];
    if (verb > i && str_equal(tokens[i].relation, STR("ccomp")) &&
        (str_equal(tokens[i].xpos, STR("VBN")) ||
         str_equal(tokens[i].xpos, STR("VBD"))) &&
        !has_subject(piece, tree, i) &&
        parser_find_child(piece, tree, verb, "ccomp") > verb) {
      tokens[i].relation = STR("advcl");
      tokens[i].xpos = STR("VBN");
      hang_question(piece, tree, i, verb);
    }
  }
}

/// "With changes expected soon": a clause that "with" opens has a participle; a
/// bare one with a subject and no object is passive.
static void turn_subjects(const Piece *piece, const ParserTree *tree) {
  Token *tokens = piece->sentence->tokens + piece->first - 1;
  for (uint32_t i = 1; i <= piece->count; i++) {
    const uint32_t verb = tree->heads[i];
    const uint32_t mark = verb > i && parser_is_subject(&tokens[i]) &&
                                  (str_equal(tokens[verb].xpos, STR("VBN")) ||
                                   str_equal(tokens[verb].xpos, STR("VBD")))
                              ? parser_find_child(piece, tree, verb, "mark")
                              : 0;
    if (mark && mark < i && str_equal(tokens[mark].form, STR("with")) &&
        !parser_find_child(piece, tree, verb, "aux") &&
        !parser_find_child(piece, tree, verb, "aux:pass") &&
        !parser_find_child(piece, tree, verb, "obj")) {
      tokens[i].relation = STR("nsubj:pass");
      tokens[verb].xpos = STR("VBN");
    }
  }
}

void parser_relatives(const Piece *piece, ParserTree *tree) {
  nest_relatives(piece, tree);
  lend_pronouns(piece, tree);
  free_participles(piece, tree);
  turn_subjects(piece, tree);
}
