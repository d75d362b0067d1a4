/// quern: the frame around the subcommands. Only here does the program end.
#include "cli/command.h"
#include "cli/interrupt.h"

#include "base/suggest.h"
#include "base/version.h"

#include <signal.h>
#include <stdio.h>

/// A wrong call: the mistake and where to find help.
static Status complain(Call *call, const char *command) {
  command_print_report(call, call->report);
  fprintf(stderr, "try 'quern %s%s--help'\n", command, *command ? " " : "");
  return STATUS_BAD_SETUP;
}

/// Write to standard output and see that it arrives.
static Status print(Call *call, Str text) {
  Output *output;
  Status status = output_open(NULL, call->report, &output);
  if (status == STATUS_OK) {
    output_write(output, text);
    status = output_close(output, call->report);
  }
  command_print_report(call, call->report);
  return status;
}

static Status print_help(Call *call) {
  CommandList list = command_list();
  Str text = STR("Usage: quern SUBCOMMAND [OPTION]... [ARGUMENT]...\n\n"
                 "Turn English news into a knowledge graph.\n\n"
                 "Subcommands:\n");
  for (size_t i = 0; i < list.count; i++) {
    text = arena_format(call->arena, "%.*s  %-10s%s\n", STR_ARG(text),
                        list.commands[i]->name, list.commands[i]->summary);
  }
  text = arena_format(call->arena,
                      "%.*s\nOptions:\n"
                      "  -h, --help    show this help; after a subcommand, "
                      "the help about it\n"
                      "  --version     show the version\n",
                      STR_ARG(text));
  return print(call, text);
}

static Status print_command_help(Call *call, const Command *command) {
  Str options = option_help(command->options, call->arena);
  return print(call, arena_format(call->arena,
                                  "Usage: quern %s [OPTION]... %s\n\n"
                                  "%s.\n\nOptions:\n%.*s",
                                  command->name, command->arguments,
                                  command->summary, STR_ARG(options)));
}

static Status check_arguments(Call *call, const Command *command) {
  size_t count = call->options.argument_count;
  if (count < command->least_arguments) {
    report_add(call->report, SEVERITY_ERROR, STR(""),
               "too few arguments: expected %s", command->arguments);
    return STATUS_BAD_SETUP;
  }
  if (count > command->most_arguments) {
    report_add(call->report, SEVERITY_ERROR, STR(""),
               "unexpected argument '%s'",
               call->options.arguments[command->most_arguments]);
    return STATUS_BAD_SETUP;
  }
  return STATUS_OK;
}

/// Run a subcommand with its output open and the signals watched.
static Status run(Call *call, const Command *command) {
  Status status = output_open(call->options.values[OPTION_OUTPUT].text,
                              call->report, &call->output);
  if (status == STATUS_OK) {
    // A copy: closing the output frees its own.
    const char *path = output_temporary_path(call->output);
    Interrupt *interrupt = interrupt_begin(
        path ? arena_copy(call->arena, str_from(path)).data : NULL);
    status = command->run(call);
    if (status <= STATUS_BAD_INPUT || call->keep_output) {
      Status closing = output_close(call->output, call->report);
      status = closing > status ? closing : status;
    } else {
      output_discard(call->output);
    }
    interrupt_end(interrupt);
  }
  command_print_report(call, call->report);
  return status;
}

static Status run_command(Call *call, const Command *command,
                          char *const *words, size_t word_count) {
  Status status = option_parse(command->options, words, word_count, call->arena,
                               call->report, &call->options);
  if (call->options.values[OPTION_HELP].is_set) {
    report_clear(call->report);
    return print_command_help(call, command);
  }
  if (status == STATUS_OK) {
    status = check_arguments(call, command);
  }
  return status == STATUS_OK ? run(call, command)
                             : complain(call, command->name);
}

static Status reject(Call *call, Str word) {
  CommandList list = command_list();
  size_t count = list.count + 2;
  Str *names = ARENA_NEW(call->arena, Str, count);
  for (size_t i = 0; i < list.count; i++) {
    names[i] = str_from(list.commands[i]->name);
  }
  names[list.count] = STR("--help");
  names[list.count + 1] = STR("--version");
  Str nearest = suggest_nearest(word, names, count);
  const char *kind = str_starts(word, STR("-")) ? "option" : "subcommand";
  if (nearest.length) {
    report_add(call->report, SEVERITY_ERROR, STR(""),
               "unknown %s '%.*s' (did you mean '%.*s'?)", kind, STR_ARG(word),
               STR_ARG(nearest));
  } else {
    report_add(call->report, SEVERITY_ERROR, STR(""), "unknown %s '%.*s'", kind,
               STR_ARG(word));
  }
  return complain(call, "");
}

static Status run_words(Call *call, char *const *words, size_t word_count) {
  if (word_count == 0) {
    report_add(call->report, SEVERITY_ERROR, STR(""), "no subcommand given");
    return complain(call, "");
  }
  Str first = str_from(words[0]);
  if (str_equal(first, STR("--help")) || str_equal(first, STR("-h"))) {
    return print_help(call);
  }
  if (str_equal(first, STR("--version"))) {
    return print(call, STR("quern " QUERN_VERSION "\n"));
  }
  const Command *command = command_find(first);
  return command ? run_command(call, command, words + 1, word_count - 1)
                 : reject(call, first);
}

int main(int word_count, char **words) {
  // Writing to a closed pipe shall be an error to be seen, not a death.
  signal(SIGPIPE, SIG_IGN);
  Call call = {.arena = arena_new(), .report = report_new()};
  size_t skipped = word_count > 0 ? 1 : 0;
  Status status =
      run_words(&call, words + skipped, (size_t)word_count - skipped);
  report_free(call.report);
  arena_free(call.arena);
  return (int)status;
}
