/// Taking a learner's weights from a network.
#include "extract/train/learner.h"

static bool is_same_text(Str name, const Tag *tag) {
  Str upos = upos_name(tag->upos);
  const Str parts[] = {upos, tag->xpos, tag->features};
  size_t at = 0;
  for (size_t i = 0; i < 3; i++) {
    if (i) {
      if (at >= name.length || name.data[at] != ' ') {
        return false;
      }
      at++;
    }
    if (!str_starts(str_slice(name, at, name.length), parts[i])) {
      return false;
    }
    at += parts[i].length;
  }
  return at == name.length;
}

static bool has_same_labels(const Inventory *inventory,
                            const Network *network) {
  for (uint32_t i = 0; i < inventory->tag_count; i++) {
    if (!is_same_text(inventory->tags[i], &network->tags[i])) {
      return false;
    }
  }
  for (uint32_t i = 0; i < inventory->relation_count; i++) {
    if (!str_equal(inventory->relations[i], network->relation_names[i])) {
      return false;
    }
  }
  const size_t count = inventory->count;
  return count == 0 ||
         (memcmp(inventory->fingerprints, network->known.fingerprints,
                 count * sizeof *inventory->fingerprints) == 0 &&
          memcmp(inventory->learned_rows, network->learned_rows,
                 count * sizeof *inventory->learned_rows) == 0);
}

static void take_numbers(Learner *learner, uint32_t tensor, size_t from,
                         const float *numbers, size_t count) {
  memcpy(learner_value(learner, tensor) + from, numbers,
         count * sizeof *numbers);
}

static void take_row(Learner *learner, uint32_t tensor, const float *numbers) {
  take_numbers(learner, tensor, 0, numbers,
               (size_t)learner->set.tensors[tensor].rows *
                   learner->set.tensors[tensor].width);
}

static void take_table(Learner *learner, uint32_t index, ByteTable table) {
  const Tensor *tensor = &learner->set.tensors[index];
  for (size_t row = 0; row < tensor->rows; row++) {
    for (size_t i = row * tensor->width; i < (row + 1) * tensor->width; i++) {
      tensor->value[i] = (float)table.bytes[i] * table.scales[row];
    }
  }
}

/// A matrix is packed as kernel.h tells.
static void take_matrix(Learner *learner, uint32_t weights, uint32_t bias,
                        const Matrix *matrix) {
  const Tensor *tensor = &learner->set.tensors[weights];
  memset(tensor->value, 0,
         (size_t)tensor->rows * tensor->width * sizeof(float));
  for (size_t column = 0; column < tensor->width; column++) {
    const size_t group = column / COLUMN_BLOCK;
    for (size_t i = matrix->starts[group]; i < matrix->starts[group + 1]; i++) {
      const int8_t *four =
          matrix->weights +
          (i * COLUMN_BLOCK + column % COLUMN_BLOCK) * INPUT_BLOCK;
      float *value = tensor->value +
                     (size_t)matrix->places[i] * INPUT_BLOCK * tensor->width +
                     column;
      for (size_t k = 0; k < INPUT_BLOCK; k++) {
        value[k * tensor->width] = (float)four[k] * matrix->scales[column];
      }
    }
  }
  take_numbers(learner, bias, 0, matrix->bias, tensor->width);
}

static void take_layer(Learner *learner, uint32_t index,
                       const NetworkLayer *layer) {
  const uint32_t recurrence = learner_layer(index, LAYER_RECURRENCE);
  const size_t half = learner->sizes.width / 2;
  take_matrix(learner, learner_layer(index, LAYER_GATES),
              learner_layer(index, LAYER_GATES_BIAS), &layer->gates);
  take_numbers(learner, recurrence, 0, layer->forward.forget, half);
  take_numbers(learner, recurrence, half, layer->forward.reset, half);
  take_numbers(learner, recurrence, 2 * half, layer->backward.forget, half);
  take_numbers(learner, recurrence, 3 * half, layer->backward.reset, half);
  take_row(learner, learner_layer(index, LAYER_GAIN), layer->gain);
  take_row(learner, learner_layer(index, LAYER_OFFSET), layer->offset);
}

bool learner_read(Learner *learner, const Network *network) {
  if (memcmp(&learner->sizes, &network->sizes, sizeof learner->sizes) != 0 ||
      !has_same_labels(learner->inventory, network)) {
    return false;
  }
  take_table(learner, LEARN_WORDS, network->word_table);
  take_table(learner, LEARN_FEATURES, network->feature_table);
  take_matrix(learner, LEARN_INPUT, LEARN_INPUT_BIAS, &network->input);
  take_row(learner, LEARN_ROOT, network->root);
  take_row(learner, LEARN_INPUT_GAIN, network->input_gain);
  take_row(learner, LEARN_INPUT_OFFSET, network->input_offset);
  take_matrix(learner, LEARN_HEADS, LEARN_HEADS_BIAS, &network->heads);
  take_matrix(learner, LEARN_ARCS, LEARN_ARCS_BIAS, &network->arcs);
  take_row(learner, LEARN_DISTANCE, network->distance_bias);
  take_row(learner, LEARN_RELATION_DISTANCE, network->relation_distance);
  take_matrix(learner, LEARN_RELATIONS, LEARN_RELATIONS_BIAS,
              &network->relations);
  for (uint32_t i = 0; i < learner->sizes.layers; i++) {
    take_layer(learner, i, &network->layers[i]);
  }
  return true;
}
