/// Coreference: the sieve for people who are named after their office: "A judge
/// ruled on Monday. ... Judge Anna Berg said".
#include "extract/coref/coref_internal.h"

enum {
  WINDOW = 6,            ///< sentences before the name's
  MOST_CANDIDATES = 200, ///< mentions that are looked at
};

/// Is the mention a person's name that is new, in no chain yet but of its own
/// appositions?
static bool is_new_person(const Coref *coref, uint32_t mention) {
  const CorefMention *own = &coref->mentions[mention];
  return own->kind == COREF_NAME && own->name != COREF_NONE &&
         own->entity != COREF_NONE && !own->is_modifier &&
         coref_is_type(coref, own->type, STR("Person")) &&
         coref->same_entity[mention] == COREF_NONE;
}

/// Is a phrase one person of an office who has no name yet?
static bool is_office(const Coref *coref, uint32_t index) {
  const CorefMention *other = &coref->mentions[index];
  const CorefMention *root = &coref->mentions[coref_first(coref, index)];
  return other->kind == COREF_NOMINAL && !other->is_modifier &&
         root->entity == COREF_NONE && other->number == COREF_SINGULAR &&
         other->article != COREF_QUANTIFIED &&
         lexicon_has(coref->lexicon, LEXICON_ROLE, other->word);
}

/// Do two phrases tell of different countries, towns or firms?
static bool have_places_apart(const Coref *coref, const CorefMention *own,
                              const CorefMention *other) {
  const Sentence *sentence = coref_sentence(coref, other);
  const Mention *name = &coref->input->names->mentions[own->name];
  bool has_own = false;
  for (uint32_t i = own->begin; i < name->begin; i++) {
    has_own |= coref->input->numbers[own->sentence][i] != 0;
  }
  for (uint32_t i = other->begin; has_own && i < other->end; i++) {
    uint32_t number = coref->input->numbers[other->sentence][i];
    if (number &&
        !coref_holds_word(own->words,
                          coref_fold(coref->arena, sentence->tokens[i].form))) {
      return true;
    }
  }
  return false;
}

/// "former", "deputy": does only one of two phrases have the word?
static bool is_one_apart(const CorefMention *own, const CorefMention *other) {
  static const char *const words[] = {"former", "deputy",    "vice",
                                      "acting", "assistant", "retired"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    Str word = str_from(words[i]);
    if (coref_holds_word(own->words, word) !=
        coref_holds_word(other->words, word)) {
      return true;
    }
  }
  return false;
}

/// The one phrase of the name's office shortly before; COREF_NONE if there is
/// none, or several.
uint32_t coref_introduce(const Coref *coref, uint32_t mention) {
  const CorefMention *own = &coref->mentions[mention];
  uint32_t found = COREF_NONE;
  if (!is_new_person(coref, mention)) {
    return COREF_NONE;
  }
  uint32_t begin = coref_window(coref, mention, WINDOW, MOST_CANDIDATES);
  for (uint32_t i = mention; i-- > begin;) {
    const CorefMention *other = &coref->mentions[i];
    if (other->sentence == own->sentence || !is_office(coref, i) ||
        !coref_holds_word(own->words, other->word)) {
      continue;
    }
    if (found != COREF_NONE &&
        coref_first(coref, found) != coref_first(coref, i)) {
      return COREF_NONE;
    }
    found = i;
  }
  return found != COREF_NONE && coref_agree(coref, mention, found) &&
                 !is_one_apart(own, &coref->mentions[found]) &&
                 !have_places_apart(coref, own, &coref->mentions[found])
             ? found
             : COREF_NONE;
}
