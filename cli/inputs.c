/// Inputs.
#include "cli/inputs.h"

#include "base/file.h"
#include "base/pool.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/// The inputs on their way.
typedef struct {
  Call *call;
  const InputSteps *steps;
  const char **paths;
  size_t path_count;
  size_t path_capacity;
  Input *inputs; ///< by slot
  Status status;
  bool shows_progress;
} Run;

static void add_status(Run *run, Status status) {
  if (status > run->status) {
    run->status = status;
  }
}

static void add_path(Run *run, const char *path) {
  const char **place = ARENA_PUSH(run->call->arena, run->paths, run->path_count,
                                  run->path_capacity);
  *place = path;
}

static void add_folder(Run *run, const char *path) {
  FileList list;
  Status status = file_list(path, run->call->arena, run->call->report, &list);
  size_t before = run->path_count;
  for (size_t i = 0; status == STATUS_OK && i < list.count; i++) {
    if (run->steps->takes(str_from(list.paths[i]))) {
      add_path(run, list.paths[i]);
    }
  }
  if (status == STATUS_OK && run->path_count == before) {
    report_add(run->call->report, SEVERITY_ERROR, str_from(path),
               "no file in this folder has a name that ends in %s; a file of "
               "another name is read if it is named by itself, and folders "
               "inside are not entered",
               run->steps->endings);
    status = STATUS_FAILED;
  }
  add_status(run, status);
}

/// Turn the arguments into paths. What is missing is told before any work is
/// done.
static Status collect_paths(Run *run) {
  const OptionResult *options = &run->call->options;
  if (options->argument_count == 0 && isatty(STDIN_FILENO)) {
    report_add(run->call->report, SEVERITY_ERROR, STR(""),
               "nothing to read: name files or folders, or '-' for standard "
               "input");
    return STATUS_BAD_SETUP;
  }
  if (options->argument_count == 0) {
    add_path(run, "-");
  }
  for (size_t i = 0; i < options->argument_count; i++) {
    const char *path = options->arguments[i];
    FileKind kind = strcmp(path, "-") == 0 ? FILE_OTHER : file_kind(path);
    if (kind == FILE_MISSING) {
      report_add(run->call->report, SEVERITY_ERROR, str_from(path),
                 "no such file or folder");
      add_status(run, STATUS_FAILED);
    } else if (kind == FILE_DIRECTORY) {
      add_folder(run, path);
    } else {
      add_path(run, path);
    }
  }
  command_print_report(run->call, run->call->report);
  return STATUS_OK;
}

/// Read the next file into its slot. One that cannot be read goes its way as
/// bad input, so that it is reported at its place in the order.
static bool take_in(void *context, PoolJob job) {
  Run *run = context;
  if (job.number == run->path_count) {
    return false;
  }
  Input *input = &run->inputs[job.slot];
  const char *path = run->paths[job.number];
  input->name = str_from(path);
  input->bytes = STR("");
  input->result = NULL;
  Status status =
      file_read(path, INPUT_LIMIT, input->arena, input->report, &input->bytes);
  input->status = status == STATUS_OK ? STATUS_OK : STATUS_BAD_INPUT;
  return true;
}

static void work(void *context, PoolJob job) {
  Run *run = context;
  Input *input = &run->inputs[job.slot];
  input->worker = job.worker;
  if (input->status == STATUS_OK) {
    input->status = run->steps->work(run->steps->context, input);
  }
}

static void show_progress(const Run *run, size_t done) {
  if (run->shows_progress) {
    fprintf(stderr, "\r%zu of %zu ", done, run->path_count);
  }
}

static void clear_progress(const Run *run) {
  if (run->shows_progress) {
    fprintf(stderr, "\r%*s\r", 48, "");
  }
}

static bool hand_back(void *context, PoolJob job) {
  Run *run = context;
  Input *input = &run->inputs[job.slot];
  if (input->result && run->steps->finish) {
    Status status = run->steps->finish(run->steps->context, input);
    input->status = status > input->status ? status : input->status;
  }
  if (report_count(input->report) != 0) {
    clear_progress(run);
    command_print_report(run->call, input->report);
  }
  output_write(run->call->output, output_text(input->output));
  add_status(run, input->status);
  output_clear(input->output);
  arena_reset(input->arena);
  show_progress(run, job.number + 1);
  return input->status <= STATUS_BAD_INPUT &&
         !output_is_useless(run->call->output);
}

size_t inputs_worker_count(const Call *call) {
  const OptionValue *jobs = &call->options.values[OPTION_JOBS];
  return pool_worker_count(jobs->is_set ? jobs->number : 1);
}

static void make_slots(Run *run, size_t count) {
  run->inputs = ARENA_NEW(run->call->arena, Input, count);
  for (size_t i = 0; i < count; i++) {
    run->inputs[i].arena = arena_new();
    run->inputs[i].report = report_new();
    run->inputs[i].output = output_to_memory();
  }
}

static void free_slots(Run *run, size_t count) {
  for (size_t i = 0; i < count; i++) {
    arena_free(run->inputs[i].arena);
    report_free(run->inputs[i].report);
    output_discard(run->inputs[i].output);
  }
}

Status inputs_run(Call *call, const InputSteps *steps) {
  Run run = {.call = call, .steps = steps};
  Status status = collect_paths(&run);
  if (status != STATUS_OK) {
    return status;
  }
  run.shows_progress = run.path_count > 1 && isatty(STDERR_FILENO) &&
                       !isatty(STDOUT_FILENO) &&
                       !call->options.values[OPTION_QUIET].is_set;
  size_t workers = inputs_worker_count(call);
  size_t slots = pool_slot_count(workers);
  make_slots(&run, slots);
  PoolSteps pool_steps = {&run, take_in, work, hand_back};
  status = pool_run(&pool_steps, workers, call->report);
  clear_progress(&run);
  free_slots(&run, slots);
  call->keep_output = status == STATUS_OK && run.path_count != 0 &&
                      run.status != STATUS_BAD_SETUP;
  return status > run.status ? status : run.status;
}
