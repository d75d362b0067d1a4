/// Quarters, seasons, business years, and periods told by their end.
#include "extract/value/when_internal.h"

/// The last such quarter that is over, or the next one that is not. A firm's
/// quarters may be others, so it is approximate.
static When guess_quarter(const WhenReader *reader, int32_t number) {
  CalendarDate today = reader->today;
  if (!today.year || !today.month) {
    return (When){0};
  }
  bool is_over = today.month > 3 * number;
  bool is_future = reader->tense == TENSE_FUTURE;
  int32_t year = today.year + (is_future && is_over     ? 1
                               : !is_future && !is_over ? -1
                                                        : 0);
  When when = when_cut((CalendarDate){year, 0, 0}, false, 3, number - 1);
  when.is_approximate = true;
  return when;
}

/// "Q1 2013", "2013 Q1", "Q3".
static uint32_t match_short_quarter(const WhenReader *reader, uint32_t at,
                                    When *when) {
  const Atoms *atoms = reader->atoms;
  int32_t number = 0;
  int32_t year = when_year(reader, at);
  uint32_t letter = at + (year ? 1 : 0);
  if (!atoms_is(atoms, letter, "q") || letter + 1 >= atoms->count ||
      !atoms->atoms[letter + 1].is_glued ||
      !atoms_digits(atoms, letter + 1, 1, 4, &number)) {
    return at;
  }
  uint32_t end = letter + 2;
  if (!year) {
    end = when_read_year(reader, end, &year);
  }
  *when = year ? when_cut((CalendarDate){year, 0, 0}, false, 3, number - 1)
               : guess_quarter(reader, number);
  return end;
}

/// "the third quarter"
static uint32_t match_long_quarter(const WhenReader *reader, uint32_t at,
                                   When *when) {
  const Atoms *atoms = reader->atoms;
  uint32_t next = at + (atoms_is(atoms, at, "the") ? 1 : 0);
  const LexiconValue *ordinal = atoms_value(atoms, next, LEXICON_ORDINAL);
  if (next == at || !ordinal || ordinal->number > 4 ||
      !atoms_is(atoms, next + 1, "quarter")) {
    return at;
  }
  *when = guess_quarter(reader, (int32_t)ordinal->number);
  return next + 2;
}

/// "the spring of 2012": a season has no days of its own.
static uint32_t match_season(const WhenReader *reader, uint32_t at) {
  const Atoms *atoms = reader->atoms;
  uint32_t next = at + (atoms_is(atoms, at, "the") ? 1 : 0);
  if (!atoms_value(atoms, next, LEXICON_SEASON)) {
    return at;
  }
  uint32_t year_at = next + 1 + (atoms_is(atoms, next + 1, "of") ? 1 : 0);
  return when_year(reader, year_at) ? year_at + 1 : at;
}

/// "fiscal 2014", "the last financial year", "FY 2014": it may begin in another
/// year.
static uint32_t match_fiscal(const WhenReader *reader, uint32_t at,
                             When *when) {
  const Atoms *atoms = reader->atoms;
  uint32_t next = at + (atoms_is(atoms, at, "the") ? 1 : 0);
  const LexiconValue *turn = atoms_value(atoms, next, LEXICON_DIRECTION);
  next += turn ? 1 : 0;
  if (!atoms_is(atoms, next, "fiscal") && !atoms_is(atoms, next, "financial") &&
      !atoms_is(atoms, next, "fy")) {
    return at;
  }
  next += atoms_is(atoms, next + 1, "year") ? 2 : 1;
  int32_t year = when_year(reader, next);
  uint32_t end = next + (year ? 1 : 0);
  if (!year && turn && reader->today.year) {
    year = reader->today.year + (int32_t)turn->number;
    end = next;
  }
  if (!year) {
    return at;
  }
  when->begin.year = year;
  when->is_approximate = true;
  return end;
}

/// "year-end", "month-end"
static uint32_t match_end(const WhenReader *reader, uint32_t at, When *when) {
  const Atoms *atoms = reader->atoms;
  const LexiconValue *unit = atoms_value(atoms, at, LEXICON_UNIT);
  if (!unit || !atoms_is_dash(atoms, at + 1) ||
      !atoms_is(atoms, at + 2, "end")) {
    return at;
  }
  *when = when_calendar_unit(reader, unit->text.data[0], 0);
  when->is_approximate = true;
  return at + 3;
}

uint32_t when_match_quarter(const WhenReader *reader, uint32_t at, When *when) {
  static WhenMatcher *const kinds[] = {match_short_quarter, match_long_quarter,
                                       match_fiscal, match_end};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    uint32_t end = kinds[i](reader, at, when);
    if (end > at) {
      return end;
    }
  }
  return match_season(reader, at);
}

/// The month or day that a period ends with.
static uint32_t read_last(const WhenReader *reader, uint32_t at, When *when) {
  *when = (When){0};
  uint32_t end = when_match_absolute(reader, at, when);
  return end > at ? end : when_match_month(reader, at, when);
}

/// "the June quarter"
static uint32_t match_month_quarter(const WhenReader *reader, uint32_t at,
                                    When *when) {
  uint32_t next = at + (atoms_is(reader->atoms, at, "the") ? 1 : 0);
  When last = {0};
  uint32_t end = next > at ? when_match_month(reader, next, &last) : next;
  if (end == next || !last.begin.year || !last.begin.month ||
      !atoms_is(reader->atoms, end, "quarter")) {
    return at;
  }
  when->end = (CalendarDate){last.begin.year, last.begin.month, 0};
  when->begin = calendar_add_months(when->end, -2);
  return end + 1;
}

/// "fiscal" and the like before "year".
static uint32_t skip_fiscal(const Atoms *atoms, uint32_t at) {
  bool is_fiscal = atoms_is(atoms, at, "fiscal") ||
                   atoms_is(atoms, at, "financial") ||
                   atoms_is(atoms, at, "full");
  return at + (is_fiscal && atoms_is(atoms, at + 1, "year") ? 1 : 0);
}

uint32_t when_match_ending(const WhenReader *reader, uint32_t at, When *when) {
  const Atoms *atoms = reader->atoms;
  int32_t count = 1;
  uint32_t quarter = match_month_quarter(reader, at, when);
  if (quarter > at) {
    return quarter;
  }
  uint32_t next = at + (atoms_is(atoms, at, "the") ? 1 : 0);
  uint32_t unit_at = skip_fiscal(atoms, number_read_small(atoms, next, &count));
  const LexiconValue *unit = atoms_value(atoms, unit_at, LEXICON_UNIT);
  char letter = unit ? unit->text.data[0] : '\0';
  int64_t months = letter == 'M'   ? count
                   : letter == 'Q' ? 3
                   : letter == 'Y' ? 12 * (int64_t)count
                                   : 0;
  uint32_t link = unit_at + 1;
  bool is_ending =
      atoms_is(atoms, link, "ended") || atoms_is(atoms, link, "ending");
  bool has_link = is_ending || atoms_is(atoms, link, "to") ||
                  atoms_is(atoms, link, "through");
  if (next == at || months == 0 || !has_link) {
    return at;
  }
  link += is_ending && (atoms_is(atoms, link + 1, "in") ||
                        atoms_is(atoms, link + 1, "on"))
              ? 2
              : 1;
  When last;
  uint32_t end = read_last(reader, link, &last);
  if (end == link) {
    return at;
  }
  CalendarDate month = {last.begin.year, last.begin.month, 0};
  if (month.year && month.month && !last.end.year) {
    when->begin = calendar_add_months(month, 1 - months);
    when->end = month;
  }
  return end;
}
