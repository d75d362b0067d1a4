/// Coreference: what its files share.
#ifndef QUERN_EXTRACT_COREF_COREF_INTERNAL_H
#define QUERN_EXTRACT_COREF_COREF_INTERNAL_H

#include "base/map.h"
#include "extract/coref/coref.h"
#include "extract/lexicon/lexicon.h"

/// A document at work.
typedef struct {
  const CorefInput *input;
  const Lexicon *lexicon;
  const CorefWeights *weights; ///< coref_salience.h
  Arena *arena;
  CorefMention *mentions;
  uint32_t count;
  uint32_t capacity;
  uint32_t *first_of; ///< by sentence: its first mention; one more at the end
  uint32_t **at;      ///< by sentence and token: the mention with this head
  // By mention, the one before it that is like it; COREF_NONE if none is.
  uint32_t *same_words;
  uint32_t *same_word; ///< as its head
  uint32_t *same_entity;
  uint32_t *same_person; ///< pronouns: likewise "I", "we" or "you"
} Coref;

/// Find the phrases; fills in all but chains.
void coref_find(Coref *coref);

/// Fill in what a phrase may agree with.
void coref_describe(const Coref *coref, CorefMention *mention);

static inline const Sentence *coref_sentence(const Coref *coref,
                                             const CorefMention *mention) {
  return &coref->input->sentences->sentences[mention->sentence];
}

/// The word that the others hang on; of a group that of its first member.
static inline const Token *coref_head(const Coref *coref,
                                      const CorefMention *mention) {
  const CorefMention *first =
      mention->member_count && mention->kind == COREF_GROUP
          ? &coref->mentions[mention->members[0]]
          : mention;
  return &coref_sentence(coref, first)->tokens[first->head];
}

/// A copy in lower case (ASCII letters alone).
Str coref_fold(Arena *arena, Str text);

// Chains. A chain's first mention carries what all its members agree on.

uint32_t coref_first(const Coref *coref, uint32_t mention);

/// May the chains of two mentions be one?
bool coref_agree(const Coref *coref, uint32_t a, uint32_t b);

/// Make the chains of two mentions one.
void coref_join(Coref *coref, uint32_t mention, uint32_t antecedent,
                uint32_t sieve);

/// Does one phrase hold the other ("i within i")?
bool coref_is_inside(const CorefMention *a, const CorefMention *b);

/// The first of the mentions that may be taken up: those of so many sentences
/// before the mention's own, at most `most`.
uint32_t coref_window(const Coref *coref, uint32_t mention, uint32_t sentences,
                      uint32_t most);

/// The speech that holds a mention; NULL if none does.
const CorefSpeech *coref_speech_of(const Coref *coref,
                                   const CorefMention *mention);

/// Is the word among the blank-separated ones?
bool coref_holds_word(Str words, Str word);

/// Is the word among those of a mention of the chain?
bool coref_chain_holds_word(const Coref *coref, uint32_t other, Str word);

/// How well a class of what is named suits that of a noun ("company").
typedef enum {
  COREF_UNFIT,
  COREF_FIT_UNKNOWN, ///< the class of what is named is not known
  COREF_FIT_GENERAL, ///< it is above the noun's
  COREF_FIT
} CorefFit;

/// The best fit of a class with any that a list has for a noun.
CorefFit coref_fit(const Coref *coref, LexiconList list, Str noun, Str type);

/// Look for the members of groups that no phrase lists: "both countries".
void coref_find_members(Coref *coref);

/// Is a type the other or below it?
bool coref_is_type(const Coref *coref, Str type, Str ancestor);

// Sieves: give the antecedent of a mention, or COREF_NONE.

typedef uint32_t CorefSieve(const Coref *coref, uint32_t mention);
CorefSieve coref_same_name, coref_apposition, coref_predicate;
CorefSieve coref_same_words, coref_same_head, coref_clause;
CorefSieve coref_introduce, coref_group, coref_description, coref_speaker;
CorefSieve coref_pronoun, coref_quoted_pronoun;

#endif
