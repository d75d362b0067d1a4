/// The date, time or quantity that stands at a place.
#ifndef QUERN_EXTRACT_VALUE_VALUE_FIND_H
#define QUERN_EXTRACT_VALUE_VALUE_FIND_H

#include "extract/value/when.h"

/// Find the longest value that begins at an atom, of a date's before a
/// number's; `value->end` is 0 if there is none.
void value_find(const WhenReader *reader, uint32_t at, Value *value);

#endif
