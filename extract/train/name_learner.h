/// Name learner: the name tagger's network in single precision.
#ifndef QUERN_EXTRACT_TRAIN_NAME_LEARNER_H
#define QUERN_EXTRACT_TRAIN_NAME_LEARNER_H

#include "extract/syntax/name_network.h"
#include "extract/train/tensor.h"

/// The tensors.
enum {
  NAME_LEARN_INPUT, ///< context, then a token's own inputs
  NAME_LEARN_INPUT_BIAS,
  NAME_LEARN_GATES,
  NAME_LEARN_GATES_BIAS,
  NAME_LEARN_RECURRENCE, ///< forward forget and reset, backward likewise
  NAME_LEARN_TAGS,
  NAME_LEARN_TAGS_BIAS,
  NAME_LEARN_FEATURES
};

/// Tokens as the network sees them, side by side: encoder's vector and own
/// inputs, rounded to 8 bits as where the tagger runs.
typedef struct {
  uint32_t width;  ///< of the encoder's vector
  uint32_t inputs; ///< of a token's own inputs
  uint8_t *bytes;  ///< [count][width + inputs], as of Activations
  float *scales;   ///< [count][2]
  uint64_t *features;
  uint8_t *tags;
  size_t count;
  size_t capacity;
} NameExamples;

typedef struct {
  NameSizes sizes;
  uint32_t parser; ///< fingerprint
  TensorSet set;
  float *means; ///< of the inputs, and what brings their deviations to 1
  float *factors;
} NameLearner;

typedef struct {
  float input; ///< shares of numbers that are left out
  float layer;
} NameNoise;

enum { NAME_BATCH_ROWS = 1024, NAME_TAGS_PADDED = 32 };

/// Make a learner with random weights in `arena`.
NameLearner *name_learner_new(Arena *arena, const NameSizes *sizes,
                              uint32_t parser, const NameExamples *examples,
                              uint64_t seed);

/// Working memory of one batch.
typedef struct NameWorker NameWorker;
NameWorker *name_worker_new(Arena *arena, const NameLearner *learner,
                            const NameNoise *noise, uint64_t seed);
Gradients *name_worker_gradients(NameWorker *worker);

/// A stretch of examples.
typedef struct {
  size_t first;
  uint32_t count;
} NameSequence;

/// Forward and backward over sequences of at most NAME_BATCH_ROWS rows in all;
/// gives the sum of losses.
double name_worker_learn(NameWorker *worker, const NameExamples *examples,
                         const NameSequence *sequences, uint32_t count);

/// The weights, rounded to 8 bits, as the model's section.
Str name_learner_write(const NameLearner *learner, Arena *arena);

#endif
