/// Compiler: the parts that its files share.
#ifndef QUERN_EXTRACT_RULE_RULE_COMPILE_H
#define QUERN_EXTRACT_RULE_RULE_COMPILE_H

#include "extract/rule/rule_load.h"

/// Number a test; equal tests get the same number.
void rule_compile_test(RuleLoader *loader, TokenTest *test);

/// Turn a rule's sequence into a pattern over bytes.
void rule_pattern_compile(RuleLoader *loader, Rule *rule);

/// Compile a rule's text pattern and bind its groups; false after complaining.
bool rule_pattern_text(RuleLoader *loader, Rule *rule);

#endif
