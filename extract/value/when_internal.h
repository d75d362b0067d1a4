/// The kinds of date expressions, and what they share.
#ifndef QUERN_EXTRACT_VALUE_WHEN_INTERNAL_H
#define QUERN_EXTRACT_VALUE_WHEN_INTERNAL_H

#include "extract/value/number.h"
#include "extract/value/when.h"

/// A date expression: a day, month or year, or an interval of two.
typedef struct {
  CalendarDate begin; ///< year 0: uncertain
  CalendarDate end;   ///< year 0: no interval
  bool is_approximate;
} When;

/// One kind of expression: gives the atom after it, `at` if it is not there.
typedef uint32_t WhenMatcher(const WhenReader *reader, uint32_t at, When *when);

WhenMatcher when_match_absolute; ///< "4 May 2021", "May 4", "2013-04-13"
WhenMatcher when_match_month;    ///< "April 2013", "late May", "last May"
WhenMatcher when_match_year;     ///< "2013", "the 1990s", "the 21st century"
WhenMatcher when_match_weekday;  ///< "Saturday", "next Monday"
WhenMatcher when_match_day;      ///< "today", "yesterday morning"
WhenMatcher when_match_unit;     ///< "last month", "later this year"
WhenMatcher when_match_ago;      ///< "two weeks ago", "in three days' time"
WhenMatcher when_match_stretch;  ///< "the past three months"
WhenMatcher when_match_portion;  ///< "the first five months of this year"
WhenMatcher when_match_quarter;  ///< "Q1 2013", "summer 2013", "fiscal 2014"
WhenMatcher when_match_ending;   ///< "the three months to September"
WhenMatcher when_match_story;    ///< "a week earlier", "the same day"
WhenMatcher when_match_part;     ///< "the night of 3 May"
WhenMatcher when_match_holiday;  ///< "Christmas Eve"
WhenMatcher when_match_range;    ///< "January to May", "2010-2013"

/// A time of day or a duration; gives the atom after it and sets type and
/// text.
uint32_t when_match_clock(const WhenReader *reader, uint32_t at, Value *value);
uint32_t when_match_duration(const WhenReader *reader, uint32_t at,
                             Value *value);

/// The month's number at an atom that is surely a month; else 0.
int32_t when_month(const WhenReader *reader, uint32_t at);

/// A year in four digits at an atom; 0 if there is none.
int32_t when_year(const WhenReader *reader, uint32_t at);

/// A day of the month ("4", "4th"); gives the atom after it.
uint32_t when_read_day(const WhenReader *reader, uint32_t at, int32_t *day);

/// A year after a month or day: "2013", ", 2013", "of last year"; gives the
/// atom after it. `*year` is 0 if there is none.
uint32_t when_read_year(const WhenReader *reader, uint32_t at, int32_t *year);

/// The optional year after a month and day; sets the date and gives the atom
/// after it.
uint32_t when_read_rest(const WhenReader *reader, uint32_t at,
                        CalendarDate date, When *when);

/// Set the year of a month or day that has none, by tense and document date.
CalendarDate when_guess_year(const WhenReader *reader, CalendarDate date);

/// Cut `count` months (days) from the begin or end of a year (month); the
/// part with the index `index`, -1 for the last one.
When when_cut(CalendarDate whole, bool in_days, int32_t count, int32_t index);

/// "early", "the end of" ...; gives the atom after it, `at` if it is not there.
uint32_t when_skip_stage(const WhenReader *reader, uint32_t at);

/// The calendar week, month, quarter, year ... that lies `offset` units from
/// today; uncertain if today is not known.
When when_calendar_unit(const WhenReader *reader, char unit, int64_t offset);

#endif
