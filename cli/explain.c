/// quern explain: how a text is read, and which rules fired.
#include "cli/commands.h"

#include "cli/rule_desk.h"

static Status explain(Call *call, RuleDesk *desk) {
  RuleDocument document;
  Str text = str_from(call->options.arguments[0]);
  if (!rule_desk_parse(desk, text, call->arena, &document)) {
    report_add(call->report, SEVERITY_ERROR, STR(""), "the text has no words");
    return STATUS_BAD_INPUT;
  }
  const OptionValue *rule = &call->options.values[OPTION_RULE];
  RuleMatcher *matcher = rule_matcher_new(desk->rules, call->report);
  rules_explain(matcher, &document, str_from(rule->is_set ? rule->text : ""),
                call->output);
  rule_matcher_free(matcher);
  return STATUS_OK;
}

static Status run(Call *call) {
  const OptionValue *rules = &call->options.values[OPTION_RULES];
  RuleDesk desk;
  Status status =
      rule_desk_open(call, rules->is_set ? rules->text : NULL, true, &desk);
  if (status == STATUS_OK) {
    status = explain(call, &desk);
  }
  rule_desk_close(&desk);
  return status;
}

const Command command_explain = {
    .name = "explain",
    .arguments = "TEXT",
    .summary = "Show how a text is read and which rules fired or almost did",
    .least_arguments = 1,
    .most_arguments = 1,
    .options = OPTIONS(OPTION_RULES, OPTION_RULE, OPTION_ENTITIES, OPTION_MODEL,
                       OPTION_OUTPUT),
    .run = run,
};
