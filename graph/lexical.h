/// Lexical forms of the XML Schema datatypes that graphs use.
#ifndef QUERN_GRAPH_LEXICAL_H
#define QUERN_GRAPH_LEXICAL_H

#include "base/arena.h"
#include "graph/term.h"

/// Is the text in the lexical space of the datatype (without leading and
/// trailing space)? True for datatypes this file does not know.
bool lexical_is_valid(Str text, Str datatype);

/// The datatype a normalised value shows by its form ("2013-04-13", "40",
/// "1.5"); empty if it shows none.
Str lexical_datatype(Str value);

/// A number from 0 to 1 in hundredths, at least one digit after the point. In
/// the arena.
Str lexical_share(Arena *arena, double share);

#endif
