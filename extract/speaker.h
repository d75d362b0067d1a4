/// Speakers: whose words a quotation is that has no cue of its own.
///
/// Rules see one sentence. A speaker is often named once, and the quotation
/// goes on: in the next sentence, or paragraph after paragraph.
#ifndef QUERN_EXTRACT_SPEAKER_H
#define QUERN_EXTRACT_SPEAKER_H

#include "extract/quote.h"
#include "extract/statement.h"

/**
   Give quoted statements the speaker of their quotation, and attributions the
   whole of their quotations as content.

   A quotation without a cue has the speaker of the quotation before in the
   paragraph, else after in it, else any who is reported in it, else, if the
   paragraph begins with the quotation, the last one of the paragraph before;
   else somebody unknown: what is quoted is never the article's own voice.

   @param quotes      The document's.
   @param statements  In text order; changed in place, attributions too.
   @param arena       The document's.
   @return by quotation: the index of the attribution to its speaker;
           UINT32_MAX if nobody is known. In the arena.
*/
const uint32_t *speakers_attribute(const Document *document,
                                   const Quotes *quotes,
                                   const Sentences *sentences,
                                   Statements *statements, Arena *arena);

#endif
