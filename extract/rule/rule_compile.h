/// Compiler: the parts that its files share.
#ifndef QUERN_EXTRACT_RULE_RULE_COMPILE_H
#define QUERN_EXTRACT_RULE_RULE_COMPILE_H

#include "extract/rule/rule_load.h"

/// What a set of the program is made of.
typedef struct {
  const Value *values;
  uint32_t count;
} WordSet;

// rule_compile_test.c
/// Make a test of the program, and number it; equal tests are one. NULL gives
/// NO_TEST.
uint32_t rule_compile_test(RuleLoader *loader, TokenTest *test);
/// The number of the set of a condition's words.
uint32_t rule_compile_set(RuleLoader *loader, const Condition *condition);

// rule_pattern.c
/// Turn a rule's sequence into a pattern over bytes.
void rule_pattern_compile(RuleLoader *loader, Rule *rule);
/// Compile a rule's text pattern and bind its groups; false after complaining.
bool rule_pattern_text(RuleLoader *loader, Rule *rule);

// rule_pack.c
/// Add a compiled rule to the program.
void rule_pack(RuleLoader *loader, const Rule *rule);

// rule_index.c
/// Fill the program's sets and postings, when all rules are in it.
void rule_index(RuleLoader *loader);

#endif
