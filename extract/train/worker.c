/// A worker's encoder, forward and backward.
#include "extract/train/worker.h"

Worker *worker_new(Arena *arena, const Learner *learner, uint64_t seed) {
  const NetworkSizes *sizes = &learner->sizes;
  const size_t rows = WORKER_ROWS;
  const size_t width = sizes->width;
  const size_t number = sizeof(float);
  Worker *worker = ARENA_NEW(arena, Worker, 1);
  worker->learner = learner;
  worker->math = train_math();
  worker->gradients = tensor_gradients(&learner->set, arena);
  worker->random = random_new(seed);
  worker->inputs =
      kernel_buffer(arena, rows * (sizes->embedding + sizes->vector), number);
  worker->word_rows = ARENA_NEW(arena, uint32_t, rows);
  worker->input_mask = kernel_buffer(arena, rows * width, number);
  worker->input_normal = kernel_buffer(arena, rows * width, number);
  worker->input_scales = kernel_buffer(arena, rows, number);
  worker->sums = kernel_buffer(arena, rows * width, number);
  for (uint32_t i = 0; i <= sizes->layers; i++) {
    LayerTrace *layer = &worker->layers[i];
    layer->x = kernel_buffer(arena, rows * width, number);
    layer->gates = kernel_buffer(arena, rows * 3 * width, number);
    layer->states = kernel_buffer(arena, rows * width, number);
    layer->mask = kernel_buffer(arena, rows * width, number);
    layer->normal = kernel_buffer(arena, rows * width, number);
    layer->scales = kernel_buffer(arena, rows, number);
  }
  const size_t heads = learner->heads_width;
  worker->heads = kernel_buffer(arena, rows * heads, number);
  worker->masks = kernel_buffer(arena, rows * heads, number);
  worker->x_grad = kernel_buffer(arena, rows * width, number);
  worker->wide_grad = kernel_buffer(arena, rows * 3 * width, number);
  worker->heads_grad = kernel_buffer(arena, rows * heads, number);
  return worker;
}

Gradients *worker_gradients(Worker *worker) { return worker->gradients; }

void worker_linear(Worker *worker, uint32_t weights, uint32_t bias,
                   const float *x, uint32_t rows, float *y) {
  const Tensor *tensor = &worker->learner->set.tensors[weights];
  const float *start = learner_value(worker->learner, bias);
  for (uint32_t row = 0; row < rows; row++) {
    memcpy(y + (size_t)row * tensor->width, start, tensor->width * sizeof *y);
  }
  worker->math->product(rows, tensor->width, tensor->rows,
                        (Grid){x, tensor->rows, 1}, tensor->value,
                        tensor->width, y, tensor->width, true);
}

void worker_linear_back(Worker *worker, uint32_t weights, uint32_t bias,
                        const float *x, const float *grad, uint32_t rows,
                        float *x_grad) {
  const Tensor *tensor = &worker->learner->set.tensors[weights];
  const uint32_t inputs = tensor->rows;
  const uint32_t width = tensor->width;
  worker->math->product(inputs, width, rows, (Grid){x, 1, inputs}, grad, width,
                        worker->gradients->grad[weights], width, true);
  float *bias_grad = worker->gradients->grad[bias];
  for (uint32_t row = 0; row < rows; row++) {
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
  worker->math->product(rows, inputs, width, (Grid){grad, width, 1}, turned,
                        inputs, x_grad, inputs, true);
  arena_rewind(worker->scratch, mark);
}

/// Fill a mask: 0 with probability `share`, else what keeps the mean.
static void draw_mask(Worker *worker, float *mask, size_t count, float share) {
  const float kept = worker->noisy ? 1 / (1 - share) : 1;
  for (size_t i = 0; i < count; i += 4) { // whole lanes: rows of them
    unsigned drops = worker->noisy ? random_four(&worker->random, share) : 0;
    for (unsigned k = 0; k < 4; k++) {
      mask[i + k] = drops >> k & 1 ? 0 : kept;
    }
  }
}

/// Sum a token's learned embeddings and unpack its vector.
static void look_up(Worker *worker, const Example *token, uint32_t row) {
  const Learner *learner = worker->learner;
  const uint32_t width = learner->sizes.embedding;
  float *input = worker->inputs + (size_t)row * (width + learner->sizes.vector);
  uint32_t learned = token->learned;
  if (worker->noisy) {
    const float unknown =
        learner->noise.word / (learner->noise.word + (float)token->frequency);
    if (random_unit(&worker->random) < unknown) {
      learned = 0;
    }
  }
  worker->word_rows[row] = learned;
  memcpy(input, learner_value(learner, LEARN_WORDS) + (size_t)learned * width,
         width * sizeof *input);
  for (int feature = 0; feature < FEATURE_COUNT; feature++) {
    const float *value = learner_value(learner, LEARN_FEATURES) +
                         (size_t)token->rows[feature] * width;
    for (uint32_t i = 0; i < width; i++) {
      input[i] += value[i];
    }
  }
  inventory_vector(learner->inventory, token->pieces, token->piece_count,
                   input + width);
}

static void encode_inputs(Worker *worker) {
  const Learner *learner = worker->learner;
  const size_t width = learner->sizes.width;
  const size_t inputs = learner->sizes.embedding + learner->sizes.vector;
  uint32_t row = 0;
  for (uint32_t s = 0; s < worker->sentence_count; s++) {
    worker->first[s] = row;
    memset(worker->inputs + row * inputs, 0, inputs * sizeof(float));
    for (uint32_t i = 0; i < worker->sentences[s]->count; i++) {
      look_up(worker, &worker->sentences[s]->tokens[i], row + i + 1);
    }
    row += worker->sentences[s]->count + 1;
  }
  worker->rows = row;
  worker_linear(worker, LEARN_INPUT, LEARN_INPUT_BIAS, worker->inputs, row,
                worker->sums);
  for (uint32_t s = 0; s < worker->sentence_count; s++) {
    memcpy(worker->sums + worker->first[s] * width,
           learner_value(learner, LEARN_ROOT), width * sizeof(float));
  }
  float *x = worker->layers[0].x;
  worker->math->normalize(worker->sums, row, (uint32_t)width,
                          learner_value(learner, LEARN_INPUT_GAIN),
                          learner_value(learner, LEARN_INPUT_OFFSET),
                          worker->input_normal, worker->input_scales, x);
  draw_mask(worker, worker->input_mask, row * width, learner->noise.embedding);
  for (size_t i = 0; i < row * width; i++) {
    x[i] *= worker->input_mask[i];
  }
}

static void encode_layer(Worker *worker, uint32_t index) {
  const Learner *learner = worker->learner;
  const uint32_t width = learner->sizes.width;
  const uint32_t half = width / 2;
  LayerTrace *layer = &worker->layers[index];
  worker_linear(worker, learner_layer(index, LAYER_GATES),
                learner_layer(index, LAYER_GATES_BIAS), layer->x, worker->rows,
                layer->gates);
  const float *weights =
      learner_value(learner, learner_layer(index, LAYER_RECURRENCE));
  RecurrenceTrace forward = {layer->gates, layer->states};
  RecurrenceTrace backward = {layer->gates + 3 * (size_t)half,
                              layer->states + half};
  for (uint32_t s = 0; s < worker->sentence_count; s++) {
    uint32_t count = worker->sentences[s]->count + 1;
    uint32_t first = worker->first[s];
    worker->math->recur(weights, half, forward, 3 * (size_t)width, width,
                        worker->sums, first, 1, count);
    worker->math->recur(weights + width, half, backward, 3 * (size_t)width,
                        width, worker->sums + half, first + count - 1, -1,
                        count);
  }
  size_t size = (size_t)worker->rows * width;
  draw_mask(worker, layer->mask, size, learner->noise.dropout);
  for (size_t i = 0; i < size; i++) {
    worker->sums[i] = layer->x[i] + worker->sums[i] * layer->mask[i];
  }
  worker->math->normalize(
      worker->sums, worker->rows, width,
      learner_value(learner, learner_layer(index, LAYER_GAIN)),
      learner_value(learner, learner_layer(index, LAYER_OFFSET)), layer->normal,
      layer->scales, worker->layers[index + 1].x);
}

void worker_encode(Worker *worker) {
  encode_inputs(worker);
  for (uint32_t i = 0; i < worker->learner->sizes.layers; i++) {
    encode_layer(worker, i);
  }
}

static void encode_layer_back(Worker *worker, uint32_t index) {
  const Learner *learner = worker->learner;
  const uint32_t width = learner->sizes.width;
  const uint32_t half = width / 2;
  LayerTrace *layer = &worker->layers[index];
  float **grads = worker->gradients->grad;
  worker->math->normalize_back(
      worker->x_grad, worker->rows, width,
      learner_value(learner, learner_layer(index, LAYER_GAIN)), layer->normal,
      layer->scales, grads[learner_layer(index, LAYER_GAIN)],
      grads[learner_layer(index, LAYER_OFFSET)]);
  size_t size = (size_t)worker->rows * width;
  for (size_t i = 0; i < size; i++) {
    worker->sums[i] = worker->x_grad[i] * layer->mask[i];
  }
  const uint32_t recurrence = learner_layer(index, LAYER_RECURRENCE);
  const float *weights = learner_value(learner, recurrence);
  RecurrenceTrace forward = {layer->gates, layer->states};
  RecurrenceTrace backward = {layer->gates + 3 * (size_t)half,
                              layer->states + half};
  for (uint32_t s = 0; s < worker->sentence_count; s++) {
    uint32_t count = worker->sentences[s]->count + 1;
    uint32_t first = worker->first[s];
    worker->math->recur_back(weights, half, forward, 3 * (size_t)width, width,
                             worker->sums, worker->wide_grad, grads[recurrence],
                             first, 1, count);
    worker->math->recur_back(
        weights + width, half, backward, 3 * (size_t)width, width,
        worker->sums + half, worker->wide_grad + 3 * (size_t)half,
        grads[recurrence] + width, first + count - 1, -1, count);
  }
  worker_linear_back(worker, learner_layer(index, LAYER_GATES),
                     learner_layer(index, LAYER_GATES_BIAS), layer->x,
                     worker->wide_grad, worker->rows, worker->x_grad);
}

/// Hand the gradients of the inputs down to the embeddings.
static void look_up_back(Worker *worker, const float *input_grad) {
  const Learner *learner = worker->learner;
  const size_t inputs = learner->sizes.embedding + learner->sizes.vector;
  for (uint32_t s = 0; s < worker->sentence_count; s++) {
    const ExampleSentence *sentence = worker->sentences[s];
    for (uint32_t i = 0; i < sentence->count; i++) {
      uint32_t row = worker->first[s] + i + 1;
      const float *grad = input_grad + row * inputs;
      tensor_touch(&learner->set, worker->gradients, LEARN_WORDS,
                   worker->word_rows[row], grad);
      for (int feature = 0; feature < FEATURE_COUNT; feature++) {
        tensor_touch(&learner->set, worker->gradients, LEARN_FEATURES,
                     sentence->tokens[i].rows[feature], grad);
      }
    }
  }
}

void worker_encode_back(Worker *worker) {
  const Learner *learner = worker->learner;
  const size_t width = learner->sizes.width;
  for (uint32_t i = learner->sizes.layers; i-- > 0;) {
    encode_layer_back(worker, i);
  }
  float *grad = worker->x_grad;
  float **grads = worker->gradients->grad;
  for (size_t i = 0; i < worker->rows * width; i++) {
    grad[i] *= worker->input_mask[i];
  }
  worker->math->normalize_back(
      grad, worker->rows, (uint32_t)width,
      learner_value(learner, LEARN_INPUT_GAIN), worker->input_normal,
      worker->input_scales, grads[LEARN_INPUT_GAIN], grads[LEARN_INPUT_OFFSET]);
  for (uint32_t s = 0; s < worker->sentence_count; s++) {
    float *row = grad + worker->first[s] * width;
    for (size_t i = 0; i < width; i++) {
      grads[LEARN_ROOT][i] += row[i];
      row[i] = 0;
    }
  }
  size_t inputs = learner->sizes.embedding + learner->sizes.vector;
  float *input_grad =
      kernel_buffer(worker->scratch, worker->rows * inputs, sizeof *input_grad);
  worker_linear_back(worker, LEARN_INPUT, LEARN_INPUT_BIAS, worker->inputs,
                     grad, worker->rows, input_grad);
  look_up_back(worker, input_grad);
}

static void begin(Worker *worker, const ExampleSentence *const *sentences,
                  uint32_t count, bool noisy) {
  worker->sentences = sentences;
  worker->sentence_count = count;
  worker->noisy = noisy;
  worker->scratch = arena_new();
  worker_encode(worker);
  memset(worker->x_grad, 0,
         (size_t)worker->rows * worker->learner->sizes.width * sizeof(float));
}

void worker_learn(Worker *worker, const ExampleSentence *const *sentences,
                  uint32_t count, float scale, Losses *losses) {
  begin(worker, sentences, count, true);
  worker->scale = scale;
  worker_heads(worker, losses);
  worker_encode_back(worker);
  arena_free(worker->scratch);
}

void worker_teach(Worker *worker, const ExampleSentence *const *sentences,
                  uint32_t count, float share) {
  begin(worker, sentences, count, false);
  worker_heads_teach(worker, share);
  arena_free(worker->scratch);
}
