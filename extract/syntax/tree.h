/// Tree: from scores of arcs to a dependency tree.
#ifndef QUERN_EXTRACT_SYNTAX_TREE_H
#define QUERN_EXTRACT_SYNTAX_TREE_H

#include "base/arena.h"

/**
   Choose a head for each token so that the arcs are a tree with one root.

   Each token's best head is taken where these make a tree; else the best
   projective tree is searched (Eisner 1996, with one child of the root), in
   time cubic and memory quadratic in the number of tokens.

   @param scratch  For working memory, left as it was.
   @param scores   scores[dependent * stride + head], log probabilities up to a
                   constant a row; index 0 is the root, tokens count from 1.
   @param count    Number of tokens.
   @param[out] heads  heads[1..count]; 0 is the root.
*/
void tree_decode(Arena *scratch, const float *scores, size_t stride,
                 uint32_t count, uint32_t *heads);

/// Do heads[1..count] make a tree with one root?
bool tree_is_valid(Arena *scratch, const uint32_t *heads, uint32_t count);

#endif
