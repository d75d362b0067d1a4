/// Rule desk: rules, ontology and a front end, as `rules` and `explain` need
/// them.
#ifndef QUERN_CLI_RULE_DESK_H
#define QUERN_CLI_RULE_DESK_H

#include "cli/command.h"
#include "extract/extract.h"
#include "extract/read/layout.h"
#include "ontology/ontology.h"

typedef struct {
  Call *call;
  Ontology *ontology;
  Layout *layout;
  Extractor *extractor;
  ExtractWorker *worker;
  const Rules *rules; ///< the extractor's
} RuleDesk;

/**
   Load the ontology, the rules and the front end.

   @param path  A rule file; NULL: none.
   @param with_builtin  Load the built-in rules too, before the file.
   @param[out] desk  End with rule_desk_close(), also after a failure.
   @return STATUS_OK, STATUS_BAD_SETUP or STATUS_FAILED (reported).
*/
MUST_CHECK Status rule_desk_open(Call *call, const char *path,
                                 bool with_builtin, RuleDesk *desk);

void rule_desk_close(RuleDesk *desk);

/// A RuleParse: the context is the desk.
bool rule_desk_parse(void *desk, Str text, Arena *arena,
                     RuleDocument *document);

/// Read a CoNLL-U file as a document for rules.
MUST_CHECK Status rule_desk_read_trees(RuleDesk *desk, const char *path,
                                       Arena *arena, RuleDocument *document);

#endif
