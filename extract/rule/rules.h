/// Rules: what the rest of the program sees of the rule engine.
///
/// Rule files are loaded once into Rules, which never change and are shared by
/// all threads; each thread matches sentences with a RuleMatcher of its own.
/// The language is described in docs/quern-rules.5.
#ifndef QUERN_EXTRACT_RULE_RULES_H
#define QUERN_EXTRACT_RULE_RULES_H

#include "base/output.h"
#include "base/report.h"
#include "extract/quote.h"
#include "extract/statement.h"

typedef struct RuleLoader RuleLoader;
typedef struct Rules Rules;
typedef struct RuleMatcher RuleMatcher;

/**
   Fetch a file that a rule file names by `include` or `list ... from`.

   @param path  The name, joined to the folder of the file that names it.
   @param arena Where the text is to be put, if it is not static.
   @return true if the file was found and `text` set.
*/
typedef bool (*RuleResolver)(void *context, Str path, Arena *arena, Str *text);

/// Does `type` count as `ancestor`? From the ontology; either may be unknown.
typedef bool (*RuleSubtype)(const void *context, Str type, Str ancestor);

/// Is there a type of that name?
typedef bool (*RuleTypeExists)(const void *context, Str type);

/**
   Begin to load rules. End with rule_loader_finish() or rule_loader_free().

   @param report  Borrowed until then.
*/
RuleLoader *rule_loader_new(Report *report);
void rule_loader_free(RuleLoader *loader); ///< NULL is allowed

/// Say how named files are fetched; what the resolver does not find, or all if
/// there is none, is read from the disk.
void rule_loader_set_resolver(RuleLoader *loader, RuleResolver resolver,
                              void *context);

/// Give the type hierarchy beyond the rules' own `type` lines. Without it any
/// name in a `type` line is a type. `context` must outlive the rules.
void rule_loader_set_types(RuleLoader *loader, RuleTypeExists exists,
                           RuleSubtype is_subtype, const void *context);

/// Add a rule file's bytes. Both views must outlive the rules. A path that was
/// added or included before is passed over.
void rule_loader_add_source(RuleLoader *loader, Str path, Str text);

/// Read a rule file from the disk and add it; failure is told by
/// rule_loader_finish().
void rule_loader_add_file(RuleLoader *loader, Str path);

/**
   Check and compile all that was added, and free the loader.

   Every error of every file is reported, in the order of files and lines; of
   more than RULE_MOST_ERRORS the rest is counted in one message.

   @param[out] rules  Free with rules_free(). NULL on failure.
   @return STATUS_OK, STATUS_BAD_SETUP, or STATUS_FAILED if a file given to
           rule_loader_add_file() could not be read.
*/
MUST_CHECK Status rule_loader_finish(RuleLoader *loader, Rules **rules);
enum { RULE_MOST_ERRORS = 20 };

void rules_free(Rules *rules); ///< NULL is allowed

size_t rules_count(const Rules *rules);

/// What one rule is, for lists of rules.
typedef struct {
  Str name;
  Str file;
  uint32_t line;
  int32_t priority;
  double confidence;
  uint32_t test_count;
  const char *pass; ///< "link", "mark" or "emit"
} RuleInfo;

/// The rule with an index, in the order of the files.
RuleInfo rules_info(const Rules *rules, size_t index);

/**
   Make a matcher: the scratch memory of one thread.

   @param rules  Must outlive the matcher.
   @param report Limits exceeded are reported there, once a rule and document.
                 NULL: they are passed over. Must outlive the matcher.
*/
RuleMatcher *rule_matcher_new(const Rules *rules, Report *report);
void rule_matcher_free(RuleMatcher *matcher); ///< NULL is allowed

/// What rules_match() reads of one document.
typedef struct {
  Str name; ///< for messages
  Str text; ///< the document's text, which all ranges point into
  const Sentences *sentences;
  /// Types of tokens by sentence and token ("Person"), empty where there is
  /// none; NULL if no types are known.
  const Str *const *types;
  /// Mentions by sentence and token: tokens of one mention have the same
  /// number, 0 is none; NULL if there are none. A captured noun then stands
  /// for its whole mention.
  const uint32_t *const *mentions;
  /// The text's quotations; NULL if they are not known.
  const Quotes *quotes;
} RuleDocument;

/**
   Match all rules against a document's sentences.

   @param arena  The document's: holds the statements.
   @param[out] statements  In text order of their anchors.
*/
void rules_match(RuleMatcher *matcher, const RuleDocument *document,
                 Arena *arena, Statements *statements);

/// Parse a text into a document for the tests of rule files and for explain.
/// All in the arena. Gives false if the text cannot be parsed.
typedef bool (*RuleParse)(void *context, Str text, Arena *arena,
                          RuleDocument *document);

/// What came of the inline tests.
typedef struct {
  uint32_t passed;
  uint32_t failed;
  uint32_t unparsed;
} RuleTestResult;

/// Run all inline tests; failures are written with the sentence, what was
/// wanted, what was made, and how the rule fared.
RuleTestResult rules_test(const Rules *rules, RuleParse parse, void *context,
                          Output *output);

/// Write how a document is read: tokens, tree, arcs, statements, and the rules
/// that stopped. `rule` empty: all rules that came near; else this one alone.
void rules_explain(RuleMatcher *matcher, const RuleDocument *document, Str rule,
                   Output *output);

/// Write one statement as in rule tests:
/// (subject; predicate; object) {flag, role=text, source=X, cue=say}
void rules_write_statement(Output *output, const Statement *statement);

/// Write all rules, a line each; with a document (NULL: without) the number of
/// matches and statements of each in it.
void rules_list(const Rules *rules, const RuleDocument *document,
                Output *output);

#endif
