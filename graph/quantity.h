/// Quantity: a normalised number with bounds, total or unit, which one literal
/// cannot hold.
///
/// "~200", ">=12", "5000000..10000000", "54 of 249", "1/3", "3000000 USD",
/// "<50 km/h" as extract/value/quantity.h writes them.
#ifndef QUERN_GRAPH_QUANTITY_H
#define QUERN_GRAPH_QUANTITY_H

#include "base/arena.h"

typedef struct {
  Str sign;      ///< "~", ">", ">=", "<", "<="; empty: exact
  Str low;       ///< a decimal number
  Str high;      ///< of a span; else empty
  Str whole;     ///< what `low` is a part of; else empty
  bool is_ratio; ///< `low` in `whole` ("1/3"), not `low` of `whole` things
  Str unit;      ///< "km", "USD/barrel", "%"; may be empty
} Quantity;

/// Read a value; false if it is none, or a bare number. Borrows the text.
bool quantity_read(Str value, Quantity *quantity);

/// What people call it: "at least 12", "5 to 10 percent". In the arena.
Str quantity_label(Arena *arena, const Quantity *quantity);

/// The number that a ratio is, in six decimals at most. In the arena.
Str quantity_ratio(Arena *arena, const Quantity *quantity);

/// The unit's code: UN/CEFACT's common code; empty if it has none.
Str quantity_unit_code(const Quantity *quantity);

/// The ISO 4217 code of a sum of money; empty of all else.
Str quantity_currency(const Quantity *quantity);

#endif
