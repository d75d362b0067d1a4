/// Dates that count from the document's day.
#include "extract/value/when_internal.h"

/// The first day of the week that the date lies in.
static CalendarDate monday_of(CalendarDate date) {
  return calendar_add_days(date, 1 - calendar_weekday(date));
}

static bool has_today(const WhenReader *reader) {
  return reader->today.year && reader->today.day;
}

/// Words of a part of the day after a day: "morning".
static uint32_t skip_part(const WhenReader *reader, uint32_t at) {
  return at + (atoms_value(reader->atoms, at, LEXICON_PART) ? 1 : 0);
}

When when_calendar_unit(const WhenReader *reader, char unit, int64_t offset) {
  When when = {0};
  CalendarDate today = reader->today;
  CalendarDate month = {today.year, today.month, 0};
  bool needs_day = unit == 'W' || unit == 'N' || unit == 'D' || unit == 'F';
  if (!today.year || (needs_day && !today.day) ||
      (unit != 'Y' && !month.month)) {
    return when;
  }
  switch (unit) {
  case 'D':
    when.begin = calendar_add_days(today, offset);
    break;
  case 'W':
    when.begin = calendar_add_days(monday_of(today), 7 * offset);
    when.end = calendar_add_days(when.begin, 6);
    break;
  case 'N':
    when.begin = calendar_add_days(monday_of(today), 7 * offset + 5);
    when.end = calendar_add_days(when.begin, 1);
    break;
  case 'M':
    when.begin = calendar_add_months(month, offset);
    break;
  case 'Q':
    month.month = (month.month - 1) / 3 * 3 + 1;
    when.begin = calendar_add_months(month, 3 * offset);
    when.end = calendar_add_months(when.begin, 2);
    break;
  case 'Y':
    when.begin.year = today.year + (int32_t)offset;
    break;
  case 'E':
    when.begin.year = (today.year / 10 + (int32_t)offset) * 10;
    when.end.year = when.begin.year + 9;
    break;
  case 'C':
    when.begin.year = ((today.year - 1) / 100 + (int32_t)offset) * 100 + 1;
    when.end.year = when.begin.year + 99;
    break;
  default: // a fortnight is no unit of the calendar
    break;
  }
  return when;
}

/// The day of the week nearest in the direction of the tense.
static CalendarDate find_weekday(const WhenReader *reader, int32_t weekday,
                                 const LexiconValue *direction) {
  CalendarDate today = reader->today;
  if (!has_today(reader)) {
    return (CalendarDate){0};
  }
  int64_t back = (calendar_weekday(today) - weekday + 7) % 7;
  int64_t ahead = (7 - back) % 7;
  if (direction && direction->number < 0) {
    return calendar_add_days(today, back ? -back : -7);
  }
  if (direction && direction->number > 0) { // the next week's
    return calendar_add_days(monday_of(today), 6 + weekday);
  }
  if (direction) {
    return calendar_add_days(monday_of(today), weekday - 1);
  }
  return calendar_add_days(today,
                           reader->tense >= TENSE_FUTURE ? ahead : -back);
}

/// "early on", "late": a time of the day that follows.
static uint32_t skip_early(const WhenReader *reader, uint32_t at) {
  bool is_early = atoms_is(reader->atoms, at, "early") ||
                  atoms_is(reader->atoms, at, "late");
  bool has_on = is_early && atoms_is(reader->atoms, at + 1, "on");
  return at + (has_on ? 2 : is_early ? 1 : 0);
}

uint32_t when_match_weekday(const WhenReader *reader, uint32_t at, When *when) {
  const Atoms *atoms = reader->atoms;
  uint32_t next = skip_early(reader, at);
  next += atoms_is(atoms, next, "this") && atoms_is(atoms, next + 1, "past");
  const LexiconValue *direction = atoms_value(atoms, next, LEXICON_DIRECTION);
  bool is_of_story =
      atoms_is(atoms, next, "previous") || atoms_is(atoms, next, "following");
  next += direction ? 1 : 0;
  const LexiconValue *weekday = atoms_value(atoms, next, LEXICON_WEEKDAY);
  // "The Sun" is no Sunday.
  bool is_short = weekday && atoms->atoms[next].key.length < strlen("monday");
  if (!weekday || !atoms->atoms[next].is_capital ||
      (is_short && next > 0 && atoms_is(atoms, next - 1, "the"))) {
    return at;
  }
  uint32_t end = skip_part(reader, next + 1);
  uint32_t date_at = end + (atoms_is(atoms, end, ",") ? 1 : 0);
  uint32_t date_end = when_match_absolute(reader, date_at, when);
  if (date_end > date_at) {
    return date_end;
  }
  // "Saturday last week"
  const LexiconValue *turn = atoms_value(atoms, end, LEXICON_DIRECTION);
  if (turn && atoms_is(atoms, end + 1, "week") && has_today(reader)) {
    CalendarDate monday =
        calendar_add_days(monday_of(reader->today), 7 * turn->number);
    when->begin = calendar_add_days(monday, weekday->number - 1);
    return end + 2;
  }
  if (!is_of_story) {
    when->begin = find_weekday(reader, (int32_t)weekday->number, direction);
  }
  return end;
}

/// "the weekend": the last or the next one, or the one that it is.
static When find_weekend(const WhenReader *reader) {
  if (!has_today(reader)) {
    return (When){0};
  }
  bool is_now = calendar_weekday(reader->today) > 5;
  bool is_ahead = reader->tense >= TENSE_FUTURE;
  return when_calendar_unit(reader, 'N', is_now || is_ahead ? 0 : -1);
}

uint32_t when_match_day(const WhenReader *reader, uint32_t at, When *when) {
  const Atoms *atoms = reader->atoms;
  const LexiconValue *day = atoms_value(atoms, at, LEXICON_DAY);
  int64_t offset = 0;
  uint32_t end = at;
  if (atoms_is(atoms, at, "the") && atoms_is(atoms, at + 1, "day") &&
      atoms_is(atoms, at + 2, "before") &&
      atoms_is(atoms, at + 3, "yesterday")) {
    offset = -2;
    end = at + 4;
  } else if (atoms_is(atoms, at, "the") && atoms_is(atoms, at + 1, "day") &&
             atoms_is(atoms, at + 2, "after") &&
             atoms_is(atoms, at + 3, "tomorrow")) {
    offset = 2;
    end = at + 4;
  } else if (atoms_is(atoms, at, "last") && atoms_is(atoms, at + 1, "night")) {
    offset = -1;
    end = at + 2;
  } else if (atoms_is(atoms, at, "this") &&
             atoms_value(atoms, at + 1, LEXICON_PART)) {
    end = at + 2;
  } else if (day) {
    offset = day->number;
    end = skip_part(reader, at + 1);
  } else if (atoms_is(atoms, at, "the") && atoms_is(atoms, at + 1, "weekend") &&
             !atoms_is(atoms, at + 2, "of")) {
    *when = find_weekend(reader);
    return at + 2;
  }
  if (end > at && has_today(reader)) {
    when->begin = calendar_add_days(reader->today, offset);
  }
  return end;
}

uint32_t when_match_unit(const WhenReader *reader, uint32_t at, When *when) {
  const Atoms *atoms = reader->atoms;
  uint32_t next = when_skip_stage(reader, at);
  bool has_stage = next > at;
  next += atoms_is(atoms, next, "the") && !has_stage ? 1 : 0;
  const LexiconValue *direction = atoms_value(atoms, next, LEXICON_DIRECTION);
  const LexiconValue *unit = atoms_value(atoms, next + 1, LEXICON_UNIT);
  const LexiconValue *season = atoms_value(atoms, next + 1, LEXICON_SEASON);
  if (has_stage && !direction && atoms_is(atoms, next, "the")) {
    // "the end of the month"
    unit = atoms_value(atoms, next + 1, LEXICON_UNIT);
    if (unit && !str_ends(atoms->atoms[next + 1].key, STR("s"))) {
      *when = when_calendar_unit(reader, unit->text.data[0], 0);
      when->is_approximate = true;
      return next + 2;
    }
    return at;
  }
  if (!direction || (!unit && !season)) {
    return at;
  }
  bool is_plural = unit && str_ends(atoms->atoms[next + 1].key, STR("s"));
  bool has_article = next > at && !has_stage;
  if (is_plural || (has_article && unit && direction->number != 0)) {
    return at; // a stretch of time
  }
  if (unit) {
    *when = when_calendar_unit(reader, unit->text.data[0], direction->number);
    when->is_approximate = has_stage;
  }
  return next + 2;
}

/// So many units from today: a day, or for months and years the month or year.
static When step(const WhenReader *reader, char unit, int64_t count) {
  static const struct {
    char unit;
    char base;
    int64_t factor;
  } steps[] = {{'D', 'D', 1}, {'W', 'D', 7}, {'F', 'D', 14}, {'M', 'M', 1},
               {'Q', 'M', 3}, {'Y', 'Y', 1}, {'E', 'Y', 10}, {'C', 'Y', 100}};
  When when = {0};
  for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
    if (steps[i].unit == unit) {
      when = when_calendar_unit(reader, steps[i].base, steps[i].factor * count);
      when.is_approximate = unit != 'D';
    }
  }
  if (when.begin.year && !calendar_is_valid(when.begin)) {
    when.begin = (CalendarDate){0};
  }
  return when;
}

/// "half a century ago"
static uint32_t match_half_ago(const WhenReader *reader, uint32_t at,
                               When *when) {
  const Atoms *atoms = reader->atoms;
  static const struct {
    const char *unit;
    char letter;
    int64_t count;
  } halves[] = {{"century", 'Y', 50}, {"decade", 'Y', 5}, {"year", 'M', 6}};
  for (size_t i = 0; i < sizeof halves / sizeof *halves; i++) {
    if (atoms_is(atoms, at, "half") && atoms_is(atoms, at + 1, "a") &&
        atoms_is(atoms, at + 2, halves[i].unit) &&
        atoms_is(atoms, at + 3, "ago")) {
      *when = step(reader, halves[i].letter, -halves[i].count);
      return at + 4;
    }
  }
  return at;
}

/// "a week ago Monday", "two weeks from Friday"
static uint32_t match_from_weekday(const WhenReader *reader, uint32_t at,
                                   When *when) {
  const Atoms *atoms = reader->atoms;
  int32_t count = 0;
  uint32_t unit_at = number_read_small(atoms, at, &count);
  bool is_week = unit_at > at && (atoms_is(atoms, unit_at, "week") ||
                                  atoms_is(atoms, unit_at, "weeks"));
  bool is_ago = atoms_is(atoms, unit_at + 1, "ago");
  const LexiconValue *weekday =
      atoms_value(atoms, unit_at + 2, LEXICON_WEEKDAY);
  if (!is_week || !weekday || !atoms->atoms[unit_at + 2].is_capital ||
      (!is_ago && !atoms_is(atoms, unit_at + 1, "from"))) {
    return at;
  }
  WhenReader turned = *reader;
  turned.tense = is_ago ? TENSE_PAST : TENSE_FUTURE;
  CalendarDate day = find_weekday(&turned, (int32_t)weekday->number, NULL);
  if (day.year) {
    when->begin = calendar_add_days(day, (is_ago ? -7 : 7) * (int64_t)count);
  }
  return unit_at + 3;
}

uint32_t when_match_ago(const WhenReader *reader, uint32_t at, When *when) {
  const Atoms *atoms = reader->atoms;
  int32_t count = 0;
  uint32_t half = match_half_ago(reader, at, when);
  half = half > at ? half : match_from_weekday(reader, at, when);
  if (half > at) {
    return half;
  }
  uint32_t next = number_read_small(atoms, at, &count);
  const LexiconValue *unit = atoms_value(atoms, next, LEXICON_UNIT);
  if (next == at || !unit) {
    return at;
  }
  uint32_t end = next + 1;
  bool is_ahead = reader->tense == TENSE_FUTURE && at > 0;
  if (is_ahead && atoms_is(atoms, at - 1, "in") &&
      !atoms_is(atoms, end, "of")) {
    *when = step(reader, unit->text.data[0], count);
    return end;
  }
  if (is_ahead && atoms_is(atoms, at - 1, "within")) {
    When last = step(reader, unit->text.data[0], count);
    *when = (When){reader->today, last.begin, true};
    when->begin.day = last.begin.day ? when->begin.day : 0;
    when->begin.month = last.begin.month ? when->begin.month : 0;
    return end;
  }
  if (atoms_is(atoms, end, "ago")) {
    *when = step(reader, unit->text.data[0], -count);
    return end + 1;
  }
  bool has_genitive = atoms_is(atoms, end, "'") || atoms_is(atoms, end, "’") ||
                      atoms_is(atoms, end, "'s") || atoms_is(atoms, end, "’s");
  if (atoms_is(atoms, end, "from") && atoms_is(atoms, end + 1, "now")) {
    *when = step(reader, unit->text.data[0], count);
    return end + 2;
  }
  if (has_genitive && atoms_is(atoms, end + 1, "time")) {
    *when = step(reader, unit->text.data[0], count);
    return end + 2;
  }
  return at;
}

/// "the previous day", "the next day": the story's, not the reader's.
static bool is_of_story(const Atoms *atoms, uint32_t direction, uint32_t unit) {
  return atoms_is(atoms, direction, "previous") ||
         atoms_is(atoms, direction, "following") ||
         (atoms_is(atoms, direction, "next") && atoms_is(atoms, unit, "day"));
}

uint32_t when_match_stretch(const WhenReader *reader, uint32_t at, When *when) {
  const Atoms *atoms = reader->atoms;
  uint32_t next = at + (atoms_is(atoms, at, "the") ? 1 : 0);
  const LexiconValue *direction = atoms_value(atoms, next, LEXICON_DIRECTION);
  int32_t count = 0;
  uint32_t unit_at = number_read_small(atoms, next + 1, &count);
  if (unit_at == next + 1 && next > at) {
    count = 1; // "the past year"
  }
  const LexiconValue *unit = atoms_value(atoms, unit_at, LEXICON_UNIT);
  bool is_bare = unit_at == next + 1;
  if (is_bare && unit && str_ends(atoms->atoms[unit_at].key, STR("s"))) {
    return at; // "the coming weeks"
  }
  if (!direction || count == 0 || !unit || direction->number == 0 ||
      atoms_is(atoms, unit_at + 1, "of")) {
    return at;
  }
  When other = step(reader, unit->text.data[0], count * direction->number);
  if (other.begin.year && reader->today.year &&
      !is_of_story(atoms, next, unit_at)) {
    CalendarDate today = reader->today;
    today.day = other.begin.day ? today.day : 0;
    today.month = other.begin.month ? today.month : 0;
    when->begin = direction->number < 0 ? other.begin : today;
    when->end = direction->number < 0 ? today : other.begin;
    when->is_approximate = true;
  }
  return unit_at + 1;
}
