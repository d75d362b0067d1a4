/// Pool: a ring of slots. The calling thread fills slots with new jobs and
/// empties them in order; workers take filled slots in the same order.
#include "base/pool.h"

#include <pthread.h>
#include <unistd.h>

enum { SLOTS_A_WORKER = 4 };

typedef struct {
  const PoolSteps *steps;
  size_t slot_count;
  bool *finished; ///< by slot
  pthread_mutex_t lock;
  pthread_cond_t filled;   ///< a job waits, or there will be no more
  pthread_cond_t progress; ///< a job is finished
  size_t taken_in;         ///< jobs that `next` gave
  size_t started;
  bool is_over; ///< no worker shall start another job
} Pool;

typedef struct {
  Pool *pool;
  size_t number;
  pthread_t thread;
} Worker;

size_t pool_worker_count(size_t thread_count) {
  if (thread_count == 0) {
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    thread_count = processors > 0 ? (size_t)processors : 1;
  }
  return thread_count < POOL_MOST_THREADS ? thread_count : POOL_MOST_THREADS;
}

size_t pool_slot_count(size_t thread_count) {
  size_t workers = pool_worker_count(thread_count);
  return workers == 1 ? 1 : workers * SLOTS_A_WORKER;
}

static void *run_worker(void *argument) {
  const Worker *worker = argument;
  Pool *pool = worker->pool;
  pthread_mutex_lock(&pool->lock);
  for (;;) {
    while (!pool->is_over && pool->started == pool->taken_in) {
      pthread_cond_wait(&pool->filled, &pool->lock);
    }
    if (pool->is_over) {
      break;
    }
    PoolJob job = {.number = pool->started++, .worker = worker->number};
    job.slot = job.number % pool->slot_count;
    pthread_mutex_unlock(&pool->lock);
    pool->steps->work(pool->steps->context, job);
    pthread_mutex_lock(&pool->lock);
    pool->finished[job.slot] = true;
    pthread_cond_signal(&pool->progress);
  }
  pthread_mutex_unlock(&pool->lock);
  return NULL;
}

static void announce_job(Pool *pool, size_t slot) {
  pthread_mutex_lock(&pool->lock);
  pool->finished[slot] = false;
  pool->taken_in++;
  pthread_cond_signal(&pool->filled);
  pthread_mutex_unlock(&pool->lock);
}

static void wait_for_job(Pool *pool, size_t slot) {
  pthread_mutex_lock(&pool->lock);
  while (!pool->finished[slot]) {
    pthread_cond_wait(&pool->progress, &pool->lock);
  }
  pthread_mutex_unlock(&pool->lock);
}

/// The calling thread's part: keep the slots full, empty them in order.
static void feed(Pool *pool) {
  const PoolSteps *steps = pool->steps;
  size_t taken_in = 0;
  size_t handed_back = 0;
  bool has_more = true;
  for (;;) {
    while (has_more && taken_in - handed_back < pool->slot_count) {
      PoolJob job = {.number = taken_in, .slot = taken_in % pool->slot_count};
      has_more = steps->next(steps->context, job);
      if (has_more) {
        announce_job(pool, job.slot);
        taken_in++;
      }
    }
    if (handed_back == taken_in) {
      return;
    }
    PoolJob job = {.number = handed_back,
                   .slot = handed_back % pool->slot_count};
    wait_for_job(pool, job.slot);
    handed_back++;
    if (!steps->done(steps->context, job)) {
      return;
    }
  }
}

static void end_workers(Pool *pool, Worker *workers, size_t count) {
  pthread_mutex_lock(&pool->lock);
  pool->is_over = true;
  pthread_cond_broadcast(&pool->filled);
  pthread_mutex_unlock(&pool->lock);
  for (size_t i = 0; i < count; i++) {
    pthread_join(workers[i].thread, NULL);
  }
}

static Status run_on_threads(Pool *pool, size_t worker_count, Arena *arena,
                             Report *report) {
  Worker *workers = ARENA_NEW(arena, Worker, worker_count);
  size_t made = 0;
  int error = 0;
  while (made < worker_count && error == 0) {
    workers[made] = (Worker){.pool = pool, .number = made};
    error =
        pthread_create(&workers[made].thread, NULL, run_worker, &workers[made]);
    made += error == 0;
  }
  // Fewer threads than wished still do the work.
  if (made != 0) {
    feed(pool);
  }
  end_workers(pool, workers, made);
  if (made == 0) {
    report_add(report, SEVERITY_ERROR, STR(""), "cannot start a thread: %s",
               strerror(error));
    return STATUS_FAILED;
  }
  return STATUS_OK;
}

static void run_here(const PoolSteps *steps) {
  PoolJob job = {0};
  while (steps->next(steps->context, job)) {
    steps->work(steps->context, job);
    if (!steps->done(steps->context, job)) {
      return;
    }
    job.number++;
  }
}

Status pool_run(const PoolSteps *steps, size_t thread_count, Report *report) {
  size_t worker_count = pool_worker_count(thread_count);
  if (worker_count == 1) {
    run_here(steps);
    return STATUS_OK;
  }
  Arena *arena = arena_new();
  Pool pool = {.steps = steps, .slot_count = pool_slot_count(thread_count)};
  pool.finished = ARENA_NEW(arena, bool, pool.slot_count);
  pthread_mutex_init(&pool.lock, NULL);
  pthread_cond_init(&pool.filled, NULL);
  pthread_cond_init(&pool.progress, NULL);
  Status status = run_on_threads(&pool, worker_count, arena, report);
  pthread_cond_destroy(&pool.progress);
  pthread_cond_destroy(&pool.filled);
  pthread_mutex_destroy(&pool.lock);
  arena_free(arena);
  return status;
}
