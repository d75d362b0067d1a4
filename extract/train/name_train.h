/// Training the name tagger from treebanks with entities.
#ifndef QUERN_EXTRACT_TRAIN_NAME_TRAIN_H
#define QUERN_EXTRACT_TRAIN_NAME_TRAIN_H

#include "extract/syntax/model.h"
#include "extract/train/name_learner.h"
#include "extract/train/parser_train.h"

typedef struct {
  uint32_t hidden;
  uint32_t recurrent;
  NameNoise noise;
  uint32_t copies; ///< of each sentence with names, with other names
  uint32_t epochs;
  uint32_t batch_words;
  float rate; ///< the highest learning rate
  /// Added to the scores of places' tags: unknown names are taken for places
  /// too often. Chosen on every sixth document of GUM train.
  float place_bias;
  uint64_t seed;
} NameTraining;

/// The settings of the shipped model.
NameTraining name_training_default(void);

/// An annotated file.
typedef struct {
  Str source;
  Str name;
  const Sentences *sentences; ///< as conllu_read() made them of the source
} NameTreebank;

/**
   Train a name tagger that goes on from a model's parser.

   The parser runs once over all sentences; its encoder is not changed.
   Treebanks without entities are passed over. The same input gives the same
   bytes on processors of one kind.

   @param model    With all other parts; must have no name tagger.
   @param progress May be NULL.
   @param[out] section  The model's section, in `arena`.
   @return STATUS_OK, or STATUS_BAD_INPUT or STATUS_BAD_SETUP (reported), also
           if there are no names at all.
*/
MUST_CHECK Status name_train(Arena *arena, const NameTraining *training,
                             const Model *model, const NameTreebank *treebanks,
                             size_t count, Report *report,
                             TrainProgress progress, void *context,
                             Str *section);

#endif
