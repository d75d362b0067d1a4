/// Front end: the model and its analyzers, as subcommands need them.
#ifndef QUERN_CLI_FRONT_END_H
#define QUERN_CLI_FRONT_END_H

#include "cli/command.h"
#include "extract/syntax/syntax.h"

typedef struct {
  Model *model;
  Analyzer **analyzers; ///< one a worker
  size_t count;
} FrontEnd;

/**
   Load the model of --model, or the one built in, and make analyzers.

   @param count  How many analyzers.
   @param[out] front_end  End with front_end_close(), also after a failure.
   @return STATUS_OK, STATUS_BAD_SETUP or STATUS_FAILED (reported).
*/
MUST_CHECK Status front_end_open(Call *call, size_t count, FrontEnd *front_end);

void front_end_close(FrontEnd *front_end);

#endif
