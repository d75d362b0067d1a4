/// Heads that are a tree, and the best one.
#include "extract/syntax/tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

enum { MOST = 5, NODES = MOST + 1 };

static void fill(float *scores, uint32_t nodes, uint32_t seed) {
  for (uint32_t i = 0; i < nodes * nodes; i++) {
    seed = seed * 1664525u + 1013904223u;
    scores[i] = (float)(seed >> 16) / 6553.6f;
  }
}

/// Does an arc stand over a token that hangs outside of it?
static bool is_projective(const uint32_t *heads, uint32_t count) {
  for (uint32_t a = 1; a <= count; a++) {
    uint32_t low = a < heads[a] ? a : heads[a];
    uint32_t high = a < heads[a] ? heads[a] : a;
    for (uint32_t b = 1; heads[a] && b <= count; b++) {
      bool inside = b > low && b < high;
      bool head_inside = heads[b] >= low && heads[b] <= high;
      if (inside && !head_inside) {
        return false;
      }
    }
  }
  return true;
}

static double log_score(const float *scores, uint32_t nodes,
                        const uint32_t *heads) {
  double sum = 0;
  for (uint32_t token = 1; token < nodes; token++) {
    double all = 0;
    for (uint32_t head = 0; head < nodes; head++) {
      all += head == token ? 0 : exp((double)scores[token * nodes + head]);
    }
    sum += (double)scores[token * nodes + heads[token]] - log(all);
  }
  return sum;
}

/// The best score of all projective trees, by trying every choice of heads.
static double best_by_force(Arena *arena, const float *scores, uint32_t count) {
  uint32_t nodes = count + 1;
  uint32_t choices = 1;
  for (uint32_t i = 0; i < count; i++) {
    choices *= nodes;
  }
  double best = -INFINITY;
  for (uint32_t choice = 0; choice < choices; choice++) {
    uint32_t heads[NODES] = {0};
    uint32_t rest = choice;
    bool loops = false;
    for (uint32_t token = 1; token <= count; token++, rest /= nodes) {
      heads[token] = rest % nodes;
      loops = loops || heads[token] == token;
    }
    if (!loops && tree_is_valid(arena, heads, count) &&
        is_projective(heads, count)) {
      double score = log_score(scores, nodes, heads);
      best = score > best ? score : best;
    }
  }
  return best;
}

static void the_best_projective_tree_is_found(void **state) {
  (void)state;
  Arena *arena = arena_new();
  int searched = 0;
  for (uint32_t seed = 0; seed < 200; seed++) {
    uint32_t count = 2 + seed % (MOST - 1);
    float scores[NODES * NODES];
    fill(scores, count + 1, seed);
    uint32_t heads[NODES] = {0};
    tree_decode(arena, scores, count + 1, count, heads);
    assert_true(tree_is_valid(arena, heads, count));
    if (is_projective(heads, count)) {
      double best = best_by_force(arena, scores, count);
      double got = log_score(scores, count + 1, heads);
      assert_true(got > best - 1e-4);
      searched++;
    }
  }
  assert_true(searched > 150);
  arena_free(arena);
}

static void
best_heads_that_are_a_tree_are_kept_even_if_arcs_cross(void **state) {
  (void)state;
  Arena *arena = arena_new();
  const uint32_t wanted[] = {0, 3, 4, 0, 3};
  float scores[25] = {0};
  for (uint32_t token = 1; token <= 4; token++) {
    scores[token * 5 + wanted[token]] = 9;
  }
  uint32_t heads[5] = {0};
  tree_decode(arena, scores, 5, 4, heads);
  for (uint32_t token = 1; token <= 4; token++) {
    assert_int_equal(heads[token], wanted[token]);
  }
  arena_free(arena);
}

static void long_sentences_become_trees(void **state) {
  (void)state;
  Arena *arena = arena_new();
  enum { LONG = 120 };
  static float scores[(LONG + 1) * (LONG + 1)];
  uint32_t heads[LONG + 1] = {0};
  for (uint32_t seed = 0; seed < 5; seed++) {
    fill(scores, LONG + 1, seed);
    tree_decode(arena, scores, LONG + 1, LONG, heads);
    assert_true(tree_is_valid(arena, heads, LONG));
  }
  arena_free(arena);
}

static void one_token_is_the_root(void **state) {
  (void)state;
  Arena *arena = arena_new();
  float scores[4] = {0, 0, -5, 9};
  uint32_t heads[2] = {0, 1};
  tree_decode(arena, scores, 2, 1, heads);
  assert_int_equal(heads[1], 0);
  arena_free(arena);
}

static void what_is_no_tree_is_refused(void **state) {
  (void)state;
  Arena *arena = arena_new();
  const uint32_t cycle[] = {0, 0, 3, 2};
  const uint32_t two_roots[] = {0, 0, 0, 2};
  const uint32_t no_root[] = {0, 2, 1};
  assert_false(tree_is_valid(arena, cycle, 3));
  assert_false(tree_is_valid(arena, two_roots, 3));
  assert_false(tree_is_valid(arena, no_root, 2));
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_best_projective_tree_is_found),
      cmocka_unit_test(best_heads_that_are_a_tree_are_kept_even_if_arcs_cross),
      cmocka_unit_test(long_sentences_become_trees),
      cmocka_unit_test(one_token_is_the_root),
      cmocka_unit_test(what_is_no_tree_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
