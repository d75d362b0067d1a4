/// Coreference: sieves by syntax: appositions and predicate nouns.
#include "extract/coref/coref_internal.h"

static bool is_relation(const Token *token, const char *relation) {
  return str_begins(token->relation, relation);
}

/// The mention of the same sentence whose head is the token.
static uint32_t mention_at(const Coref *coref, const CorefMention *mention,
                           uint32_t token) {
  return token < coref_sentence(coref, mention)->token_count
             ? coref->at[mention->sentence][token]
             : COREF_NONE;
}

/// "Rebels free hostages in Telvik: officials": who says it is no apposition.
static bool is_after_colon(const Coref *coref, const CorefMention *mention) {
  const Token *tokens = coref_sentence(coref, mention)->tokens;
  return mention->begin > 0 &&
         str_equal(tokens[mention->begin - 1].form, STR(":"));
}

/// "Telvik, a company", "a company, Telvik".
uint32_t coref_apposition(const Coref *coref, uint32_t mention) {
  const CorefMention *own = &coref->mentions[mention];
  const Token *head = coref_head(coref, own);
  if (own->kind == COREF_PRONOUN || own->kind == COREF_GROUP ||
      own->kind == COREF_CLAUSE || !is_relation(head, "appos") ||
      is_after_colon(coref, own)) {
    return COREF_NONE;
  }
  uint32_t other = mention_at(coref, own, head->head);
  // "April 28 (Telvik)": a date is nothing else.
  return other != COREF_NONE && coref_agree(coref, mention, other) &&
                 own->is_value == coref->mentions[other].is_value
             ? other
             : COREF_NONE;
}

/// "Telvik is a company": the subject of the noun that is a predicate.
uint32_t coref_predicate(const Coref *coref, uint32_t mention) {
  const CorefMention *own = &coref->mentions[mention];
  const Sentence *sentence = coref_sentence(coref, own);
  if (own->kind == COREF_PRONOUN || own->kind == COREF_GROUP ||
      own->kind == COREF_CLAUSE) {
    return COREF_NONE;
  }
  bool has_copula = false;
  bool has_preposition = false;
  uint32_t subject = TOKEN_NONE;
  enum { FARTHEST = 40 };
  uint32_t begin = own->begin > FARTHEST ? own->begin - FARTHEST : 0;
  for (uint32_t i = begin; i < own->begin; i++) {
    const Token *token = &sentence->tokens[i];
    if (token->head == own->head) {
      has_copula |= is_relation(token, "cop");
      has_preposition |= is_relation(token, "case");
      subject = is_relation(token, "nsubj") ? i : subject;
      if (str_equal(token->lemma, STR("not"))) {
        return COREF_NONE;
      }
    }
  }
  uint32_t other = has_copula && !has_preposition
                       ? mention_at(coref, own, subject)
                       : COREF_NONE;
  return other != COREF_NONE && coref_agree(coref, mention, other) ? other
                                                                   : COREF_NONE;
}

/// "It is good to be here": the empty subject before the clause.
uint32_t coref_clause(const Coref *coref, uint32_t mention) {
  const CorefMention *own = &coref->mentions[mention];
  const Token *head = coref_head(coref, own);
  if (own->kind != COREF_CLAUSE || is_relation(head, "expl")) {
    return COREF_NONE;
  }
  const Sentence *sentence = coref_sentence(coref, own);
  enum { FARTHEST = 40 };
  uint32_t begin = own->head > FARTHEST ? own->head - FARTHEST : 0;
  for (uint32_t i = own->head; i-- > begin;) {
    if (sentence->tokens[i].head == head->head &&
        is_relation(&sentence->tokens[i], "expl")) {
      return mention_at(coref, own, i);
    }
  }
  return COREF_NONE;
}
