/// Number: exact numbers of a text, in digits and words.
#ifndef QUERN_EXTRACT_MENTION_NUMBER_H
#define QUERN_EXTRACT_MENTION_NUMBER_H

#include "extract/mention/atom.h"

/// A decimal number or a fraction.
typedef struct {
  int64_t numerator;
  int64_t denominator; ///< 1 of a decimal number
  int32_t zeros;       ///< power of ten that the numerator is multiplied by
} Number;

/// Read "1,200.5", "2.5 million", "two hundred and five", "a dozen" at an atom.
/// Gives the atom after it; `at` if there is no number, or a too large one.
/// With `is_money`, "2m" and "3bn" count.
uint32_t number_read(const Atoms *atoms, uint32_t at, bool is_money,
                     Number *number);

/// Read "half", "one-third", "two thirds", "a quarter" likewise.
uint32_t number_read_fraction(const Atoms *atoms, uint32_t at, Number *number);

/// Read a small whole number in digits or words, "a" and "an" included: of days
/// or months. Likewise.
uint32_t number_read_small(const Atoms *atoms, uint32_t at, int32_t *number);

/// Write it: "2500000000", "12.5", "1/3".
Str number_format(Arena *arena, Number number);

#endif
