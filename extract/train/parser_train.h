/// Training the parser from treebanks.
#ifndef QUERN_EXTRACT_TRAIN_PARSER_TRAIN_H
#define QUERN_EXTRACT_TRAIN_PARSER_TRAIN_H

#include "extract/train/learner.h"

typedef struct {
  NetworkSizes sizes; ///< words, learned, tags, relations are filled in
  LearnerNoise noise;
  uint32_t epochs;
  uint32_t batch_words;
  float rate; ///< the highest learning rate
  uint64_t seed;
  uint32_t teachers; ///< parsers trained first, whose votes are lessons
  uint32_t teacher_epochs;
} ParserTraining;

/// The settings of the shipped model.
ParserTraining parser_training_default(void);

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
   @return The model's parser section, in `arena`.
*/
Str parser_train(Arena *arena, const ParserTraining *training,
                 Inventory *inventory, const Sentences *treebanks,
                 size_t treebank_count, const Sentences *dev,
                 TrainProgress progress, void *context);

#endif
