/// Write statements as lines for people: "Xinhua says: talks progressed".
#ifndef QUERN_EXTRACT_WRITE_TEXT_H
#define QUERN_EXTRACT_WRITE_TEXT_H

#include "base/output.h"
#include "extract/statement.h"

/**
   Write a document's statements, a line each, in their order.

   Sources come first, outermost first ("Reuters says: Kerry says: ..."), then
   subject and object as written and the predicate as its lemma, for agent and
   patient may have changed places; then the roles in parentheses, and in
   brackets what keeps the statement from being a plain fact: its polarity and
   modality. Line breaks inside a part become spaces.
*/
void write_text(Output *output, const Statements *statements);

#endif
