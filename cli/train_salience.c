/// Training of salience: quern train --part salience.
#include "cli/train_salience.h"

#include "cli/coref_documents.h"
#include "extract/train/salience_train.h"

static void learn(void *context, const CorefSpans *gold,
                  const Extraction *extraction, Arena *arena) {
  salience_training_add(context, gold, &extraction->coreference, arena);
}

Status train_salience(Call *call) {
  RuleDesk desk;
  Status worst = rule_desk_open(call, NULL, true, &desk);
  if (worst == STATUS_OK) {
    SalienceTraining *training = salience_training_new(call->arena);
    CorefWatch watch = salience_training_watch(training);
    extract_worker_watch(desk.worker, &watch);
    for (size_t i = 0; i < call->options.argument_count; i++) {
      Status status = coref_documents_visit(&desk, call->options.arguments[i],
                                            learn, training);
      worst = status > worst ? status : worst;
    }
    if (worst == STATUS_OK) {
      salience_training_write(training, call->output);
    }
  }
  rule_desk_close(&desk);
  return worst == STATUS_OK || worst == STATUS_FAILED ? worst
                                                      : STATUS_BAD_SETUP;
}
