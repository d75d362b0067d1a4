/// Quotes: where quotations begin and end, whatever marks they are set in.
#ifndef QUERN_EXTRACT_QUOTE_H
#define QUERN_EXTRACT_QUOTE_H

#include "extract/read/document.h"

/// A quotation: what stands between the marks, in one block. Quotations do
/// not overlap; one within another is a part of it.
typedef struct {
  Range range; ///< bytes of the document, the marks included
  uint32_t block;
  uint32_t word_count;
  bool is_open;      ///< no closing mark: it ends with the block
  bool begins_block; ///< nothing but the mark stands before it in its block
} Quote;

typedef struct {
  Quote *quotes;
  size_t count;
} Quotes;

/// Quotations of fewer words may be names, or words kept at a distance.
enum { QUOTE_FEWEST_WORDS = 4 };

/// Find the quotations of a document's text, in text order. In the arena.
Quotes quotes_find(const Document *document, Arena *arena);

/// The quotation that holds a range; NULL if none does.
const Quote *quotes_at(const Quotes *quotes, Range range);

#endif
