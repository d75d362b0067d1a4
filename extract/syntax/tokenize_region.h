/// Regions: stretches of a chunk that look like addresses or faces.
#ifndef QUERN_EXTRACT_SYNTAX_TOKENIZE_REGION_H
#define QUERN_EXTRACT_SYNTAX_TOKENIZE_REGION_H

#include "extract/syntax/tokenize_atom.h"

typedef enum {
  REGION_NONE,
  REGION_URL,
  REGION_EMAIL,
  REGION_ACCOUNT, ///< with an at sign, but without a domain
  REGION_DOMAIN,  ///< names with dots between: domains, files
  REGION_FACE     ///< a face of symbols: ":-)"
} Region;

/// Mark in `regions` every atom of a chunk that belongs to the same region as
/// the atom before it. `regions` has an entry an atom, REGION_NONE before.
void regions_find(Atoms chunk, uint8_t *regions);

#endif
