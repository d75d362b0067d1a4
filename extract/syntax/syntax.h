/// Syntax: from a document to parsed sentences.
#ifndef QUERN_EXTRACT_SYNTAX_SYNTAX_H
#define QUERN_EXTRACT_SYNTAX_SYNTAX_H

#include "extract/read/document.h"
#include "extract/syntax/model.h"
#include "extract/syntax/parser.h"
#include "extract/syntax/sentence.h"

/// What a model knows. Immutable; may be used by any number of threads.
typedef struct Syntax Syntax;

/// The model's section with the tagger's and parser's network.
#define PARSER_SECTION "parser"

/**
   Make all parts of the front end of a model.

   @param model  Must outlive the syntax.
   @param path   The model's name to show in messages.
   @param arena  Holds the syntax.
   @return STATUS_OK or STATUS_BAD_SETUP (reported).
*/
MUST_CHECK Status syntax_load(const Model *model, Str path, Arena *arena,
                              Report *report, const Syntax **syntax);

/// Its parser's network.
const Network *syntax_network(const Syntax *syntax);

/// The front end at work, with its buffers. One a thread.
typedef struct Analyzer Analyzer;

/// Free with analyzer_free(). The syntax is borrowed.
Analyzer *analyzer_new(const Syntax *syntax);
void analyzer_free(Analyzer *analyzer); ///< NULL is allowed

/**
   Find the sentences of a document, in text order, with tokens, tags, lemmas
   and trees.

   @param with_boilerplate  Look also into page noise and bylines.
   @param arena  The document's; holds the result.
*/
Sentences analyzer_run(Analyzer *analyzer, const Document *document,
                       bool with_boilerplate, Arena *arena);

/// Give sentences whose tokens are known tags, lemmas and trees.
void analyzer_parse(Analyzer *analyzer, Sentences *sentences, Arena *arena);

/// The same, and visit all tokens as parser_visit() does.
void analyzer_visit(Analyzer *analyzer, Sentences *sentences, Arena *arena,
                    ParserVisitor *visit, void *context);

#endif
