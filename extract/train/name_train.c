/// Training the name tagger from treebanks with entities.
#include "extract/train/name_train.h"

#include "extract/mention/name_feature.h"
#include "extract/mention/name_gold.h"
#include "extract/syntax/evaluate.h"
#include "extract/syntax/kernel.h"
#include "extract/syntax/syntax.h"
#include "extract/train/name_augment.h"

#include <math.h>
#include <stdio.h>

enum {
  LONGEST_SENTENCE = 128, ///< tokens; the rest is not learned from
  WARM_UP = 50,           ///< steps
  RANDOM_SHIFT = 7919
};

static const float average_from = 0.33f;
static const float average_share = 0.003f; // a step of the moving average
static const float longest_gradient = 5.0f;
static const float least_rate = 0.01f; // share of the highest

typedef struct {
  const NameTraining *training;
  Arena *arena;
  Report *report;
  const Syntax *syntax;
  Analyzer *analyzer;
  Mentions *mentions;
  NamedSentences named; ///< the treebanks' sentences, without tags and trees
  size_t *documents;    ///< their first sentences
  size_t document_count;
  size_t document_capacity;
  NameExamples examples;
  NameSequence *sequences;
  size_t sequence_count;
  size_t sequence_capacity;
  size_t outside[2]; ///< tokens outside of names: of sentences, of copies
  size_t inside[2];  ///< and in names
} Run;

NameTraining name_training_default(void) {
  return (NameTraining){
      .hidden = 128,
      .recurrent = 64,
      .noise = {.input = 0.2f, .layer = 0.3f},
      .copies = 2,
      .epochs = 10,
      .batch_words = 600,
      .rate = 3e-3f,
      .place_bias = -0.6f,
      .seed = 1,
  };
}

/// Does any token of the treebank have an entity?
static bool has_entities(const NameTreebank *treebank) {
  static const char mark[] = "Entity=";
  for (size_t s = 0; s < treebank->sentences->count; s++) {
    const Sentence *sentence = &treebank->sentences->sentences[s];
    for (uint32_t i = 0; i < sentence->token_count; i++) {
      Str misc = sentence->misc[i];
      for (size_t k = 0; k + sizeof mark <= misc.length; k++) {
        if (memcmp(misc.data + k, mark, sizeof mark - 1) == 0) {
          return true;
        }
      }
    }
  }
  return false;
}

static Status read_names(Run *run, const NameTreebank *treebank) {
  AnnotationReader reader =
      annotation_reader(treebank->source, treebank->name, run->report);
  Sentences bare = evaluate_strip(treebank->sentences, run->arena);
  Status worst = STATUS_OK;
  for (size_t i = 0; i < bare.count; i++) {
    const Sentence *gold = &treebank->sentences->sentences[i];
    Annotations annotations;
    Status status = annotation_read(&reader, gold, run->arena, &annotations);
    worst = status > worst ? status : worst;
    if (i == 0 || gold->starts_document) {
      *ARENA_PUSH(run->arena, run->documents, run->document_count,
                  run->document_capacity) = run->named.count;
    }
    *ARENA_PUSH(run->arena, run->named.sentences, run->named.count,
                run->named.capacity) = (NamedSentence){
        bare.sentences[i], name_gold_find(mentions_lexicon(run->mentions),
                                          run->arena, gold, &annotations)};
  }
  return worst;
}

/// A ParserVisitor: keep the vectors of a token, rounded.
static void take_token(void *context, const Sentence *sentence, uint32_t token,
                       const float *vector, const float *inputs) {
  (void)sentence;
  (void)token;
  NameExamples *examples = &((Run *)context)->examples;
  const size_t all = examples->width + (size_t)examples->inputs;
  uint8_t *bytes = examples->bytes + examples->count * all;
  float *scales = examples->scales + 2 * examples->count++;
  kernel_best()->quantize(vector, 0, 1, examples->width,
                          (Activations){bytes, scales});
  kernel_best()->quantize(inputs, 0, 1, examples->inputs,
                          (Activations){bytes + examples->width, scales + 1});
}

/// Make room for `count` more tokens.
static void make_room(Run *run, size_t count) {
  NameExamples *examples = &run->examples;
  if (examples->count + count <= examples->capacity) {
    return;
  }
  const size_t all = examples->width + (size_t)examples->inputs;
  const size_t capacity = 2 * (examples->count + count);
  examples->bytes = arena_grow(run->arena, examples->bytes,
                               examples->count * all, capacity * all, 1);
  examples->scales =
      arena_grow(run->arena, examples->scales, 2 * examples->count,
                 2 * capacity, sizeof *examples->scales);
  examples->features =
      arena_grow(run->arena, examples->features, examples->count, capacity,
                 sizeof *examples->features);
  examples->tags = arena_grow(run->arena, examples->tags, examples->count,
                              capacity, sizeof *examples->tags);
  examples->capacity = capacity;
}

static void set_tags(uint8_t *tags, const NamedSentence *named) {
  memset(tags, NAME_OUTSIDE, named->sentence.token_count);
  for (size_t i = 0; i < named->names.count; i++) {
    NameSpan span = named->names.spans[i];
    for (uint32_t k = span.begin; k < span.end; k++) {
      NamePlace place = span.end - span.begin == 1 ? NAME_SINGLE
                        : k == span.begin          ? NAME_BEGIN
                        : k + 1 == span.end        ? NAME_END
                                                   : NAME_INSIDE;
      tags[k] = (uint8_t)name_tag(span.kind, place);
    }
  }
}

/// Parse the sentences of a document, and make examples of their tokens.
static void take_document(Run *run, const NamedSentence *named, size_t count,
                          bool are_copies) {
  Arena *scratch = arena_new();
  Sentences sentences = {ARENA_NEW(scratch, Sentence, count), count};
  size_t tokens = 0;
  for (size_t i = 0; i < count; i++) {
    sentences.sentences[i] = named[i].sentence;
    tokens += named[i].sentence.token_count;
  }
  make_room(run, tokens);
  size_t at = run->examples.count;
  analyzer_visit(run->analyzer, &sentences, scratch, take_token, run);
  const Document document = {.name = {"", 0}};
  MentionList list =
      mentions_find(run->mentions, scratch, &document, &sentences);
  size_t next = 0;
  for (size_t i = 0; i < count; i++) {
    size_t first = next;
    while (next < list.count && list.mentions[next].sentence == i) {
      next++;
    }
    const Sentence *sentence = &sentences.sentences[i];
    const uint64_t *features =
        name_features(mentions_lexicon(run->mentions), scratch, sentence,
                      list.mentions + first, next - first);
    memcpy(run->examples.features + at, features,
           sentence->token_count * sizeof *features);
    set_tags(run->examples.tags + at, &named[i]);
    uint32_t length = sentence->token_count < LONGEST_SENTENCE
                          ? sentence->token_count
                          : LONGEST_SENTENCE;
    *ARENA_PUSH(run->arena, run->sequences, run->sequence_count,
                run->sequence_capacity) = (NameSequence){at, length};
    for (uint32_t k = 0; k < sentence->token_count; k++) {
      bool is_outside = run->examples.tags[at + k] == NAME_OUTSIDE;
      *(is_outside ? &run->outside[are_copies] : &run->inside[are_copies]) += 1;
    }
    at += sentence->token_count;
  }
  arena_free(scratch);
}

/// Take the sentences of a document with names, with other names in them.
static void take_copies(Run *run, const NamePool *pool, Random *random,
                        const NamedSentence *named, size_t count) {
  Arena *scratch = arena_new();
  NamedSentences copies = {0};
  for (size_t i = 0; i < count; i++) {
    if (named[i].names.count) {
      *ARENA_PUSH(scratch, copies.sentences, copies.count, copies.capacity) =
          name_augment(pool, scratch, random, &named[i]);
    }
  }
  if (copies.count) {
    take_document(run, copies.sentences, copies.count, true);
  }
  arena_free(scratch);
}

static void take_documents(Run *run) {
  NamePool *pool =
      name_pool_new(run->arena, mentions_lexicon(run->mentions), &run->named);
  Random random = random_new(run->training->seed + RANDOM_SHIFT);
  for (size_t i = 0; i < run->document_count; i++) {
    size_t first = run->documents[i];
    size_t end =
        i + 1 < run->document_count ? run->documents[i + 1] : run->named.count;
    const NamedSentence *named = run->named.sentences + first;
    take_document(run, named, end - first, false);
    for (uint32_t copy = 0; copy < run->training->copies; copy++) {
      take_copies(run, pool, &random, named, end - first);
    }
  }
}

static void shuffle(Run *run, Random *random) {
  for (size_t i = run->sequence_count; i > 1; i--) {
    size_t j = random_next(random) % i;
    NameSequence moved = run->sequences[i - 1];
    run->sequences[i - 1] = run->sequences[j];
    run->sequences[j] = moved;
  }
}

static float rate_at(const NameTraining *training, size_t step, size_t steps) {
  float warm = step < WARM_UP ? (float)step / WARM_UP : 1;
  float left = 1 - (float)step / (float)steps;
  float part = warm < left ? warm : left;
  return training->rate * (part > least_rate ? part : least_rate);
}

/// The number of sequences, from `first` on, that make a batch.
static uint32_t batch_length(const Run *run, size_t first) {
  uint32_t count = 0;
  uint32_t words = 0;
  while (first + count < run->sequence_count &&
         (count == 0 || words + run->sequences[first + count].count <=
                            run->training->batch_words)) {
    words += run->sequences[first + count++].count;
  }
  return count;
}

static void tell(uint32_t epoch, double loss, TrainProgress progress,
                 void *context) {
  char text[64];
  snprintf(text, sizeof text, "names epoch %u: loss %.4f", epoch, loss);
  if (progress) {
    progress(context, str_from(text));
  }
}

/// Learn once from all examples, in batches; gives the mean loss.
static double learn_epoch(Run *run, NameLearner *learner, NameWorker *worker,
                          size_t *step, size_t steps) {
  Gradients *gradients = name_worker_gradients(worker);
  double loss = 0;
  size_t words = 0;
  for (size_t first = 0; first < run->sequence_count;) {
    uint32_t count = batch_length(run, first);
    loss += name_worker_learn(worker, &run->examples, run->sequences + first,
                              count);
    tensor_step(&learner->set, &gradients, 1,
                rate_at(run->training, *step, steps), longest_gradient);
    ++*step;
    bool is_early = (float)*step < average_from * (float)steps;
    tensor_average(&learner->set, is_early ? 1 : average_share);
    for (uint32_t i = 0; i < count; i++) {
      words += run->sequences[first + i].count;
    }
    first += count;
  }
  return loss / (double)words;
}

static NameLearner *learn(Run *run, const NameSizes *sizes, uint32_t parser,
                          TrainProgress progress, void *context) {
  const NameTraining *training = run->training;
  Random random = random_new(training->seed);
  NameLearner *learner = name_learner_new(run->arena, sizes, parser,
                                          &run->examples, training->seed);
  NameWorker *worker =
      name_worker_new(run->arena, learner, &training->noise, training->seed);
  size_t words = run->examples.count;
  size_t steps = training->epochs * (words / training->batch_words + 1);
  size_t step = 0;
  for (uint32_t epoch = 1; epoch <= training->epochs; epoch++) {
    shuffle(run, &random);
    tell(epoch, learn_epoch(run, learner, worker, &step, steps), progress,
         context);
  }
  tensor_swap_average(&learner->set);
  return learner;
}

/// By how much the copies have raised the log odds of a token to be in a name:
/// only sentences with names are copied.
static float copied_odds(const Run *run) {
  double inside = (double)(run->inside[0] + run->inside[1]);
  double outside = (double)(run->outside[0] + run->outside[1]);
  double odds = (inside + 1) / (outside + 1);
  double old = ((double)run->inside[0] + 1) / ((double)run->outside[0] + 1);
  return (float)log(odds / old);
}

static Str train(Run *run, const NameTraining *training, const Network *parser,
                 TrainProgress progress, void *context, Arena *arena) {
  NameSizes sizes = {.width = parser->sizes.width,
                     .inputs = parser->input.inputs,
                     .hidden = training->hidden,
                     .recurrent = training->recurrent,
                     .features = NAME_FEATURES};
  run->examples.width = sizes.width;
  run->examples.inputs = sizes.inputs;
  take_documents(run);
  NameLearner *learner =
      learn(run, &sizes, name_network_fingerprint(parser), progress, context);
  float *bias = learner->set.tensors[NAME_LEARN_TAGS_BIAS].value;
  bias[NAME_OUTSIDE] += copied_odds(run);
  for (int place = 0; place < NAME_PLACES; place++) {
    bias[name_tag(NAME_PLACE, (NamePlace)place)] += training->place_bias;
  }
  return name_learner_write(learner, arena);
}

static Status read_treebanks(Run *run, const NameTreebank *treebanks,
                             size_t count) {
  Status worst = STATUS_OK;
  size_t names = 0;
  for (size_t i = 0; i < count; i++) {
    if (has_entities(&treebanks[i])) {
      Status status = read_names(run, &treebanks[i]);
      worst = status > worst ? status : worst;
    }
  }
  for (size_t i = 0; i < run->named.count; i++) {
    names += run->named.sentences[i].names.count;
  }
  if (worst == STATUS_OK && !names) {
    report_add(run->report, SEVERITY_ERROR, STR(""),
               "no names to learn from: expected 'Entity=' in the MISC column "
               "of a treebank");
    worst = STATUS_BAD_INPUT;
  }
  return worst;
}

Status name_train(Arena *arena, const NameTraining *training,
                  const Model *model, const NameTreebank *treebanks,
                  size_t count, Report *report, TrainProgress progress,
                  void *context, Str *section) {
  Run run = {.training = training, .arena = arena_new(), .report = report};
  Status status =
      syntax_load(model, STR("model"), run.arena, report, &run.syntax);
  if (status == STATUS_OK) {
    run.analyzer = analyzer_new(run.syntax);
    run.mentions = mentions_new(report);
    status = read_treebanks(&run, treebanks, count);
  }
  if (status == STATUS_OK) {
    *section = train(&run, training, syntax_network(run.syntax), progress,
                     context, arena);
  }
  mentions_free(run.mentions);
  analyzer_free(run.analyzer);
  arena_free(run.arena);
  return status;
}
