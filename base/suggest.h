/// Suggest: what somebody may have meant by an unknown word.
#ifndef QUERN_BASE_SUGGEST_H
#define QUERN_BASE_SUGGEST_H

#include "base/str.h"

/// Bytes to insert, delete, replace, or swap with their neighbour to make one
/// word of the other. Words over 64 bytes are SIZE_MAX away from all others.
size_t suggest_distance(Str a, Str b);

/// The nearest name to a misspelt word, the first of several; the empty view if
/// all are so far that the suggestion would not help.
Str suggest_nearest(Str word, const Str *names, size_t count);

#endif
