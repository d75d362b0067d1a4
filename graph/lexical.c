/// Lexical forms: one small reader a datatype, over a cursor.
#include "graph/lexical.h"

/// What is left to read.
typedef struct {
  const char *next;
  const char *end;
} Cursor;

static bool take(Cursor *cursor, const char *any_of) {
  if (cursor->next < cursor->end && *cursor->next != '\0' &&
      strchr(any_of, *cursor->next)) {
    cursor->next++;
    return true;
  }
  return false;
}

/// Take digits; gives how many.
static size_t take_digits(Cursor *cursor) {
  const char *begin = cursor->next;
  while (take(cursor, "0123456789")) {
  }
  return (size_t)(cursor->next - begin);
}

/// Take exactly two digits of at most `most`; -1 if they are not there.
static int take_pair(Cursor *cursor, int most) {
  const char *begin = cursor->next;
  bool has_tens = take(cursor, "0123456789");
  if (!has_tens || !take(cursor, "0123456789")) {
    return -1;
  }
  int number = (begin[0] - '0') * 10 + begin[1] - '0';
  return number <= most ? number : -1;
}

static bool take_integer(Cursor *cursor) {
  take(cursor, "+-");
  return take_digits(cursor) > 0;
}

static bool take_count(Cursor *cursor) {
  take(cursor, "+");
  return take_digits(cursor) > 0;
}

static bool take_decimal(Cursor *cursor) {
  take(cursor, "+-");
  size_t digits = take_digits(cursor);
  if (take(cursor, ".")) {
    digits += take_digits(cursor);
  }
  return digits > 0;
}

static bool take_word(Cursor *cursor, Str word) {
  Str rest = {cursor->next, (size_t)(cursor->end - cursor->next)};
  if (!str_starts(rest, word)) {
    return false;
  }
  cursor->next += word.length;
  return true;
}

static bool take_double(Cursor *cursor) {
  Cursor word = *cursor;
  bool negative = take(&word, "-");
  if (take_word(&word, STR("INF")) ||
      (!negative && take_word(&word, STR("NaN")))) {
    *cursor = word;
    return true;
  }
  return take_decimal(cursor) && (!take(cursor, "eE") || take_integer(cursor));
}

static bool take_boolean(Cursor *cursor) {
  return take_word(cursor, STR("true")) || take_word(cursor, STR("false")) ||
         take(cursor, "01");
}

/// A year of four digits or more; its number, as far as leap years need it.
static bool take_year(Cursor *cursor, int *year) {
  take(cursor, "-");
  const char *begin = cursor->next;
  size_t digits = take_digits(cursor);
  if (digits < 4 || (digits > 4 && *begin == '0')) {
    return false;
  }
  *year = 0;
  for (const char *digit = cursor->next - 4; digit < cursor->next; digit++) {
    *year = *year * 10 + *digit - '0';
  }
  return true;
}

static bool take_zone(Cursor *cursor) {
  if (cursor->next == cursor->end || take(cursor, "Z")) {
    return true;
  }
  return take(cursor, "+-") && take_pair(cursor, 14) >= 0 &&
         take(cursor, ":") && take_pair(cursor, 59) >= 0;
}

static bool take_gyear(Cursor *cursor) {
  int year = 0;
  return take_year(cursor, &year) && take_zone(cursor);
}

static bool take_month(Cursor *cursor, int *year, int *month) {
  return take_year(cursor, year) && take(cursor, "-") &&
         (*month = take_pair(cursor, 12)) > 0;
}

static bool take_gyear_month(Cursor *cursor) {
  int year = 0;
  int month = 0;
  return take_month(cursor, &year, &month) && take_zone(cursor);
}

static int days_of(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return days[month - 1] + (month == 2 && leap);
}

static bool take_day(Cursor *cursor) {
  int year = 0;
  int month = 0;
  return take_month(cursor, &year, &month) && take(cursor, "-") &&
         take_pair(cursor, days_of(year, month)) > 0;
}

static bool take_date(Cursor *cursor) {
  return take_day(cursor) && take_zone(cursor);
}

static bool take_clock(Cursor *cursor) {
  if (take_pair(cursor, 23) < 0 || !take(cursor, ":") ||
      take_pair(cursor, 59) < 0 || !take(cursor, ":") ||
      take_pair(cursor, 59) < 0) {
    return false;
  }
  return !take(cursor, ".") || take_digits(cursor) > 0;
}

static bool take_date_time(Cursor *cursor) {
  return take_day(cursor) && take(cursor, "T") && take_clock(cursor) &&
         take_zone(cursor);
}

static bool take_time(Cursor *cursor) {
  return take_clock(cursor) && take_zone(cursor);
}

/// Take numbers with units, which come in the order given, each at most once;
/// gives how many, -1 for a number without its unit.
static int take_amounts(Cursor *cursor, const char *units) {
  int count = 0;
  while (*units && take_digits(cursor) > 0) {
    bool fraction = take(cursor, ".");
    if (fraction && take_digits(cursor) == 0) {
      return -1;
    }
    const char *unit =
        cursor->next < cursor->end ? strchr(units, *cursor->next) : NULL;
    if (!unit || !*unit || (fraction && *unit != 'S')) {
      return -1;
    }
    cursor->next++;
    units = unit + 1;
    count++;
  }
  return count;
}

static bool take_duration(Cursor *cursor) {
  take(cursor, "-");
  if (!take(cursor, "P")) {
    return false;
  }
  int days = take_amounts(cursor, "YMD");
  if (days < 0 || !take(cursor, "T")) {
    return days > 0;
  }
  return take_amounts(cursor, "HMS") > 0;
}

static const struct {
  const char *datatype; ///< behind the namespace
  bool (*take)(Cursor *cursor);
} readers[] = {
    {"integer", take_integer}, {"nonNegativeInteger", take_count},
    {"decimal", take_decimal}, {"double", take_double},
    {"float", take_double},    {"boolean", take_boolean},
    {"date", take_date},       {"dateTime", take_date_time},
    {"time", take_time},       {"duration", take_duration},
    {"gYear", take_gyear},     {"gYearMonth", take_gyear_month},
};

enum { READER_COUNT = sizeof readers / sizeof *readers };

static bool reads_all(Str text, bool (*reader)(Cursor *cursor)) {
  if (text.length == 0) {
    return false;
  }
  Cursor cursor = {text.data, text.data + text.length};
  return reader(&cursor) && cursor.next == cursor.end;
}

bool lexical_is_valid(Str text, Str datatype) {
  if (!str_starts(datatype, STR(XSD))) {
    return true;
  }
  Str name = str_slice(datatype, strlen(XSD), datatype.length);
  for (size_t i = 0; i < READER_COUNT; i++) {
    if (str_is(name, readers[i].datatype)) {
      return reads_all(text, readers[i].take);
    }
  }
  return true;
}

Str lexical_datatype(Str value) {
  static const char *const shown[] = {
      XSD "integer", XSD "decimal",  XSD "date",      XSD "dateTime",
      XSD "time",    XSD "duration", XSD "gYearMonth"};
  for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
    if (lexical_is_valid(value, str_from(shown[i]))) {
      return str_from(shown[i]);
    }
  }
  return STR("");
}

Str lexical_share(Arena *arena, double share) {
  unsigned hundredths = share >= 1   ? 100
                        : share <= 0 ? 0
                                     : (unsigned)(share * 100 + 0.5);
  char digits[] = {(char)('0' + hundredths / 100), '.',
                   (char)('0' + hundredths / 10 % 10),
                   (char)('0' + hundredths % 10)};
  return arena_copy(arena, (Str){digits, hundredths % 10 ? 4 : 3});
}
