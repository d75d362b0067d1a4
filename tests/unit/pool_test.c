/// Tests of base/pool.
#include "base/pool.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

enum { MOST_SLOTS = 64, JOBS = 5000 };

/// Squares the numbers below job_count.
typedef struct {
  size_t job_count;
  size_t slot_count;
  size_t worker_count;
  size_t stop_after; ///< jobs handed back; JOBS + 1 for never
  size_t inputs[MOST_SLOTS];
  size_t results[MOST_SLOTS];
  size_t handed_back;
  bool is_in_order;
} Squares;

static bool take(void *context, PoolJob job) {
  Squares *squares = context;
  if (job.number == squares->job_count) {
    return false;
  }
  squares->inputs[job.slot] = job.number;
  return true;
}

/// Work of uneven length, so that later jobs finish before earlier ones.
static void square(void *context, PoolJob job) {
  Squares *squares = context;
  size_t input = squares->inputs[job.slot];
  size_t result = 0;
  size_t rounds = input % 7 == 0 ? 20000 : 1;
  for (volatile size_t round = 0; round < rounds; round++) {
    result = input * input;
  }
  squares->results[job.slot] = job.worker < squares->worker_count ? result : 0;
}

static bool check(void *context, PoolJob job) {
  Squares *squares = context;
  squares->is_in_order = squares->is_in_order &&
                         job.number == squares->handed_back &&
                         squares->results[job.slot] == job.number * job.number;
  squares->handed_back++;
  return squares->handed_back < squares->stop_after;
}

static Squares run(size_t threads, size_t job_count, size_t stop_after) {
  Squares squares = {.job_count = job_count,
                     .slot_count = pool_slot_count(threads),
                     .worker_count = pool_worker_count(threads),
                     .stop_after = stop_after,
                     .is_in_order = true};
  assert_true(squares.slot_count <= MOST_SLOTS);
  PoolSteps steps = {&squares, take, square, check};
  Report *report = report_new();
  assert_int_equal(pool_run(&steps, threads, report), STATUS_OK);
  report_free(report);
  return squares;
}

static void test_hands_back_in_order(void **state) {
  (void)state;
  for (size_t threads = 1; threads <= 9; threads += 2) {
    Squares squares = run(threads, JOBS, JOBS + 1);
    assert_true(squares.is_in_order);
    assert_int_equal(squares.handed_back, JOBS);
  }
}

static void test_no_jobs(void **state) {
  (void)state;
  assert_int_equal(run(1, 0, 1).handed_back, 0);
  assert_int_equal(run(4, 0, 1).handed_back, 0);
}

static void test_stops_when_told(void **state) {
  (void)state;
  assert_int_equal(run(1, JOBS, 3).handed_back, 3);
  assert_int_equal(run(4, JOBS, 3).handed_back, 3);
  assert_true(run(4, JOBS, 3).is_in_order);
}

static void test_counts(void **state) {
  (void)state;
  assert_true(pool_worker_count(0) >= 1);
  assert_int_equal(pool_worker_count(3), 3);
  assert_int_equal(pool_worker_count(100000), POOL_MOST_THREADS);
  assert_int_equal(pool_slot_count(1), 1);
  assert_true(pool_slot_count(2) > 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_hands_back_in_order),
      cmocka_unit_test(test_no_jobs),
      cmocka_unit_test(test_stops_when_told),
      cmocka_unit_test(test_counts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
