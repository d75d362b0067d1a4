/// Metonym: places that stand for governments.
#ifndef QUERN_EXTRACT_NAME_METONYM_H
#define QUERN_EXTRACT_NAME_METONYM_H

#include "extract/name/link.h"

/// Does the place in the tokens [begin, end) act, or is it dealt with, as a
/// government does ("Beijing said", "pressure on Moscow", "Tehran's refusal")?
bool metonym_is(const Linker *linker, uint32_t begin, uint32_t end);

#endif
