/// Matching: pairing rows and columns one to one for the greatest sum.
#ifndef QUERN_EXTRACT_COREF_COREF_MATCH_H
#define QUERN_EXTRACT_COREF_COREF_MATCH_H

#include "base/arena.h"

/**
   The greatest sum of values, no two of one row or column.

   The Hungarian method (Kuhn 1955; Munkres 1957) with shortest augmenting
   paths (Jonker and Volgenant 1987): cubic time.

   @param scratch  For working memory, left as it was.
   @param values   values[row * columns + column], not negative.
*/
double coref_match(Arena *scratch, const double *values, uint32_t rows,
                   uint32_t columns);

#endif
