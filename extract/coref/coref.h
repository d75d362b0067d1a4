/// Coreference: which phrases of a document speak of the same thing.
///
/// A sequence of sieves, from the surest to the boldest, each of which adds to
/// what those before have joined: Lee et al. 2013, "Deterministic Coreference
/// Resolution Based on Entity-Centric, Precision-Ranked Rules", Computational
/// Linguistics 39(4).
#ifndef QUERN_EXTRACT_COREF_COREF_H
#define QUERN_EXTRACT_COREF_COREF_H

#include "extract/mention/mention.h"
#include "extract/name/entity.h"

/// No mention, no entity, no sieve.
#define COREF_NONE UINT32_MAX

typedef enum {
  COREF_NAME,
  COREF_NOMINAL, ///< a phrase whose head is a common noun
  COREF_PRONOUN, ///< personal or possessive
  COREF_GROUP,   ///< "China and the US"
  COREF_CLAUSE,  ///< "it is good to be here": "it", and what it stands for
} CorefKind;

/// How a nominal phrase is introduced.
typedef enum {
  COREF_BARE,
  COREF_DEFINITE,      ///< the
  COREF_DEMONSTRATIVE, ///< this, that
  COREF_POSSESSED,     ///< its, China's
  COREF_INDEFINITE,    ///< a, another
  COREF_QUANTIFIED,    ///< some, no, every
} CorefArticle;

enum { COREF_ARTICLES = COREF_QUANTIFIED + 1 };

/// Sets of what a phrase may be: a pronoun agrees if the sets meet.
enum {
  COREF_SINGULAR = 1,
  COREF_PLURAL = 2,
  COREF_MALE = 1,
  COREF_FEMALE = 2,
  COREF_NEUTER = 4,
  COREF_PEOPLE = COREF_MALE | COREF_FEMALE,
  COREF_ANY_GENDER = COREF_PEOPLE | COREF_NEUTER
};

enum { COREF_MOST_MEMBERS = 6 };

/// A phrase that may corefer.
typedef struct {
  CorefKind kind;
  uint32_t sentence;
  uint32_t begin; ///< tokens, without prepositions and appositions
  uint32_t end;
  uint32_t head;   ///< of a group: the conjunction
  uint32_t name;   ///< index in MentionList of its head's name, or COREF_NONE
  uint32_t entity; ///< of that name; COREF_NONE if there is none
  CorefArticle article;
  uint8_t person;   ///< 1 to 3
  uint8_t number;   ///< set of COREF_SINGULAR, COREF_PLURAL; never empty
  uint8_t gender;   ///< set of COREF_MALE ...; never empty
  bool is_modifier; ///< before another noun: "data theft"
  bool is_value;    ///< a date, a quantity
  bool is_pointing; ///< the pronoun "this", "those"
  Str word;         ///< the head's lemma, in lower case
  Str words;        ///< all words in lower case, without determiner
  Str modifiers;    ///< likewise, nouns, adjectives ... but for the head
  Str type;         ///< an ontology class, or empty
  /// Of a group whose members are known: mentions of these.
  uint32_t members[COREF_MOST_MEMBERS];
  uint32_t member_count;
  uint32_t link; ///< towards the first mention of the chain; see coref_root
  uint32_t next; ///< the next one of the chain, in a circle
  uint32_t antecedent; ///< what a sieve joined it with, or COREF_NONE
  uint32_t sieve;      ///< index of that sieve
} CorefMention;

/// Who speaks in a stretch of the document.
typedef struct {
  Range range;       ///< bytes of the document
  uint32_t sentence; ///< where the speaker is named
  uint32_t head;     ///< its head token
} CorefSpeech;

/// Who watches what is weighed: what a training learns from.
typedef struct {
  /// A mention and a candidate, COREF_NONE for none at all, have the features
  /// of a class of mentions (coref_salience.h).
  void (*see)(void *context, uint32_t mention, uint32_t candidate,
              uint32_t class, const uint32_t *features, uint32_t count);
  void *context;
} CorefWatch;

/// How well a mention may be what a pronoun takes up: see coref_salience.h.
typedef struct CorefWeights CorefWeights;

/// Read the weights of the word lists. In the arena.
CorefWeights *coref_weights_load(const Lexicon *lexicon, Arena *arena);

/// What is known of a document.
typedef struct {
  const Mentions *knowledge;
  const CorefWeights *weights;
  const Sentences *sentences;
  const MentionList *names;
  const uint32_t *const *numbers;  ///< mentions_numbers()
  const uint32_t *const *entities; ///< by token: mentions_resolve()
  /// Is every `type` an `ancestor`? NULL: only if they are the same.
  bool (*is_subtype)(const void *types, Str type, Str ancestor);
  const void *types;
  const CorefSpeech *speeches; ///< in text order, not overlapping
  size_t speech_count;
  const CorefWatch *watch; ///< NULL: nobody
} CorefInput;

/// The phrases of a document, in the order of their first tokens, longer ones
/// first.
typedef struct {
  CorefMention *mentions;
  uint32_t count;
} Coreference;

/// Find the phrases and join those that corefer. In the arena.
Coreference coref_resolve(const CorefInput *input, Arena *arena);

/**
   Give all mentions of a chain its entity: the one of its name, else a new one
   without a name, if the chain has several mentions and they are not all
   pronouns.

   @param[in,out] entities  What mentions_resolve() found; new ones are added.
   @return by sentence and token: the entity that the token speaks of,
           ENTITY_NONE elsewhere. In the arena.
*/
const uint32_t *const *coref_entities(const CorefInput *input,
                                      const Coreference *coreference,
                                      Arena *arena, Entities *entities);

/// The index of the first mention of the chain.
uint32_t coref_root(const Coreference *coreference, uint32_t mention);

/// The name of a sieve, for people; empty past the last one.
Str coref_sieve_name(uint32_t sieve);

#endif
