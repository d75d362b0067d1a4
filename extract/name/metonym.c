/// Metonym: places that stand for governments.
///
/// Markert and Nissim (2007, SemEval task 8) name the patterns: subjects of
/// verbs of saying and of political acts, and a few prepositions and nouns.
#include "extract/name/metonym.h"

#include "extract/name/name.h"

static bool has(const Linker *linker, uint32_t token, LexiconList list) {
  return lexicon_has(linker->lexicon, list,
                     linker->sentence->tokens[token].lemma);
}

/// The word before a noun's name ("with" in "ties with Beijing"): its case
/// marker; NULL if it has none.
static const Token *find_case(const Sentence *sentence, uint32_t head) {
  for (uint32_t i = head; i > 0; i--) {
    const Token *token = &sentence->tokens[i - 1];
    if (token->head == head && str_equal(token->relation, STR("case"))) {
      return token;
    }
  }
  return NULL;
}

static bool is_one_of(Str word, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (str_is(word, words[i])) {
      return true;
    }
  }
  return false;
}

#define IS_ONE_OF(word, ...)                                                   \
  is_one_of((word), (const char *const[]){__VA_ARGS__},                        \
            sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

/// Is a verb's dependent the one who acts, or whom a government verb is done
/// to?
static bool is_of_verb(const Linker *linker, const Token *token,
                       const Token *marker) {
  Str relation = token->relation;
  if (str_starts(relation, STR("nsubj:pass"))) {
    return has(linker, token->head, LEXICON_GOVERNMENT_OBJECT);
  }
  if (str_starts(relation, STR("nsubj"))) {
    return has(linker, token->head, LEXICON_GOVERNMENT_VERB);
  }
  if (str_equal(relation, STR("obl:agent")) ||
      (str_starts(relation, STR("obl")) && marker &&
       str_equal(marker->lemma, STR("by")))) {
    return has(linker, token->head, LEXICON_GOVERNMENT_VERB);
  }
  bool is_object =
      str_equal(relation, STR("obj")) || str_equal(relation, STR("iobj"));
  return is_object && !marker &&
         has(linker, token->head, LEXICON_GOVERNMENT_OBJECT);
}

/// "Tehran's refusal", "ties with Beijing", "pressure on Moscow", "talks
/// between Washington and Tehran".
static bool is_of_noun(const Linker *linker, const Token *token,
                       const Token *marker) {
  if (!has(linker, token->head, LEXICON_GOVERNMENT_NOUN)) {
    return false;
  }
  if (str_equal(token->relation, STR("nmod:poss"))) {
    return true;
  }
  return str_starts(token->relation, STR("nmod")) && marker &&
         IS_ONE_OF(marker->lemma, "with", "between", "against", "on", "towards",
                   "toward", "by");
}

bool metonym_is(const Linker *linker, uint32_t begin, uint32_t end) {
  enum { MOST_STEPS = 4 };
  const Sentence *sentence = linker->sentence;
  uint32_t head = name_head(sentence, begin, end);
  for (int step = 0; step < MOST_STEPS; step++) {
    const Token *token = &sentence->tokens[head];
    if (token->head >= sentence->token_count) {
      return false;
    }
    const Token *marker = find_case(sentence, head);
    bool is_joined = str_equal(token->relation, STR("conj")) &&
                     sentence->tokens[token->head].upos == UPOS_PROPN;
    if (!is_joined) {
      return is_of_verb(linker, token, marker) ||
             is_of_noun(linker, token, marker);
    }
    head = token->head; // "Moscow and Beijing said"
  }
  return false;
}
