/// The table of subcommands.
#include "cli/command.h"

#include "cli/commands.h"

#include <stdio.h>

static const Command *const commands[] = {
    &command_extract,
    &command_parse,
    &command_explain,
    &command_rules,
    &command_query,
    &command_entities,
    &command_eval,
    &command_train,
    NULL, // ends the table
};

enum { COMMAND_COUNT = sizeof commands / sizeof *commands - 1 };

CommandList command_list(void) {
  return (CommandList){commands, COMMAND_COUNT};
}

const Command *command_find(Str name) {
  for (const Command *const *next = commands; *next; next++) {
    if (str_equal(str_from((*next)->name), name)) {
      return *next;
    }
  }
  return NULL;
}

void command_print_report(const Call *call, Report *report) {
  Arena *arena = arena_new();
  bool is_quiet = call->options.values[OPTION_QUIET].is_set;
  for (size_t i = 0; i < report_count(report); i++) {
    const Message *message = report_get(report, i);
    if (message->severity == SEVERITY_ERROR || !is_quiet) {
      Str text = report_render(arena, message);
      fwrite(text.data, 1, text.length, stderr);
    }
  }
  report_clear(report);
  arena_free(arena);
}
