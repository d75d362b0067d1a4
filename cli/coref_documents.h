/// Documents with chains of mentions that annotators made, one by one.
#ifndef QUERN_CLI_COREF_DOCUMENTS_H
#define QUERN_CLI_COREF_DOCUMENTS_H

#include "cli/rule_desk.h"
#include "extract/coref/coref_score.h"

/// Looks at a document; what it gets lives until it returns.
typedef void CorefVisit(void *context, const CorefSpans *gold,
                        const Extraction *extraction, Arena *arena);

/**
   Extract from each document ("# newdoc") of an annotated CoNLL-U file.

   @return STATUS_OK, STATUS_BAD_INPUT or STATUS_FAILED (reported).
*/
MUST_CHECK Status coref_documents_visit(RuleDesk *desk, const char *path,
                                        CorefVisit *visit, void *context);

#endif
