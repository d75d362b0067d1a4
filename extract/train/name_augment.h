/// Augmentation: other names in the places of a treebank's names.
///
/// What a network knows of a name it shall know from the name's surroundings,
/// too; therefore it is also shown sentences in which names are replaced by
/// others of their kind (as in Dai and Adel 2020, "mention replacement"): those
/// of other sentences, of the gazetteer, and made-up ones.
#ifndef QUERN_EXTRACT_TRAIN_NAME_AUGMENT_H
#define QUERN_EXTRACT_TRAIN_NAME_AUGMENT_H

#include "extract/lexicon/lexicon.h"
#include "extract/syntax/name_tag.h"
#include "extract/syntax/sentence.h"
#include "extract/train/random.h"

/// A sentence and its names.
typedef struct {
  Sentence sentence;
  NameSpans names;
} NamedSentence;

typedef struct {
  NamedSentence *sentences;
  size_t count;
  size_t capacity;
} NamedSentences;

/// The names to choose from.
typedef struct NamePool NamePool;

/// Collect the names of sentences, of the built-in gazetteer and of word lists.
NamePool *name_pool_new(Arena *arena, const Lexicon *lexicon,
                        const NamedSentences *sentences);

/// A copy of a sentence with most of its names replaced; only forms and
/// `space_after` of its tokens are filled.
NamedSentence name_augment(const NamePool *pool, Arena *arena, Random *random,
                           const NamedSentence *sentence);

#endif
