/// Training of salience: weights of what speaks for an antecedent.
///
/// Log-linear ranking of the candidates of each mention, none of them among
/// them (Durrett and Klein 2013, "Easy Victories and Uphill Battles in
/// Coreference Resolution", section 3).
#ifndef QUERN_EXTRACT_TRAIN_SALIENCE_TRAIN_H
#define QUERN_EXTRACT_TRAIN_SALIENCE_TRAIN_H

#include "base/output.h"
#include "extract/coref/coref.h"
#include "extract/coref/coref_score.h"

typedef struct SalienceTraining SalienceTraining;

/// In the arena, as is all that it learns.
SalienceTraining *salience_training_new(Arena *arena);

/// Collects what is weighed in a document.
CorefWatch salience_training_watch(SalienceTraining *training);

/// Compare what was weighed since the last call with the chains of the
/// document. `scratch` is left as it was.
void salience_training_add(SalienceTraining *training, const CorefSpans *gold,
                           const Coreference *coreference, Arena *scratch);

/// Fit the weights, and write them as extract/lexicon/english/salience.txt.
void salience_training_write(const SalienceTraining *training, Output *output);

#endif
