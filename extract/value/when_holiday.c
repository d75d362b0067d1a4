/// Holidays, some of which move with the year.
#include "extract/value/when_internal.h"

/// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).
static CalendarDate find_easter(int32_t year) {
  int32_t a = year % 19;
  int32_t b = year / 100;
  int32_t c = year % 100;
  int32_t d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  int32_t e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
  int32_t f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
  return (CalendarDate){year, f / 31, f % 31 + 1};
}

/// The month's nth day of the week, 1 to 4; the last one for 5.
static CalendarDate find_nth(int32_t year, int32_t month, int32_t nth,
                             int32_t weekday) {
  CalendarDate first = {year, month, 1};
  int32_t day = 1 + (weekday - calendar_weekday(first) + 7) % 7 + 7 * (nth - 1);
  int32_t length = calendar_month_length(year, month);
  return (CalendarDate){year, month, day > length ? day - 7 : day};
}

static int32_t read_digits(Str text, size_t at, size_t count) {
  int32_t number = 0;
  for (size_t i = at; i < text.length && i < at + count; i++) {
    number = number * 10 + (text.data[i] - '0');
  }
  return number;
}

/// The day in a year of what values.txt says: "12-25", "E-2", "N05-5-1".
static CalendarDate find_day(Str holiday, int32_t year) {
  if (holiday.data[0] == 'E') {
    bool is_before = holiday.length > 1 && holiday.data[1] == '-';
    int32_t days = read_digits(holiday, is_before ? 2 : 1, 2);
    return calendar_add_days(find_easter(year), is_before ? -days : days);
  }
  if (holiday.data[0] == 'N') {
    return find_nth(year, read_digits(holiday, 1, 2),
                    read_digits(holiday, 4, 1), read_digits(holiday, 6, 1));
  }
  return (CalendarDate){year, read_digits(holiday, 0, 2),
                        read_digits(holiday, 3, 2)};
}

uint32_t when_match_holiday(const WhenReader *reader, uint32_t at, When *when) {
  uint32_t end;
  const LexiconValue *holiday =
      atoms_phrase(reader->atoms, at, LEXICON_HOLIDAY, &end);
  if (!holiday || !reader->atoms->atoms[at].is_capital) {
    return at;
  }
  int32_t year;
  end = when_read_year(reader, end, &year);
  if (!year && reader->today.year) {
    // The year in which its day of this year would be looked for.
    CalendarDate near = find_day(holiday->text, reader->today.year);
    year = when_guess_year(reader, near).year;
  }
  if (year) {
    when->begin = find_day(holiday->text, year);
  }
  return end;
}
