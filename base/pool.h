/// Pool: a line of jobs done on several threads and handed back in order.
#ifndef QUERN_BASE_POOL_H
#define QUERN_BASE_POOL_H

#include "base/report.h"

/// Where a job stands. Two jobs alive at the same time never share a slot, so
/// what a job keeps between its steps (input, arena, result) lies in an array
/// of pool_slot_count() things. No two calls of `work` at the same time share a
/// worker, so scratch memory lies in an array of pool_worker_count() things.
typedef struct {
  size_t number; ///< of the job, from 0 in the order of `next`
  size_t slot;
  size_t worker; ///< only set during `work`
} PoolJob;

/// The three steps of a job; `context` is passed to each.
typedef struct {
  void *context;
  /// Take the next job in; false when there is none. On the calling thread.
  bool (*next)(void *context, PoolJob job);
  /// Do it. On some worker's thread, together with other jobs.
  void (*work)(void *context, PoolJob job);
  /// Hand it back; false ends the run. On the calling thread, in order.
  bool (*done)(void *context, PoolJob job);
} PoolSteps;

enum { POOL_MOST_THREADS = 256 };

/// Workers that a pool of `thread_count` threads has: the number itself within
/// 1 and POOL_MOST_THREADS; for 0 one a processor.
size_t pool_worker_count(size_t thread_count);

/// Slots of such a pool: a few jobs a worker, however long the line is.
size_t pool_slot_count(size_t thread_count);

/**
   Run all jobs, or until `done` says false; jobs under way are then finished
   and not handed back. One thread means the calling one.

   @return STATUS_OK, or STATUS_FAILED if threads cannot be made (reported).
*/
MUST_CHECK Status pool_run(const PoolSteps *steps, size_t thread_count,
                           Report *report);

#endif
