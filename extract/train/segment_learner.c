/// The segmenter's network, forward and backward.
#include "extract/train/segment_learner_internal.h"

#include <math.h>

static const float layer_dropout = 0.2f;
static const float input_dropout = 0.2f;
static const float word_dropout = 0.5f; // of a word seen once, a third
static const float end_weight = 4.0f;   // loss of ends against that of tags
static const float tag_weight = 0.3f;
static const float longest_gradient = 5.0f;

static float *value(const SegmentLearner *learner, uint32_t tensor) {
  return learner->set.tensors[tensor].value;
}

static void add_ones(TensorSet *set, Random *random) {
  uint32_t tensor = tensor_add(set, 1, WIDTH, TENSOR_DENSE, 0, random);
  for (uint32_t i = 0; i < WIDTH; i++) {
    set->tensors[tensor].value[i] = 1;
  }
}

static void add_tensors(TensorSet *set, Random *random) {
  const float deviation = 1 / sqrtf(WIDTH);
  tensor_add(set, SEGMENT_ROWS, WIDTH, TENSOR_ROWS, 0.1f, random);
  add_ones(set, random);
  tensor_add(set, 1, WIDTH, TENSOR_DENSE, 0, random);
  tensor_add(set, 2, WIDTH, TENSOR_DENSE, deviation, random);
  tensor_add(set, 1, BIAS_WIDTH, TENSOR_DENSE, 0, random);
  tensor_add(set, WIDTH, TAG_WIDTH, TENSOR_DENSE, deviation, random);
  tensor_add(set, 1, TAG_WIDTH, TENSOR_DENSE, 0, random);
  for (int layer = 0; layer < SEGMENT_LAYERS; layer++) {
    tensor_add(set, WIDTH, 3 * WIDTH, TENSOR_DENSE, deviation, random);
    tensor_add(set, 1, 3 * WIDTH, TENSOR_DENSE, 0, random);
    tensor_add(set, 2, WIDTH, TENSOR_DENSE, 0, random);
    add_ones(set, random);
    tensor_add(set, 1, WIDTH, TENSOR_DENSE, 0, random);
  }
}

static Trace make_trace(Arena *arena) {
  const size_t size = (size_t)SEGMENT_BATCH_TOKENS * WIDTH;
  return (Trace){.x = kernel_buffer(arena, size, sizeof(float)),
                 .gates = kernel_buffer(arena, 3 * size, sizeof(float)),
                 .states = kernel_buffer(arena, size, sizeof(float)),
                 .mask = kernel_buffer(arena, size, sizeof(float)),
                 .normal = kernel_buffer(arena, size, sizeof(float)),
                 .scales =
                     kernel_buffer(arena, SEGMENT_BATCH_TOKENS, sizeof(float))};
}

SegmentLearner *segment_learner_new(Arena *arena, uint64_t seed) {
  SegmentLearner *learner = ARENA_NEW(arena, SegmentLearner, 1);
  const size_t size = (size_t)SEGMENT_BATCH_TOKENS * WIDTH;
  learner->set.arena = arena;
  learner->random = random_new(seed);
  learner->math = train_math();
  add_tensors(&learner->set, &learner->random);
  learner->gradients = tensor_gradients(&learner->set, arena);
  learner->word_dropped = ARENA_NEW(arena, bool, SEGMENT_BATCH_TOKENS);
  learner->input = make_trace(arena);
  for (int i = 0; i <= SEGMENT_LAYERS; i++) {
    learner->layers[i] = make_trace(arena);
  }
  learner->sums = kernel_buffer(arena, size, sizeof(float));
  learner->x_grad = kernel_buffer(arena, size, sizeof(float));
  learner->wide_grad = kernel_buffer(arena, 3 * size, sizeof(float));
  learner->tags = kernel_buffer(arena, (size_t)SEGMENT_BATCH_TOKENS * TAG_WIDTH,
                                sizeof(float));
  learner->turned =
      kernel_buffer(arena, (size_t)3 * WIDTH * WIDTH, sizeof(float));
  return learner;
}

static void linear(SegmentLearner *learner, uint32_t weights, uint32_t bias,
                   const float *x, float *y) {
  const Tensor *tensor = &learner->set.tensors[weights];
  for (uint32_t row = 0; row < learner->rows; row++) {
    memcpy(y + (size_t)row * tensor->width, value(learner, bias),
           tensor->width * sizeof *y);
  }
  learner->math->product(learner->rows, tensor->width, WIDTH,
                         (Grid){x, WIDTH, 1}, tensor->value, tensor->width, y,
                         tensor->width, true);
}

/// Gradients of the weights and bias, and (added) of x.
static void linear_back(SegmentLearner *learner, uint32_t weights,
                        uint32_t bias, const float *x, const float *grad) {
  const Tensor *tensor = &learner->set.tensors[weights];
  const uint32_t width = tensor->width;
  float **grads = learner->gradients->grad;
  learner->math->product(WIDTH, width, learner->rows, (Grid){x, 1, WIDTH}, grad,
                         width, grads[weights], width, true);
  for (size_t i = 0; i < (size_t)learner->rows * width; i++) {
    grads[bias][i % width] += grad[i];
  }
  for (uint32_t i = 0; i < WIDTH; i++) {
    for (uint32_t k = 0; k < width; k++) {
      learner->turned[k * WIDTH + i] = tensor->value[i * width + k];
    }
  }
  learner->math->product(learner->rows, WIDTH, width, (Grid){grad, width, 1},
                         learner->turned, WIDTH, learner->x_grad, WIDTH, true);
}

static void draw_mask(SegmentLearner *learner, float *mask, float share) {
  const size_t count = (size_t)learner->rows * WIDTH;
  for (size_t i = 0; i < count; i++) {
    mask[i] = random_unit(&learner->random) < share ? 0 : 1 / (1 - share);
  }
}

static void look_up(SegmentLearner *learner) {
  const float *table = value(learner, TENSOR_TABLE);
  float *sum = learner->sums;
  uint32_t row = 0;
  for (uint32_t s = 0; s < learner->stretch_count; s++) {
    const SegmentStretch *stretch = &learner->stretches[s];
    for (uint32_t t = 0; t < stretch->count; t++, row++, sum += WIDTH) {
      const SegmentToken *token = &stretch->tokens[t];
      float share = word_dropout / (word_dropout + (float)token->frequency);
      learner->word_dropped[row] = random_unit(&learner->random) < share;
      memset(sum, 0, WIDTH * sizeof *sum);
      for (int k = learner->word_dropped[row]; k < SEGMENT_FEATURES; k++) {
        const float *vector = table + (size_t)token->rows[k] * WIDTH;
        for (int i = 0; i < WIDTH; i++) {
          sum[i] += vector[i];
        }
      }
    }
  }
  learner->rows = row;
}
_Static_assert(SEGMENT_WORD == 0, "the word is left out by beginning at 1");

static void encode_layer(SegmentLearner *learner, uint32_t index) {
  Trace *layer = &learner->layers[index];
  const TrainMath *math = learner->math;
  linear(learner, layer_tensor(index, LAYER_GATES),
         layer_tensor(index, LAYER_GATES_BIAS), layer->x, layer->gates);
  const float *weights = value(learner, layer_tensor(index, LAYER_RECURRENCE));
  RecurrenceTrace forward = {layer->gates, layer->states};
  RecurrenceTrace backward = {layer->gates + 3 * HALF, layer->states + HALF};
  uint32_t first = 0;
  for (uint32_t s = 0; s < learner->stretch_count; s++) {
    uint32_t count = learner->stretches[s].count;
    math->recur(weights, HALF, forward, 3 * WIDTH, WIDTH, learner->sums, first,
                1, count);
    math->recur(weights + WIDTH, HALF, backward, 3 * WIDTH, WIDTH,
                learner->sums + HALF, first + count - 1, -1, count);
    first += count;
  }
  draw_mask(learner, layer->mask, layer_dropout);
  for (size_t i = 0; i < (size_t)learner->rows * WIDTH; i++) {
    learner->sums[i] = layer->x[i] + learner->sums[i] * layer->mask[i];
  }
  math->normalize(learner->sums, learner->rows, WIDTH,
                  value(learner, layer_tensor(index, LAYER_GAIN)),
                  value(learner, layer_tensor(index, LAYER_OFFSET)),
                  layer->normal, layer->scales, learner->layers[index + 1].x);
}

static void encode(SegmentLearner *learner) {
  look_up(learner);
  float *x = learner->layers[0].x;
  learner->math->normalize(learner->sums, learner->rows, WIDTH,
                           value(learner, TENSOR_GAIN),
                           value(learner, TENSOR_OFFSET), learner->input.normal,
                           learner->input.scales, x);
  draw_mask(learner, learner->input.mask, input_dropout);
  for (size_t i = 0; i < (size_t)learner->rows * WIDTH; i++) {
    x[i] *= learner->input.mask[i];
  }
  for (uint32_t i = 0; i < SEGMENT_LAYERS; i++) {
    encode_layer(learner, i);
  }
}

static void encode_layer_back(SegmentLearner *learner, uint32_t index) {
  const TrainMath *math = learner->math;
  Trace *layer = &learner->layers[index];
  float **grads = learner->gradients->grad;
  math->normalize_back(learner->x_grad, learner->rows, WIDTH,
                       value(learner, layer_tensor(index, LAYER_GAIN)),
                       layer->normal, layer->scales,
                       grads[layer_tensor(index, LAYER_GAIN)],
                       grads[layer_tensor(index, LAYER_OFFSET)]);
  for (size_t i = 0; i < (size_t)learner->rows * WIDTH; i++) {
    learner->sums[i] = learner->x_grad[i] * layer->mask[i];
  }
  const uint32_t recurrence = layer_tensor(index, LAYER_RECURRENCE);
  const float *weights = value(learner, recurrence);
  RecurrenceTrace forward = {layer->gates, layer->states};
  RecurrenceTrace backward = {layer->gates + 3 * HALF, layer->states + HALF};
  uint32_t first = 0;
  for (uint32_t s = 0; s < learner->stretch_count; s++) {
    uint32_t count = learner->stretches[s].count;
    math->recur_back(weights, HALF, forward, 3 * WIDTH, WIDTH, learner->sums,
                     learner->wide_grad, grads[recurrence], first, 1, count);
    math->recur_back(weights + WIDTH, HALF, backward, 3 * WIDTH, WIDTH,
                     learner->sums + HALF, learner->wide_grad + 3 * HALF,
                     grads[recurrence] + WIDTH, first + count - 1, -1, count);
    first += count;
  }
  linear_back(learner, layer_tensor(index, LAYER_GATES),
              layer_tensor(index, LAYER_GATES_BIAS), layer->x,
              learner->wide_grad);
}

static void encode_back(SegmentLearner *learner) {
  for (uint32_t i = SEGMENT_LAYERS; i-- > 0;) {
    encode_layer_back(learner, i);
  }
  float **grads = learner->gradients->grad;
  float *grad = learner->x_grad;
  for (size_t i = 0; i < (size_t)learner->rows * WIDTH; i++) {
    grad[i] *= learner->input.mask[i];
  }
  learner->math->normalize_back(grad, learner->rows, WIDTH,
                                value(learner, TENSOR_GAIN),
                                learner->input.normal, learner->input.scales,
                                grads[TENSOR_GAIN], grads[TENSOR_OFFSET]);
  uint32_t row = 0;
  for (uint32_t s = 0; s < learner->stretch_count; s++) {
    const SegmentStretch *stretch = &learner->stretches[s];
    for (uint32_t t = 0; t < stretch->count; t++, row++, grad += WIDTH) {
      for (int k = learner->word_dropped[row]; k < SEGMENT_FEATURES; k++) {
        tensor_touch(&learner->set, learner->gradients, TENSOR_TABLE,
                     stretch->tokens[t].rows[k], grad);
      }
    }
  }
}

/// The loss of one place between two tokens, whose vectors begin at `x`, and
/// its gradients.
static double learn_end(SegmentLearner *learner, const float *x, float *x_grad,
                        bool ends, float scale) {
  const float *weights = value(learner, TENSOR_ENDS);
  float **grads = learner->gradients->grad;
  float score = value(learner, TENSOR_BIAS)[0];
  for (int i = 0; i < 2 * WIDTH; i++) {
    score += weights[i] * x[i];
  }
  float chance = 1 / (1 + expf(-score));
  float grad = (chance - (ends ? 1 : 0)) * scale;
  grads[TENSOR_BIAS][0] += grad;
  for (int i = 0; i < 2 * WIDTH; i++) {
    grads[TENSOR_ENDS][i] += grad * x[i];
    x_grad[i] += grad * weights[i];
  }
  return -log((double)(ends ? chance : 1 - chance) + 1e-9);
}

static double learn_ends(SegmentLearner *learner) {
  const float scale = end_weight / (float)learner->rows;
  const float *x = learner->layers[SEGMENT_LAYERS].x;
  float *x_grad = learner->x_grad;
  double loss = 0;
  for (uint32_t s = 0; s < learner->stretch_count; s++) {
    const SegmentStretch *stretch = &learner->stretches[s];
    for (uint32_t t = 0; t < stretch->count; t++, x += WIDTH, x_grad += WIDTH) {
      if (t + 1 < stretch->count) {
        loss += learn_end(learner, x, x_grad, stretch->tokens[t].ends_sentence,
                          scale);
      }
    }
  }
  return loss;
}

/// Turn a row of scores into gradients.
static void learn_tag(float *scores, uint32_t upos, float scale) {
  float most = scores[0];
  for (int k = 1; k < UPOS_COUNT; k++) {
    most = scores[k] > most ? scores[k] : most;
  }
  float sum = 0;
  for (int k = 0; k < UPOS_COUNT; k++) {
    scores[k] = expf(scores[k] - most);
    sum += scores[k];
  }
  for (uint32_t k = 0; k < TAG_WIDTH; k++) {
    float chance = k < UPOS_COUNT ? scores[k] / sum : 0;
    scores[k] = upos < UPOS_COUNT ? (chance - (k == upos ? 1 : 0)) * scale : 0;
  }
}

static void learn_tags(SegmentLearner *learner) {
  const float scale = tag_weight / (float)learner->rows;
  const float *x = learner->layers[SEGMENT_LAYERS].x;
  linear(learner, TENSOR_TAGS, TENSOR_TAGS_BIAS, x, learner->tags);
  float *scores = learner->tags;
  for (uint32_t s = 0; s < learner->stretch_count; s++) {
    const SegmentStretch *stretch = &learner->stretches[s];
    for (uint32_t t = 0; t < stretch->count; t++, scores += TAG_WIDTH) {
      learn_tag(scores, stretch->tokens[t].upos, scale);
    }
  }
  linear_back(learner, TENSOR_TAGS, TENSOR_TAGS_BIAS, x, learner->tags);
}

double segment_learner_step(SegmentLearner *learner,
                            const SegmentStretch *stretches, uint32_t count,
                            float rate) {
  learner->stretches = stretches;
  learner->stretch_count = count;
  encode(learner);
  memset(learner->x_grad, 0, (size_t)learner->rows * WIDTH * sizeof(float));
  double loss = learn_ends(learner);
  learn_tags(learner);
  encode_back(learner);
  tensor_step(&learner->set, &learner->gradients, 1, rate, longest_gradient);
  return loss;
}

void segment_learner_average(SegmentLearner *learner, float share) {
  tensor_average(&learner->set, share);
}
