/// Coreference gold: chains of mentions from annotated CoNLL-U.
#ifndef QUERN_EXTRACT_COREF_COREF_GOLD_H
#define QUERN_EXTRACT_COREF_COREF_GOLD_H

#include "extract/coref/coref_score.h"
#include "extract/syntax/sentence.h"

/**
   Read the mentions of one document from the `Entity` attributes of its MISC
   column (CorefUD and GUM: "(12-person-...", "12)", "(12-person-...)").

   What cannot be read, and what reaches over the end of a sentence, is passed
   over.

   @param source     The document's CoNLL-U, in which conllu_read() found no
                     error.
   @param sentences  What conllu_read() made of it: heads are looked up there.
   @param arena      Holds the result.
   @return in the order of their last tokens.
*/
CorefSpans coref_gold_read(Str source, const Sentences *sentences,
                           Arena *arena);

#endif
