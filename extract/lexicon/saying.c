/// Sayings: clauses that parsers hang on a noun between them and the verb.
#include "extract/lexicon/saying.h"

enum { SAYS = 1, TELLS = 2 }; ///< values of the list: with an object, too

static bool is_relation(const Token *token, const char *base) {
  return relation_is(token->relation, base);
}

/// Has a token a child with a relation, besides one?
static bool has_child(const Sentence *sentence, uint32_t head, const char *base,
                      uint32_t besides) {
  bool is_found = false;
  for (uint32_t i = 0; i < sentence->token_count && !is_found; i++) {
    is_found = i != besides && sentence->tokens[i].head == head &&
               is_relation(&sentence->tokens[i], base);
  }
  return is_found;
}

static bool has_preposition(const Sentence *sentence, uint32_t noun) {
  static const char *const words[] = {"in",     "at", "on",    "during",
                                      "before", "to", "after", "through"};
  for (uint32_t i = 0; i < noun; i++) {
    for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
      if (sentence->tokens[i].head == noun &&
          is_relation(&sentence->tokens[i], "case") &&
          str_is(sentence->tokens[i].lemma, words[k])) {
        return true;
      }
    }
  }
  return false;
}

/// Has the clause that hangs on a noun a subject besides "that"? Then the noun
/// need not be missing in it.
static bool is_whole_clause(const Sentence *sentence, uint32_t clause,
                            uint32_t that) {
  const Token *token = &sentence->tokens[clause];
  return is_relation(token, "acl") && token->head != TOKEN_NONE &&
         token->head < that &&
         (has_child(sentence, clause, "nsubj", that) ||
          has_child(sentence, clause, "expl", that));
}

/// The verb of saying above the noun that a clause hangs on; TOKEN_NONE if
/// there is none.
static uint32_t find_verb(const Lexicon *lexicon, const Sentence *sentence,
                          uint32_t noun) {
  const Token *tokens = sentence->tokens;
  while (is_relation(&tokens[noun], "nmod") && tokens[noun].head < noun) {
    noun = tokens[noun].head;
  }
  uint32_t verb = tokens[noun].head;
  if (verb == TOKEN_NONE || verb > noun || tokens[verb].upos != UPOS_VERB) {
    return TOKEN_NONE;
  }
  const LexiconValue *value =
      lexicon_get(lexicon_find(lexicon, tokens[verb].lemma), LEXICON_SAY_THAT);
  bool is_object =
      is_relation(&tokens[noun], "obj") || is_relation(&tokens[noun], "iobj");
  bool is_beside =
      is_relation(&tokens[noun], "obl") && has_preposition(sentence, noun);
  if (!value || !(is_beside || (is_object && value->number == TELLS)) ||
      has_child(sentence, verb, "ccomp", TOKEN_NONE) ||
      (value->number == SAYS && has_child(sentence, verb, "obj", TOKEN_NONE))) {
    return TOKEN_NONE;
  }
  return verb;
}

static void hang_sentence(const Lexicon *lexicon, Sentence *sentence) {
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    Token *that = &sentence->tokens[i];
    uint32_t clause = that->head;
    if (!str_equal(that->form, STR("that")) || clause == TOKEN_NONE ||
        clause < i ||
        !(is_relation(that, "mark") || is_relation(that, "obj")) ||
        !is_whole_clause(sentence, clause, i)) {
      continue;
    }
    uint32_t verb = find_verb(lexicon, sentence, sentence->tokens[clause].head);
    if (verb != TOKEN_NONE) {
      sentence->tokens[clause].head = verb;
      sentence->tokens[clause].relation = STR("ccomp");
      that->relation = STR("mark");
      that->upos = UPOS_SCONJ;
      that->xpos = STR("IN");
    }
  }
}

void sayings_hang(const Lexicon *lexicon, Sentences *sentences) {
  for (size_t i = 0; i < sentences->count; i++) {
    hang_sentence(lexicon, &sentences->sentences[i]);
  }
}
