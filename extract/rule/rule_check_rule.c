/// Checker: whole rules.
#include "extract/rule/rule_check.h"

void rule_check_links(RuleLoader *loader, Rule *rule) {
  for (uint32_t i = 0; i < rule->action_count; i++) {
    Action *action = &rule->actions[i];
    if (action->kind == ACTION_LINK &&
        !rule_label_derive(loader, action->label, &action->base)) {
      rule->is_broken = true;
    }
  }
}

/// Resolve the labels of a step and note them as bits.
static void check_step(RuleLoader *loader, Step *step) {
  if (step->any_label) {
    step->bases = ~loader->rules->derived;
    return;
  }
  for (uint32_t i = 0; i < step->label_count; i++) {
    LabelTerm *term = &step->labels[i];
    if (str_equal(term->text.text, STR("_"))) {
      rule_load_error(loader, term->text.place,
                      "'_' means any label: it stands alone");
    } else if (rule_label_resolve(loader, term)) {
      if (term->label.kind == SUBTYPE_ANY) {
        step->bases |= UINT64_C(1) << term->label.base;
      } else {
        step->is_exact = true;
      }
    }
  }
}

/// A link rule whose `not` looks at deep arcs would give results that depend
/// on the order of rules.
static void check_order_free(RuleLoader *loader, const Rule *rule,
                             const RuleLine *line) {
  if (line->kind != LINE_NOT || !rule->passes[PASS_LINK]) {
    return;
  }
  for (uint32_t i = 0; i < line->step_count; i++) {
    const Step *step = &line->steps[i];
    for (uint32_t j = 0; j < step->label_count; j++) {
      uint64_t bit = UINT64_C(1) << step->labels[j].label.base;
      if (!step->any_label && (loader->rules->derived & bit)) {
        rule_load_error(loader, step->labels[j].text.place,
                        "a link rule cannot use 'not' with the deep label "
                        "'%.*s': the result would depend on the order of "
                        "rules",
                        STR_ARG(step->labels[j].text.text));
      }
    }
  }
}

static bool may_use_marks(const Rule *rule) { return !rule->passes[PASS_LINK]; }

static void check_line(RuleLoader *loader, const Rule *rule, RuleLine *line) {
  for (uint32_t i = 0; i < line->step_count; i++) {
    check_step(loader, &line->steps[i]);
  }
  check_order_free(loader, rule, line);
  if (line->test) {
    rule_check_test(loader, line->test, may_use_marks(rule));
  }
  if (line->kind == LINE_EVERY && line->right < 0) {
    rule_load_error(loader, line->place, "an 'every' line must bind a capture");
  }
}

/// The same rule in different passes would mean different things.
static void check_passes(RuleLoader *loader, const Rule *rule) {
  if (rule->passes[PASS_LINK] &&
      (rule->passes[PASS_MARK] || rule->passes[PASS_EMIT])) {
    rule_load_error(loader, rule->name.place,
                    "rule '%.*s' mixes link with other actions: make two rules",
                    STR_ARG(rule->name.text));
  }
}

/// Does a line that binds the capture also test it? Then its name explains
/// the test, used again or not.
static bool is_tested(const Rule *rule, int8_t capture) {
  for (uint32_t i = 0; i < rule->line_count; i++) {
    if (rule->lines[i].right == capture && rule->lines[i].test) {
      return true;
    }
  }
  return false;
}

static void check_unused(RuleLoader *loader, const Rule *rule) {
  for (uint8_t i = 0; i < rule->capture_count; i++) {
    const Capture *capture = &rule->captures[i];
    if (!capture->is_used && !is_tested(rule, (int8_t)i)) {
      rule_load_warning(loader, capture->name.place,
                        "capture '%.*s' is never used; '_' binds nothing",
                        STR_ARG(capture->name.text));
    }
  }
}

void rule_check_rule(RuleLoader *loader, Rule *rule) {
  if (!rule->has_anchor && !rule->is_broken) {
    rule_load_error(loader, rule->name.place,
                    "rule '%.*s' has no match, seq or text line",
                    STR_ARG(rule->name.text));
  }
  if (!rule->action_count && !rule->is_broken) {
    rule_load_error(loader, rule->name.place,
                    "rule '%.*s' has no emit, attrib, mark or link line",
                    STR_ARG(rule->name.text));
    rule->is_broken = true;
  }
  check_passes(loader, rule);
  if (rule->test) {
    rule_check_test(loader, rule->test, may_use_marks(rule));
  }
  rule_check_sequence(loader, rule->sequence.units, rule->sequence.count,
                      may_use_marks(rule));
  for (uint32_t i = 0; i < rule->line_count; i++) {
    check_line(loader, rule, &rule->lines[i]);
  }
  rule_check_actions(loader, rule);
  if (!rule->is_broken) {
    check_unused(loader, rule);
  }
}
