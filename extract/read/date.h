/// Dates of news pages.
#ifndef QUERN_EXTRACT_READ_DATE_H
#define QUERN_EXTRACT_READ_DATE_H

#include "base/arena.h"

/// Make an ISO 8601 date ("2013-04-13") of a day, a month (an English name, a
/// name's beginning of three letters or more, or a number) and a year, in the
/// arena. Empty if a part is missing or there is no such day.
Str date_format(Arena *arena, Str year, Str month, Str day);

#endif
