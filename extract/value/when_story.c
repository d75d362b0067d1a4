/// Dates that count from a day of the story, and parts of days.
#include "extract/value/when_internal.h"

/// "a few", "several": the atom after it.
static uint32_t skip_several(const Atoms *atoms, uint32_t at) {
  uint32_t next = at + (atoms_is(atoms, at, "a") ? 1 : 0);
  return atoms_is(atoms, next, "few") || atoms_is(atoms, next, "several")
             ? next + 1
             : at;
}

/// Dates that count from a day of the story, which is not looked for; and
/// "several weeks ago".
uint32_t when_match_story(const WhenReader *reader, uint32_t at, When *when) {
  (void)when;
  const Atoms *atoms = reader->atoms;
  int32_t count = 0;
  uint32_t next = number_read_small(atoms, at, &count);
  uint32_t several = skip_several(atoms, at);
  uint32_t unit_at = several > at ? several : next;
  bool has_unit = atoms_value(atoms, unit_at, LEXICON_UNIT) ||
                  atoms_value(atoms, unit_at, LEXICON_CLOCK);
  if (unit_at > at && has_unit &&
      (atoms_is(atoms, unit_at + 1, "earlier") ||
       atoms_is(atoms, unit_at + 1, "later") ||
       (several > at && atoms_is(atoms, unit_at + 1, "ago")))) {
    return unit_at + 2;
  }
  bool is_day =
      atoms_is(atoms, at, "the") && atoms_value(atoms, at + 1, LEXICON_UNIT) &&
      (atoms_is(atoms, at + 2, "before") || atoms_is(atoms, at + 2, "after"));
  Upos after = atoms_upos(atoms, at + 3);
  if (is_day && (at + 3 >= atoms->count || after == UPOS_PUNCT ||
                 atoms->atoms[at + 3].kind == ATOM_SIGN)) {
    return at + 3;
  }
  bool is_same = atoms_is(atoms, at, "the") && atoms_is(atoms, at + 1, "same");
  return is_same && (atoms_value(atoms, at + 2, LEXICON_UNIT) ||
                     atoms_value(atoms, at + 2, LEXICON_PART))
             ? at + 3
             : at;
}

uint32_t when_match_part(const WhenReader *reader, uint32_t at, When *when) {
  const Atoms *atoms = reader->atoms;
  if (!atoms_is(atoms, at, "the") ||
      !atoms_value(atoms, at + 1, LEXICON_PART) ||
      !atoms_is(atoms, at + 2, "of")) {
    return at;
  }
  uint32_t end = when_match_absolute(reader, at + 3, when);
  return end > at + 3 ? end : at;
}
