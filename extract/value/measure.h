/// Units of measure, and what takes two of them or a part of one.
#ifndef QUERN_EXTRACT_VALUE_MEASURE_H
#define QUERN_EXTRACT_VALUE_MEASURE_H

#include "extract/value/number.h"

/// A unit: "km", "square kilometers", "degrees Celsius", "C" after digits;
/// gives the atom after it, `at` if it is not there.
uint32_t measure_read_unit(const Atoms *atoms, uint32_t at, const char **power,
                           Str *unit);

/// "5ft 10in", "six feet two inches", in inches. Likewise.
uint32_t measure_match_feet(const Atoms *atoms, uint32_t at, Arena *arena,
                            Str *text);

/// "half a mile", "0.3 of a percentage point". Likewise.
uint32_t measure_match_part(const Atoms *atoms, uint32_t at, Arena *arena,
                            Str *text);

#endif
