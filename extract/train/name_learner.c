/// Making a name learner, and rounding it to the model's section.
#include "extract/train/name_learner.h"

#include "extract/syntax/kernel.h"
#include "extract/train/section_write.h"

#include <math.h>

static const float least_deviation = 0.01f;

/// Means and deviations of all inputs.
static void measure(NameLearner *learner, const NameExamples *examples) {
  const uint32_t width = learner->sizes.width;
  const uint32_t all = width + learner->sizes.inputs;
  for (uint32_t i = 0; i < all; i++) {
    double sum = 0;
    double squares = 0;
    for (size_t row = 0; row < examples->count; row++) {
      int whole = examples->bytes[row * all + i] - ACTIVATION_ZERO;
      double number = (double)examples->scales[2 * row + (i >= width)] * whole;
      sum += number;
      squares += number * number;
    }
    double count = examples->count ? (double)examples->count : 1;
    double mean = sum / count;
    double spread = squares / count - mean * mean;
    learner->means[i] = (float)mean;
    learner->factors[i] =
        1 / ((float)sqrt(spread > 0 ? spread : 0) + least_deviation);
  }
}

static void add(TensorSet *set, uint32_t rows, uint32_t width, float deviation,
                Random *random) {
  tensor_add(set, rows, width, TENSOR_DENSE, deviation, random);
}

NameLearner *name_learner_new(Arena *arena, const NameSizes *sizes,
                              uint32_t parser, const NameExamples *examples,
                              uint64_t seed) {
  NameLearner *learner = ARENA_NEW(arena, NameLearner, 1);
  const uint32_t all = sizes->width + sizes->inputs;
  const uint32_t hidden = sizes->hidden;
  const uint32_t both = sizes->recurrent + hidden;
  learner->sizes = *sizes;
  learner->parser = parser;
  learner->means = ARENA_NEW(arena, float, all);
  learner->factors = ARENA_NEW(arena, float, all);
  measure(learner, examples);
  TensorSet *set = &learner->set;
  set->arena = arena;
  Random random = random_new(seed);
  add(set, all, hidden, 1 / sqrtf((float)all), &random);
  add(set, 1, hidden, 0, &random);
  add(set, hidden, 3 * sizes->recurrent, 1 / sqrtf((float)hidden), &random);
  add(set, 1, 3 * sizes->recurrent, 0, &random);
  add(set, 1, 2 * sizes->recurrent, 0, &random);
  add(set, both, NAME_TAGS_PADDED, 1 / sqrtf((float)both), &random);
  add(set, 1, NAME_TAGS_PADDED, 0, &random);
  add(set, sizes->features, NAME_TAGS_PADDED, 0, &random);
  return learner;
}

static float *value(const NameLearner *learner, uint32_t tensor) {
  return learner->set.tensors[tensor].value;
}

/// The means and deviations go into weights and bias.
static void put_inputs(SectionDraft *draft, const NameLearner *learner,
                       Arena *scratch) {
  const uint32_t width = learner->sizes.width;
  const uint32_t all = width + learner->sizes.inputs;
  const uint32_t hidden = learner->sizes.hidden;
  float *weights = ARENA_NEW(scratch, float, (size_t)all *hidden);
  float *bias = ARENA_NEW(scratch, float, hidden);
  const float *nothing = ARENA_NEW(scratch, float, hidden);
  memcpy(bias, value(learner, NAME_LEARN_INPUT_BIAS), hidden * sizeof *bias);
  for (uint32_t i = 0; i < all; i++) {
    for (uint32_t k = 0; k < hidden; k++) {
      size_t at = (size_t)i * hidden + k;
      weights[at] = value(learner, NAME_LEARN_INPUT)[at] * learner->factors[i];
      bias[k] -= weights[at] * learner->means[i];
    }
  }
  section_put_matrix(draft, weights, bias, width, hidden);
  section_put_matrix(draft, weights + (size_t)width * hidden, nothing,
                     learner->sizes.inputs, hidden);
}

Str name_learner_write(const NameLearner *learner, Arena *arena) {
  SectionDraft draft = {.arena = arena};
  const NameSizes *sizes = &learner->sizes;
  const uint32_t header[NAME_NETWORK_HEADER] = {
      NAME_NETWORK_MAGIC, sizes->width,    sizes->inputs,   sizes->hidden,
      sizes->recurrent,   sizes->features, learner->parser, NAME_TAGS};
  section_put(&draft, header, sizeof header);
  Arena *scratch = arena_new();
  put_inputs(&draft, learner, scratch);
  section_put_matrix(&draft, value(learner, NAME_LEARN_GATES),
                     value(learner, NAME_LEARN_GATES_BIAS), sizes->hidden,
                     3 * sizes->recurrent);
  const size_t half = sizes->recurrent / 2;
  for (size_t part = 0; part < 4; part++) {
    section_put_numbers(
        &draft, value(learner, NAME_LEARN_RECURRENCE) + part * half, half);
  }
  section_put_matrix(&draft, value(learner, NAME_LEARN_TAGS),
                     value(learner, NAME_LEARN_TAGS_BIAS),
                     sizes->recurrent + sizes->hidden, NAME_TAGS_PADDED);
  float *features =
      ARENA_NEW(scratch, float, (size_t)sizes->features *NAME_TAGS);
  for (uint32_t i = 0; i < sizes->features; i++) {
    memcpy(features + (size_t)i * NAME_TAGS,
           value(learner, NAME_LEARN_FEATURES) + (size_t)i * NAME_TAGS_PADDED,
           NAME_TAGS * sizeof *features);
  }
  section_put_numbers(&draft, features, (size_t)sizes->features * NAME_TAGS);
  arena_free(scratch);
  return (Str){draft.bytes, draft.length};
}
