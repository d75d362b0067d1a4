/// Evaluation of coreference.
#ifndef QUERN_CLI_EVAL_COREF_H
#define QUERN_CLI_EVAL_COREF_H

#include "cli/command.h"

/// Compare the coreference that is found in the documents of a CoNLL-U file,
/// whose sentences and words are given, with its Entity annotation.
Status eval_coref(Call *call, const char *path);

#endif
