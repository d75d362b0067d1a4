/// Units of measure, and what takes two of them or a part of one.
#include "extract/value/measure.h"

#include <inttypes.h>

uint32_t measure_read_unit(const Atoms *atoms, uint32_t at, const char **power,
                           Str *unit) {
  *power = atoms_is(atoms, at, "square") || atoms_is(atoms, at, "sq") ? "2"
           : atoms_is(atoms, at, "cubic")                             ? "3"
                                                                      : "";
  uint32_t next = at + (**power ? 1 : 0);
  uint32_t end;
  const LexiconValue *measure =
      atoms_phrase(atoms, next, LEXICON_MEASURE, &end);
  if (measure) {
    *unit = measure->text;
    return end;
  }
  bool is_glued = at < atoms->count && atoms->atoms[at].is_glued;
  if (is_glued && (str_equal(atoms->atoms[at].text, STR("C")) ||
                   str_equal(atoms->atoms[at].text, STR("F")))) {
    *unit = atoms_is(atoms, at, "c") ? STR("°C") : STR("°F");
    return at + 1;
  }
  return at;
}

uint32_t measure_match_feet(const Atoms *atoms, uint32_t at, Arena *arena,
                            Str *text) {
  enum { INCHES = 12 };
  const char *power;
  Str unit = {0};
  Number feet;
  Number inches;
  uint32_t end = number_read(atoms, at, false, &feet);
  uint32_t next = end > at ? measure_read_unit(atoms, end, &power, &unit) : end;
  if (next == end || !str_equal(unit, STR("ft"))) {
    return at;
  }
  end = number_read(atoms, next, false, &inches);
  bool is_in = end > next && end < atoms->count && atoms->atoms[end].is_glued &&
               atoms_is(atoms, end, "in");
  uint32_t last = is_in        ? end + 1
                  : end > next ? measure_read_unit(atoms, end, &power, &unit)
                               : end;
  unit = is_in ? STR("in") : unit;
  if (last == end || !str_equal(unit, STR("in")) || feet.denominator != 1 ||
      inches.denominator != 1 || feet.zeros != 0 || inches.zeros != 0) {
    return at;
  }
  *text = arena_format(arena, "%" PRId64 " in",
                       INCHES * feet.numerator + inches.numerator);
  return last;
}

uint32_t measure_match_part(const Atoms *atoms, uint32_t at, Arena *arena,
                            Str *text) {
  Number number;
  const char *power;
  Str unit = {0};
  uint32_t end = number_read_fraction(atoms, at, &number);
  bool is_fraction = end > at;
  end = is_fraction ? end : number_read(atoms, at, false, &number);
  bool has_of = end > at && atoms_is(atoms, end, "of");
  uint32_t next = end + has_of;
  if (end == at || !(is_fraction || has_of) ||
      !(atoms_is(atoms, next, "a") || atoms_is(atoms, next, "an"))) {
    return at;
  }
  uint32_t last = measure_read_unit(atoms, next + 1, &power, &unit);
  if (last == next + 1) {
    return at;
  }
  enum { THOUSAND = 1000 };
  if (THOUSAND % number.denominator == 0 && number.denominator != 1) {
    number =
        (Number){number.numerator * (THOUSAND / number.denominator), 1, -3};
  }
  *text =
      arena_format(arena, "%.*s %.*s%s", STR_ARG(number_format(arena, number)),
                   STR_ARG(unit), power);
  return last;
}
