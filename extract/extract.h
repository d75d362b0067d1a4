/// Extract: the whole pipeline, from a document to its statements.
#ifndef QUERN_EXTRACT_EXTRACT_H
#define QUERN_EXTRACT_EXTRACT_H

#include "extract/coref/coref.h"
#include "extract/mention/mention.h"
#include "extract/name/entity.h"
#include "extract/read/document.h"
#include "extract/rule/rules.h"
#include "extract/statement.h"
#include "extract/syntax/sentence.h"

typedef struct {
  const char *model;           ///< a model file; NULL: the built-in model
  const char *rules;           ///< a rule file to add; NULL: none
  const char *const *entities; ///< files of entities to add, as gazetteer.h
  size_t entity_count;
  bool no_builtin_rules; ///< use that file alone
  RuleTypeExists exists; ///< the type hierarchy, as for rules.h; may be NULL
  RuleSubtype is_subtype;
  const void *types; ///< its context; must outlive the extractor
} ExtractSetup;

/// Model, rules and word lists. Immutable; shared by all threads.
typedef struct Extractor Extractor;

/**
   Load all that extraction needs.

   @param[out] extractor  Free with extractor_free(). NULL on failure.
   @return STATUS_OK, STATUS_BAD_SETUP or STATUS_FAILED; reported.
*/
MUST_CHECK Status extractor_new(const ExtractSetup *setup, Report *report,
                                Extractor **extractor);
void extractor_free(Extractor *extractor); ///< NULL is allowed

const Rules *extractor_rules(const Extractor *extractor);

/// What was found in a document; all in the document's arena.
typedef struct {
  Sentences sentences;
  Quotes quotes;
  MentionList mentions;
  Statements statements;
  Entities entities;
  uint32_t place; ///< the entity of the dateline's place; UINT32_MAX if none
  Coreference coreference;
} Extraction;

/// The extractor at work, with its buffers. One a thread.
typedef struct ExtractWorker ExtractWorker;

/// Free with extract_worker_free() before the extractor.
ExtractWorker *extract_worker_new(const Extractor *extractor, Report *report);
void extract_worker_free(ExtractWorker *worker); ///< NULL is allowed

/// Let somebody watch coreference from now on; NULL: nobody.
void extract_worker_watch(ExtractWorker *worker, const CorefWatch *watch);

/// Find sentences and mentions only: what the rules are matched against. All
/// is in the arena, and in `extraction`, which must live as long.
RuleDocument extract_parse(ExtractWorker *worker, const Document *document,
                           bool with_boilerplate, Arena *arena,
                           Extraction *extraction);

/// Find a document's statements.
Extraction extract_document(ExtractWorker *worker, const Document *document,
                            Arena *arena);

/// The same of a document whose sentences and tokens are known. Tags, lemmas
/// and trees are filled in.
Extraction extract_tokens(ExtractWorker *worker, const Document *document,
                          Sentences sentences, Arena *arena);

#endif
