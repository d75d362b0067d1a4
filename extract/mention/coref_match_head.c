/// Coreference: sieves by words: the same name, the same words, the same head.
#include "extract/mention/coref_internal.h"

enum {
  MOST_TRIES = 20,  ///< candidates of the same head that are looked at
  MOST_WORDS = 40,  ///< of a phrase whose words are compared
  MOST_MEMBERS = 16 ///< of a chain whose words are compared
};

uint32_t coref_same_name(const Coref *coref, uint32_t mention) {
  return coref->same_entity[mention];
}

static bool is_new(const CorefMention *mention) {
  return mention->article == COREF_INDEFINITE ||
         mention->article == COREF_QUANTIFIED;
}

uint32_t coref_same_words(const Coref *coref, uint32_t mention) {
  const CorefMention *own = &coref->mentions[mention];
  uint32_t other = coref->same_words[mention];
  if (own->kind == COREF_PRONOUN || own->words.length == 0 || is_new(own)) {
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

/// Word inclusion: all words of the phrase, but for function words, are among
/// those of the other one's chain (Lee et al. 2013, section 3.3.5).
static bool includes_words(const Coref *coref, const CorefMention *own,
                           uint32_t other) {
  const Sentence *sentence = coref_sentence(coref, own);
  if (own->end - own->begin > MOST_WORDS) {
    return false;
  }
  for (uint32_t i = own->begin; i < own->end; i++) {
    const Token *token = &sentence->tokens[i];
    bool is_content = token->upos == UPOS_NOUN || token->upos == UPOS_PROPN ||
                      token->upos == UPOS_ADJ || token->upos == UPOS_NUM ||
                      token->upos == UPOS_VERB;
    if (i != own->head && is_content &&
        !coref_chain_holds_word(coref, other,
                                coref_fold(coref->arena, token->form))) {
      return false;
    }
  }
  return true;
}

static bool is_proper(const CorefMention *mention) {
  return mention->kind == COREF_NAME;
}

uint32_t coref_strict_head(const Coref *coref, uint32_t mention) {
  const CorefMention *own = &coref->mentions[mention];
  uint32_t other = coref->same_word[mention];
  if (own->kind == COREF_PRONOUN || own->kind == COREF_GROUP || own->is_value ||
      own->is_modifier || is_new(own) ||
      (own->kind == COREF_NOMINAL &&
       (own->article == COREF_BARE || own->article == COREF_POSSESSED))) {
    return COREF_NONE;
  }
  for (int tries = 0; other != COREF_NONE && tries < MOST_TRIES; tries++) {
    const CorefMention *candidate = &coref->mentions[other];
    if (candidate->kind != COREF_GROUP && !candidate->is_modifier &&
        is_proper(own) == is_proper(candidate) &&
        coref_agree(coref, mention, other) &&
        !coref_is_inside(own, candidate) && includes_words(coref, own, other)) {
      return other;
    }
    other = coref->same_word[other];
  }
  return COREF_NONE;
}
