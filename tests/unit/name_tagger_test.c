/// The name tagger: decoding, reading and writing its section, training, and
/// what becomes of the names that rules find.
#include "extract/mention/name_decode.h"
#include "extract/mention/name_feature.h"
#include "extract/name/name.h"
#include "extract/syntax/parser.h"
#include "extract/train/name_augment.h"
#include "extract/train/name_learner.h"

#include "tests/unit/toy_parser.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

/// Is the row of tags made of whole names?
static bool is_whole(const uint32_t *tags, uint32_t count) {
  uint32_t open = NAME_OUTSIDE;
  for (uint32_t i = 0; i <= count; i++) {
    uint32_t tag = i < count ? tags[i] : NAME_OUTSIDE;
    uint32_t place = tag ? (tag - 1) % NAME_PLACES : NAME_BEGIN;
    uint32_t kind = tag ? 1 + (tag - 1) / NAME_PLACES : 0;
    bool goes_on = tag && (place == NAME_INSIDE || place == NAME_END);
    if (goes_on != (open != NAME_OUTSIDE) || (goes_on && kind != open)) {
      return false;
    }
    open = tag && (place == NAME_BEGIN || place == NAME_INSIDE) ? kind : 0;
  }
  return true;
}

/// The best sum of scores of all rows of `count` tags.
static float best_sum(const float *scores, uint32_t count) {
  float best = -1e9f;
  uint32_t tags[4];
  uint32_t rows = 1;
  for (uint32_t i = 0; i < count; i++) {
    rows *= NAME_TAGS;
  }
  for (uint32_t row = 0; row < rows; row++) {
    float sum = 0;
    uint32_t rest = row;
    for (uint32_t i = 0; i < count; i++, rest /= NAME_TAGS) {
      tags[i] = rest % NAME_TAGS;
      sum += scores[i * NAME_TAGS + tags[i]];
    }
    best = sum > best && is_whole(tags, count) ? sum : best;
  }
  return best;
}

static float sum_of(const float *scores, uint32_t count,
                    const NameSpans *names) {
  uint32_t tags[4] = {0};
  for (size_t i = 0; i < names->count; i++) {
    NameSpan span = names->spans[i];
    for (uint32_t k = span.begin; k < span.end; k++) {
      tags[k] = name_tag(span.kind, span.end - span.begin == 1 ? NAME_SINGLE
                                    : k == span.begin          ? NAME_BEGIN
                                    : k + 1 == span.end        ? NAME_END
                                                               : NAME_INSIDE);
    }
  }
  float sum = 0;
  for (uint32_t i = 0; i < count; i++) {
    sum += scores[i * NAME_TAGS + tags[i]];
  }
  return sum;
}

static void decoding_finds_the_best_row(void **state) {
  (void)state;
  Arena *arena = arena_new();
  Random random = random_new(5);
  float scores[4 * NAME_TAGS];
  for (int round = 0; round < 12; round++) {
    uint32_t count = 1 + (uint32_t)round % 4;
    for (uint32_t i = 0; i < count * NAME_TAGS; i++) {
      scores[i] = random_normal(&random);
    }
    NameSpans names = name_decode(scores, count, arena);
    float difference = best_sum(scores, count) - sum_of(scores, count, &names);
    assert_true(difference < 1e-4f);
  }
  assert_int_equal(name_decode(scores, 0, arena).count, 0);
  arena_free(arena);
}

static void kinds_are_compared_with_the_likeliest(void **state) {
  (void)state;
  float scores[2 * NAME_TAGS] = {0};
  float kinds[NAME_KINDS];
  scores[name_tag(NAME_PLACE, NAME_BEGIN)] = 2;
  scores[NAME_TAGS + name_tag(NAME_PLACE, NAME_END)] = 7;
  scores[NAME_TAGS + name_tag(NAME_EVENT, NAME_END)] = 8;
  name_kind_scores(scores, 0, 2, kinds);
  assert_true(kinds[NAME_PLACE] == 0);
  assert_true(kinds[NAME_EVENT] == -1);
  assert_true(kinds[NAME_PERSON] == -4); // not -9
}

static void broken_scores_make_no_broken_names(void **state) {
  (void)state;
  Arena *arena = arena_new();
  float scores[3 * NAME_TAGS];
  const float not_a_number = (float)(0.0 / (double)(arena == NULL));
  for (size_t i = 0; i < 3 * NAME_TAGS; i++) {
    scores[i] = i % 2 ? not_a_number : 1e38f * 10;
  }
  NameSpans names = name_decode(scores, 3, arena);
  uint32_t end = 0;
  for (size_t i = 0; i < names.count; i++) {
    assert_true(names.spans[i].begin >= end);
    end = names.spans[i].end;
    assert_true(end <= 3);
  }
  arena_free(arena);
}

typedef struct {
  Arena *arena;
  Report *report;
  Network network;
  Sentences sentences;
  NameExamples examples;
} Toy;

/// A ParserVisitor: keep tokens; names are persons.
static void take_token(void *context, const Sentence *sentence, uint32_t token,
                       const float *vector, const float *inputs) {
  Toy *toy = context;
  NameExamples *examples = &toy->examples;
  const size_t all = examples->width + (size_t)examples->inputs;
  Str form = sentence->tokens[token].form;
  bool is_name = str_equal(form, STR("Berg")) || str_equal(form, STR("Telvik"));
  uint8_t *bytes = examples->bytes + examples->count * all;
  float *scales = examples->scales + 2 * examples->count;
  kernel_best()->quantize(vector, 0, 1, examples->width,
                          (Activations){bytes, scales});
  kernel_best()->quantize(inputs, 0, 1, examples->inputs,
                          (Activations){bytes + examples->width, scales + 1});
  examples->features[examples->count] = 1;
  examples->tags[examples->count++] =
      (uint8_t)(is_name ? name_tag(NAME_PERSON, NAME_SINGLE) : NAME_OUTSIDE);
}

static Toy make_toy(void) {
  Toy toy = {.arena = arena_new(), .report = report_new()};
  ParserTraining training = toy_settings();
  training.epochs = 2;
  Str section = toy_train(toy.arena, &training);
  assert_int_equal(
      network_load(section, STR("toy"), toy.arena, toy.report, &toy.network),
      STATUS_OK);
  toy.sentences = toy_sentences(toy.arena);
  enum { ROOM = 64 };
  NameExamples *examples = &toy.examples;
  examples->width = toy.network.sizes.width;
  examples->inputs = toy.network.input.inputs;
  examples->bytes = ARENA_NEW(
      toy.arena, uint8_t, ROOM * (examples->width + (size_t)examples->inputs));
  examples->scales = ARENA_NEW(toy.arena, float, 2 * ROOM);
  examples->features = ARENA_NEW(toy.arena, uint64_t, ROOM);
  examples->tags = ARENA_NEW(toy.arena, uint8_t, ROOM);
  Parser *parser = parser_new(&toy.network, kernel_best());
  parser_visit(parser, toy.sentences.sentences, toy.sentences.count, take_token,
               &toy);
  parser_free(parser);
  return toy;
}

static void release(Toy *toy) {
  report_free(toy->report);
  arena_free(toy->arena);
}

/// A tagger that has seen the examples so many times; its section, aligned.
static Str train(Toy *toy, uint32_t epochs) {
  NameSizes sizes = {.width = toy->network.sizes.width,
                     .inputs = toy->network.input.inputs,
                     .hidden = 64,
                     .recurrent = 32,
                     .features = 2};
  NameNoise noise = {0, 0};
  NameLearner *learner = name_learner_new(
      toy->arena, &sizes, name_network_fingerprint(&toy->network),
      &toy->examples, 1);
  NameWorker *worker = name_worker_new(toy->arena, learner, &noise, 1);
  Gradients *gradients = name_worker_gradients(worker);
  NameSequence sequence = {0, (uint32_t)toy->examples.count};
  double first = 0;
  double last = 0;
  for (uint32_t i = 0; i < epochs; i++) {
    last = name_worker_learn(worker, &toy->examples, &sequence, 1);
    first = i == 0 ? last : first;
    tensor_step(&learner->set, &gradients, 1, 0.01f, 5);
  }
  assert_true(epochs == 0 || last < first / 4);
  Str section = name_learner_write(learner, toy->arena);
  char *bytes = kernel_buffer(toy->arena, section.length, 1);
  memcpy(bytes, section.data, section.length);
  return (Str){bytes, section.length};
}

/// Tag the toy sentences; their scores, one after the other.
static float *tag(Toy *toy, Str section, const Kernel *kernel, size_t *count) {
  NameNetwork names;
  assert_int_equal(name_network_load(section, &toy->network, STR("toy"),
                                     toy->report, &names),
                   STATUS_OK);
  *count = 0;
  for (size_t i = 0; i < toy->sentences.count; i++) {
    *count += toy->sentences.sentences[i].token_count * (size_t)NAME_TAGS;
  }
  float *scores = ARENA_NEW(toy->arena, float, *count);
  float *next = scores;
  for (size_t i = 0; i < toy->sentences.count; i++) {
    toy->sentences.sentences[i].names.scores = next;
    next += toy->sentences.sentences[i].token_count * (size_t)NAME_TAGS;
  }
  Parser *parser = parser_new(&toy->network, kernel);
  parser_use_names(parser, &names);
  parser_run(parser, toy->sentences.sentences, toy->sentences.count);
  parser_free(parser);
  return scores;
}

static void what_is_trained_is_tagged(void **state) {
  (void)state;
  Toy toy = make_toy();
  Str section = train(&toy, 60);
  size_t count;
  float *scores = tag(&toy, section, kernel_best(), &count);
  for (size_t i = 0; i < toy.examples.count; i++) {
    uint32_t best = 0;
    for (uint32_t k = 1; k < NAME_TAGS; k++) {
      best =
          scores[i * NAME_TAGS + k] > scores[i * NAME_TAGS + best] ? k : best;
    }
    assert_int_equal(best, toy.examples.tags[i]);
  }
  release(&toy);
}

static void all_kernels_give_the_same_scores(void **state) {
  (void)state;
  Toy toy = make_toy();
  Str section = train(&toy, 0);
  size_t count;
  float *first = tag(&toy, section, kernel_get(0), &count);
  for (size_t i = 1; kernel_get(i); i++) {
    float *other = tag(&toy, section, kernel_get(i), &count);
    assert_memory_equal(first, other, count * sizeof *first);
  }
  release(&toy);
}

static void forms_in_the_cache_give_the_same_scores(void **state) {
  (void)state;
  Toy toy = make_toy();
  Str section = train(&toy, 0);
  size_t count;
  float *first = tag(&toy, section, kernel_best(), &count);
  NameNetwork names;
  assert_int_equal(
      name_network_load(section, &toy.network, STR("toy"), toy.report, &names),
      STATUS_OK);
  float *again = ARENA_NEW(toy.arena, float, count);
  memcpy(again, first, count * sizeof *again);
  Parser *parser = parser_new(&toy.network, kernel_best());
  parser_use_names(parser, &names);
  parser_run(parser, toy.sentences.sentences, toy.sentences.count);
  memset(first, 0, count * sizeof *first);
  parser_run(parser, toy.sentences.sentences, toy.sentences.count);
  parser_free(parser);
  assert_memory_equal(first, again, count * sizeof *first);
  release(&toy);
}

static void assert_refused(const Toy *toy, Str section, const char *expected) {
  NameNetwork names;
  assert_int_equal(name_network_load(section, &toy->network, STR("toy"),
                                     toy->report, &names),
                   STATUS_BAD_SETUP);
  size_t last = report_count(toy->report) - 1;
  Str text = report_get(toy->report, last)->text;
  if (!str_starts(text, str_from(expected))) {
    print_error("%.*s\n", STR_ARG(text));
    fail();
  }
}

static void bad_sections_are_refused(void **state) {
  (void)state;
  Toy toy = make_toy();
  Str section = train(&toy, 0);
  uint32_t *header = kernel_buffer(toy.arena, section.length, 1);
  memcpy(header, section.data, section.length);
  Str changed = {(const char *)header, section.length};
  assert_refused(&toy, str_slice(section, 0, 16),
                 "the model's name tagger is damaged");
  assert_refused(&toy, str_slice(section, 0, section.length - 1),
                 "the model's name tagger is cut short");
  header[6]++;
  assert_refused(&toy, changed,
                 "the model's name tagger was trained with another parser");
  header[6]--;
  header[3] = 63;
  assert_refused(&toy, changed, "the model's name tagger has sizes");
  header[3] = 64;
  header[5] = 65536;
  assert_refused(&toy, changed, "the model's name tagger has sizes");
  release(&toy);
}

static void augmented_sentences_keep_their_other_words(void **state) {
  (void)state;
  Arena *arena = arena_new();
  Report *report = report_new();
  Sentences sentences = toy_sentences(arena);
  NameSpan span = {0, 1, NAME_PERSON};
  NamedSentence named = {sentences.sentences[1], {&span, 1, 1}};
  NamedSentences all = {&named, 1, 1};
  Lexicon *lexicon = lexicon_new(arena, report);
  NamePool *pool = name_pool_new(arena, lexicon, &all);
  Random random = random_new(3);
  size_t others = 0;
  for (int i = 0; i < 50; i++) {
    NamedSentence made = name_augment(pool, arena, &random, &named);
    assert_int_equal(made.names.count, 1);
    NameSpan name = made.names.spans[0];
    assert_int_equal(name.begin, 0);
    assert_int_equal(name.kind, NAME_PERSON);
    assert_int_equal(made.sentence.token_count, name.end + 4);
    Str form = made.sentence.tokens[name.end].form;
    assert_true(str_equal(form, STR("sued")));
    others += !str_equal(made.sentence.tokens[0].form, STR("Telvik"));
  }
  assert_true(others > 20);
  report_free(report);
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(decoding_finds_the_best_row),
      cmocka_unit_test(kinds_are_compared_with_the_likeliest),
      cmocka_unit_test(broken_scores_make_no_broken_names),
      cmocka_unit_test(what_is_trained_is_tagged),
      cmocka_unit_test(all_kernels_give_the_same_scores),
      cmocka_unit_test(forms_in_the_cache_give_the_same_scores),
      cmocka_unit_test(bad_sections_are_refused),
      cmocka_unit_test(augmented_sentences_keep_their_other_words),
  };
  return cmocka_run_group_tests_name("name tagger", tests, NULL, NULL);
}
