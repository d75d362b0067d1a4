/// Calendar: days, months and years of the Gregorian calendar.
#include "extract/value/calendar.h"

static bool is_leap(int32_t year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int32_t calendar_month_length(int32_t year, int32_t month) {
  static const int32_t lengths[] = {31, 28, 31, 30, 31, 30,
                                    31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : lengths[month - 1];
}

bool calendar_is_valid(CalendarDate date) {
  return date.year >= 1 && date.year <= 9999 && date.month >= 0 &&
         date.month <= 12 && date.day >= 0 &&
         (date.month ? date.day <= calendar_month_length(date.year, date.month)
                     : date.day == 0);
}

/// Read exactly `count` digits at `offset`; -1 if they are not there.
static int32_t read_digits(Str text, size_t offset, size_t count) {
  int32_t number = 0;
  for (size_t i = offset; i < offset + count; i++) {
    if (i >= text.length || text.data[i] < '0' || text.data[i] > '9') {
      return -1;
    }
    number = number * 10 + (text.data[i] - '0');
  }
  return number;
}

bool calendar_parse(Str text, CalendarDate *date) {
  const char *time = text.length ? memchr(text.data, 'T', text.length) : NULL;
  if (time) {
    text.length = (size_t)(time - text.data);
  }
  CalendarDate found = {read_digits(text, 0, 4), 0, 0};
  if (text.length >= 7 && text.data[4] == '-') {
    found.month = read_digits(text, 5, 2);
  }
  if (text.length >= 10 && text.data[7] == '-') {
    found.day = read_digits(text, 8, 2);
  }
  bool has_length = text.length == (found.day ? 10 : found.month ? 7 : 4);
  if (!has_length || !calendar_is_valid(found)) {
    return false;
  }
  *date = found;
  return true;
}

Str calendar_format(Arena *arena, CalendarDate date) {
  if (date.day) {
    return arena_format(arena, "%04d-%02d-%02d", date.year, date.month,
                        date.day);
  }
  if (date.month) {
    return arena_format(arena, "%04d-%02d", date.year, date.month);
  }
  return arena_format(arena, "%04d", date.year);
}

// Years are counted from March, so that the leap day is a year's last one.
int64_t calendar_number(CalendarDate date) {
  int64_t month = date.month ? date.month : 1;
  int64_t day = date.day ? date.day : 1;
  int64_t year = date.year - (month <= 2);
  int64_t era = (year >= 0 ? year : year - 399) / 400;
  int64_t year_of_era = year - era * 400;
  int64_t day_of_year =
      (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

CalendarDate calendar_day(int64_t number) {
  number += 719468;
  int64_t era = (number >= 0 ? number : number - 146096) / 146097;
  int64_t day_of_era = number - era * 146097;
  int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
                         day_of_era / 146096) /
                        365;
  int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int64_t month = (5 * day_of_year + 2) / 153;
  int64_t day = day_of_year - (153 * month + 2) / 5 + 1;
  month += month < 10 ? 3 : -9;
  int64_t year = year_of_era + era * 400 + (month <= 2);
  return (CalendarDate){(int32_t)year, (int32_t)month, (int32_t)day};
}

int32_t calendar_weekday(CalendarDate date) {
  // The first of January 1970 was a Thursday.
  int64_t weekday = (calendar_number(date) + 3) % 7;
  return (int32_t)(weekday < 0 ? weekday + 7 : weekday) + 1;
}

CalendarDate calendar_add_days(CalendarDate date, int64_t days) {
  return calendar_day(calendar_number(date) + days);
}

CalendarDate calendar_add_months(CalendarDate date, int64_t months) {
  int64_t number = (int64_t)date.year * 12 + date.month - 1 + months;
  CalendarDate moved = {(int32_t)(number / 12), (int32_t)(number % 12) + 1,
                        date.day};
  int32_t length = calendar_month_length(moved.year, moved.month);
  if (moved.day > length) {
    moved.day = length;
  }
  return moved;
}
