/// A name learner's way forward and back over a batch.
#include "extract/syntax/kernel.h"
#include "extract/train/name_learner.h"

#include <math.h>

struct NameWorker {
  const NameLearner *learner;
  const TrainMath *math;
  NameNoise noise;
  Gradients *gradients;
  Random random;
  Arena *scratch;
  uint32_t rows;
  float *inputs;      ///< [rows][width + inputs]
  float *hidden;      ///< [rows][hidden], after the rectifier and its mask
  float *hidden_grad; ///< likewise
  float *gates;       ///< [rows][3 * recurrent]
  float *gates_grad;
  float *states; ///< [rows][recurrent]
  float *both;   ///< [rows][recurrent + hidden], after its mask
  float *mask;   ///< of the same
  float *both_grad;
  float *output; ///< [rows][recurrent], working memory
  float *scores; ///< [rows][NAME_TAGS_PADDED], then their gradients
  uint64_t *features;
};

static float *room(Arena *arena, size_t width) {
  return kernel_buffer(arena, NAME_BATCH_ROWS * width, sizeof(float));
}

NameWorker *name_worker_new(Arena *arena, const NameLearner *learner,
                            const NameNoise *noise, uint64_t seed) {
  const NameSizes *sizes = &learner->sizes;
  const size_t both = sizes->recurrent + (size_t)sizes->hidden;
  NameWorker *worker = ARENA_NEW(arena, NameWorker, 1);
  worker->learner = learner;
  worker->math = train_math();
  worker->noise = *noise;
  worker->gradients = tensor_gradients(&learner->set, arena);
  worker->random = random_new(seed);
  worker->inputs = room(arena, sizes->width + (size_t)sizes->inputs);
  worker->hidden = room(arena, sizes->hidden);
  worker->hidden_grad = room(arena, sizes->hidden);
  worker->gates = room(arena, 3 * (size_t)sizes->recurrent);
  worker->gates_grad = room(arena, 3 * (size_t)sizes->recurrent);
  worker->states = room(arena, sizes->recurrent);
  worker->both = room(arena, both);
  worker->mask = room(arena, both);
  worker->both_grad = room(arena, both);
  worker->output = room(arena, sizes->recurrent);
  worker->scores = room(arena, NAME_TAGS_PADDED);
  worker->features = ARENA_NEW(arena, uint64_t, NAME_BATCH_ROWS);
  return worker;
}

Gradients *name_worker_gradients(NameWorker *worker) {
  return worker->gradients;
}

static float *value(const NameWorker *worker, uint32_t tensor) {
  return worker->learner->set.tensors[tensor].value;
}

/// 0 with probability `share`, else what keeps the mean.
static float draw(NameWorker *worker, float share) {
  return random_unit(&worker->random) < share ? 0 : 1 / (1 - share);
}

/// y = x * weights + bias; tensor `weights` + 1 is the bias.
static void linear(const NameWorker *worker, uint32_t weights, const float *x,
                   float *y) {
  const Tensor *tensor = &worker->learner->set.tensors[weights];
  for (uint32_t row = 0; row < worker->rows; row++) {
    memcpy(y + (size_t)row * tensor->width, value(worker, weights + 1),
           tensor->width * sizeof *y);
  }
  worker->math->product(worker->rows, tensor->width, tensor->rows,
                        (Grid){x, tensor->rows, 1}, tensor->value,
                        tensor->width, y, tensor->width, true);
}

/// Its way back; x_grad is set, not added to, unless it is NULL.
static void linear_back(const NameWorker *worker, uint32_t weights,
                        const float *x, const float *grad, float *x_grad) {
  const Tensor *tensor = &worker->learner->set.tensors[weights];
  const uint32_t inputs = tensor->rows;
  const uint32_t width = tensor->width;
  worker->math->product(inputs, width, worker->rows, (Grid){x, 1, inputs}, grad,
                        width, worker->gradients->grad[weights], width, true);
  float *bias_grad = worker->gradients->grad[weights + 1];
  for (uint32_t row = 0; row < worker->rows; row++) {
    for (uint32_t i = 0; i < width; i++) {
      bias_grad[i] += grad[(size_t)row * width + i];
    }
  }
  if (!x_grad) {
    return;
  }
  ArenaMark mark = arena_mark(worker->scratch);
  float *turned =
      kernel_buffer(worker->scratch, (size_t)inputs * width, sizeof *turned);
  for (uint32_t i = 0; i < inputs; i++) {
    for (uint32_t k = 0; k < width; k++) {
      turned[(size_t)k * inputs + i] = tensor->value[(size_t)i * width + k];
    }
  }
  worker->math->product(worker->rows, inputs, width, (Grid){grad, width, 1},
                        turned, inputs, x_grad, inputs, false);
  arena_rewind(worker->scratch, mark);
}

/// Unpack a row, with noise.
static void unpack(NameWorker *worker, const NameExamples *examples,
                   size_t from, uint32_t row) {
  const NameLearner *learner = worker->learner;
  const uint32_t width = learner->sizes.width;
  const uint32_t all = width + learner->sizes.inputs;
  const uint8_t *bytes = examples->bytes + from * all;
  float *input = worker->inputs + (size_t)row * all;
  for (uint32_t i = 0; i < all; i++) {
    float number = examples->scales[2 * from + (i >= width)] *
                   (float)(bytes[i] - ACTIVATION_ZERO);
    input[i] = (number - learner->means[i]) * learner->factors[i] *
               draw(worker, worker->noise.input);
  }
  uint64_t features = examples->features[from];
  worker->features[row] = 0;
  for (uint32_t i = 0; i < learner->sizes.features; i++) {
    bool is_kept = random_unit(&worker->random) >= worker->noise.input;
    worker->features[row] |= is_kept ? features & (uint64_t)1 << i : 0;
  }
}

static void run_recurrences(NameWorker *worker, const NameSequence *sequences,
                            uint32_t count) {
  const uint32_t width = worker->learner->sizes.recurrent;
  const uint32_t half = width / 2;
  const float *weights = value(worker, NAME_LEARN_RECURRENCE);
  RecurrenceTrace forward = {worker->gates, worker->states};
  RecurrenceTrace backward = {worker->gates + 3 * (size_t)half,
                              worker->states + half};
  uint32_t first = 0;
  for (uint32_t s = 0; s < count; s++) {
    uint32_t rows = sequences[s].count;
    worker->math->recur(weights, half, forward, 3 * (size_t)width, width,
                        worker->output, first, 1, rows);
    worker->math->recur(weights + width, half, backward, 3 * (size_t)width,
                        width, worker->output + half, first + rows - 1, -1,
                        rows);
    first += rows;
  }
}

static void forward(NameWorker *worker, const NameSequence *sequences,
                    uint32_t count) {
  const uint32_t hidden = worker->learner->sizes.hidden;
  const uint32_t width = worker->learner->sizes.recurrent;
  linear(worker, NAME_LEARN_INPUT, worker->inputs, worker->hidden);
  for (size_t i = 0; i < (size_t)worker->rows * hidden; i++) {
    float number = worker->hidden[i] > 0 ? worker->hidden[i] : 0;
    worker->hidden[i] = number * draw(worker, worker->noise.layer);
  }
  linear(worker, NAME_LEARN_GATES, worker->hidden, worker->gates);
  run_recurrences(worker, sequences, count);
  for (uint32_t row = 0; row < worker->rows; row++) {
    float *both = worker->both + (size_t)row * (width + hidden);
    float *mask = worker->mask + (size_t)row * (width + hidden);
    memcpy(both, worker->output + (size_t)row * width, width * sizeof *both);
    memcpy(both + width, worker->hidden + (size_t)row * hidden,
           hidden * sizeof *both);
    for (uint32_t i = 0; i < width + hidden; i++) {
      mask[i] = draw(worker, worker->noise.layer);
      both[i] *= mask[i];
    }
  }
  linear(worker, NAME_LEARN_TAGS, worker->both, worker->scores);
}

/// Add the features' weights, and turn scores into gradients of the cross
/// entropy times `scale`.
static double judge(NameWorker *worker, uint32_t row, uint32_t gold,
                    float scale) {
  float *scores = worker->scores + (size_t)row * NAME_TAGS_PADDED;
  const float *weights = value(worker, NAME_LEARN_FEATURES);
  float *grads = worker->gradients->grad[NAME_LEARN_FEATURES];
  float most = -INFINITY;
  float sum = 0;
  for (uint64_t set = worker->features[row]; set; set &= set - 1) {
    const float *weight =
        weights + (size_t)__builtin_ctzll(set) * NAME_TAGS_PADDED;
    for (uint32_t tag = 0; tag < NAME_TAGS; tag++) {
      scores[tag] += weight[tag];
    }
  }
  for (uint32_t tag = 0; tag < NAME_TAGS; tag++) {
    most = scores[tag] > most ? scores[tag] : most;
  }
  for (uint32_t tag = 0; tag < NAME_TAGS; tag++) {
    scores[tag] = expf(scores[tag] - most);
    sum += scores[tag];
  }
  double loss = -log((double)(scores[gold] / sum) + 1e-12);
  for (uint32_t tag = 0; tag < NAME_TAGS_PADDED; tag++) {
    scores[tag] = tag < NAME_TAGS
                      ? (scores[tag] / sum - (tag == gold ? 1.0f : 0)) * scale
                      : 0;
  }
  for (uint64_t set = worker->features[row]; set; set &= set - 1) {
    float *grad = grads + (size_t)__builtin_ctzll(set) * NAME_TAGS_PADDED;
    for (uint32_t tag = 0; tag < NAME_TAGS; tag++) {
      grad[tag] += scores[tag];
    }
  }
  return loss;
}

static void recurrences_back(NameWorker *worker, const NameSequence *sequences,
                             uint32_t count) {
  const uint32_t width = worker->learner->sizes.recurrent;
  const uint32_t half = width / 2;
  const float *weights = value(worker, NAME_LEARN_RECURRENCE);
  float *grads = worker->gradients->grad[NAME_LEARN_RECURRENCE];
  RecurrenceTrace forward = {worker->gates, worker->states};
  RecurrenceTrace backward = {worker->gates + 3 * (size_t)half,
                              worker->states + half};
  uint32_t first = 0;
  for (uint32_t s = 0; s < count; s++) {
    uint32_t rows = sequences[s].count;
    worker->math->recur_back(weights, half, forward, 3 * (size_t)width, width,
                             worker->output, worker->gates_grad, grads, first,
                             1, rows);
    worker->math->recur_back(weights + width, half, backward, 3 * (size_t)width,
                             width, worker->output + half,
                             worker->gates_grad + 3 * (size_t)half,
                             grads + width, first + rows - 1, -1, rows);
    first += rows;
  }
}

static void back(NameWorker *worker, const NameSequence *sequences,
                 uint32_t count) {
  const uint32_t hidden = worker->learner->sizes.hidden;
  const uint32_t width = worker->learner->sizes.recurrent;
  linear_back(worker, NAME_LEARN_TAGS, worker->both, worker->scores,
              worker->both_grad);
  for (uint32_t row = 0; row < worker->rows; row++) {
    float *grad = worker->both_grad + (size_t)row * (width + hidden);
    const float *mask = worker->mask + (size_t)row * (width + hidden);
    for (uint32_t i = 0; i < width + hidden; i++) {
      grad[i] *= mask[i];
    }
    memcpy(worker->output + (size_t)row * width, grad, width * sizeof *grad);
  }
  recurrences_back(worker, sequences, count);
  linear_back(worker, NAME_LEARN_GATES, worker->hidden, worker->gates_grad,
              worker->hidden_grad);
  const float kept = 1 / (1 - worker->noise.layer);
  for (uint32_t row = 0; row < worker->rows; row++) {
    const float *grad =
        worker->both_grad + (size_t)row * (width + hidden) + width;
    for (uint32_t i = 0; i < hidden; i++) {
      size_t at = (size_t)row * hidden + i;
      float sum = worker->hidden_grad[at] + grad[i];
      worker->hidden_grad[at] = worker->hidden[at] > 0 ? sum * kept : 0;
    }
  }
  linear_back(worker, NAME_LEARN_INPUT, worker->inputs, worker->hidden_grad,
              NULL);
}

double name_worker_learn(NameWorker *worker, const NameExamples *examples,
                         const NameSequence *sequences, uint32_t count) {
  double loss = 0;
  worker->scratch = arena_new();
  worker->rows = 0;
  for (uint32_t s = 0; s < count; s++) {
    for (uint32_t i = 0; i < sequences[s].count; i++) {
      unpack(worker, examples, sequences[s].first + i, worker->rows++);
    }
  }
  forward(worker, sequences, count);
  uint32_t row = 0;
  for (uint32_t s = 0; s < count; s++) {
    for (uint32_t i = 0; i < sequences[s].count; i++) {
      loss += judge(worker, row++, examples->tags[sequences[s].first + i],
                    1 / (float)worker->rows);
    }
  }
  back(worker, sequences, count);
  arena_free(worker->scratch);
  return loss;
}
