/// The rules that quern has built in, for tests without an ontology.
#ifndef QUERN_TESTS_UNIT_SHIPPED_RULES_H
#define QUERN_TESTS_UNIT_SHIPPED_RULES_H

#include "extract/rule/rule_builtin.h"

#include <stdlib.h>

static inline bool shipped_any_type(const void *context, Str type) {
  (void)context;
  (void)type;
  return true;
}

static inline bool shipped_no_subtype(const void *context, Str type,
                                      Str ancestor) {
  (void)context;
  (void)type;
  (void)ancestor;
  return false;
}

/// Load them; all classes exist and none is below another. Free the rules with
/// rules_free().
static inline Rules *shipped_rules(Report *report) {
  RuleLoader *loader = rule_loader_new(report);
  rule_loader_use_builtin(loader, true);
  rule_loader_set_types(loader, shipped_any_type, shipped_no_subtype, NULL);
  Rules *rules = NULL;
  if (rule_loader_finish(loader, &rules) != STATUS_OK) {
    abort();
  }
  return rules;
}

#endif
