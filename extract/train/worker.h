/// The inside of a worker, shared by its encoder and its heads.
#ifndef QUERN_EXTRACT_TRAIN_WORKER_H
#define QUERN_EXTRACT_TRAIN_WORKER_H

#include "extract/syntax/kernel.h"
#include "extract/train/learner.h"

/// What a layer keeps for its way back, [rows][...].
typedef struct {
  float *x;      ///< the layer's input
  float *gates;  ///< [rows][3 * width]
  float *states; ///< after each row
  float *mask;   ///< dropout
  float *normal; ///< of the layer normalization
  float *scales;
} LayerTrace;

struct Worker {
  const Learner *learner;
  const TrainMath *math;
  Gradients *gradients;
  Random random;
  Arena *scratch; ///< of one batch
  bool noisy;     ///< dropout on
  float scale;    ///< of all gradients
  /// The batch.
  const ExampleSentence *const *sentences;
  uint32_t sentence_count;
  uint32_t rows;
  uint32_t first[WORKER_SENTENCES]; ///< row of a sentence's root
  /// Forward.
  float *inputs;       ///< [rows][embedding + vector]
  uint32_t *word_rows; ///< learned rows, after word dropout
  float *input_mask;   ///< dropout of token vectors
  float *input_normal;
  float *input_scales;
  float *sums;                                ///< [rows][width], working memory
  LayerTrace layers[NETWORK_LAYERS_MOST + 1]; ///< the last: x only
  float *heads;                               ///< [rows][heads_width]
  float *masks;                               ///< of the same, arc columns only
  /// Backward.
  float *x_grad;     ///< [rows][width]
  float *wide_grad;  ///< [rows][3 * width]
  float *heads_grad; ///< [rows][heads_width]
};

/// Token vectors and layers; the last layer's output is layers[n].x.
void worker_encode(Worker *worker);

/// Their way back, from x_grad.
void worker_encode_back(Worker *worker);

/// Scores, losses and gradients of the heads: fills x_grad.
void worker_heads(Worker *worker, Losses *losses);

/// Scores of the heads without noise, added to the lessons.
void worker_heads_teach(Worker *worker, float share);

/// weights gradient += x^T * grad, bias gradient += sums of grad, and
/// x_grad += grad * weights^T (none if NULL); tensor `bias` follows.
void worker_linear_back(Worker *worker, uint32_t weights, uint32_t bias,
                        const float *x, const float *grad, uint32_t rows,
                        float *x_grad);

/// y = x * weights + bias.
void worker_linear(Worker *worker, uint32_t weights, uint32_t bias,
                   const float *x, uint32_t rows, float *y);

#endif
