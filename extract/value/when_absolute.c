/// Dates that name their day, month or year.
#include "extract/value/when_internal.h"

enum { FIRST_YEAR = 1000, LAST_YEAR = 2199 };

int32_t when_month(const WhenReader *reader, uint32_t at) {
  const LexiconValue *month = atoms_value(reader->atoms, at, LEXICON_MONTH);
  Upos upos = atoms_upos(reader->atoms, at);
  return month && reader->atoms->atoms[at].is_capital && upos != UPOS_AUX &&
                 upos != UPOS_VERB
             ? (int32_t)month->number
             : 0;
}

int32_t when_year(const WhenReader *reader, uint32_t at) {
  int32_t year = 0;
  return at < reader->atoms->count &&
                 reader->atoms->atoms[at].text.length == 4 &&
                 atoms_digits(reader->atoms, at, FIRST_YEAR, LAST_YEAR, &year)
             ? year
             : 0;
}

uint32_t when_read_day(const WhenReader *reader, uint32_t at, int32_t *day) {
  const Atoms *atoms = reader->atoms;
  const LexiconValue *ordinal = atoms_value(atoms, at, LEXICON_ORDINAL);
  if (ordinal && ordinal->number <= 31) {
    *day = (int32_t)ordinal->number;
    return at + 1;
  }
  if (!atoms_digits(atoms, at, 1, 31, day) ||
      atoms->atoms[at].text.length > 2) {
    return at;
  }
  at++;
  bool has_ending = at < atoms->count && atoms->atoms[at].is_glued &&
                    (atoms_is(atoms, at, "st") || atoms_is(atoms, at, "nd") ||
                     atoms_is(atoms, at, "rd") || atoms_is(atoms, at, "th"));
  return at + has_ending;
}

/// Days between today and a date, whichever comes first.
static int64_t distance(const WhenReader *reader, CalendarDate date) {
  int64_t days = calendar_number(date) - calendar_number(reader->today);
  return days < 0 ? -days : days;
}

/// Does the date come after today? A month that has begun does not.
static bool is_later(const WhenReader *reader, CalendarDate date) {
  return calendar_number(date) > calendar_number(reader->today);
}

/// Is the date over? A month that lasts is not.
static bool is_over(const WhenReader *reader, CalendarDate date) {
  CalendarDate last = date;
  if (!last.day) {
    last.day = calendar_month_length(date.year, date.month);
  }
  return calendar_number(last) < calendar_number(reader->today);
}

CalendarDate when_guess_year(const WhenReader *reader, CalendarDate date) {
  date.year = reader->today.year;
  if (!date.year) {
    return date;
  }
  CalendarDate before = date;
  CalendarDate after = date;
  before.year--;
  after.year++;
  if (reader->tense == TENSE_PAST && is_later(reader, date)) {
    date = before;
  } else if (reader->tense == TENSE_FUTURE && is_over(reader, date)) {
    date = after;
  } else if (reader->tense != TENSE_PAST && reader->tense != TENSE_FUTURE) {
    if (distance(reader, before) < distance(reader, date)) {
      date = before;
    } else if (distance(reader, after) < distance(reader, date)) {
      date = after;
    }
  }
  // The 29th of February is not in every year.
  return calendar_is_valid(date) ? date : (CalendarDate){0};
}

uint32_t when_read_year(const WhenReader *reader, uint32_t at, int32_t *year) {
  const Atoms *atoms = reader->atoms;
  uint32_t next = at + (atoms_is(atoms, at, "of") ? 1 : 0);
  uint32_t year_at = at + (next > at || atoms_is(atoms, at, ",") ? 1 : 0);
  *year = when_year(reader, year_at);
  if (*year) {
    return year_at + 1;
  }
  const LexiconValue *turn = atoms_value(atoms, next, LEXICON_DIRECTION);
  if (turn && atoms_is(atoms, next + 1, "year") && reader->today.year &&
      !atoms_is(atoms, next, "previous") &&
      !atoms_is(atoms, next, "following")) {
    *year = reader->today.year + (int32_t)turn->number;
    return next + 2;
  }
  return at;
}

uint32_t when_read_rest(const WhenReader *reader, uint32_t at,
                        CalendarDate date, When *when) {
  uint32_t end = when_read_year(reader, at, &date.year);
  if (!date.year) {
    date = when_guess_year(reader, date);
  } else if (!calendar_is_valid(date)) {
    date = (CalendarDate){0};
  }
  when->begin = date;
  return end;
}

static uint32_t match_day_first(const WhenReader *reader, uint32_t at,
                                When *when) {
  CalendarDate date = {0};
  uint32_t next = at + (atoms_is(reader->atoms, at, "the") ? 1 : 0);
  uint32_t end = when_read_day(reader, next, &date.day);
  if (end == next) {
    return at;
  }
  end += atoms_is(reader->atoms, end, "of") ? 1 : 0;
  date.month = when_month(reader, end);
  return date.month ? when_read_rest(reader, end + 1, date, when) : at;
}

static uint32_t match_month_first(const WhenReader *reader, uint32_t at,
                                  When *when) {
  CalendarDate date = {.month = when_month(reader, at)};
  if (!date.month) {
    return at;
  }
  uint32_t next = at + 1 + (atoms_is(reader->atoms, at + 1, "the") ? 1 : 0);
  uint32_t end = when_read_day(reader, next, &date.day);
  return end > next ? when_read_rest(reader, end, date, when) : at;
}

/// The time of day behind a date: "T10:15:00Z"; the atom after it.
static uint32_t skip_time(const WhenReader *reader, uint32_t at) {
  const Atoms *atoms = reader->atoms;
  int32_t number = 0;
  if (!atoms_is(atoms, at, "t") || !atoms->atoms[at].is_glued ||
      !atoms_digits(atoms, at + 1, 0, 23, &number)) {
    return at;
  }
  uint32_t end = at + 2;
  while (atoms_is(atoms, end, ":") &&
         atoms_digits(atoms, end + 1, 0, 59, &number)) {
    end += 2;
  }
  return end + (atoms_is(atoms, end, "z") ? 1 : 0);
}

/// "2013-04-13", "2013-04", "4/13/2013", "13/4/2013".
static uint32_t match_digits(const WhenReader *reader, uint32_t at,
                             When *when) {
  const Atoms *atoms = reader->atoms;
  int32_t numbers[3] = {0};
  CalendarDate date = {.year = when_year(reader, at)};
  if (date.year && atoms_is(atoms, at + 1, "-") &&
      atoms_digits(atoms, at + 2, 1, 12, &date.month) &&
      atoms->atoms[at + 2].text.length == 2) {
    bool has_day = atoms_is(atoms, at + 3, "-") &&
                   atoms_digits(atoms, at + 4, 1, 31, &date.day);
    date.day = has_day ? date.day : 0;
    when->begin = calendar_is_valid(date) ? date : (CalendarDate){0};
    return has_day ? skip_time(reader, at + 5) : at + 3;
  }
  if (!atoms_digits(atoms, at, 1, 31, &numbers[0]) ||
      !atoms_is(atoms, at + 1, "/") ||
      !atoms_digits(atoms, at + 2, 1, 31, &numbers[1]) ||
      !atoms_is(atoms, at + 3, "/") || !when_year(reader, at + 4)) {
    return at;
  }
  date.year = when_year(reader, at + 4);
  bool is_day_first = numbers[0] > 12;
  date.day = numbers[is_day_first ? 0 : 1];
  date.month = numbers[is_day_first ? 1 : 0];
  // "4/5/2013" is the fourth of May to some and the fifth of April to others.
  bool is_open =
      numbers[0] != numbers[1] && numbers[0] <= 12 && numbers[1] <= 12;
  if (is_open || !calendar_is_valid(date)) {
    date = (CalendarDate){0};
  }
  when->begin = date;
  return at + 5;
}

uint32_t when_match_absolute(const WhenReader *reader, uint32_t at,
                             When *when) {
  uint32_t end = match_digits(reader, at, when);
  if (end == at) {
    end = match_day_first(reader, at, when);
  }
  return end == at ? match_month_first(reader, at, when) : end;
}

uint32_t when_skip_stage(const WhenReader *reader, uint32_t at) {
  const Atoms *atoms = reader->atoms;
  uint32_t next = at + (atoms_is(atoms, at, "the") ? 1 : 0);
  if (!atoms_value(atoms, next, LEXICON_STAGE) ||
      atoms_upos(atoms, next) == UPOS_VERB) { // "it will end in May"
    return at;
  }
  if (atoms_is_dash(atoms, next + 1) || atoms_is(atoms, next + 1, "in")) {
    return next + 2;
  }
  bool has_of = atoms_is(atoms, next + 1, "of");
  bool is_noun =
      atoms_is(atoms, next, "end") || atoms_is(atoms, next, "start") ||
      atoms_is(atoms, next, "middle") || atoms_is(atoms, next, "beginning");
  return has_of ? next + 2 : is_noun ? at : next + 1;
}

uint32_t when_match_month(const WhenReader *reader, uint32_t at, When *when) {
  const Atoms *atoms = reader->atoms;
  uint32_t next = when_skip_stage(reader, at);
  when->is_approximate = next > at;
  const LexiconValue *direction = atoms_value(atoms, next, LEXICON_DIRECTION);
  WhenReader turned = *reader;
  if (direction && when_month(reader, next + 1)) {
    turned.tense = direction->number < 0 ? TENSE_PAST : TENSE_FUTURE;
    next++;
  }
  CalendarDate date = {.month = when_month(reader, next)};
  if (!date.month) {
    return at;
  }
  uint32_t end = when_read_year(reader, next + 1, &date.year);
  if (date.year) {
    when->begin = date;
    return end;
  }
  date = when_guess_year(&turned, date);
  if (direction && direction->number == 0 && reader->today.year) {
    date.year = reader->today.year;
  }
  when->begin = date;
  return next + 1;
}

/// "the 1990s", "the nineties", "the '90s".
static uint32_t match_decade(const WhenReader *reader, uint32_t at,
                             When *when) {
  const Atoms *atoms = reader->atoms;
  const LexiconValue *decade = atoms_value(atoms, at, LEXICON_DECADE);
  int32_t year = when_year(reader, at);
  bool has_ending =
      (atoms_is(atoms, at + 1, "s") || atoms_is(atoms, at + 1, "'s")) &&
      atoms->atoms[at + 1].is_glued;
  uint32_t end = at + 2;
  if (decade) {
    year = 1900 + (int32_t)decade->number;
    end = at + 1;
  } else if (has_ending && !year && atoms_digits(atoms, at, 20, 90, &year)) {
    year += 1900;
  } else if (!has_ending) {
    return at;
  }
  if (!year || year % 10) {
    return at;
  }
  int32_t length = year % 100 == 0 && !decade && year < 2000 ? 100 : 10;
  when->begin.year = year;
  when->end.year = year + length - 1;
  return end;
}

/// "the 21st century", "the nineteenth century".
static uint32_t match_century(const WhenReader *reader, uint32_t at,
                              When *when) {
  int32_t number = 0;
  uint32_t end = when_read_day(reader, at, &number);
  if (end == at ||
      end == at + (atoms_value(reader->atoms, at, LEXICON_ORDINAL) ? 0 : 1)) {
    return at;
  }
  end += atoms_is_dash(reader->atoms, end) ? 1 : 0;
  if (!atoms_is(reader->atoms, end, "century") || number < 11) {
    return at;
  }
  when->begin.year = (number - 1) * 100 + 1;
  when->end.year = number * 100;
  return end + 1;
}

uint32_t when_match_year(const WhenReader *reader, uint32_t at, When *when) {
  const Atoms *atoms = reader->atoms;
  uint32_t next = when_skip_stage(reader, at);
  when->is_approximate = next > at;
  uint32_t span = next + (atoms_is(atoms, next, "the") ? 1 : 0);
  uint32_t end = match_decade(reader, span, when);
  end = end > span ? end : match_century(reader, span, when);
  if (end > span) {
    return end;
  }
  int32_t year = when_year(reader, next);
  bool is_cued = next > at || at == 0 ||
                 atoms_value(atoms, at - 1, LEXICON_YEAR_CUE) ||
                 atoms_is(atoms, at - 1, "(") || atoms->count == 1;
  // "in 2013", but not "in 2000 villages".
  Upos after = atoms_upos(atoms, next + 1);
  if (!year || !is_cued || year < 1500 ||
      (next + 1 < atoms->count && after == UPOS_NOUN && next == at)) {
    return at;
  }
  when->begin.year = year;
  return next + 1;
}
