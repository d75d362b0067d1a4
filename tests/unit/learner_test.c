/// The trainer's gradients, lessons and determinism.
#include "extract/train/learner.h"

#include "tests/unit/toy_parser.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

typedef struct {
  Inventory inventory;
  Corpus corpus;
  Learner *learner;
  Worker *worker;
  const ExampleSentence *batch[4];
} Lab;

static Lab *lab_new(Arena *arena) {
  Lab *lab = ARENA_NEW(arena, Lab, 1);
  lab->inventory = toy_inventory();
  Sentences sentences = toy_sentences(arena);
  inventory_count(&lab->inventory, arena, &sentences, 1);
  lab->corpus = corpus_number(&lab->inventory, arena, &sentences, 1, 100);
  ParserTraining training = toy_settings();
  NetworkSizes sizes = training.sizes;
  sizes.vector = lab->inventory.dimensions;
  sizes.learned = lab->inventory.learned_count;
  sizes.tags = lab->inventory.tag_count;
  sizes.relations = lab->inventory.relation_count;
  lab->learner =
      learner_new(arena, &lab->inventory, &sizes, &training.noise, 3);
  lab->worker = worker_new(arena, lab->learner, 4);
  for (uint32_t i = 0; i < 4; i++) {
    lab->batch[i] = &lab->corpus.sentences[i];
  }
  return lab;
}

/// Give the numbers that begin as zero some value, so that every path counts.
static void stir(Lab *lab) {
  Random random = random_new(5);
  for (uint32_t i = 0; i < lab->learner->set.count; i++) {
    const Tensor *tensor = &lab->learner->set.tensors[i];
    size_t size = (size_t)tensor->rows * tensor->width;
    for (size_t k = 0; k < size; k++) {
      tensor->value[k] +=
          0.3f * random_normal(&random) * (float)(tensor->rows == 1);
    }
  }
}

static double loss(Lab *lab) {
  Losses losses = {0, 0, 0};
  worker_learn(lab->worker, lab->batch, 4, 0, &losses);
  return losses.tags + losses.arcs + losses.relations;
}

/// Compare a tensor's gradients with what small steps do to the loss.
static void check_tensor(Lab *lab, uint32_t index) {
  Tensor *tensor = &lab->learner->set.tensors[index];
  const float *grad = worker_gradients(lab->worker)->grad[index];
  size_t size = (size_t)tensor->rows * tensor->width;
  float largest = 0;
  for (size_t i = 0; i < size; i++) {
    largest = fabsf(grad[i]) > largest ? fabsf(grad[i]) : largest;
  }
  int checked = 0;
  for (size_t i = 0; i < size && checked < 5; i++) {
    if (fabsf(grad[i]) < largest / 2) {
      continue;
    }
    const float step = 2e-3f;
    const float kept = tensor->value[i];
    const double expected = (double)grad[i];
    tensor->value[i] = kept + step;
    double above = loss(lab);
    tensor->value[i] = kept - step;
    double below = loss(lab);
    tensor->value[i] = kept;
    double slope = (above - below) / (2 * (double)step);
    assert_true(fabs(slope - expected) < 0.05 * fabs(expected) + 0.01);
    checked++;
  }
  assert_true(checked > 0);
}

static void gradients_are_slopes_of_the_loss(void **state) {
  (void)state;
  Arena *arena = arena_new();
  Lab *lab = lab_new(arena);
  Losses losses = {0, 0, 0};
  stir(lab);
  worker_learn(lab->worker, lab->batch, 4, 1, &losses);
  for (uint32_t i = 0; i < lab->learner->set.count; i++) {
    check_tensor(lab, i);
  }
  arena_free(arena);
}

static void the_same_seed_gives_the_same_bytes(void **state) {
  (void)state;
  Arena *arena = arena_new();
  ParserTraining training = toy_settings();
  training.noise = parser_training_default().noise;
  training.epochs = 3;
  training.teachers = 1;
  training.teacher_epochs = 2;
  Str a = toy_train(arena, &training);
  Str b = toy_train(arena, &training);
  assert_true(str_equal(a, b));
  training.seed = 2;
  assert_false(str_equal(a, toy_train(arena, &training)));
  arena_free(arena);
}

static void votes_of_teachers_are_shares(void **state) {
  (void)state;
  Arena *arena = arena_new();
  Lab *lab = lab_new(arena);
  Lesson lessons[32];
  memset(lessons, 0, sizeof lessons);
  for (size_t i = 0; i < 32; i++) {
    for (int slot = 0; slot < SOFT_COUNT; slot++) {
      lessons[i].tag.labels[slot] = NOT_KNOWN;
      lessons[i].head.labels[slot] = NOT_KNOWN;
      lessons[i].relation.labels[slot] = NOT_KNOWN;
    }
  }
  ExampleSentence sentence = *lab->batch[1];
  sentence.lessons = lessons;
  const ExampleSentence *const batch[] = {&sentence};
  worker_teach(lab->worker, batch, 1, 0.5f);
  worker_teach(lab->worker, batch, 1, 0.5f);
  for (uint32_t i = 0; i < sentence.count; i++) {
    float sum = 0;
    for (int slot = 0; slot < SOFT_COUNT; slot++) {
      sum += lessons[i].head.shares[slot];
      if (lessons[i].head.labels[slot] != NOT_KNOWN) {
        assert_true(lessons[i].head.labels[slot] <= sentence.count);
        assert_true(lessons[i].head.labels[slot] != i + 1 ||
                    lessons[i].head.shares[slot] == 0);
      }
    }
    assert_true(sum > 0.99f && sum < 1.01f);
  }
  arena_free(arena);
}

/// The lab's network, as a model has it.
static Network lab_network(Lab *lab, Arena *arena) {
  Str section = learner_write(lab->learner, arena);
  char *bytes = kernel_buffer(arena, section.length, 1);
  memcpy(bytes, section.data, section.length);
  Network network;
  Report *report = report_new();
  assert_int_equal(network_load((Str){bytes, section.length}, STR("lab"), arena,
                                report, &network),
                   STATUS_OK);
  report_free(report);
  return network;
}

static void a_network_is_read_back(void **state) {
  (void)state;
  Arena *arena = arena_new();
  Lab *lab = lab_new(arena);
  stir(lab);
  Network network = lab_network(lab, arena);
  Learner *copy = learner_new(arena, &lab->inventory, &lab->learner->sizes,
                              &lab->learner->noise, 99);
  assert_true(learner_read(copy, &network));
  for (uint32_t i = 0; i < copy->set.count; i++) {
    const Tensor *a = &lab->learner->set.tensors[i];
    const Tensor *b = &copy->set.tensors[i];
    float most = 0;
    for (size_t k = 0; k < (size_t)a->rows * a->width; k++) {
      most = fabsf(a->value[k]) > most ? fabsf(a->value[k]) : most;
    }
    for (size_t k = 0; k < (size_t)a->rows * a->width; k++) {
      assert_true(fabsf(a->value[k] - b->value[k]) <= most / 254 + 1e-6f);
    }
  }
  arena_free(arena);
}

static void another_network_is_not_read(void **state) {
  (void)state;
  Arena *arena = arena_new();
  Lab *lab = lab_new(arena);
  Network network = lab_network(lab, arena);
  network.tags[0].upos = network.tags[0].upos == UPOS_X ? UPOS_ADJ : UPOS_X;
  assert_false(learner_read(lab->learner, &network));
  network = lab_network(lab, arena);
  network.relation_names[0] = STR("zebra");
  assert_false(learner_read(lab->learner, &network));
  network = lab_network(lab, arena);
  network.sizes.layers++;
  assert_false(learner_read(lab->learner, &network));
  arena_free(arena);
}

static void a_pruned_network_is_smaller(void **state) {
  (void)state;
  Arena *arena = arena_new();
  ParserTraining training = toy_settings();
  const size_t length = toy_train(arena, &training).length;
  parser_training_prune(&training, 0.5f);
  Str pruned = toy_train(arena, &training);
  // Half of the blocks of one layer's gates, of heads and of arcs.
  const size_t half = (64 * 192 + 64 * 128 + 32 * 32) / 2;
  assert_true(length - pruned.length > half * 9 / 10);
  assert_true(length - pruned.length < half * 12 / 10);
  arena_free(arena);
}

static void training_goes_on_from_a_network(void **state) {
  (void)state;
  Arena *arena = arena_new();
  Lab *lab = lab_new(arena);
  Network network = lab_network(lab, arena);
  ParserTraining training = toy_settings();
  training.base = &network;
  training.epochs = 1;
  Str section = toy_train(arena, &training);
  assert_true(section.length > 0);
  training.rate = 0; // the weights stay what they were
  Str same = toy_train(arena, &training);
  assert_int_equal(same.length, section.length);
  assert_false(str_equal(same, section));
  training.sizes.width *= 2;
  assert_int_equal(toy_train(arena, &training).length, 0);
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(gradients_are_slopes_of_the_loss),
      cmocka_unit_test(the_same_seed_gives_the_same_bytes),
      cmocka_unit_test(votes_of_teachers_are_shares),
      cmocka_unit_test(a_network_is_read_back),
      cmocka_unit_test(another_network_is_not_read),
      cmocka_unit_test(a_pruned_network_is_smaller),
      cmocka_unit_test(training_goes_on_from_a_network),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
