/// Training the segmenter: the loop.
#include "extract/train/segment_train.h"

#include "extract/train/segment_lesson.h"

enum {
  BATCH_TOKENS = 1500,
  AVERAGE_EVERY = 10 ///< steps
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

Str segmenter_train(Arena *arena, const SegmentTraining *training,
                    const Treebank *treebanks, size_t count) {
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
  Str section = segment_learner_write(run.learner, arena);
  arena_free(room);
  return section;
}
