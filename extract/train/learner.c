/// Making a learner, and rounding it to the model's section.
#include "extract/train/learner.h"

#include "extract/train/section_write.h"

#include <math.h>

enum { NETWORK_MAGIC = 0x32505351 }; // "QSP2", as network.c reads it

static uint32_t pad(uint32_t count, uint32_t block) {
  return (count + block - 1) / block * block;
}

/// Add a dense tensor.
static uint32_t dense(TensorSet *set, uint32_t rows, uint32_t width,
                      float deviation, Random *random) {
  return tensor_add(set, rows, width, TENSOR_DENSE, deviation, random);
}

static void fill_with_ones(const Learner *learner, uint32_t tensor) {
  for (uint32_t i = 0; i < learner->set.tensors[tensor].width; i++) {
    learner_value(learner, tensor)[i] = 1;
  }
}

static void add_layer(Learner *learner, Random *random) {
  const uint32_t width = learner->sizes.width;
  TensorSet *set = &learner->set;
  dense(set, width, 3 * width, 1 / sqrtf((float)width), random);
  dense(set, 1, 3 * width, 0, random);
  dense(set, 1, 2 * width, 0, random);
  fill_with_ones(learner, dense(set, 1, width, 0, random));
  dense(set, 1, width, 0, random);
}

Learner *learner_new(Arena *arena, const Inventory *inventory,
                     const NetworkSizes *sizes, const LearnerNoise *noise,
                     uint64_t seed) {
  Learner *learner = ARENA_NEW(arena, Learner, 1);
  learner->sizes = *sizes;
  learner->columns = network_columns(sizes);
  learner->inventory = inventory;
  learner->noise = *noise;
  learner->heads_width = pad(learner->columns.end, LANE_COUNT);
  learner->relations_width = pad(sizes->relations, LANE_COUNT);
  TensorSet *set = &learner->set;
  set->arena = arena;
  Random random = random_new(seed);
  const float width = 1 / sqrtf((float)sizes->width);
  const float arc = (float)sizes->arc;
  const uint32_t input = sizes->embedding + sizes->vector;
  tensor_add(set, sizes->learned, sizes->embedding, TENSOR_ROWS, 0.5f, &random);
  tensor_add(set, FEATURE_ROWS, sizes->embedding, TENSOR_ROWS, 0.5f, &random);
  dense(set, input, sizes->width, 0.5f / sqrtf((float)input), &random);
  dense(set, 1, sizes->width, 0, &random);
  dense(set, 1, sizes->width, 0.3f, &random);
  fill_with_ones(learner, dense(set, 1, sizes->width, 0, &random));
  dense(set, 1, sizes->width, 0, &random);
  dense(set, sizes->width, learner->heads_width, width, &random);
  dense(set, 1, learner->heads_width, 0, &random);
  dense(set, sizes->arc, sizes->arc, 0.5f / arc, &random);
  dense(set, 1, sizes->arc, 0, &random);
  dense(set, 1, DISTANCE_COUNT, 0, &random);
  dense(set, DISTANCE_COUNT, sizes->relation, 0, &random);
  dense(set, sizes->relation, learner->relations_width,
        1 / sqrtf((float)sizes->relation), &random);
  dense(set, 1, learner->relations_width, 0, &random);
  for (uint32_t layer = 0; layer < sizes->layers; layer++) {
    add_layer(learner, &random);
  }
  return learner;
}

static void put_tensor(SectionDraft *draft, const Learner *learner,
                       uint32_t index) {
  const Tensor *tensor = &learner->set.tensors[index];
  section_put_numbers(draft, tensor->value,
                      (size_t)tensor->rows * tensor->width);
}

/// Write a tensor [inputs][width] and its bias as a matrix of the kernel.
static void put_matrix(SectionDraft *draft, const Learner *learner,
                       uint32_t weights, uint32_t bias) {
  const Tensor *tensor = &learner->set.tensors[weights];
  section_put_matrix(draft, tensor->value, learner_value(learner, bias),
                     tensor->rows, tensor->width);
}

/// Write rows of embeddings in 8 bits.
static void put_table(SectionDraft *draft, const Learner *learner,
                      uint32_t index) {
  const Tensor *tensor = &learner->set.tensors[index];
  section_put_table(draft, tensor->value, tensor->rows, tensor->width);
}

/// The names of tags and relations, one a line.
static Str label_names(const Inventory *inventory, Arena *arena) {
  size_t length = 0;
  for (uint32_t i = 0; i < inventory->tag_count; i++) {
    length += inventory->tags[i].length + 1;
  }
  for (uint32_t i = 0; i < inventory->relation_count; i++) {
    length += inventory->relations[i].length + 1;
  }
  char *names = ARENA_NEW(arena, char, length);
  char *end = names;
  for (uint32_t i = 0; i < inventory->tag_count + inventory->relation_count;
       i++) {
    Str name = i < inventory->tag_count
                   ? inventory->tags[i]
                   : inventory->relations[i - inventory->tag_count];
    memcpy(end, name.data, name.length);
    end += name.length;
    *end++ = '\n';
  }
  return (Str){names, length};
}

static void put_words(SectionDraft *draft, const Learner *learner) {
  const Inventory *inventory = learner->inventory;
  const size_t count = inventory->count;
  section_put(draft, inventory->fingerprints, count * sizeof(uint32_t));
  section_put(draft, inventory->learned_rows, count * sizeof(uint16_t));
  section_put(draft, inventory->halves, count * (inventory->dimensions / 2));
  section_put(draft, inventory->scales, count * sizeof(float));
  put_table(draft, learner, LEARN_WORDS);
  put_table(draft, learner, LEARN_FEATURES);
}

static void put_layers(SectionDraft *draft, const Learner *learner) {
  put_matrix(draft, learner, LEARN_INPUT, LEARN_INPUT_BIAS);
  put_tensor(draft, learner, LEARN_ROOT);
  put_tensor(draft, learner, LEARN_INPUT_GAIN);
  put_tensor(draft, learner, LEARN_INPUT_OFFSET);
  const size_t half = learner->sizes.width / 2;
  for (uint32_t i = 0; i < learner->sizes.layers; i++) {
    put_matrix(draft, learner, learner_layer(i, LAYER_GATES),
               learner_layer(i, LAYER_GATES_BIAS));
    const float *weights =
        learner_value(learner, learner_layer(i, LAYER_RECURRENCE));
    for (size_t part = 0; part < 4; part++) {
      section_put(draft, weights + part * half, half * sizeof *weights);
    }
    put_tensor(draft, learner, learner_layer(i, LAYER_GAIN));
    put_tensor(draft, learner, learner_layer(i, LAYER_OFFSET));
  }
}

Str learner_write(const Learner *learner, Arena *arena) {
  SectionDraft draft = {.arena = arena};
  Str names = label_names(learner->inventory, arena);
  const NetworkSizes *sizes = &learner->sizes;
  const uint32_t header[] = {
      NETWORK_MAGIC,  sizes->width, sizes->layers,    sizes->embedding,
      sizes->vector,  sizes->arc,   sizes->relation,  sizes->words,
      sizes->learned, sizes->tags,  sizes->relations, (uint32_t)names.length};
  section_put(&draft, header, sizeof header);
  section_put(&draft, names.data, names.length);
  put_words(&draft, learner);
  put_layers(&draft, learner);
  put_matrix(&draft, learner, LEARN_HEADS, LEARN_HEADS_BIAS);
  put_matrix(&draft, learner, LEARN_ARCS, LEARN_ARCS_BIAS);
  put_tensor(&draft, learner, LEARN_DISTANCE);
  put_tensor(&draft, learner, LEARN_RELATION_DISTANCE);
  put_matrix(&draft, learner, LEARN_RELATIONS, LEARN_RELATIONS_BIAS);
  return (Str){draft.bytes, draft.length};
}
