/// Training the segmenter: the loop, and how sure a sentence end has to be.
#include "extract/train/segment_train.h"

#include "extract/syntax/model_internal.h"
#include "extract/syntax/segment.h"
#include "extract/train/segment_lesson.h"

#include <stdlib.h>

enum {
  BATCH_TOKENS = 1500,
  AVERAGE_EVERY = 10, ///< steps
  THRESHOLDS = 13     ///< that are tried
};
_Static_assert((int)BATCH_TOKENS <= (int)SEGMENT_BATCH_TOKENS, "a batch fits");

static const float warm_up = 0.02f;       // share of all steps
static const float average_from = 0.4f;   // share of all steps
static const float average_share = 0.03f; // a step of the moving average

SegmentTraining segment_training_default(void) {
  return (SegmentTraining){.epochs = 12, .rate = 2e-3f, .seed = 1};
}

typedef struct {
  const SegmentTraining *training;
  SegmentLearner *learner;
  uint32_t step;
  uint32_t steps; ///< in all, about
} Run;

static float rate_now(const Run *run) {
  float done = (float)run->step / (float)run->steps;
  float part =
      done < warm_up ? done / warm_up : 1 - (done - warm_up) / (1 - warm_up);
  return run->training->rate * (part < 0.01f ? 0.01f : part);
}

static void average(const Run *run) {
  uint32_t first = (uint32_t)(average_from * (float)run->steps);
  if (run->step == first) {
    segment_learner_average(run->learner, 1);
  } else if (run->step > first && run->step % AVERAGE_EVERY == 0) {
    segment_learner_average(run->learner, average_share);
  }
}

static void run_epoch(Run *run, SegmentStretches list) {
  for (size_t begin = 0; begin < list.count;) {
    size_t end = begin;
    uint32_t tokens = 0;
    while (
        end < list.count && end - begin < SEGMENT_BATCH_STRETCHES &&
        (tokens == 0 || tokens + list.stretches[end].count <= BATCH_TOKENS)) {
      tokens += list.stretches[end++].count;
    }
    segment_learner_step(run->learner, list.stretches + begin,
                         (uint32_t)(end - begin), rate_now(run));
    run->step++;
    average(run);
    begin = end;
  }
}

/// Sentences of the dev treebanks: found, there, and both.
typedef struct {
  const Segmenter *segmenter;
  size_t found;
  size_t gold;
  size_t right;
} Score;

static void try_block(Arena *arena, const TreebankBlock *block, void *data) {
  Score *score = data;
  TokenList tokens = {ARENA_NEW(arena, Token, block->count), block->count};
  bool *ends = ARENA_NEW(arena, bool, block->count);
  for (size_t i = 0; i < block->count; i++) {
    tokens.tokens[i] = *block->tokens[i].token;
    tokens.tokens[i].range.begin -= block->begin;
    tokens.tokens[i].range.end -= block->begin;
  }
  segment(score->segmenter, kernel_best(), block->text, tokens, ends);
  bool same_begin = true;
  for (size_t i = 0; i < block->count; i++) {
    bool gold = block->tokens[i].ends_sentence;
    score->found += ends[i];
    score->gold += gold;
    score->right += gold && ends[i] && same_begin;
    if (gold || ends[i]) {
      same_begin = gold && ends[i];
    }
  }
}

/// The share of right sentences (F1) with a threshold.
static double try_threshold(const SegmentLearner *learner, float threshold,
                            const Treebank *dev, size_t dev_count) {
  Arena *arena = arena_new();
  Report *report = report_new();
  ModelSection section = {STR(SEGMENTER_SECTION),
                          segment_learner_write(learner, arena, threshold)};
  Str built = model_build(arena, &section, 1);
  char *bytes = kernel_buffer(arena, built.length, 1);
  memcpy(bytes, built.data, built.length);
  Model *model;
  Score score = {.segmenter = NULL};
  if (model_load_trusted((Str){bytes, built.length}, STR("trained"), report,
                         &model) != STATUS_OK ||
      segmenter_load(model, STR("trained"), arena, report, &score.segmenter) !=
          STATUS_OK) {
    abort(); // what is written here can be read
  }
  treebank_visit(dev, dev_count, try_block, &score);
  model_free(model);
  report_free(report);
  arena_free(arena);
  return 2.0 * (double)score.right / (double)(score.found + score.gold);
}

/// The threshold that is best for the dev treebanks, in logits.
static float find_threshold(const SegmentLearner *learner, const Treebank *dev,
                            size_t dev_count) {
  float best = 0;
  double best_score = 0;
  for (int i = 0; dev_count && i < THRESHOLDS; i++) {
    float threshold = (float)(i - 4) * 0.25f; // -1 to 2
    double score = try_threshold(learner, threshold, dev, dev_count);
    if (score > best_score) {
      best = threshold;
      best_score = score;
    }
  }
  return best;
}

Str segmenter_train(Arena *arena, const SegmentTraining *training,
                    const Treebank *treebanks, size_t count,
                    const Treebank *dev, size_t dev_count) {
  Arena *room = arena_new();
  const SegmentText *text = segment_text_new(room, treebanks, count);
  Run run = {.training = training,
             .learner = segment_learner_new(room, training->seed)};
  Random random = random_new(training->seed + 7919);
  size_t size = segment_text_size(text);
  run.steps = training->epochs * (uint32_t)(size / BATCH_TOKENS + 1);
  for (uint32_t epoch = 0; epoch < training->epochs; epoch++) {
    Arena *lesson = arena_new();
    run_epoch(&run, segment_lesson(text, lesson, &random));
    arena_free(lesson);
  }
  float threshold = find_threshold(run.learner, dev, dev_count);
  Str section = segment_learner_write(run.learner, arena, threshold);
  arena_free(room);
  return section;
}
