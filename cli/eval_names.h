/// Evaluation of names.
#ifndef QUERN_CLI_EVAL_NAMES_H
#define QUERN_CLI_EVAL_NAMES_H

#include "cli/command.h"

/// Compare the names that are found in the documents of a CoNLL-U file, whose
/// sentences and words are given, with those of its Entity annotation.
MUST_CHECK Status eval_names(Call *call, const char *path);

#endif
