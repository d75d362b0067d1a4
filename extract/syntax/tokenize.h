/// Tokenizer: text to tokens, as the Universal Dependencies treebanks have
/// them.
///
/// Text is cut into atoms, and a trained linear classifier decides for each
/// two that touch whether they are one token, two tokens, or two tokens
/// written together as one word ("do" + "n't").
#ifndef QUERN_EXTRACT_SYNTAX_TOKENIZE_H
#define QUERN_EXTRACT_SYNTAX_TOKENIZE_H

#include "extract/read/document.h"
#include "extract/syntax/model.h"
#include "extract/syntax/sentence.h"

/// Immutable; may be used by any number of threads.
typedef struct Tokenizer Tokenizer;

/// The model's section that tokenizer_load() reads.
#define TOKENIZER_SECTION "tokens"

/**
   Make the tokenizer of a model.

   @param model  Must outlive the tokenizer.
   @param path   The model's name to show in messages.
   @param arena  Holds the tokenizer.
   @return STATUS_OK or STATUS_BAD_SETUP (reported).
*/
MUST_CHECK Status tokenizer_load(const Model *model, Str path, Arena *arena,
                                 Report *report, const Tokenizer **tokenizer);

typedef struct {
  Token *tokens;
  size_t count;
} TokenList;

/**
   Find the tokens of one block of a document, in text order.

   Sets form, range, space_after and surface_count; the other fields are zero.
   White space is never inside a token, except after a soft hyphen at a line's
   end. A block without visible characters has no tokens.

   @param arena  Holds the tokens; forms point into `text` where they can.
   @param text   The document's. Valid UTF-8.
   @param range  The block's, in bytes.
*/
TokenList tokenize(const Tokenizer *tokenizer, Arena *arena, Str text,
                   Range range);

#endif
