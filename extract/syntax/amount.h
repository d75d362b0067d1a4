/// Amounts: sums of money with what stands beside them, of which the treebanks
/// know little. In "a loss of $181 million, or 8 cents a share, compared with a
/// profit" the parser need not see "or 8 cents a share": it parses the sentence
/// without, and the cut words are hung on the sum afterwards.
#ifndef QUERN_EXTRACT_SYNTAX_AMOUNT_H
#define QUERN_EXTRACT_SYNTAX_AMOUNT_H

#include "extract/syntax/sentence.h"

/// A sentence without the words beside its sums.
typedef struct {
  Sentence rest;     ///< copies of the tokens that are kept
  uint32_t *indices; ///< by token of `rest`: where it is in the sentence
} AmountCut;

/**
   Cut what stands beside the sums of a tagged sentence, and hang it on them.
   The tokens that are kept do not change.

   @param arena     For the rest, whose name scores are NULL.
   @param[out] cut  To parse and to join; empty if there is nothing to cut.
   @return Whether anything was cut.
*/
bool amount_cut(Sentence *sentence, Arena *arena, AmountCut *cut);

/// Give the kept tokens of the sentence tags, heads and relations of the rest.
void amount_join(Sentence *sentence, const AmountCut *cut);

/// Hang numbers on the currency signs right before them.
void amount_mend(Sentence *sentence);

#endif
