/// The rules that are part of the program.
#ifndef QUERN_EXTRACT_RULE_RULE_BUILTIN_H
#define QUERN_EXTRACT_RULE_RULE_BUILTIN_H

#include "extract/rule/rules.h"

/// Let rule files, built-in ones and those on the disk, include both kinds; and
/// add the shipped rules if `with_rules`.
void rule_loader_use_builtin(RuleLoader *loader, bool with_rules);

#endif
