/// Inputs: the files a subcommand works on, one after the other or several at
/// a time, with their results in the order of the command line.
#ifndef QUERN_CLI_INPUTS_H
#define QUERN_CLI_INPUTS_H

#include "cli/command.h"

/// One input on its way through.
typedef struct {
  Str name;       ///< the path, "-" for standard input
  Str bytes;      ///< as read, unchecked
  size_t worker;  ///< below the number of workers, for scratch memory
  Arena *arena;   ///< for the input's own things; reset when it is handed back
  Report *report; ///< printed when it is handed back
  Output *output; ///< in memory; appended to the call's output
  Status status;
  void *result; ///< from `work` to `finish`; NULL at first
} Input;

/// What to do with each input; `context` is passed along.
typedef struct {
  void *context;
  /// Which files of a folder are inputs? What is named by itself always is.
  bool (*takes)(Str path);
  const char *endings; ///< of their names, for messages: ".txt or .text"
  /// On any thread. STATUS_BAD_INPUT (reported) concerns this input alone, of
  /// which the good parts may be in output and result; a worse status ends the
  /// run.
  Status (*work)(void *context, Input *input);
  /// On the calling thread, in order, where `work` left a result; may be NULL.
  /// What it adds to the input's output is written too.
  Status (*finish)(void *context, Input *input);
} InputSteps;

/// Bytes of the longest input that is read.
enum { INPUT_LIMIT = 64 * 1024 * 1024 };

/// Workers that inputs_run() will use: --jobs, or 1.
size_t inputs_worker_count(const Call *call);

/**
   Read the inputs that the call's arguments name and do the steps for each: a
   file, the regular files of a folder that the steps take, sorted by bytes,
   "-" for standard input, which is also taken where nothing is named.

   @return the gravest status of all inputs: STATUS_BAD_INPUT if some could not
           be read or used, STATUS_FAILED if a named path is missing or a
           folder without inputs. The others are done all the same, and the
           call's output is kept.
*/
MUST_CHECK Status inputs_run(Call *call, const InputSteps *steps);

#endif
