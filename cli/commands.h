/// What each file of a subcommand gives.
#ifndef QUERN_CLI_COMMANDS_H
#define QUERN_CLI_COMMANDS_H

#include "cli/command.h"

extern const Command command_entities;
extern const Command command_eval;
extern const Command command_explain;
extern const Command command_parse;
extern const Command command_query;
extern const Command command_rules;
extern const Command command_extract;
extern const Command command_train;

#endif
