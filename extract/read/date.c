/// Dates of news pages.
#include "extract/read/date.h"

static const struct {
  const char *name;
  uint8_t days;
} months[] = {
    {"january", 31},   {"february", 29}, {"march", 31},    {"april", 30},
    {"may", 31},       {"june", 30},     {"july", 31},     {"august", 31},
    {"september", 30}, {"october", 31},  {"november", 30}, {"december", 31},
};

enum { MONTHS = sizeof months / sizeof *months, SHORTEST_NAME = 3 };

/// The number that the text is; 0 if it is none.
static uint32_t parse_number(Str text) {
  uint32_t number = 0;
  for (size_t i = 0; i < text.length; i++) {
    if (text.data[i] < '0' || text.data[i] > '9' || i == 4) {
      return 0;
    }
    number = number * 10 + (uint32_t)(text.data[i] - '0');
  }
  return number;
}

static bool is_month(Str text, const char *name) {
  if (text.length && text.data[text.length - 1] == '.') {
    text.length--;
  }
  if (text.length < SHORTEST_NAME || text.length > strlen(name)) {
    return false;
  }
  for (size_t i = 0; i < text.length; i++) {
    if ((text.data[i] | 0x20) != name[i]) {
      return false;
    }
  }
  return true;
}

/// The month, from 1; 0 if there is none of this name.
static uint32_t parse_month(Str text) {
  for (uint32_t month = 0; month < MONTHS; month++) {
    if (is_month(text, months[month].name)) {
      return month + 1;
    }
  }
  uint32_t number = parse_number(text);
  return number <= MONTHS ? number : 0;
}

static bool is_leap(uint32_t year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

Str date_format(Arena *arena, Str year, Str month, Str day) {
  uint32_t year_number = parse_number(year);
  uint32_t month_number = parse_month(month);
  uint32_t day_number = parse_number(day);
  if (!year_number || !month_number || !day_number ||
      day_number > months[month_number - 1].days ||
      (month_number == 2 && day_number == 29 && !is_leap(year_number))) {
    return STR("");
  }
  return arena_format(arena, "%04u-%02u-%02u", year_number, month_number,
                      day_number);
}
