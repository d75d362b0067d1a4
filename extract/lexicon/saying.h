/// Sayings: clauses that parsers hang on a noun between them and the verb of
/// saying: "said in an interview with the Courier that she would step down".
#ifndef QUERN_EXTRACT_LEXICON_SAYING_H
#define QUERN_EXTRACT_LEXICON_SAYING_H

#include "extract/lexicon/lexicon.h"
#include "extract/syntax/sentence.h"

/// Hang such clauses of lemmatized trees on the verb, as what it says.
void sayings_hang(const Lexicon *lexicon, Sentences *sentences);

#endif
