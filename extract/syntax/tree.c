/// From scores of arcs to a dependency tree.
#include "extract/syntax/tree.h"

#include <math.h>

/// A table of spans [left, right] of one shape: the best score and the place
/// where the best span was split.
typedef struct {
  float *scores;
  uint16_t *splits;
} Spans;

/// The four shapes of Eisner's algorithm. The head of a "left" span is its
/// left end. Incomplete spans are arcs between their ends.
typedef struct {
  uint32_t nodes; ///< tokens and the root
  Spans complete_left;
  Spans complete_right;
  Spans incomplete_left;
  Spans incomplete_right;
} Chart;

/// A span whose arcs are still to be read off.
typedef struct {
  const Spans *spans;
  uint32_t left;
  uint32_t right;
} Pending;

bool tree_is_valid(Arena *scratch, const uint32_t *heads, uint32_t count) {
  ArenaMark mark = arena_mark(scratch);
  uint32_t *seen_from = ARENA_NEW(scratch, uint32_t, (size_t)count + 1);
  uint32_t roots = 0;
  bool valid = true;
  for (uint32_t token = 1; token <= count && valid; token++) {
    roots += heads[token] == 0;
    uint32_t node = token;
    while (node && !seen_from[node]) {
      seen_from[node] = token;
      node = heads[node];
    }
    valid = !node || seen_from[node] != token;
  }
  arena_rewind(scratch, mark);
  return valid && roots == 1;
}

static void choose_best_heads(const float *scores, size_t stride,
                              uint32_t count, uint32_t *heads) {
  for (uint32_t token = 1; token <= count; token++) {
    const float *row = scores + token * stride;
    uint32_t best = token == 1 ? 2 : 0;
    best = count == 1 ? 0 : best;
    for (uint32_t head = 0; head <= count; head++) {
      if (head != token && row[head] > row[best]) {
        best = head;
      }
    }
    heads[token] = best;
  }
}

static Spans new_spans(Arena *arena, uint32_t nodes) {
  size_t cells = (size_t)nodes * nodes;
  return (Spans){ARENA_NEW(arena, float, cells),
                 ARENA_NEW(arena, uint16_t, cells)};
}

/// Best place to split [left, right] into a[left, k] and b[k + gap, right].
static void split(const Chart *chart, const Spans *a, const Spans *b,
                  uint32_t left, uint32_t right, uint32_t first, uint32_t last,
                  uint32_t gap, Spans *result) {
  float best = -INFINITY;
  uint32_t place = first;
  for (uint32_t k = first; k <= last; k++) {
    float score = a->scores[left * chart->nodes + k] +
                  b->scores[(k + gap) * chart->nodes + right];
    if (score > best) {
      best = score;
      place = k;
    }
  }
  size_t cell = (size_t)left * chart->nodes + right;
  result->scores[cell] = best;
  result->splits[cell] = (uint16_t)place;
}

static void fill(Chart *chart, const float *scores, size_t stride) {
  for (uint32_t width = 1; width + 1 < chart->nodes; width++) {
    for (uint32_t left = 1; left + width < chart->nodes; left++) {
      uint32_t right = left + width;
      size_t cell = (size_t)left * chart->nodes + right;
      split(chart, &chart->complete_left, &chart->complete_right, left, right,
            left, right - 1, 1, &chart->incomplete_left);
      chart->incomplete_right.scores[cell] =
          chart->incomplete_left.scores[cell] + scores[left * stride + right];
      chart->incomplete_right.splits[cell] =
          chart->incomplete_left.splits[cell];
      chart->incomplete_left.scores[cell] += scores[right * stride + left];
      split(chart, &chart->incomplete_left, &chart->complete_left, left, right,
            left + 1, right, 0, &chart->complete_left);
      split(chart, &chart->complete_right, &chart->incomplete_right, left,
            right, left, right - 1, 0, &chart->complete_right);
    }
  }
}

/// Follow the splits of a span down to its arcs.
static void read_off(const Chart *chart, Arena *scratch, Pending first,
                     uint32_t *heads) {
  Pending *stack = ARENA_NEW(scratch, Pending, 2 * (size_t)chart->nodes + 2);
  size_t depth = 0;
  stack[depth++] = first;
  while (depth) {
    Pending span = stack[--depth];
    if (span.left == span.right) {
      continue;
    }
    uint32_t k = span.spans->splits[span.left * chart->nodes + span.right];
    Pending a = {&chart->complete_left, span.left, k};
    Pending b = {&chart->complete_right, k + 1, span.right};
    if (span.spans == &chart->complete_left) {
      a.spans = &chart->incomplete_left;
      b = (Pending){&chart->complete_left, k, span.right};
    } else if (span.spans == &chart->complete_right) {
      a.spans = &chart->complete_right;
      b = (Pending){&chart->incomplete_right, k, span.right};
    } else if (span.spans == &chart->incomplete_left) {
      heads[span.right] = span.left;
    } else {
      heads[span.left] = span.right;
    }
    stack[depth++] = a;
    stack[depth++] = b;
  }
}

static void decode_projective(Arena *scratch, const float *scores,
                              size_t stride, uint32_t count, uint32_t *heads) {
  Chart chart = {.nodes = count + 1};
  chart.complete_left = new_spans(scratch, chart.nodes);
  chart.complete_right = new_spans(scratch, chart.nodes);
  chart.incomplete_left = new_spans(scratch, chart.nodes);
  chart.incomplete_right = new_spans(scratch, chart.nodes);
  fill(&chart, scores, stride);
  float best = -INFINITY;
  uint32_t root = 1;
  for (uint32_t token = 1; token <= count; token++) {
    float score = chart.complete_right.scores[chart.nodes + token] +
                  chart.complete_left.scores[token * chart.nodes + count] +
                  scores[token * stride];
    if (score > best) {
      best = score;
      root = token;
    }
  }
  heads[root] = 0;
  read_off(&chart, scratch, (Pending){&chart.complete_right, 1, root}, heads);
  read_off(&chart, scratch, (Pending){&chart.complete_left, root, count},
           heads);
}

/// Make each row of scores log probabilities.
static float *normalized(Arena *scratch, const float *scores, size_t stride,
                         uint32_t count) {
  size_t nodes = (size_t)count + 1;
  float *result = ARENA_NEW(scratch, float, nodes *nodes);
  for (uint32_t token = 1; token <= count; token++) {
    const float *row = scores + token * stride;
    double most = -INFINITY;
    double sum = 0;
    for (uint32_t head = 0; head <= count; head++) {
      if (head != token && (double)row[head] > most) {
        most = (double)row[head];
      }
    }
    for (uint32_t head = 0; head <= count; head++) {
      sum += head == token ? 0 : exp((double)row[head] - most);
    }
    for (uint32_t head = 0; head <= count; head++) {
      result[token * nodes + head] =
          (float)((double)row[head] - most - log(sum));
    }
  }
  return result;
}

void tree_decode(Arena *scratch, const float *scores, size_t stride,
                 uint32_t count, uint32_t *heads) {
  choose_best_heads(scores, stride, count, heads);
  if (tree_is_valid(scratch, heads, count)) {
    return;
  }
  ArenaMark mark = arena_mark(scratch);
  float *log_scores = normalized(scratch, scores, stride, count);
  decode_projective(scratch, log_scores, (size_t)count + 1, count, heads);
  arena_rewind(scratch, mark);
}
