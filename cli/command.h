/// Subcommands: one file each, all in one table.
#ifndef QUERN_CLI_COMMAND_H
#define QUERN_CLI_COMMAND_H

#include "base/output.h"
#include "cli/option.h"

/// One run of a subcommand. What it says goes to `report`, which the frame
/// prints; what it makes goes to `output`: standard output or the file of
/// --output.
typedef struct {
  OptionResult options;
  Arena *arena; ///< ends with the process
  Report *report;
  Output *output;
  /// Keep the output although the status is a failure: it holds all that
  /// could be done.
  bool keep_output;
} Call;

typedef struct {
  const char *name;
  const char *arguments; ///< as shown by the help: "[FILE|DIR|-]..."
  const char *summary;   ///< one line, imperative, no full stop
  size_t least_arguments;
  size_t most_arguments;
  OptionList options;
  /// STATUS_OK, or another with the cause reported. On STATUS_BAD_SETUP and
  /// STATUS_FAILED the output is thrown away, unless keep_output is set.
  Status (*run)(Call *call);
} Command;

/// All subcommands, in the order of the help.
typedef struct {
  const Command *const *commands;
  size_t count;
} CommandList;
CommandList command_list(void);

/// Find a subcommand; NULL if there is none of this name.
const Command *command_find(Str name);

/// Options as subcommands write them: OPTIONS(OPTION_OUTPUT, OPTION_JOBS).
/// OPTION_QUIET and OPTION_HELP belong to every subcommand.
#define OPTIONS(...)                                                           \
  {                                                                            \
    .ids = (const OptionId[]){__VA_ARGS__, OPTION_QUIET, OPTION_HELP},         \
    .count = sizeof((const OptionId[]){__VA_ARGS__}) / sizeof(OptionId) + 2    \
  }

/// Print all messages of a report on standard error and forget them; with
/// --quiet only errors.
void command_print_report(const Call *call, Report *report);

#endif
