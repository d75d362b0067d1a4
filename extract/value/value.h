/// Value: what a date, a time or a quantity stands for.
#ifndef QUERN_EXTRACT_VALUE_VALUE_H
#define QUERN_EXTRACT_VALUE_VALUE_H

#include "base/str.h"

typedef struct {
  uint32_t begin; ///< atoms
  uint32_t end;
  Str type; ///< Date, Time, Duration, Money, Percentage, Measure, Number,
  ///< Ordinal
  Str text;            ///< normalised; empty if it is uncertain
  bool is_approximate; ///< of dates; quantities begin with "~", ">=" ...
} Value;

#endif
