/// Corpus: a treebank as the trainer sees it, words and labels as numbers.
#ifndef QUERN_EXTRACT_TRAIN_CORPUS_H
#define QUERN_EXTRACT_TRAIN_CORPUS_H

#include "base/report.h"
#include "extract/syntax/network.h"

enum { SOFT_COUNT = 6, NOT_KNOWN = UINT16_MAX };

/// The likeliest labels by teachers, with their probabilities; label
/// NOT_KNOWN past the last one.
typedef struct {
  uint16_t labels[SOFT_COUNT];
  float shares[SOFT_COUNT];
} Soft;

/// What teachers say of one token.
typedef struct {
  Soft tag;
  Soft head;
  Soft relation;
} Lesson;

/// One token of a treebank.
typedef struct {
  uint32_t pieces[WORD_PIECES_MOST]; ///< entries of the word list
  uint8_t piece_count;
  uint32_t frequency; ///< of the word in the training text
  uint16_t learned;   ///< row of its learned embedding; 0 if none
  uint16_t rows[FEATURE_COUNT];
  uint16_t tag;      ///< NOT_KNOWN if the inventory lacks it
  uint16_t relation; ///< NOT_KNOWN if the inventory lacks it
  uint16_t head;     ///< 0 is the root, tokens count from 1
} Example;

typedef struct {
  const Example *tokens;
  Lesson *lessons; ///< one a token, or NULL
  uint32_t count;
  const Sentence *source; ///< what it was made of
} ExampleSentence;

typedef struct {
  ExampleSentence *sentences;
  uint32_t count;
  uint32_t token_count;
} Corpus;

/// The words and word pieces with vectors, and the label inventories.
typedef struct {
  uint32_t count;
  uint32_t dimensions;
  uint32_t *fingerprints; ///< ascending
  uint8_t *halves;        ///< 4-bit vectors, [count][dimensions / 2]
  float *scales;
  uint32_t *frequencies;  ///< in the training text
  uint16_t *learned_rows; ///< 0: none
  uint32_t learned_count; ///< rows, the unknown word's included
  Str *tags;              ///< "UPOS XPOS FEATURES"
  uint32_t tag_count;
  Str *relations;
  uint32_t relation_count;
} Inventory;

/// Read a file of word vectors (model/make_vectors.py tells the format).
MUST_CHECK Status inventory_read_vectors(Inventory *inventory, Arena *arena,
                                         const char *path, Report *report);

/// Take label inventories and frequencies from the sentences of treebanks.
void inventory_count(Inventory *inventory, Arena *arena,
                     const Sentences *treebanks, size_t treebank_count);

/// The numbers of sentences; sentences longer than `longest` are left out.
Corpus corpus_number(const Inventory *inventory, Arena *arena,
                     const Sentences *treebanks, size_t treebank_count,
                     uint32_t longest);

/// Set an example's numbers of its word, of a form.
void corpus_look_up(const Inventory *inventory, Str form, Example *example);

/// The mean of pieces' vectors; zeros without pieces.
void inventory_vector(const Inventory *inventory, const uint32_t *pieces,
                      uint32_t count, float *vector);

#endif
