/// Blocks that matter least become zero, and stay it.
#include "extract/train/prune.h"

#include "tests/unit/toy_parser.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct {
  Arena *arena;
  Inventory inventory;
  Learner *learner;
} Lab;

static Lab lab_new(void) {
  Lab lab = {.arena = arena_new(), .inventory = toy_inventory()};
  Sentences sentences = toy_sentences(lab.arena);
  inventory_count(&lab.inventory, lab.arena, &sentences, 1);
  ParserTraining training = toy_settings();
  NetworkSizes sizes = training.sizes;
  sizes.vector = lab.inventory.dimensions;
  sizes.learned = lab.inventory.learned_count;
  sizes.tags = lab.inventory.tag_count;
  sizes.relations = lab.inventory.relation_count;
  lab.learner =
      learner_new(lab.arena, &lab.inventory, &sizes, &training.noise, 3);
  return lab;
}

static Tensor *tensor_of(const Lab *lab, uint32_t index) {
  return &lab->learner->set.tensors[index];
}

/// The mean squares of a tensor's gradients are all `square`.
static void set_gradients(Tensor *tensor, float square) {
  for (size_t i = 0; i < (size_t)tensor->rows * tensor->width; i++) {
    tensor->second[i] = square;
  }
}

static uint32_t count_zero_blocks(const Tensor *tensor) {
  uint32_t count = 0;
  for (size_t row = 0; row < tensor->rows; row += INPUT_BLOCK) {
    for (size_t column = 0; column < tensor->width; column += COLUMN_BLOCK) {
      bool is_zero = true;
      for (size_t i = row; i < row + INPUT_BLOCK; i++) {
        for (size_t k = column; k < column + COLUMN_BLOCK; k++) {
          is_zero = is_zero && tensor->value[i * tensor->width + k] == 0;
        }
      }
      count += is_zero;
    }
  }
  return count;
}

static uint32_t count_blocks(const Tensor *tensor) {
  return tensor->rows / INPUT_BLOCK * (tensor->width / COLUMN_BLOCK);
}

/// Prune from the beginning of a training to its end.
static void prune(Prune *prune) {
  for (uint32_t step = 0; step <= 1000; step++) {
    prune_step(prune, (float)step / 1000);
  }
}

static void what_matters_least_becomes_zero(void **state) {
  (void)state;
  Lab lab = lab_new();
  Tensor *gates = tensor_of(&lab, learner_layer(1, LAYER_GATES));
  Tensor *first = tensor_of(&lab, learner_layer(0, LAYER_GATES));
  Tensor *heads = tensor_of(&lab, LEARN_HEADS);
  set_gradients(first, 1e-9f);
  set_gradients(gates, 1e-6f);
  set_gradients(heads, 1);
  const Tensor *arcs = tensor_of(&lab, LEARN_ARCS);
  const uint32_t all =
      count_blocks(gates) + count_blocks(heads) + count_blocks(arcs);
  prune(prune_new(lab.arena, lab.learner, 0.25f));
  assert_int_equal(count_zero_blocks(heads), 0);
  assert_int_equal(count_zero_blocks(first),
                   0); // gates of known forms are kept
  const uint32_t zero = count_zero_blocks(gates) + count_zero_blocks(arcs);
  assert_true(zero >= all / 4 - 2 && zero <= all / 4);
  arena_free(lab.arena);
}

static void zero_blocks_stay_zero(void **state) {
  (void)state;
  Lab lab = lab_new();
  Tensor *heads = tensor_of(&lab, LEARN_HEADS);
  set_gradients(heads, 1);
  for (size_t i = 0; i < INPUT_BLOCK; i++) {
    memset(heads->value + i * heads->width, 0, COLUMN_BLOCK * sizeof(float));
  }
  Prune *pruning = prune_new(lab.arena, lab.learner, 0);
  heads->value[0] = 1; // as the optimizer does
  heads->average[heads->width] = 1;
  heads->value[COLUMN_BLOCK] = 1;
  prune_step(pruning, 0.9f);
  assert_true(heads->value[0] == 0);
  assert_true(heads->average[heads->width] == 0);
  assert_true(heads->value[COLUMN_BLOCK] == 1);
  assert_int_equal(count_zero_blocks(heads), 1);
  arena_free(lab.arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_matters_least_becomes_zero),
      cmocka_unit_test(zero_blocks_stay_zero),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
