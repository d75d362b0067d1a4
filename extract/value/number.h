/// Number: exact numbers of a text, in digits and words.
#ifndef QUERN_EXTRACT_VALUE_NUMBER_H
#define QUERN_EXTRACT_VALUE_NUMBER_H

#include "extract/value/atom.h"

/// A decimal number or a fraction.
typedef struct {
  int64_t numerator;   ///< may be negative
  int64_t denominator; ///< 1 of a decimal number
  int32_t zeros;       ///< power of ten that the numerator is multiplied by
} Number;

/// Read "1,200.5", "2.5 million", "two hundred and five", "a dozen" at an atom.
/// Gives the atom after it; `at` if there is no number, or a too large one.
/// With `is_money`, "2m" and "3bn" count.
uint32_t number_read(const Atoms *atoms, uint32_t at, bool is_money,
                     Number *number);

/// A number, or what lies between two.
typedef struct {
  Number low;
  Number high;
  bool is_span; ///< else only `low` is set
} NumberSpan;

/// Skip "about", "more than" and the like; gives the atom after it. `*sign`,
/// unless NULL, becomes what it makes of a number: "~", ">", ">=", "<" or "<=";
/// empty if nothing is there.
uint32_t number_skip_about(const Atoms *atoms, uint32_t at, Str *sign);

/// Skip "or more", "or so", "+" after a number likewise; `*sign` stays as it is
/// if nothing is there.
uint32_t number_skip_about_after(const Atoms *atoms, uint32_t at, Str *sign);

/// The atom after "-", "to", or "and" behind "between", which may part the
/// lower number, which begins at `begin`, from the higher one; else `at`.
uint32_t number_skip_link(const Atoms *atoms, uint32_t at, uint32_t begin);

/// Set the higher number; "40-50 million" gives the lower one its millions.
/// False if it is not the higher one.
bool number_close_span(NumberSpan *span, Number high);

/// Write it: "20", "20..30".
Str number_format_span(Arena *arena, const NumberSpan *span);

/// Read "half", "one-third", "two thirds", "a quarter" likewise.
uint32_t number_read_fraction(const Atoms *atoms, uint32_t at, Number *number);

/// Read a small whole number in digits or words, "a" and "an" included: of days
/// or months. Likewise.
uint32_t number_read_small(const Atoms *atoms, uint32_t at, int32_t *number);

/// Write it: "2500000000", "12.5", "1/3".
Str number_format(Arena *arena, Number number);

#endif
