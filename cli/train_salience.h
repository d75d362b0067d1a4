/// Training of salience: quern train --part salience.
#ifndef QUERN_CLI_TRAIN_SALIENCE_H
#define QUERN_CLI_TRAIN_SALIENCE_H

#include "cli/command.h"

/**
   Fit the weights of coreference to the call's treebanks and write them.

   @return STATUS_OK, STATUS_BAD_SETUP or STATUS_FAILED (reported).
*/
MUST_CHECK Status train_salience(Call *call);

#endif
