/// Calendar: days, months and years of the Gregorian calendar.
#ifndef QUERN_EXTRACT_VALUE_CALENDAR_H
#define QUERN_EXTRACT_VALUE_CALENDAR_H

#include "base/arena.h"

/// A year, a month of it, or a day of that.
typedef struct {
  int32_t year;
  int32_t month; ///< 1 to 12; 0: the whole year
  int32_t day;   ///< 1 to 31; 0: the whole month
} CalendarDate;

/// Read "2013", "2013-04", "2013-04-13" and what follows a 'T'. False if there
/// is no such day.
bool calendar_parse(Str text, CalendarDate *date);

/// Write it in the same form, in the arena.
Str calendar_format(Arena *arena, CalendarDate date);

/// Are there such a month and day?
bool calendar_is_valid(CalendarDate date);

int32_t calendar_month_length(int32_t year, int32_t month);

/// Days from 1970-01-01; of a whole month or year its first day's.
int64_t calendar_number(CalendarDate date);

/// The day with that number.
CalendarDate calendar_day(int64_t number);

/// 1 Monday to 7 Sunday.
int32_t calendar_weekday(CalendarDate date);

CalendarDate calendar_add_days(CalendarDate date, int64_t days);

/// The same day so many months later, or the month's last day if it is
/// shorter. Without day: the month.
CalendarDate calendar_add_months(CalendarDate date, int64_t months);

#endif
