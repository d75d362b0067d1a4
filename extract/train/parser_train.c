/// The training loop.
#include "extract/train/parser_train.h"

#include "extract/syntax/parser.h"
#include "extract/train/prune.h"
#include "extract/train/telling.h"

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

enum {
  WORKER_COUNT = 2,   ///< shares of a batch; part of the result
  BUCKET = 2000,      ///< sentences among which like lengths are put together
  AVERAGE_EVERY = 20, ///< steps
  DEV_EVERY = 3       ///< epochs
};

static const float warm_up = 0.02f;       // share of all steps
static const float average_from = 0.33f;  // share of all steps
static const float average_share = 0.05f; // a step of the moving average
static const float longest_gradient = 5.0f;

typedef struct {
  const ExampleSentence *sentences[WORKER_SENTENCES];
  uint32_t count;
  uint32_t words;
} Batch;

/// One worker's share of a batch, run by a thread.
typedef struct {
  Worker *worker;
  Batch batch;
  float scale;
  float share; ///< of votes; 0: learn
  Losses losses;
} Task;

typedef struct {
  const ParserTraining *training;
  Learner *learner;
  Corpus corpus;
  Telling *telling;
  Prune *prune; ///< NULL: leave all weights
  const ExampleSentence **order;
  Random random;
  Task tasks[WORKER_COUNT];
  uint32_t step;
  uint32_t steps; ///< in all, about
} Run;

static void *run_task(void *context) {
  Task *task = context;
  const ExampleSentence *const *sentences =
      (const ExampleSentence *const *)task->batch.sentences;
  if (task->batch.count && task->share > 0) {
    worker_teach(task->worker, sentences, task->batch.count, task->share);
  } else if (task->batch.count) {
    worker_learn(task->worker, sentences, task->batch.count, task->scale,
                 &task->losses);
  }
  return NULL;
}

/// Run all tasks, those past the first on threads of their own where there
/// are any.
static void run_tasks(Task *tasks) {
  pthread_t threads[WORKER_COUNT];
  bool started[WORKER_COUNT] = {false};
  for (int i = 1; i < WORKER_COUNT; i++) {
    started[i] = pthread_create(&threads[i], NULL, run_task, &tasks[i]) == 0;
  }
  run_task(&tasks[0]);
  for (int i = 1; i < WORKER_COUNT; i++) {
    if (started[i]) {
      pthread_join(threads[i], NULL);
    } else {
      run_task(&tasks[i]);
    }
  }
}

/// Deal the next batch to the tasks; false after the last one.
static bool deal(Run *run, uint32_t *next) {
  for (int i = 0; i < WORKER_COUNT; i++) {
    run->tasks[i].batch = (Batch){.count = 0};
  }
  uint32_t words = 0;
  uint32_t dealt = 0;
  while (*next < run->corpus.count && dealt < WORKER_SENTENCES) {
    const ExampleSentence *sentence = run->order[*next];
    if (words && words + sentence->count > run->training->batch_words) {
      break;
    }
    Batch *batch = &run->tasks[0].batch;
    for (int i = 1; i < WORKER_COUNT; i++) {
      if (run->tasks[i].batch.words < batch->words) {
        batch = &run->tasks[i].batch;
      }
    }
    batch->sentences[batch->count++] = sentence;
    batch->words += sentence->count;
    words += sentence->count;
    dealt++;
    (*next)++;
  }
  for (int i = 0; words && i < WORKER_COUNT; i++) {
    run->tasks[i].scale = 1.0f / (float)words;
  }
  return words > 0;
}

static int order_by_length(const void *a, const void *b) {
  const ExampleSentence *x = *(const ExampleSentence *const *)a;
  const ExampleSentence *y = *(const ExampleSentence *const *)b;
  if (x->count != y->count) {
    return x->count < y->count ? -1 : 1;
  }
  return (x > y) - (x < y);
}

static void shuffle(Run *run) {
  for (uint32_t i = run->corpus.count; i > 1; i--) {
    uint32_t j = (uint32_t)(random_next(&run->random) % i);
    const ExampleSentence *sentence = run->order[i - 1];
    run->order[i - 1] = run->order[j];
    run->order[j] = sentence;
  }
  for (uint32_t i = 0; i + BUCKET < run->corpus.count; i += BUCKET) {
    qsort(run->order + i, BUCKET, sizeof *run->order, order_by_length);
  }
}

static float rate_now(const Run *run) {
  float done = (float)run->step / (float)run->steps;
  float part = done < warm_up ? done / warm_up
                              : 1 - (done - warm_up) / (1 - warm_up) * 0.98f;
  return run->training->rate * (part < 0.01f ? 0.01f : part);
}

static Losses run_epoch(Run *run) {
  Losses losses = {0, 0, 0};
  Gradients *gradients[WORKER_COUNT];
  for (int i = 0; i < WORKER_COUNT; i++) {
    run->tasks[i].losses = losses;
    run->tasks[i].share = 0;
    gradients[i] = worker_gradients(run->tasks[i].worker);
  }
  telling_next(run->telling);
  shuffle(run);
  uint32_t next = 0;
  while (deal(run, &next)) {
    run_tasks(run->tasks);
    tensor_step(&run->learner->set, gradients, WORKER_COUNT, rate_now(run),
                longest_gradient);
    run->step++;
    if (run->step == (uint32_t)(average_from * (float)run->steps)) {
      tensor_average(&run->learner->set, 1);
    } else if (run->step % AVERAGE_EVERY == 0 &&
               (float)run->step > average_from * (float)run->steps) {
      tensor_average(&run->learner->set, average_share);
    }
    if (run->prune) {
      prune_step(run->prune, (float)run->step / (float)run->steps);
    }
  }
  for (int i = 0; i < WORKER_COUNT; i++) {
    losses.tags += run->tasks[i].losses.tags;
    losses.arcs += run->tasks[i].losses.arcs;
    losses.relations += run->tasks[i].losses.relations;
  }
  return losses;
}

/// Parse copies of the dev sentences with the rounded network; counts of
/// right UPOS, heads, and heads with relations.
static void try_out(const Learner *learner, const Sentences *dev,
                    uint32_t right[3], uint32_t *count) {
  Arena *arena = arena_new();
  Report *report = report_new();
  Str section = learner_write(learner, arena);
  char *bytes = kernel_buffer(arena, section.length, 1);
  memcpy(bytes, section.data, section.length);
  Network network;
  *count = 0;
  memset(right, 0, 3 * sizeof *right);
  if (network_load((Str){bytes, section.length}, STR("trained"), arena, report,
                   &network) != STATUS_OK) {
    abort(); // what learner_write() wrote network_load() reads
  }
  Parser *parser = parser_new(&network, kernel_best());
  for (size_t s = 0; s < dev->count; s++) {
    const Sentence *gold = &dev->sentences[s];
    Sentence copy = *gold;
    copy.tokens = ARENA_NEW(arena, Token, gold->token_count);
    memcpy(copy.tokens, gold->tokens, gold->token_count * sizeof(Token));
    parser_run(parser, &copy, 1);
    for (uint32_t i = 0; i < gold->token_count; i++) {
      const Token *a = &gold->tokens[i];
      const Token *b = &copy.tokens[i];
      right[0] += a->upos == b->upos;
      right[1] += a->head == b->head;
      right[2] += a->head == b->head && str_equal(a->relation, b->relation);
    }
    *count += gold->token_count;
  }
  parser_free(parser);
  report_free(report);
  arena_free(arena);
}

static void tell(Run *run, const char *name, uint32_t epoch, Losses losses,
                 const Sentences *dev, TrainProgress progress, void *context) {
  char text[256];
  double tokens = run->corpus.token_count;
  int length = snprintf(text, sizeof text,
                        "%s epoch %u: loss tags %.4f arcs %.4f relations %.4f",
                        name, epoch, losses.tags / tokens, losses.arcs / tokens,
                        losses.relations / tokens);
  if (dev->count && (epoch % DEV_EVERY == 0 || run->step >= run->steps)) {
    uint32_t right[3];
    uint32_t count;
    bool averaged = (float)run->step > average_from * (float)run->steps + 1;
    if (averaged) {
      tensor_swap_average(&run->learner->set);
    }
    try_out(run->learner, dev, right, &count);
    if (averaged) {
      tensor_swap_average(&run->learner->set);
    }
    snprintf(text + length, sizeof text - (size_t)length,
             "; dev UPOS %.2f UAS %.2f LAS %.2f", 100.0 * right[0] / count,
             100.0 * right[1] / count, 100.0 * right[2] / count);
  }
  progress(context, str_from(text));
}

/// Train one network on the corpus; its averages become its values.
static Learner *train_one(Arena *arena, const ParserTraining *training,
                          const Inventory *inventory,
                          const Variation *variation, const Graft *graft,
                          Corpus corpus, uint32_t epochs, uint64_t seed,
                          const char *name, const Sentences *dev,
                          TrainProgress progress, void *context) {
  Run run = {.training = training,
             .corpus = corpus,
             .telling = telling_new(inventory, variation, graft, corpus,
                                    seed + 104729)};
  run.learner =
      learner_new(arena, inventory, &training->sizes, &training->noise, seed);
  if (training->base && !learner_read(run.learner, training->base)) {
    abort(); // parser_train() has read it before
  }
  if (training->zeros > 0) {
    run.prune = prune_new(arena, run.learner, training->zeros);
  }
  run.random = random_new(seed + 7919);
  run.order = ARENA_NEW(arena, const ExampleSentence *, corpus.count);
  for (uint32_t i = 0; i < corpus.count; i++) {
    run.order[i] = &telling_sentences(run.telling)[i];
  }
  for (uint32_t i = 0; i < WORKER_COUNT; i++) {
    run.tasks[i].worker =
        worker_new(arena, run.learner, seed * WORKER_COUNT + i);
  }
  run.steps = epochs * (corpus.token_count / training->batch_words + 1);
  for (uint32_t epoch = 1; epoch <= epochs; epoch++) {
    Losses losses = run_epoch(&run);
    if (epoch == epochs) {
      run.step = run.steps;
    }
    if (progress) {
      tell(&run, name, epoch, losses, dev, progress, context);
    }
  }
  telling_free(run.telling);
  tensor_swap_average(&run.learner->set);
  return run.learner;
}

/// Let a trained network vote on every token of the corpus.
static void teach(Arena *arena, const Learner *teacher, Corpus corpus,
                  const ParserTraining *training, float share) {
  Run run = {.training = training, .corpus = corpus};
  run.order = ARENA_NEW(arena, const ExampleSentence *, corpus.count);
  for (uint32_t i = 0; i < corpus.count; i++) {
    run.order[i] = &corpus.sentences[i];
  }
  for (uint32_t i = 0; i < WORKER_COUNT; i++) {
    run.tasks[i].worker = worker_new(arena, teacher, i);
    run.tasks[i].share = share;
  }
  uint32_t next = 0;
  while (deal(&run, &next)) {
    run_tasks(run.tasks);
  }
}

static void begin_lessons(Arena *arena, Corpus corpus) {
  Lesson *lessons = ARENA_NEW(arena, Lesson, corpus.token_count);
  for (uint32_t i = 0; i < corpus.token_count; i++) {
    for (int slot = 0; slot < SOFT_COUNT; slot++) {
      lessons[i].tag.labels[slot] = NOT_KNOWN;
      lessons[i].head.labels[slot] = NOT_KNOWN;
      lessons[i].relation.labels[slot] = NOT_KNOWN;
    }
  }
  for (uint32_t s = 0; s < corpus.count; s++) {
    corpus.sentences[s].lessons = lessons;
    lessons += corpus.sentences[s].count;
  }
}

static void normalize_soft(Soft *soft) {
  float sum = 0;
  for (int i = 0; i < SOFT_COUNT; i++) {
    sum += soft->shares[i];
  }
  for (int i = 0; i < SOFT_COUNT; i++) {
    soft->shares[i] /= sum;
  }
}

/// Let teachers vote on a corpus with lessons: the network to train further, or
/// new ones; false if that network does not fit.
static bool gather_votes(Arena *arena, const ParserTraining *settings,
                         const Inventory *inventory, const Variation *variation,
                         const Graft *graft, Corpus corpus, Corpus taught,
                         const Sentences *dev, TrainProgress progress,
                         void *context) {
  if (settings->base) {
    Learner *teacher =
        learner_new(arena, inventory, &settings->sizes, &settings->noise, 0);
    if (!learner_read(teacher, settings->base)) {
      return false;
    }
    teach(arena, teacher, taught, settings, 1);
  }
  ParserTraining dense = *settings;
  dense.zeros = 0;
  for (uint32_t i = 0; !settings->base && i < settings->teachers; i++) {
    Arena *room = arena_new();
    char name[32];
    snprintf(name, sizeof name, "teacher %u", i + 1);
    const Learner *teacher =
        train_one(room, &dense, inventory, variation, graft, corpus,
                  settings->teacher_epochs, settings->seed + 1 + i, name, dev,
                  progress, context);
    teach(room, teacher, taught, settings, 1.0f / (float)settings->teachers);
    arena_free(room);
  }
  for (uint32_t i = 0; i < taught.token_count; i++) {
    normalize_soft(&taught.sentences[0].lessons[i].tag);
    normalize_soft(&taught.sentences[0].lessons[i].head);
    normalize_soft(&taught.sentences[0].lessons[i].relation);
  }
  return true;
}

Str parser_train(Arena *arena, const ParserTraining *training,
                 Inventory *inventory, const Sentences *treebanks,
                 size_t treebank_count, const Sentences *dev,
                 TrainProgress progress, void *context) {
  ParserTraining settings = *training;
  inventory_count(inventory, arena, treebanks, treebank_count);
  settings.sizes.vector = inventory->dimensions;
  settings.sizes.words = inventory->count;
  settings.sizes.learned = inventory->learned_count;
  settings.sizes.tags = inventory->tag_count;
  settings.sizes.relations = inventory->relation_count;
  Corpus corpus = corpus_number(inventory, arena, treebanks, treebank_count,
                                WORKER_LONGEST);
  const Variation *variation = variation_new(
      arena, &settings.shares, settings.lists, treebanks, treebank_count);
  const Graft *graft = graft_new(arena, settings.lists.grafts, variation,
                                 treebanks, treebank_count);
  Corpus taught = corpus;
  if (settings.teachers || settings.base) {
    taught.sentences = arena_grow(arena, corpus.sentences, corpus.count,
                                  corpus.count, sizeof *corpus.sentences);
    begin_lessons(arena, taught);
    if (!gather_votes(arena, &settings, inventory, variation, graft, corpus,
                      taught, dev, progress, context)) {
      return STR("");
    }
  }
  Arena *room = arena_new();
  const Learner *learner = train_one(
      room, &settings, inventory, variation, graft, taught, settings.epochs,
      settings.seed, "parser", dev, progress, context);
  Str section = learner_write(learner, arena);
  arena_free(room);
  return section;
}
