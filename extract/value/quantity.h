/// Quantity: money, percentages, fractions, counts and ordinals.
#ifndef QUERN_EXTRACT_VALUE_QUANTITY_H
#define QUERN_EXTRACT_VALUE_QUANTITY_H

#include "extract/value/number.h"
#include "extract/value/value.h"

/// Find the quantity that begins at an atom; `value->end` is 0 if there is
/// none. Values: "2000000000 USD", "5 %", "20..30 %", "1/3", "54/249", "200",
/// "3" of an ordinal. In the arena.
void quantity_find(const Atoms *atoms, uint32_t at, Arena *arena, Value *value);

#endif
