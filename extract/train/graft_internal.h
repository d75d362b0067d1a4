/// The inside of a graft, shared by its reading and its telling.
#ifndef QUERN_EXTRACT_TRAIN_GRAFT_INTERNAL_H
#define QUERN_EXTRACT_TRAIN_GRAFT_INTERNAL_H

#include "base/map.h"
#include "extract/train/graft.h"

/// What an item of a production becomes.
typedef enum {
  GRAFT_WORD,
  GRAFT_RULE,    ///< what a production of that name gives
  GRAFT_NAME,    ///< a made-up name
  GRAFT_ACRONYM, ///< a made-up acronym
  GRAFT_PHRASE,  ///< a phrase of a treebank that is said to have told something
  GRAFT_CLAUSE,  ///< the sentence without its full stop
  GRAFT_OPENING, ///< the sentence up to where it is cut
  GRAFT_REST     ///< the sentence from there
} GraftKind;

/// One item of a production.
typedef struct {
  GraftKind kind;
  Str form;      ///< or the name of a production
  Str xpos;      ///< of words
  uint32_t head; ///< number of an item, from 1; 0: the production's head
  Str relation;
} GraftItem;

typedef struct {
  GraftItem *items;
  uint32_t count;
  uint32_t capacity;
} GraftRule;

/// The productions of one name.
typedef struct {
  GraftRule *rules;
  uint32_t count;
  uint32_t capacity;
} GraftRules;

/// A phrase of a treebank.
typedef struct {
  const Sentence *sentence;
  uint32_t begin;
  uint32_t end;
  uint32_t head;
} GraftPhrase;

struct Graft {
  Arena *arena;
  const Variation *variation;
  Map *rules;   ///< pointer: GraftRules
  Map *tellers; ///< lemmas of verbs whose subjects are phrases
  /// Pointer: the Token with the commonest tag of "form xpos relation", "form
  /// xpos", "xpos".
  Map *tags;
  GraftPhrase *phrases;
  uint32_t phrase_count;
  uint32_t phrase_capacity;
};

#endif
