/// Quotes: whose words a quotation is that has no cue of its own.
///
/// Rules see one sentence. A speaker is often named once, and the quotation
/// goes on: in the next sentence, or paragraph after paragraph.
#ifndef QUERN_EXTRACT_QUOTE_H
#define QUERN_EXTRACT_QUOTE_H

#include "extract/read/document.h"
#include "extract/statement.h"

/// A quotation: what stands between the marks, in one block.
typedef struct {
  Range range; ///< bytes of the document, the marks included
  uint32_t block;
  bool is_open;      ///< no closing mark: it ends with the block
  bool begins_block; ///< nothing but the mark stands before it in its block
} Quote;

typedef struct {
  Quote *quotes;
  size_t count;
} Quotes;

/// Find the quotations of at least QUOTE_FEWEST_WORDS words, in text order.
/// Shorter ones are names or words kept at a distance. In the arena.
Quotes quotes_find(const Document *document, Arena *arena);
enum { QUOTE_FEWEST_WORDS = 4 };

/**
   Give quoted statements without a source the speaker of their quotation: the
   one of the quotation before in the paragraph, else after in it, else any who
   is reported in it, else, if the paragraph begins with the quotation, the last
   one of the paragraph before.

   @param statements  In text order; changed in place.
   @param arena       The document's.
*/
void quotes_attribute(const Document *document, const Sentences *sentences,
                      Statements *statements, Arena *arena);

#endif
