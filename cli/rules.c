/// quern rules: check, test and list rule files.
#include "cli/commands.h"

#include "cli/rule_desk.h"

static Status check(RuleDesk *desk) {
  output_format(desk->call->output, "%zu rules, no errors\n",
                rules_count(desk->rules));
  return STATUS_OK;
}

static Status test(RuleDesk *desk) {
  RuleTestResult result =
      rules_test(desk->rules, rule_desk_parse, desk, desk->call->output);
  output_format(desk->call->output, "%u passed, %u failed", result.passed,
                result.failed);
  if (result.unparsed) {
    output_format(desk->call->output, ", %u without parse", result.unparsed);
  }
  output_byte(desk->call->output, '\n');
  return result.failed || result.unparsed ? STATUS_BAD_INPUT : STATUS_OK;
}

static Status list(RuleDesk *desk) {
  const OptionValue *stats = &desk->call->options.values[OPTION_STATS];
  if (!stats->is_set) {
    rules_list(desk->rules, NULL, desk->call->output);
    return STATUS_OK;
  }
  RuleDocument document;
  Status status =
      rule_desk_read_trees(desk, stats->text, desk->call->arena, &document);
  if (status <= STATUS_BAD_INPUT) {
    rules_list(desk->rules, &document, desk->call->output);
  }
  return status;
}

/// What can be done with rules.
static const struct {
  const char *name;
  Status (*run)(RuleDesk *desk);
} actions[] = {{"check", check}, {"test", test}, {"list", list}};
enum { ACTION_COUNT = sizeof actions / sizeof *actions };

static Status run(Call *call) {
  const char *name = call->options.arguments[0];
  size_t action = 0;
  while (action < ACTION_COUNT && strcmp(actions[action].name, name) != 0) {
    action++;
  }
  if (action == ACTION_COUNT) {
    report_add(call->report, SEVERITY_ERROR, STR(""),
               "unknown action '%s'; there are: check, test, list", name);
    return STATUS_BAD_SETUP;
  }
  const char *path =
      call->options.argument_count > 1 ? call->options.arguments[1] : NULL;
  RuleDesk desk;
  Status status = rule_desk_open(call, path, !path, &desk);
  if (status == STATUS_OK) {
    status = actions[action].run(&desk);
  }
  rule_desk_close(&desk);
  return status;
}

const Command command_rules = {
    .name = "rules",
    .arguments = "check|test|list [FILE]",
    .summary = "Check, test or list rules: those of FILE, or those built in",
    .least_arguments = 1,
    .most_arguments = 2,
    .options = OPTIONS(OPTION_STATS, OPTION_MODEL, OPTION_OUTPUT),
    .run = run,
};
