/// Training the parser from treebanks.
#ifndef QUERN_EXTRACT_TRAIN_PARSER_TRAIN_H
#define QUERN_EXTRACT_TRAIN_PARSER_TRAIN_H

#include "extract/train/learner.h"
#include "extract/train/variation.h"

typedef struct {
  NetworkSizes sizes; ///< words, learned, tags, relations are filled in
  LearnerNoise noise;
  uint32_t epochs;
  uint32_t batch_words;
  float rate; ///< the highest learning rate
  uint64_t seed;
  uint32_t teachers; ///< parsers trained first, whose votes are lessons
  uint32_t teacher_epochs;
  /// Train this network further, which then is the teacher, too; NULL: begin
  /// with random weights. Borrowed.
  const Network *base;
  /// The share of blocks of large matrices that become zero (prune.h); teachers
  /// keep all.
  float zeros;
  VariationShares shares; ///< each epoch tells some sentences otherwise
  VariationLists lists;   ///< borrowed; without them, nothing is listed
} ParserTraining;

/// The settings of the shipped model.
ParserTraining parser_training_default(void);

/// The settings for training `base` further: a few careful epochs.
ParserTraining parser_training_further(const Network *base);

/// Let this share of the blocks of large matrices become zero, and set what
/// suits that: fewer numbers need less noise, and larger steps.
void parser_training_prune(ParserTraining *training, float zeros);

/// A line about the progress.
typedef void (*TrainProgress)(void *context, Str line);

/**
   Train a parser.

   The same treebanks, vectors and settings give the same bytes on processors
   of one kind, whatever the number of them.

   @param training  Settings.
   @param inventory Words with vectors; counted here.
   @param dev       Sentences for the progress's figures; may be empty.
   @param progress  May be NULL.
   @return The model's parser section, in `arena`; empty if the network to be
     trained further has other sizes, words or labels.
*/
Str parser_train(Arena *arena, const ParserTraining *training,
                 Inventory *inventory, const Sentences *treebanks,
                 size_t treebank_count, const Sentences *dev,
                 TrainProgress progress, void *context);

#endif
