/// Checker: the parts that its files share.
#ifndef QUERN_EXTRACT_RULE_RULE_CHECK_H
#define QUERN_EXTRACT_RULE_RULE_CHECK_H

#include "extract/rule/rule_load.h"

/// What a name stands for; NULL after complaining.
WordList *rule_check_list(RuleLoader *loader, Word word);
Definition *rule_check_definition(RuleLoader *loader, Word word);
void rule_check_type(RuleLoader *loader, Word word);

/// Check and complete the conditions of a test. Marks are known only to rules
/// of the last pass.
void rule_check_test(RuleLoader *loader, TokenTest *test, bool may_use_marks);
void rule_check_sequence(RuleLoader *loader, Unit *units, uint32_t count,
                         bool may_use_marks);

/// Number the deep labels that a rule's links make.
void rule_check_links(RuleLoader *loader, Rule *rule);

/// Check one rule, its labels, actions and captures.
void rule_check_rule(RuleLoader *loader, Rule *rule);
void rule_check_actions(RuleLoader *loader, Rule *rule);

#endif
