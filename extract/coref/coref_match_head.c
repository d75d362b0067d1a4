/// Coreference: sieves by words: the same name, the same words, the same head.
#include "extract/coref/coref_salience.h"

enum {
  MOST_TRIES = 20,  ///< candidates of the same head that are looked at
  MOST_MEMBERS = 16 ///< of a chain whose words are compared
};

uint32_t coref_same_name(const Coref *coref, uint32_t mention) {
  return coref->same_entity[mention];
}

/// "China and the US ... China and the US"
uint32_t coref_same_words(const Coref *coref, uint32_t mention) {
  const CorefMention *own = &coref->mentions[mention];
  uint32_t other = coref->same_words[mention];
  if (own->kind != COREF_GROUP) {
    return COREF_NONE;
  }
  for (int tries = 0; other != COREF_NONE && tries < MOST_TRIES; tries++) {
    if (coref_agree(coref, mention, other) &&
        !coref_is_inside(own, &coref->mentions[other])) {
      return other;
    }
    other = coref->same_words[other];
  }
  return COREF_NONE;
}

/// Is the word among the blank-separated ones?
bool coref_holds_word(Str words, Str word) {
  for (size_t i = 0; i + word.length <= words.length; i++) {
    bool at_begin = i == 0 || words.data[i - 1] == ' ';
    bool at_end =
        i + word.length == words.length || words.data[i + word.length] == ' ';
    if (at_begin && at_end &&
        memcmp(words.data + i, word.data, word.length) == 0) {
      return true;
    }
  }
  return false;
}

bool coref_chain_holds_word(const Coref *coref, uint32_t other, Str word) {
  uint32_t at = other;
  for (int i = 0; i < MOST_MEMBERS; i++) {
    if (coref_holds_word(coref->mentions[at].words, word)) {
      return true;
    }
    at = coref->mentions[at].next;
    if (at == other) {
      break;
    }
  }
  return false;
}

static int score_of(const Coref *coref, uint32_t mention, uint32_t candidate,
                    uint32_t between) {
  SalienceList list = salience_noun(
      coref, &coref->mentions[mention],
      candidate == COREF_NONE ? NULL : &coref->mentions[candidate], between);
  return salience_score(coref, SALIENCE_NOUN, mention, candidate, &list);
}

/// "a ferry", "no ferry": a phrase that takes up nothing.
static bool is_new(const CorefMention *mention) {
  return mention->article == COREF_INDEFINITE ||
         mention->article == COREF_QUANTIFIED;
}

static bool has_words(const CorefMention *mention) {
  return mention->kind == COREF_NAME || mention->kind == COREF_NOMINAL;
}

/// "Brask Bank ... the merged bank" are two things.
static bool is_other(const Coref *coref, const CorefMention *own,
                     const CorefMention *candidate) {
  return own->kind == COREF_NOMINAL && candidate->kind == COREF_NAME &&
         coref_is_apart(coref, own, candidate);
}

/// Her house is not his.
static bool have_owners_apart(const Coref *coref, const CorefMention *own,
                              const CorefMention *other) {
  uint32_t a = coref_owner(coref, own);
  uint32_t b = coref_owner(coref, other);
  return a != COREF_NONE && b != COREF_NONE && !coref_agree(coref, a, b);
}

/// The best of those before with the same head, if it is better than none.
uint32_t coref_same_head(const Coref *coref, uint32_t mention) {
  const CorefMention *own = &coref->mentions[mention];
  uint32_t other = coref->same_word[mention];
  if (!has_words(own) || is_new(own) || other == COREF_NONE) {
    return COREF_NONE;
  }
  uint32_t best = COREF_NONE;
  uint32_t between = 0;
  int most = score_of(coref, mention, COREF_NONE, 0);
  for (int tries = 0; other != COREF_NONE && tries < MOST_TRIES; tries++) {
    const CorefMention *candidate = &coref->mentions[other];
    if (has_words(candidate) && coref_agree(coref, mention, other) &&
        !coref_is_inside(own, candidate) &&
        !have_owners_apart(coref, own, candidate) &&
        !is_other(coref, own, candidate)) {
      int score = score_of(coref, mention, other, between++);
      if (score > most) {
        best = other;
        most = score;
      }
    }
    other = coref->same_word[other];
  }
  return best;
}
