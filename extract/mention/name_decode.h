/// Decoding: from scores of name tags to names.
#ifndef QUERN_EXTRACT_MENTION_NAME_DECODE_H
#define QUERN_EXTRACT_MENTION_NAME_DECODE_H

#include "extract/syntax/name_tag.h"

/**
   Find the row of tags with the best sum of scores in which names are whole:
   each begins, goes on and ends in one kind (Viterbi 1967).

   @param scores  [count][NAME_TAGS]
   @return the names, in the arena.
*/
NameSpans name_decode(const float *scores, uint32_t count, Arena *arena);

/// How much less likely each kind of a name at [begin, end) is than the
/// likeliest one, in nats; none is below -4, so that one mention alone does not
/// decide about others of the same name.
void name_kind_scores(const float *scores, uint32_t begin, uint32_t end,
                      float kinds[NAME_KINDS]);

#endif
