/// Regions: finding addresses and faces in a chunk.
#include "extract/syntax/tokenize_region.h"

enum { LONGEST_ENDING = 5 }; ///< letters of ".html"

static bool is_name(const Atom *atom) { return atom->kind != ATOM_SYMBOL; }

static bool is_any(const Atom *atom, const char *symbols) {
  return atom->symbol != 0 && atom->symbol < 0x80 &&
         strchr(symbols, atom->symbol) != NULL;
}

static void mark(uint8_t *regions, uint32_t begin, uint32_t end,
                 Region region) {
  for (uint32_t i = begin + 1; i < end; i++) {
    if (regions[i] == REGION_NONE) {
      regions[i] = (uint8_t)region;
    }
  }
}

/// Where a region that reaches to `end` stops: punctuation behind it is not
/// its own, a closing bracket only if it was opened inside.
static uint32_t trim(const Atom *atoms, uint32_t begin, uint32_t end) {
  bool opened = false;
  for (uint32_t i = begin; i < end; i++) {
    opened |= atoms[i].symbol == '(';
  }
  const char *foreign = opened ? ".,;:!?'\"]>*|" : ".,;:!?'\"]>*|)";
  while (end > begin && is_any(&atoms[end - 1], foreign)) {
    end--;
  }
  return end;
}

static uint32_t mark_url(const Atom *atoms, uint32_t begin, uint32_t end,
                         uint8_t *regions) {
  uint32_t stop = begin;
  while (stop < end && !is_any(&atoms[stop], "<>\"|")) {
    stop++;
  }
  stop = trim(atoms, begin, stop);
  mark(regions, begin, stop, REGION_URL);
  return stop;
}

/// Does an address begin at the atom? "http://", "www."
static bool is_url(Atoms chunk, uint32_t i) {
  const Atom *atom = &chunk.atoms[i];
  if (atom->kind != ATOM_LETTERS || i + 3 >= chunk.count) {
    return false;
  }
  bool scheme =
      atom[1].symbol == ':' && atom[2].symbol == '/' && atom[3].symbol == '/';
  bool host = atom->hash == atom_hash_letters(STR("www")) &&
              atom[1].symbol == '.' && is_name(&atom[2]);
  return scheme || host;
}

static void mark_email(const Atom *atoms, uint32_t at, uint32_t end,
                       uint8_t *regions) {
  uint32_t first = at;
  while (first > 0 &&
         (is_name(&atoms[first - 1]) || is_any(&atoms[first - 1], "._%+-#&"))) {
    first--;
  }
  uint32_t stop = at + 1;
  bool has_dot = false;
  while (stop < end && (is_name(&atoms[stop]) || is_any(&atoms[stop], ".-_"))) {
    stop++;
  }
  stop = trim(atoms, at, stop);
  for (uint32_t i = at + 1; i < stop; i++) {
    has_dot |= atoms[i].symbol == '.';
  }
  if (first < at && stop > at + 1) {
    mark(regions, first, stop, has_dot ? REGION_EMAIL : REGION_ACCOUNT);
  }
}

/// "paulhastings.com", "ETA_revision0307.doc"; gives where it ends.
static uint32_t mark_domain(const Atom *atoms, uint32_t begin, uint32_t end,
                            uint8_t *regions) {
  uint32_t stop = begin + 1;
  uint32_t dots = 0;
  uint32_t underscores = 0;
  bool after_dot = false; // is the last name right behind a dot?
  for (;;) {
    bool separated = stop + 1 < end && is_any(&atoms[stop], ".-_#") &&
                     (is_name(&atoms[stop + 1]) ||
                      (atoms[stop + 1].symbol == '#' && stop + 2 < end));
    if (separated) {
      after_dot = atoms[stop].symbol == '.';
      dots += after_dot;
      underscores += atoms[stop].symbol == '_';
      stop += 1 + is_name(&atoms[stop + 1]);
    } else if (stop < end && is_name(&atoms[stop])) {
      stop++;
      after_dot = false;
    } else {
      break;
    }
  }
  const Atom *last = &atoms[stop - 1];
  bool is_ending = after_dot && last->kind == ATOM_LETTERS &&
                   last->length > 1 && last->length < LONGEST_ENDING;
  if (dots > 1 || underscores || is_ending) {
    mark(regions, begin, stop, REGION_DOMAIN);
  }
  return stop;
}

/// ":)", ";-(", "=D", and the like; the face must end where symbols end.
static uint32_t mark_face(Atoms chunk, uint32_t begin, uint8_t *regions) {
  const Atom *atoms = chunk.atoms;
  uint32_t mouth = begin + 1;
  if (!is_any(&atoms[begin], ":;=")) {
    return mouth;
  }
  if (mouth < chunk.count && is_any(&atoms[mouth], "-'^")) {
    mouth++;
  }
  uint32_t stop = mouth;
  while (stop < chunk.count && is_any(&atoms[stop], "()[]|/*") &&
         atoms[stop].symbol == atoms[mouth].symbol) {
    stop++;
  }
  if (stop == mouth && mouth < chunk.count && atoms[mouth].length == 1 &&
      (atoms[mouth].hash == atom_hash_letters(STR("d")) ||
       atoms[mouth].hash == atom_hash_letters(STR("p")))) {
    stop++;
  }
  bool is_face = stop > mouth &&
                 (stop == chunk.count || (atoms[stop].kind == ATOM_SYMBOL &&
                                          atoms[stop].symbol != '/'));
  if (!is_face) {
    return begin + 1;
  }
  mark(regions, begin, stop, REGION_FACE);
  return stop;
}

void regions_find(Atoms chunk, uint8_t *regions) {
  const Atom *atoms = chunk.atoms;
  for (uint32_t i = 0; i < chunk.count;) {
    i = is_url(chunk, i) ? mark_url(atoms, i, chunk.count, regions) : i + 1;
  }
  for (uint32_t i = 0; i < chunk.count; i++) {
    if (atoms[i].symbol == '@' && regions[i] == REGION_NONE) {
      mark_email(atoms, i, chunk.count, regions);
    }
  }
  for (uint32_t i = 0; i < chunk.count;) {
    i = is_name(&atoms[i]) ? mark_domain(atoms, i, chunk.count, regions)
                           : i + 1;
  }
  for (uint32_t i = 0; i < chunk.count;) {
    i = mark_face(chunk, i, regions);
  }
}
