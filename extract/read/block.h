/// Blocks: what the paragraphs of a news page are.
#ifndef QUERN_EXTRACT_READ_BLOCK_H
#define QUERN_EXTRACT_READ_BLOCK_H

#include "extract/read/document.h"
#include "extract/read/layout.h"

/// Fill the document's blocks, and what they tell of its title, date and
/// publisher. `text` must be set.
void blocks_find(Document *document, const Layout *layout, Arena *arena);

#endif
