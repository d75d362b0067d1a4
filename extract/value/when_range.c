/// Intervals between two dates, and parts of months and years.
#include "extract/value/when_internal.h"

/// One end of an interval, with its year only if the text gives one.
static uint32_t read_end(const WhenReader *reader, uint32_t at, When *when) {
  static WhenMatcher *const matchers[] = {when_match_absolute,
                                          when_match_month};
  WhenReader plain = *reader;
  plain.today = (CalendarDate){0};
  for (size_t i = 0; i < sizeof matchers / sizeof *matchers; i++) {
    *when = (When){0};
    uint32_t end = matchers[i](&plain, at, when);
    if (end > at && when->begin.month) {
      return end;
    }
  }
  return at;
}

/// The word or sign between an interval's ends; the atom after it.
static uint32_t skip_link(const WhenReader *reader, uint32_t at,
                          uint32_t begin) {
  static const char *const words[] = {"to", "through", "until", "till", "thru"};
  const Atoms *atoms = reader->atoms;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (atoms_is(atoms, at, words[i])) {
      return at + 1;
    }
  }
  bool is_between = atoms_is(atoms, at, "and") && begin > 0 &&
                    atoms_is(atoms, begin - 1, "between");
  return at + (is_between || atoms_is_dash(atoms, at) ? 1 : 0);
}

static int compare(CalendarDate a, CalendarDate b) {
  int64_t difference = calendar_number(a) - calendar_number(b);
  return difference < 0 ? -1 : difference > 0;
}

/// Give both ends their years.
static void settle(const WhenReader *reader, When *when) {
  if (!when->end.year) {
    when->end = when_guess_year(reader, when->end);
  }
  if (!when->begin.year && when->end.year) {
    when->begin.year = when->end.year;
    if (compare(when->begin, when->end) > 0) {
      when->begin.year--;
    }
  }
  if (!when->begin.year || !when->end.year || !calendar_is_valid(when->begin) ||
      !calendar_is_valid(when->end) || compare(when->begin, when->end) > 0) {
    *when = (When){0};
  }
}

/// "5 and 6 June": days that follow each other; the atom after "and".
static uint32_t skip_and(const WhenReader *reader, uint32_t at, int32_t first) {
  int32_t second = 0;
  bool is_next = atoms_is(reader->atoms, at, "and") &&
                 when_read_day(reader, at + 1, &second) > at + 1 &&
                 second == first + 1;
  return at + (is_next ? 1 : 0);
}

/// "May 4-6, 2013": the second day stands alone.
static uint32_t match_days_after(const WhenReader *reader, uint32_t at,
                                 When *when) {
  uint32_t end = read_end(reader, at, when);
  if (end == at || !when->begin.day) {
    return at;
  }
  uint32_t link = skip_link(reader, end, at);
  link = link > end ? link : skip_and(reader, end, when->begin.day);
  int32_t day = 0;
  uint32_t next = when_read_day(reader, link, &day);
  if (link == end || next == link || when_month(reader, next)) {
    return at;
  }
  when->end = (CalendarDate){when->begin.year, when->begin.month, day};
  uint32_t year_at = next + (atoms_is(reader->atoms, next, ",") ? 1 : 0);
  int32_t year = when_year(reader, year_at);
  if (year) {
    when->begin.year = year;
    when->end.year = year;
    next = year_at + 1;
  }
  settle(reader, when);
  return next;
}

/// "4-6 May 2013": the first day stands alone.
static uint32_t match_days_before(const WhenReader *reader, uint32_t at,
                                  When *when) {
  int32_t day = 0;
  uint32_t end = when_read_day(reader, at, &day);
  uint32_t link = end > at ? skip_link(reader, end, at) : at;
  link = end == at || link > end ? link : skip_and(reader, end, day);
  if (end == at || link == end) {
    return at;
  }
  When second = {0};
  uint32_t next = read_end(reader, link, &second);
  if (next == link || !second.begin.day || when_month(reader, link)) {
    return at;
  }
  when->end = second.begin;
  when->begin = second.begin;
  when->begin.day = day;
  settle(reader, when);
  return next;
}

/// "January to May", "4 May to 6 June 2013", "the July-September quarter".
static uint32_t match_ends(const WhenReader *reader, uint32_t at, When *when) {
  const Atoms *atoms = reader->atoms;
  When second = {0};
  uint32_t begin = at + (atoms_is(atoms, at, "the") ? 1 : 0);
  uint32_t end = read_end(reader, begin, when);
  uint32_t link = end > begin ? skip_link(reader, end, begin) : begin;
  if (end == begin || link == end) {
    return at;
  }
  uint32_t next = read_end(reader, link, &second);
  bool is_period =
      atoms_is(atoms, next, "quarter") || atoms_is(atoms, next, "period");
  if (next == link || is_period != (begin > at)) {
    return at;
  }
  when->end = second.begin;
  settle(reader, when);
  return next + (is_period ? 1 : 0);
}

/// "2010-2013", "2010-13", "2010/11", "from 2010 to 2013".
static uint32_t match_years(const WhenReader *reader, uint32_t at, When *when) {
  const Atoms *atoms = reader->atoms;
  int32_t first = when_year(reader, at);
  uint32_t link = first ? skip_link(reader, at + 1, at) : at;
  bool is_joined =
      first &&
      (atoms_is_dash(atoms, at + 1) ||
       (atoms_is(atoms, at + 1, "/") && atoms->atoms[at + 1].is_glued));
  link = is_joined ? at + 2 : link;
  if (!first || link == at + 1) {
    return at;
  }
  int32_t second = when_year(reader, link);
  int32_t short_year = 0;
  if (!second && is_joined && atoms_digits(atoms, link, 0, 99, &short_year) &&
      atoms->atoms[link].text.length == 2) {
    second = first / 100 * 100 + short_year;
  }
  bool is_cued =
      is_joined || (at > 0 && atoms_value(atoms, at - 1, LEXICON_YEAR_CUE));
  if (second <= first || !is_cued || first < 1500) {
    return at;
  }
  when->begin.year = first;
  when->end.year = second;
  return link + 1;
}

static uint32_t match_weekdays(const WhenReader *reader, uint32_t at,
                               When *when) {
  const LexiconValue *first = atoms_value(reader->atoms, at, LEXICON_WEEKDAY);
  uint32_t link = first ? skip_link(reader, at + 1, at) : at;
  if (!first || link == at + 1) {
    return at;
  }
  const LexiconValue *last = atoms_value(reader->atoms, link, LEXICON_WEEKDAY);
  if (!last) {
    return at;
  }
  When second = {0};
  when_match_weekday(reader, link, &second);
  if (second.begin.year) {
    when->end = second.begin;
    when->begin = calendar_add_days(second.begin,
                                    -((last->number - first->number + 7) % 7));
  }
  return link + 1;
}

uint32_t when_match_range(const WhenReader *reader, uint32_t at, When *when) {
  static WhenMatcher *const kinds[] = {match_days_after, match_days_before,
                                       match_ends, match_years, match_weekdays};
  uint32_t best = at;
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    When found = {0};
    uint32_t end = kinds[i](reader, at, &found);
    if (end > best) {
      best = end;
      *when = found;
    }
  }
  return best;
}

/// The year or month after "of": "2013", "May 2013", "this year", "the year".
static uint32_t read_whole(const WhenReader *reader, uint32_t at, When *whole) {
  static WhenMatcher *const kinds[] = {when_match_month, when_match_year,
                                       when_match_unit};
  if (atoms_is(reader->atoms, at, "the") &&
      (atoms_is(reader->atoms, at + 1, "year") ||
       atoms_is(reader->atoms, at + 1, "month"))) {
    bool is_year = atoms_is(reader->atoms, at + 1, "year");
    *whole = when_calendar_unit(reader, is_year ? 'Y' : 'M', 0);
    return at + 2;
  }
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    *whole = (When){0};
    uint32_t end = kinds[i](reader, at, whole);
    if (end > at) {
      return end;
    }
  }
  return at;
}

When when_cut(CalendarDate whole, bool in_days, int32_t count, int32_t index) {
  When when = {0};
  int32_t total = in_days && whole.month
                      ? calendar_month_length(whole.year, whole.month)
                      : 12;
  int32_t first = index < 0 ? total - count + 1 : index * count + 1;
  if (!whole.year || in_days != (whole.month != 0) || count < 1 || first < 1 ||
      first + count - 1 > total) {
    return when;
  }
  when.begin = whole;
  when.end = whole;
  *(in_days ? &when.begin.day : &when.begin.month) = first;
  *(in_days ? &when.end.day : &when.end.month) = first + count - 1;
  if (count == 1) {
    when.end = (CalendarDate){0};
  }
  return when;
}

uint32_t when_match_portion(const WhenReader *reader, uint32_t at, When *when) {
  static const struct {
    char unit;
    bool in_days;
    int32_t count;
  } sizes[] = {{'D', true, 1},  {'W', true, 7},  {'F', true, 14},
               {'M', false, 1}, {'Q', false, 3}, {'H', false, 6}};
  const Atoms *atoms = reader->atoms;
  uint32_t next = at + (atoms_is(atoms, at, "the") ? 1 : 0);
  const LexiconValue *ordinal = atoms_value(atoms, next, LEXICON_ORDINAL);
  bool is_last =
      atoms_is(atoms, next, "last") || atoms_is(atoms, next, "final");
  if (!ordinal && !is_last) {
    return at;
  }
  int32_t count = 1;
  uint32_t unit_at = number_read_small(atoms, next + 1, &count);
  unit_at += atoms_is_dash(atoms, unit_at) ? 1 : 0;
  const LexiconValue *unit = atoms_value(atoms, unit_at, LEXICON_UNIT);
  char letter = unit ? unit->text.data[0] : '\0';
  letter = atoms_is(atoms, unit_at, "half") ? 'H' : letter;
  uint32_t of = unit_at + 1;
  of += atoms_is(atoms, of, "of") || atoms_is(atoms, of, "in") ? 1 : 0;
  When whole = {0};
  uint32_t end = letter ? read_whole(reader, of, &whole) : at;
  if (end == at || end == of || count > 31) {
    return at;
  }
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    if (sizes[i].unit == letter && !whole.end.year) {
      *when = when_cut(whole.begin, sizes[i].in_days, sizes[i].count * count,
                       is_last ? -1 : (int32_t)ordinal->number - 1);
    }
  }
  return end;
}
