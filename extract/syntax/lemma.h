/// Lemmatizer: the base form of a word, given its form and tags.
///
/// Rules on the form's ending and exceptions, both learned from a treebank,
/// give the lower-cased lemma; a second set of rules says how it is cased.
#ifndef QUERN_EXTRACT_SYNTAX_LEMMA_H
#define QUERN_EXTRACT_SYNTAX_LEMMA_H

#include "extract/syntax/model.h"
#include "extract/syntax/sentence.h"

/// Immutable; may be used by any number of threads.
typedef struct Lemmatizer Lemmatizer;

/// The model's section that lemmatizer_load() reads.
#define LEMMATIZER_SECTION "lemmas"

/**
   Make the lemmatizer of a model.

   @param model  Must outlive the lemmatizer.
   @param path   The model's name to show in messages.
   @param arena  Holds the lemmatizer.
   @return STATUS_OK or STATUS_BAD_SETUP (reported).
*/
MUST_CHECK Status lemmatizer_load(const Model *model, Str path, Arena *arena,
                                  Report *report,
                                  const Lemmatizer **lemmatizer);

/// The lemma of a word: `form` itself where both are equal, else made in the
/// arena. Never empty unless the form is. `form` is valid UTF-8.
Str lemma_find(const Lemmatizer *lemmatizer, Arena *arena, Str form, Upos upos,
               Str xpos);

#endif
