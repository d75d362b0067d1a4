/// Learner: the parser's network in single precision, as it is trained.
#ifndef QUERN_EXTRACT_TRAIN_LEARNER_H
#define QUERN_EXTRACT_TRAIN_LEARNER_H

#include "extract/train/corpus.h"
#include "extract/train/tensor.h"

/// The tensors; those of layers follow LEARN_LAYERS, LAYER_TENSORS each.
enum {
  LEARN_WORDS,
  LEARN_FEATURES,
  LEARN_INPUT,
  LEARN_INPUT_BIAS,
  LEARN_ROOT,
  LEARN_INPUT_GAIN,
  LEARN_INPUT_OFFSET,
  LEARN_HEADS,
  LEARN_HEADS_BIAS,
  LEARN_ARCS,
  LEARN_ARCS_BIAS,
  LEARN_DISTANCE,
  LEARN_RELATION_DISTANCE,
  LEARN_RELATIONS,
  LEARN_RELATIONS_BIAS,
  LEARN_LAYERS
};

/// The tensors of one layer.
enum {
  LAYER_GATES,
  LAYER_GATES_BIAS,
  LAYER_RECURRENCE, ///< forward forget and reset, backward forget and reset
  LAYER_GAIN,
  LAYER_OFFSET,
  LAYER_TENSORS
};

/// Shares of numbers or words that are left out in training.
typedef struct {
  float dropout;   ///< of layers and heads
  float embedding; ///< of token vectors
  float word;      ///< a word of frequency f is unknown with word / (word + f)
  float smoothing; ///< of labels
  float teaching;  ///< weight of lessons against the treebank's labels
} LearnerNoise;

typedef struct {
  NetworkSizes sizes;
  HeadColumns columns;
  const Inventory *inventory;
  LearnerNoise noise;
  TensorSet set;
  uint32_t heads_width;     ///< columns.end, padded to LANE_COUNT
  uint32_t relations_width; ///< relations, padded to LANE_COUNT
} Learner;

/// Sums over tokens, in nats.
typedef struct {
  double tags;
  double arcs;
  double relations;
} Losses;

/// Make a learner with random weights in `arena`.
Learner *learner_new(Arena *arena, const Inventory *inventory,
                     const NetworkSizes *sizes, const LearnerNoise *noise,
                     uint64_t seed);

/// Take the weights of a network, as far as 8 bits tell them; false, with
/// nothing taken, if it is not of the learner's sizes, words and labels.
bool learner_read(Learner *learner, const Network *network);

static inline float *learner_value(const Learner *learner, uint32_t tensor) {
  return learner->set.tensors[tensor].value;
}

static inline uint32_t learner_layer(uint32_t layer, uint32_t tensor) {
  return LEARN_LAYERS + layer * LAYER_TENSORS + tensor;
}

/// Working memory, gradients and random numbers of one thread.
typedef struct Worker Worker;
Worker *worker_new(Arena *arena, const Learner *learner, uint64_t seed);
Gradients *worker_gradients(Worker *worker);

enum { WORKER_ROWS = 2048, WORKER_SENTENCES = 256, WORKER_LONGEST = 300 };

/// Forward and backward over a batch (at most WORKER_ROWS rows, one more than
/// tokens a sentence); adds `scale` times the gradients and the losses.
void worker_learn(Worker *worker, const ExampleSentence *const *sentences,
                  uint32_t count, float scale, Losses *losses);

/// Forward without noise: add `share` times what the network says of each
/// token to its lesson (teachers' votes are gathered one by one).
void worker_teach(Worker *worker, const ExampleSentence *const *sentences,
                  uint32_t count, float share);

/// The learner's weights, rounded to 8 bits, as the model's parser section.
Str learner_write(const Learner *learner, Arena *arena);

#endif
