/// Variation: sentences of treebanks told with other words, so that the parser
/// learns what news is full of and the treebanks lack: names that nobody knows,
/// rare irregular verbs, other spellings, other marks.
///
/// Words change, trees do not.
#ifndef QUERN_EXTRACT_TRAIN_VARIATION_H
#define QUERN_EXTRACT_TRAIN_VARIATION_H

#include "extract/syntax/sentence.h"
#include "extract/train/random.h"

/// How often what is changed.
typedef struct {
  float named;    ///< of sentences: their names are made up ...
  float name;     ///< ... of their names: this share
  float pronoun;  ///< of personal pronouns: a made-up name instead
  float verb;     ///< of verbs: a rare one instead, in the same form
  float british;  ///< of sentences: spelt in the British way
  float quotes;   ///< of sentences: other marks of quotation
  float title;    ///< of sentences: words capitalized as in a headline
  float capitals; ///< of sentences: all in capitals
  float cropped;  ///< of sentences: one clause (crop.h)
  float grafted;  ///< of sentences: told as news tells them, if graft.h can
} VariationShares;

/// Data files, borrowed. Empty ones are allowed.
typedef struct {
  Str variations; ///< extract/train/english/variations.txt
  Str irregular;  ///< extract/train/english/irregular.txt
  Str verbs;      ///< extract/train/english/verbs.txt: verbs in -e
  Str grafts;     ///< extract/train/english/grafts.txt
} VariationLists;

typedef struct Variation Variation;

/// Collect names and counts from the treebanks, which must outlive it.
Variation *variation_new(Arena *arena, const VariationShares *shares,
                         VariationLists lists, const Sentences *treebanks,
                         size_t treebank_count);

/// A token told otherwise.
typedef struct {
  Str form;
  bool became_name; ///< its tag is now that of a name in the singular
} ToldWord;

/// Tell a sentence otherwise: its tokens, of which some may be new, in `arena`;
/// NULL if nothing is changed this time. The same random numbers give the same
/// words.
ToldWord *variation_draw(const Variation *variation, Random *random,
                         const Sentence *sentence, Arena *arena);

/// What variation_new() was told.
const VariationShares *variation_shares(const Variation *variation);

/// The form with a first letter in upper case, or lower case, in `arena`.
Str variation_capitalize(Arena *arena, Str form);
Str variation_uncapitalize(Arena *arena, Str form);

/// A made-up name in the case of `like` (name_maker.h).
Str variation_name(const Variation *variation, Random *random, Str like,
                   Arena *arena);

#endif
