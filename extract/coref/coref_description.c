/// Coreference: the sieve for nouns that take up names: "Telvik ... the
/// company", "Anna Berg ... the minister".
#include "extract/coref/coref_internal.h"

enum {
  KIND_WINDOW = 3,      ///< sentences before the noun's
  TITLE_WINDOW = 20,    ///< likewise, for offices that a title tells
  UNKNOWN_WINDOW = 1,   ///< likewise, for names of no known class
  PERSON_WINDOW = 4,    ///< likewise, for offices that no title tells
  MOST_CANDIDATES = 300 ///< mentions that are looked at
};

/// "The other company", "the oil company" may be another one: a modifier that
/// tells things apart.
static bool tells_apart(const Coref *coref, const Token *token) {
  return token->upos == UPOS_NUM || token->upos == UPOS_PROPN ||
         (str_equal(token->relation, STR("compound")) &&
          token->upos == UPOS_NOUN && token->space_after) ||
         lexicon_has(coref->lexicon, LEXICON_APART, token->form) ||
         lexicon_has(coref->lexicon, LEXICON_APART, token->lemma);
}

/// "the company", "this English-language daily": does the phrase only take up
/// what is known?
static bool takes_up(const Coref *coref, const CorefMention *own) {
  enum { MOST_WORDS = 4 };
  const Sentence *sentence = coref_sentence(coref, own);
  const Token *last = &sentence->tokens[own->end - 1];
  bool ends_with_head =
      own->end == own->head + 1 ||
      (own->end == own->head + 2 && str_equal(last->xpos, STR("POS")));
  if (own->kind != COREF_NOMINAL || own->is_value || own->is_modifier ||
      !(own->number & COREF_SINGULAR) || !ends_with_head ||
      own->end - own->begin > MOST_WORDS + 1 ||
      (own->article != COREF_DEFINITE && own->article != COREF_DEMONSTRATIVE)) {
    return false;
  }
  for (uint32_t i = own->begin; i < own->head; i++) {
    if (tells_apart(coref, &sentence->tokens[i])) {
      return false;
    }
  }
  return true;
}

CorefFit coref_fit(const Coref *coref, LexiconList list, Str noun, Str type) {
  CorefFit best = COREF_UNFIT;
  const LexiconValue *value = lexicon_find(coref->lexicon, noun);
  for (; value; value = value->next) {
    if (value->list == list) {
      CorefFit fit = coref_is_type(coref, type, value->text) ? COREF_FIT
                     : type.length == 0                      ? COREF_FIT_UNKNOWN
                     : coref_is_type(coref, value->text, type)
                         ? COREF_FIT_GENERAL
                         : COREF_UNFIT;
      best = fit > best ? fit : best;
    }
  }
  return best;
}

static bool is_subject(const Coref *coref, const CorefMention *mention) {
  return str_starts(coref_head(coref, mention)->relation, STR("nsubj"));
}

/// Take the candidate if it is of a later sentence than the best one so far, or
/// the subject of that sentence.
static void prefer(const Coref *coref, uint32_t candidate, uint32_t *best) {
  const CorefMention *other = &coref->mentions[candidate];
  if (*best == COREF_NONE ||
      (other->sentence == coref->mentions[*best].sentence &&
       is_subject(coref, other))) {
    *best = candidate;
  }
}

/// The last name of a fitting class, a subject before others of its sentence;
/// else the last one of a more general class ("organization" for "newspaper").
/// Of names of no known class it must be the only one; one with the noun in it
/// is surer than all of them.
static uint32_t find_kind(const Coref *coref, uint32_t mention) {
  const CorefMention *own = &coref->mentions[mention];
  uint32_t begin = coref_window(coref, mention, KIND_WINDOW, MOST_CANDIDATES);
  uint32_t best = COREF_NONE;
  uint32_t general = COREF_NONE;
  uint32_t unknown = COREF_NONE;
  bool is_clear = true;
  for (uint32_t i = mention; i-- > begin;) {
    const CorefMention *other = &coref->mentions[i];
    const CorefMention *root = &coref->mentions[coref_first(coref, i)];
    if (best != COREF_NONE &&
        other->sentence != coref->mentions[best].sentence) {
      break;
    }
    if (root->entity == COREF_NONE || other->kind != COREF_NAME ||
        other->is_modifier || coref_is_inside(own, other) ||
        !coref_agree(coref, mention, i)) {
      continue;
    }
    if (coref_holds_word(other->words, own->word)) {
      return i; // "Lindhaven General Hospital ... the hospital"
    }
    CorefFit fit = coref_fit(coref, LEXICON_KIND, own->word, root->type);
    if (fit == COREF_FIT) {
      prefer(coref, i, &best);
    } else if (fit == COREF_FIT_GENERAL) {
      prefer(coref, i, &general);
    } else if (fit == COREF_FIT_UNKNOWN && other->sentence < own->sentence &&
               own->sentence - other->sentence <= UNKNOWN_WINDOW) {
      is_clear &= unknown == COREF_NONE ||
                  coref_first(coref, unknown) == coref_first(coref, i);
      unknown = unknown == COREF_NONE ? i : unknown;
    }
  }
  return best != COREF_NONE      ? best
         : general != COREF_NONE ? general
         : is_clear              ? unknown
                                 : COREF_NONE;
}

/// The last person of that title, else the only person named shortly before.
static uint32_t find_person(const Coref *coref, uint32_t mention) {
  const CorefMention *own = &coref->mentions[mention];
  uint32_t near = coref_window(coref, mention, PERSON_WINDOW, MOST_CANDIDATES);
  uint32_t begin = coref_window(coref, mention, TITLE_WINDOW, MOST_CANDIDATES);
  uint32_t only = COREF_NONE;
  bool is_clear = true;
  for (uint32_t i = mention; i-- > begin;) {
    const CorefMention *other = &coref->mentions[i];
    const CorefMention *root = &coref->mentions[coref_first(coref, i)];
    if (other->kind != COREF_NAME || coref_is_inside(own, other) ||
        !coref_is_type(coref, root->type, STR("Person")) ||
        !coref_agree(coref, mention, i)) {
      continue;
    }
    if (coref_chain_holds_word(coref, i, own->word)) {
      return i;
    }
    if (i >= near) {
      is_clear &= only == COREF_NONE ||
                  coref_first(coref, only) == coref_first(coref, i);
      only = only == COREF_NONE ? i : only;
    }
  }
  return is_clear ? only : COREF_NONE;
}

uint32_t coref_description(const Coref *coref, uint32_t mention) {
  const CorefMention *own = &coref->mentions[mention];
  if (!takes_up(coref, own)) {
    return COREF_NONE;
  }
  const LexiconValue *values = lexicon_find(coref->lexicon, own->word);
  if (lexicon_get(values, LEXICON_ROLE_KIND)) {
    return find_person(coref, mention);
  }
  return lexicon_get(values, LEXICON_KIND) ? find_kind(coref, mention)
                                           : COREF_NONE;
}
