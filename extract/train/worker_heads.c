/// A worker's heads: tags, arcs and relations, their losses and gradients.
#include "extract/train/loss.h"
#include "extract/train/worker.h"

#include <math.h>

static void ignore(float *scores, uint32_t count) {
  memset(scores, 0, count * sizeof *scores);
}

static const Lesson *lesson_of(const ExampleSentence *sentence, uint32_t i) {
  return sentence->lessons ? &sentence->lessons[i] : NULL;
}

static void learn_tags(Worker *worker, Losses *losses) {
  const Learner *learner = worker->learner;
  const size_t stride = learner->heads_width;
  for (uint32_t s = 0; s < worker->sentence_count; s++) {
    const ExampleSentence *sentence = worker->sentences[s];
    for (uint32_t i = 0; i < sentence->count; i++) {
      size_t row = worker->first[s] + i + 1;
      float *grad = worker->heads_grad + row * stride;
      memcpy(grad, worker->heads + row * stride,
             learner->sizes.tags * sizeof *grad);
      const Lesson *lesson = lesson_of(sentence, i);
      Target target = {sentence->tokens[i].tag, lesson ? &lesson->tag : NULL,
                       learner->noise.smoothing, learner->noise.teaching};
      if (target.gold == NOT_KNOWN) {
        ignore(grad, learner->sizes.tags);
        continue;
      }
      losses->tags +=
          loss_choose(grad, learner->sizes.tags, &target, worker->scale);
    }
  }
}

/// Rectify the columns [begin, end) of the heads, with dropout; masks keep
/// both.
static void rectify_columns(Worker *worker, uint32_t begin, uint32_t end) {
  const size_t stride = worker->learner->heads_width;
  const float share = worker->learner->noise.dropout;
  const float kept = worker->noisy ? 1 / (1 - share) : 1;
  for (uint32_t row = 0; row < worker->rows; row++) {
    for (uint32_t i = begin; i < end; i++) {
      size_t at = row * stride + i;
      bool live = worker->heads[at] > 0 &&
                  !(worker->noisy && random_unit(&worker->random) < share);
      worker->masks[at] = live ? kept : 0;
      worker->heads[at] *= worker->masks[at];
    }
  }
}

/// The arc scores of one sentence and what they are made of.
typedef struct {
  uint32_t nodes;  ///< tokens and root
  uint32_t padded; ///< stride of scores
  float *turned;   ///< heads' vectors, [arc][padded]
  float *scores;   ///< [nodes][padded]
} ArcScores;

static ArcScores score_arcs(Worker *worker, const float *queries, uint32_t s) {
  const Learner *learner = worker->learner;
  const uint32_t arc = learner->sizes.arc;
  const size_t stride = learner->heads_width;
  const float *distance = learner_value(learner, LEARN_DISTANCE);
  ArcScores arcs = {.nodes = worker->sentences[s]->count + 1};
  arcs.padded = (arcs.nodes + LANE_COUNT - 1) / LANE_COUNT * LANE_COUNT;
  arcs.turned =
      kernel_buffer(worker->scratch, (size_t)arc * arcs.padded, sizeof(float));
  arcs.scores = kernel_buffer(worker->scratch, (size_t)arcs.nodes * arcs.padded,
                              sizeof(float));
  const float *heads =
      worker->heads + worker->first[s] * stride + learner->columns.arc_head;
  for (uint32_t node = 0; node < arcs.nodes; node++) {
    for (uint32_t i = 0; i < arc; i++) {
      arcs.turned[(size_t)i * arcs.padded + node] = heads[node * stride + i];
    }
  }
  worker->math->product(
      arcs.nodes, arcs.padded, arc,
      (Grid){queries + (size_t)worker->first[s] * arc, arc, 1}, arcs.turned,
      arcs.padded, arcs.scores, arcs.padded, false);
  for (uint32_t node = 1; node < arcs.nodes; node++) {
    float *row = arcs.scores + (size_t)node * arcs.padded;
    for (uint32_t head = 0; head < arcs.nodes; head++) {
      row[head] += distance[distance_class(node, head)];
    }
    row[node] = -INFINITY;
  }
  return arcs;
}

/// Gradients of one sentence's arc scores, down to queries and heads.
static void learn_sentence_arcs(Worker *worker, const float *queries,
                                float *queries_grad, uint32_t s,
                                Losses *losses) {
  const Learner *learner = worker->learner;
  const uint32_t arc = learner->sizes.arc;
  const size_t stride = learner->heads_width;
  const ExampleSentence *sentence = worker->sentences[s];
  ArenaMark mark = arena_mark(worker->scratch);
  ArcScores arcs = score_arcs(worker, queries, s);
  float *distance_grad = worker->gradients->grad[LEARN_DISTANCE];
  memset(arcs.scores, 0, arcs.padded * sizeof *arcs.scores);
  for (uint32_t node = 1; node < arcs.nodes; node++) {
    float *row = arcs.scores + (size_t)node * arcs.padded;
    const Lesson *lesson = lesson_of(sentence, node - 1);
    Target target = {sentence->tokens[node - 1].head,
                     lesson ? &lesson->head : NULL, 0, learner->noise.teaching};
    losses->arcs += loss_choose(row, arcs.nodes, &target, worker->scale);
    for (uint32_t head = 0; head < arcs.nodes; head++) {
      distance_grad[distance_class(node, head)] += row[head];
    }
  }
  float *heads_back = kernel_buffer(worker->scratch, (size_t)arcs.nodes * arc,
                                    sizeof *heads_back);
  float *heads_rows = kernel_buffer(worker->scratch, (size_t)arcs.nodes * arc,
                                    sizeof *heads_rows);
  for (uint32_t node = 0; node < arcs.nodes; node++) {
    memcpy(heads_rows + (size_t)node * arc,
           worker->heads + (worker->first[s] + node) * stride +
               learner->columns.arc_head,
           arc * sizeof *heads_rows);
  }
  const size_t first = (size_t)worker->first[s] * arc;
  worker->math->product(arcs.nodes, arc, arcs.nodes,
                        (Grid){arcs.scores, arcs.padded, 1}, heads_rows, arc,
                        queries_grad + first, arc, false);
  worker->math->product(arcs.nodes, arc, arcs.nodes,
                        (Grid){arcs.scores, 1, arcs.padded}, queries + first,
                        arc, heads_back, arc, false);
  for (uint32_t node = 0; node < arcs.nodes; node++) {
    memcpy(worker->heads_grad + (worker->first[s] + node) * stride +
               learner->columns.arc_head,
           heads_back + (size_t)node * arc, arc * sizeof *heads_back);
  }
  arena_rewind(worker->scratch, mark);
}

/// A copy of some of the heads' columns, row after row.
static float *copy_columns(Worker *worker, uint32_t column, uint32_t width) {
  const size_t stride = worker->learner->heads_width;
  float *copy = kernel_buffer(worker->scratch, (size_t)worker->rows * width,
                              sizeof *copy);
  for (uint32_t row = 0; row < worker->rows; row++) {
    memcpy(copy + (size_t)row * width, worker->heads + row * stride + column,
           width * sizeof *copy);
  }
  return copy;
}

static void learn_arcs(Worker *worker, Losses *losses) {
  const Learner *learner = worker->learner;
  const uint32_t arc = learner->sizes.arc;
  const size_t stride = learner->heads_width;
  const uint32_t column = learner->columns.arc_dependent;
  const size_t size = (size_t)worker->rows * arc;
  float *dependents = copy_columns(worker, column, arc);
  float *queries = kernel_buffer(worker->scratch, size, sizeof *queries);
  float *queries_grad =
      kernel_buffer(worker->scratch, size, sizeof *queries_grad);
  float *dependents_grad =
      kernel_buffer(worker->scratch, size, sizeof *dependents_grad);
  worker_linear(worker, LEARN_ARCS, LEARN_ARCS_BIAS, dependents, worker->rows,
                queries);
  for (uint32_t s = 0; s < worker->sentence_count; s++) {
    learn_sentence_arcs(worker, queries, queries_grad, s, losses);
  }
  worker_linear_back(worker, LEARN_ARCS, LEARN_ARCS_BIAS, dependents,
                     queries_grad, worker->rows, dependents_grad);
  for (uint32_t row = 0; row < worker->rows; row++) {
    float *grad = worker->heads_grad + row * stride;
    memcpy(grad + column, dependents_grad + (size_t)row * arc,
           arc * sizeof *grad);
    for (uint32_t i = column; i < column + 2 * arc; i++) {
      grad[i] *= worker->masks[row * stride + i];
    }
  }
}

/// The hidden layer of the relation head for the pair (token, its head).
static void pair_up(Worker *worker, uint32_t row, uint32_t root, uint32_t head,
                    float *pair, float *mask) {
  const Learner *learner = worker->learner;
  const uint32_t width = learner->sizes.relation;
  const size_t stride = learner->heads_width;
  const float share = learner->noise.dropout;
  const float kept = worker->noisy ? 1 / (1 - share) : 1;
  const float *a =
      worker->heads + row * stride + learner->columns.relation_dependent;
  const float *b =
      worker->heads + (root + head) * stride + learner->columns.relation_head;
  const float *c = learner_value(learner, LEARN_RELATION_DISTANCE) +
                   (size_t)distance_class(row - root, head) * width;
  for (uint32_t i = 0; i < width; i++) {
    float sum = a[i] + b[i] + c[i];
    bool live =
        sum > 0 && !(worker->noisy && random_unit(&worker->random) < share);
    mask[i] = live ? kept : 0;
    pair[i] = sum * mask[i];
  }
}

static void pair_up_back(Worker *worker, uint32_t row, uint32_t root,
                         uint32_t head, float *grad, const float *mask) {
  const Learner *learner = worker->learner;
  const uint32_t width = learner->sizes.relation;
  const size_t stride = learner->heads_width;
  float *a =
      worker->heads_grad + row * stride + learner->columns.relation_dependent;
  float *b = worker->heads_grad + (root + head) * stride +
             learner->columns.relation_head;
  float *c = worker->gradients->grad[LEARN_RELATION_DISTANCE] +
             (size_t)distance_class(row - root, head) * width;
  for (uint32_t i = 0; i < width; i++) {
    grad[i] *= mask[i];
    a[i] += grad[i];
    b[i] += grad[i];
    c[i] += grad[i];
  }
}

/// Pairs and scores of all tokens of the batch, in text order.
typedef struct {
  uint32_t count;
  float *pairs;
  float *masks;
  float *scores;
} RelationScores;

static RelationScores score_relations(Worker *worker) {
  const Learner *learner = worker->learner;
  const size_t width = learner->sizes.relation;
  RelationScores relations = {.count = worker->rows - worker->sentence_count};
  const size_t number = sizeof(float);
  relations.pairs =
      kernel_buffer(worker->scratch, relations.count * width, number);
  relations.masks =
      kernel_buffer(worker->scratch, relations.count * width, number);
  relations.scores =
      kernel_buffer(worker->scratch,
                    (size_t)relations.count * learner->relations_width, number);
  size_t at = 0;
  for (uint32_t s = 0; s < worker->sentence_count; s++) {
    const ExampleSentence *sentence = worker->sentences[s];
    uint32_t root = worker->first[s];
    for (uint32_t i = 0; i < sentence->count; i++, at += width) {
      pair_up(worker, root + i + 1, root, sentence->tokens[i].head,
              relations.pairs + at, relations.masks + at);
    }
  }
  worker_linear(worker, LEARN_RELATIONS, LEARN_RELATIONS_BIAS, relations.pairs,
                relations.count, relations.scores);
  return relations;
}

static void learn_relations(Worker *worker, Losses *losses) {
  const Learner *learner = worker->learner;
  const size_t width = learner->sizes.relation;
  const uint32_t count = learner->sizes.relations;
  RelationScores relations = score_relations(worker);
  float *scores = relations.scores;
  for (uint32_t s = 0; s < worker->sentence_count; s++) {
    const ExampleSentence *sentence = worker->sentences[s];
    for (uint32_t i = 0; i < sentence->count;
         i++, scores += learner->relations_width) {
      const Lesson *lesson = lesson_of(sentence, i);
      Target target = {sentence->tokens[i].relation,
                       lesson ? &lesson->relation : NULL,
                       learner->noise.smoothing, learner->noise.teaching};
      if (target.gold == NOT_KNOWN) {
        ignore(scores, learner->relations_width);
        continue;
      }
      losses->relations += loss_choose(scores, count, &target, worker->scale);
      ignore(scores + count, learner->relations_width - count);
    }
  }
  float *pairs_grad = kernel_buffer(worker->scratch, relations.count * width,
                                    sizeof *pairs_grad);
  worker_linear_back(worker, LEARN_RELATIONS, LEARN_RELATIONS_BIAS,
                     relations.pairs, relations.scores, relations.count,
                     pairs_grad);
  size_t at = 0;
  for (uint32_t s = 0; s < worker->sentence_count; s++) {
    const ExampleSentence *sentence = worker->sentences[s];
    uint32_t root = worker->first[s];
    for (uint32_t i = 0; i < sentence->count; i++, at += width) {
      pair_up_back(worker, root + i + 1, root, sentence->tokens[i].head,
                   pairs_grad + at, relations.masks + at);
    }
  }
}

static void run_heads(Worker *worker) {
  const Learner *learner = worker->learner;
  worker_linear(worker, LEARN_HEADS, LEARN_HEADS_BIAS,
                worker->layers[learner->sizes.layers].x, worker->rows,
                worker->heads);
  rectify_columns(worker, learner->columns.arc_dependent,
                  learner->columns.relation_dependent);
}

void worker_heads(Worker *worker, Losses *losses) {
  const Learner *learner = worker->learner;
  run_heads(worker);
  memset(worker->heads_grad, 0,
         (size_t)worker->rows * learner->heads_width * sizeof(float));
  learn_tags(worker, losses);
  learn_arcs(worker, losses);
  learn_relations(worker, losses);
  worker_linear_back(worker, LEARN_HEADS, LEARN_HEADS_BIAS,
                     worker->layers[learner->sizes.layers].x,
                     worker->heads_grad, worker->rows, worker->x_grad);
}

void worker_heads_teach(Worker *worker, float share) {
  const Learner *learner = worker->learner;
  run_heads(worker);
  float *queries =
      kernel_buffer(worker->scratch, (size_t)worker->rows * learner->sizes.arc,
                    sizeof *queries);
  worker_linear(
      worker, LEARN_ARCS, LEARN_ARCS_BIAS,
      copy_columns(worker, learner->columns.arc_dependent, learner->sizes.arc),
      worker->rows, queries);
  const float *scores = score_relations(worker).scores;
  for (uint32_t s = 0; s < worker->sentence_count; s++) {
    const ExampleSentence *sentence = worker->sentences[s];
    ArcScores arcs = score_arcs(worker, queries, s);
    for (uint32_t i = 0; i < sentence->count;
         i++, scores += learner->relations_width) {
      size_t row = worker->first[s] + i + 1;
      Lesson *lesson = &sentence->lessons[i];
      loss_vote(worker->heads + row * learner->heads_width, learner->sizes.tags,
                share, &lesson->tag);
      loss_vote(arcs.scores + (size_t)(i + 1) * arcs.padded, arcs.nodes, share,
                &lesson->head);
      loss_vote(scores, learner->sizes.relations, share, &lesson->relation);
    }
  }
}
