/// Times of day and durations.
#include "extract/value/when_internal.h"

/// "am" and "pm"; 0 if there is neither.
static int32_t find_half(const WhenReader *reader, uint32_t at) {
  return atoms_is(reader->atoms, at, "am")   ? 1
         : atoms_is(reader->atoms, at, "pm") ? 2
                                             : 0;
}

/// Hours and minutes written in digits; gives the atom after them.
static uint32_t read_clock(const WhenReader *reader, uint32_t at, int32_t *hour,
                           int32_t *minute) {
  const Atoms *atoms = reader->atoms;
  *minute = 0;
  if (at >= atoms->count || atoms->atoms[at].kind != ATOM_NUMBER) {
    return at;
  }
  Str text = atoms->atoms[at].text;
  const char *point = memchr(text.data, '.', text.length);
  if (point && text.data + text.length - point == 3 && text.length <= 5) {
    int32_t digits[5] = {0};
    size_t count = 0;
    for (size_t i = 0; i < text.length; i++) {
      if (text.data[i] != '.') {
        digits[count++] = text.data[i] - '0';
      }
    }
    *hour = count == 4 ? digits[0] * 10 + digits[1] : digits[0];
    *minute = digits[count - 2] * 10 + digits[count - 1];
    return *hour < 24 && *minute < 60 ? at + 1 : at;
  }
  if (!atoms_digits(atoms, at, 0, 23, hour) || text.length > 2) {
    return at;
  }
  bool has_minutes = atoms_is(atoms, at + 1, ":") &&
                     atoms_digits(atoms, at + 2, 0, 59, minute) &&
                     atoms->atoms[at + 2].text.length == 2;
  return at + (has_minutes ? 3 : 1);
}

/// "GMT", "local time"; the atom after it.
static uint32_t skip_zone(const WhenReader *reader, uint32_t at,
                          bool *is_universal) {
  static const char *const zones[] = {"gmt", "utc", "bst", "est",
                                      "edt", "et",  "cet", "cest",
                                      "pst", "pdt", "ist", "jst"};
  *is_universal =
      atoms_is(reader->atoms, at, "gmt") || atoms_is(reader->atoms, at, "utc");
  for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
    if (atoms_is(reader->atoms, at, zones[i])) {
      return at + 1;
    }
  }
  bool is_local = atoms_is(reader->atoms, at, "local") &&
                  atoms_is(reader->atoms, at + 1, "time");
  return at + (is_local ? 2 : 0);
}

/// "1430 GMT"
static uint32_t match_military(const WhenReader *reader, uint32_t at,
                               Value *value) {
  int32_t number = 0;
  bool is_universal = false;
  if (at >= reader->atoms->count || reader->atoms->atoms[at].text.length != 4 ||
      !atoms_digits(reader->atoms, at, 0, 2359, &number) || number % 100 > 59) {
    return at;
  }
  uint32_t end = skip_zone(reader, at + 1, &is_universal);
  if (end == at + 1 && !atoms_is(reader->atoms, at + 1, "hours")) {
    return at;
  }
  value->text = arena_format(reader->arena, "%02d:%02d%s", number / 100,
                             number % 100, is_universal ? "Z" : "");
  return end == at + 1 ? at + 2 : end;
}

uint32_t when_match_clock(const WhenReader *reader, uint32_t at, Value *value) {
  const Atoms *atoms = reader->atoms;
  value->type = STR("Time");
  if (atoms_is(atoms, at, "noon") || atoms_is(atoms, at, "midnight")) {
    value->text = atoms_is(atoms, at, "noon") ? STR("12:00") : STR("00:00");
    return at + 1;
  }
  uint32_t end = match_military(reader, at, value);
  if (end > at) {
    return end;
  }
  int32_t hour = 0;
  int32_t minute = 0;
  end = read_clock(reader, at, &hour, &minute);
  if (end == at) {
    return at;
  }
  int32_t half = find_half(reader, end);
  bool is_full =
      atoms_is(atoms, end, "o'clock") || atoms_is(atoms, end, "o’clock");
  bool has_minutes = end == at + 3;
  if (half == 0 && !is_full && !has_minutes) {
    return at;
  }
  if (half && hour >= 1 && hour <= 12) {
    hour = hour % 12 + (half == 2 ? 12 : 0);
    end++;
  }
  bool is_universal = false;
  end = skip_zone(reader, end + (is_full ? 1 : 0), &is_universal);
  // "at three o'clock" may be afternoon.
  if (!is_full) {
    value->text = arena_format(reader->arena, "%02d:%02d%s", hour, minute,
                               is_universal ? "Z" : "");
  }
  return end;
}

/// An ISO 8601 duration; empty if it would need a broken number.
static Str format_duration(Arena *arena, Number number, char unit,
                           bool is_clock) {
  static const struct {
    char unit;
    char iso;
    int64_t factor;
  } units[] = {{'F', 'W', 2}, {'Q', 'M', 3}, {'E', 'Y', 10}, {'C', 'Y', 100}};
  int64_t factor = 1;
  for (size_t i = 0; !is_clock && i < sizeof units / sizeof *units; i++) {
    if (units[i].unit == unit) {
      unit = units[i].iso;
      factor = units[i].factor;
    }
  }
  if (number.denominator != 1 || number.numerator > 1000000000) {
    return STR("");
  }
  number.numerator *= factor;
  if (number.zeros == -1 && number.numerator % 10 == 5 &&
      (unit == 'Y' || (is_clock && unit == 'H'))) {
    bool is_year = unit == 'Y';
    number = (Number){number.numerator * (is_year ? 12 : 60) / 10, 1, 0};
    unit = 'M';
  }
  if (number.zeros < 0) {
    return STR("");
  }
  return arena_format(arena, "P%s%.*s%c", is_clock ? "T" : "",
                      STR_ARG(number_format(arena, number)), unit);
}

/// "several", "a few": a duration without number; the atom after it.
static uint32_t skip_vague(const WhenReader *reader, uint32_t at) {
  uint32_t next = at + (atoms_is(reader->atoms, at, "a") ? 1 : 0);
  return atoms_is(reader->atoms, next, "few") ||
                 atoms_is(reader->atoms, next, "several") ||
                 (next == at && atoms_is(reader->atoms, next, "many"))
             ? next + 1
             : at;
}

/// "half an hour"
static uint32_t match_half(const WhenReader *reader, uint32_t at,
                           Value *value) {
  static const struct {
    char unit;
    bool is_clock;
    const char *text;
  } halves[] = {{'H', true, "PT30M"},  {'M', true, "PT30S"},
                {'D', false, "PT12H"}, {'Y', false, "P6M"},
                {'E', false, "P5Y"},   {'C', false, "P50Y"}};
  const Atoms *atoms = reader->atoms;
  if (!atoms_is(atoms, at, "half") ||
      (!atoms_is(atoms, at + 1, "a") && !atoms_is(atoms, at + 1, "an"))) {
    return at;
  }
  for (size_t i = 0; i < sizeof halves / sizeof *halves; i++) {
    const LexiconValue *unit = atoms_value(
        atoms, at + 2, halves[i].is_clock ? LEXICON_CLOCK : LEXICON_UNIT);
    if (unit && unit->text.data[0] == halves[i].unit) {
      value->text = str_from(halves[i].text);
      return at + 3;
    }
  }
  return at;
}

/// "and a half" after a unit
static bool has_half(const Atoms *atoms, uint32_t at) {
  return atoms_is(atoms, at, "and") && atoms_is(atoms, at + 1, "a") &&
         atoms_is(atoms, at + 2, "half");
}

/// "and a half" after the unit is a half of it more; the atoms it takes.
static uint32_t add_half(const Atoms *atoms, uint32_t at, NumberSpan *span,
                         bool is_vague) {
  if (is_vague || span->is_span || span->low.zeros != 0 ||
      span->low.numerator >= 1000000 || !has_half(atoms, at)) {
    return 0;
  }
  span->low = (Number){span->low.numerator * 10 + 5, 1, -1};
  return 3;
}

/// A duration, or two of one unit: "two to three weeks".
static Str format_span(Arena *arena, const NumberSpan *span, char unit,
                       bool is_clock) {
  Str low = format_duration(arena, span->low, unit, is_clock);
  if (!span->is_span) {
    return low;
  }
  Str high = format_duration(arena, span->high, unit, is_clock);
  return low.length && high.length
             ? arena_format(arena, "%.*s..%.*s", STR_ARG(low), STR_ARG(high))
             : STR("");
}

/// The higher number of "two to three weeks"; the atom after it.
static uint32_t read_high(const Atoms *atoms, uint32_t at, uint32_t begin,
                          NumberSpan *span) {
  uint32_t link = number_skip_link(atoms, at, begin);
  Number high;
  uint32_t end = link > at ? number_read(atoms, link, false, &high) : at;
  return end > link && link > at && number_close_span(span, high) ? end : at;
}

/// Does "a week" after this atom last, rather than recur ("twice a week")?
static bool is_lasting(const WhenReader *reader, uint32_t at) {
  static const char *const words[] = {"for",    "within", "after",  "over",
                                      "about",  "almost", "nearly", "than",
                                      "during", "in",     "lasted"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (at > 0 && atoms_is(reader->atoms, at - 1, words[i])) {
      return true;
    }
  }
  return false;
}

/// How many units; gives the atom after it, `at` if nothing tells.
static uint32_t read_amount(const WhenReader *reader, uint32_t at,
                            NumberSpan *span, bool *is_vague) {
  const Atoms *atoms = reader->atoms;
  uint32_t next = number_read(atoms, at, false, &span->low);
  *is_vague = false;
  if (next > at) {
    return read_high(atoms, next, at, span);
  }
  next = skip_vague(reader, at);
  if (next > at) {
    *is_vague = true;
    return next;
  }
  bool has_article = atoms_is(atoms, at, "a") || atoms_is(atoms, at, "an");
  if (has_article && (is_lasting(reader, at) || has_half(atoms, at + 2))) {
    span->low.numerator = 1;
    return at + 1;
  }
  return at;
}

/// "two years, nine months", "one hour and ten minutes": adds the smaller unit;
/// gives the atom after it, `at` if there is none.
static uint32_t add_rest(const WhenReader *reader, uint32_t at, char unit,
                         Str *text) {
  static const char units[] = "YMWD"; // from great to small
  const Atoms *atoms = reader->atoms;
  const char *place = strchr(units, unit);
  uint32_t next = at + (atoms_is(atoms, at, ",") || atoms_is(atoms, at, "and"));
  next += next > at && atoms_is(atoms, next, "and");
  Number number;
  uint32_t end = number_read(atoms, next, false, &number);
  const LexiconValue *rest = atoms_value(atoms, end, LEXICON_UNIT);
  if (!place || unit == '\0' || end == next || !rest ||
      number.denominator != 1 || number.zeros != 0 ||
      !strchr(place + 1, rest->text.data[0]) ||
      atoms_is(atoms, end + 1, "old") || atoms_is(atoms, end + 1, "ago") ||
      atoms_is(atoms, end + 1, "later")) {
    return at;
  }
  *text = arena_format(reader->arena, "%.*s%lld%c", STR_ARG(*text),
                       (long long)number.numerator, rest->text.data[0]);
  return end + 1;
}

uint32_t when_match_duration(const WhenReader *reader, uint32_t at,
                             Value *value) {
  const Atoms *atoms = reader->atoms;
  NumberSpan span = {.low = {0, 1, 0}};
  bool is_vague = false;
  value->type = STR("Duration");
  uint32_t next = match_half(reader, at, value);
  if (next > at) {
    return next;
  }
  next = read_amount(reader, at, &span, &is_vague);
  if (next == at) {
    return at;
  }
  bool has_dash = atoms_is_dash(atoms, next);
  next += has_dash ? 1 : 0;
  const LexiconValue *unit = atoms_value(atoms, next, LEXICON_UNIT);
  if (unit && unit->text.data[0] == 'Q' &&
      (has_dash || atoms_is(atoms, next + 1, "of"))) {
    return at; // "three-quarters of them"
  }
  bool is_clock = !unit;
  unit = unit ? unit : atoms_value(atoms, next, LEXICON_CLOCK);
  uint32_t old = next + 1 + (atoms_is_dash(atoms, next + 1) ? 1 : 0);
  if (!unit || unit->text.data[0] == 'N' || atoms_is(atoms, old, "old") ||
      (is_clock && atoms_upos(atoms, next) == UPOS_ADJ)) {
    return at; // an age, or "one second candidate"
  }
  next += add_half(atoms, next + 1, &span, is_vague);
  if (!is_vague) {
    value->text =
        format_span(reader->arena, &span, unit->text.data[0], is_clock);
  }
  bool has_rest = !is_vague && !is_clock && !has_dash && !span.is_span &&
                  value->text.length > 0;
  return has_rest ? add_rest(reader, next + 1, unit->text.data[0], &value->text)
                  : next + 1;
}
