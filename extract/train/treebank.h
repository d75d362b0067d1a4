/// Treebank: annotated text to train on, walked block by block.
#ifndef QUERN_EXTRACT_TRAIN_TREEBANK_H
#define QUERN_EXTRACT_TRAIN_TREEBANK_H

#include "extract/read/document.h"
#include "extract/syntax/sentence.h"

/// One file of annotated sentences: every paragraph is a block of the
/// document, every token has its range in the document's text.
typedef struct {
  const Document *document;
  const Sentences *sentences;
} Treebank;

/// A token as a block has it.
typedef struct {
  const Token *token;
  bool is_joined; ///< written together with the token before, as one word
  bool ends_sentence;
} BlockToken;

/// All tokens of one block, in text order.
typedef struct {
  Str text;       ///< the block's
  uint32_t begin; ///< the block's first byte in the document
  const BlockToken *tokens;
  size_t count;
} TreebankBlock;

/// Called with each block; what it makes in `arena` ends with the call.
typedef void (*TreebankVisitor)(Arena *arena, const TreebankBlock *block,
                                void *data);

/// Visit all blocks of the treebanks that have sentences, in their order.
void treebank_visit(const Treebank *treebanks, size_t count,
                    TreebankVisitor visit, void *data);

#endif
