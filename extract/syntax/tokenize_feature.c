/// Features of the place between two atoms.
#include "extract/syntax/tokenize_feature.h"

enum { LONGEST_COUNTED = 6, LONGEST_COUNTED_LETTERS = 4, EDGE = 0x5bd1e995 };

enum {
  CHUNK_HAS_AT = 1,
  CHUNK_HAS_SLASHES = 2,
  CHUNK_HAS_DIGIT = 4,
  CHUNK_HAS_LETTER = 8,
  CHUNK_HAS_TWO_DOTS = 16
};

static uint32_t mix(uint32_t hash, uint32_t value) {
  hash = (hash ^ value * 0x9e3779b1u) * 0x85ebca6bu;
  return hash ^ hash >> 15;
}

static uint32_t class_of(const Atom *atom) {
  if (atom->kind == ATOM_SYMBOL) {
    return atom->hash;
  }
  uint32_t most =
      atom->kind == ATOM_LETTERS ? LONGEST_COUNTED_LETTERS : LONGEST_COUNTED;
  uint32_t length = atom->length < most ? atom->length : most;
  return mix(atom->kind * 16u + atom->casing, length);
}

static uint8_t flags_of(const Atoms *atoms, uint32_t begin, uint32_t end) {
  uint32_t flags = 0;
  uint32_t dots = 0;
  for (uint32_t i = begin; i < end; i++) {
    const Atom *atom = &atoms->atoms[i];
    flags |= atom->symbol == '@' ? CHUNK_HAS_AT : 0u;
    flags |= atom->kind == ATOM_DIGITS ? CHUNK_HAS_DIGIT : 0u;
    flags |= atom->kind == ATOM_LETTERS ? CHUNK_HAS_LETTER : 0u;
    dots += atom->symbol == '.' && i + 1 < end;
    if (atom->symbol == '/' && i > begin && atom[-1].symbol == '/') {
      flags |= CHUNK_HAS_SLASHES;
    }
  }
  return (uint8_t)(flags | (dots > 1 ? CHUNK_HAS_TWO_DOTS : 0u));
}

/// What the list says of the place behind an atom: the kind of abbreviation
/// before a full stop, is it a prefix before a hyphen, is it a unit behind
/// digits; 0 anywhere else.
static uint32_t kind_before(WordList kinds, const Atom *atom) {
  const Atom *next = atom + 1;
  if (atom->kind == ATOM_DIGITS && next->kind == ATOM_LETTERS) {
    return word_list_get(kinds, next->hash) & WORD_IS_UNIT ? 1 : 2;
  }
  if (atom->kind != ATOM_LETTERS) {
    return 0;
  }
  if (next->symbol == '.') {
    return word_list_get(kinds, atom->hash) % WORD_IS_PREFIX;
  }
  return next->symbol == '-' &&
         word_list_get(kinds, atom->hash) & WORD_IS_PREFIX;
}

static void view_chunk(Arena *arena, Atoms atoms, WordList kinds,
                       AtomView *views, uint32_t begin, uint32_t end) {
  uint8_t flags = flags_of(&atoms, begin, end);
  ArenaMark mark = arena_mark(arena);
  uint8_t *regions = ARENA_NEW(arena, uint8_t, end - begin);
  Atoms chunk = {atoms.atoms + begin, end - begin};
  regions_find(chunk, regions);
  uint32_t rest = EDGE;
  uint32_t rest_class = EDGE;
  for (uint32_t i = end; i-- > begin;) {
    const Atom *atom = &atoms.atoms[i];
    uint32_t class = class_of(atom);
    rest = mix(rest, atom->hash);
    rest_class = mix(rest_class, class);
    uint32_t kind = i + 1 < end ? kind_before(kinds, atom) : 0;
    views[i] = (AtomView){class, rest, rest_class, begin,
                          end,   kind, flags,      regions[i - begin]};
  }
  arena_rewind(arena, mark);
}

BoundaryWalk boundary_walk(Arena *arena, Atoms atoms, WordList kinds) {
  AtomView *views = ARENA_NEW(arena, AtomView, atoms.count);
  uint32_t begin = 0;
  for (uint32_t i = 1; i <= atoms.count; i++) {
    if (i == atoms.count || atoms.atoms[i].space_before) {
      view_chunk(arena, atoms, kinds, views, begin, i);
      begin = i;
    }
  }
  return (BoundaryWalk){atoms, views, EDGE, EDGE, 0};
}

void boundary_take(BoundaryWalk *walk, uint32_t index, Boundary before) {
  if (before != BOUNDARY_NONE) {
    walk->token = EDGE;
    walk->token_class = EDGE;
    walk->token_length = 0;
  }
  walk->token = mix(walk->token, walk->atoms.atoms[index].hash);
  walk->token_class = mix(walk->token_class, walk->views[index].class);
  walk->token_length++;
}

/// The atoms around a place; outside the chunk they are EDGE.
typedef struct {
  uint32_t id[4]; ///< two before, two after
  uint32_t class[4];
  uint32_t at_end;     ///< is the atom after the place the chunk's last one?
  uint32_t next;       ///< the chunk behind this one
  uint32_t next_class; ///< and its first atom's class
  uint32_t next_tail;  ///< and how that atom ends
  uint32_t previous;
  uint32_t repeats; ///< how often the symbol after the place is repeated
} Surroundings;

static uint32_t count_repeats(const BoundaryWalk *walk, uint32_t index) {
  const Atom *atoms = walk->atoms.atoms;
  uint32_t end = walk->views[index].chunk_end;
  uint32_t repeats = 1;
  while (repeats < LONGEST_COUNTED && index + repeats < end &&
         atoms[index + repeats].hash == atoms[index].hash) {
    repeats++;
  }
  return repeats;
}

static Surroundings look_around(const BoundaryWalk *walk, uint32_t index) {
  const AtomView *views = walk->views;
  uint32_t begin = views[index].chunk_begin;
  uint32_t end = views[index].chunk_end;
  Surroundings around = {.at_end = index + 1 == end};
  for (uint32_t i = 0; i < 4; i++) {
    uint32_t place = index + i - 2; // wraps below 0, then fails the test
    bool inside = place >= begin && place < end;
    around.id[i] = inside ? walk->atoms.atoms[place].hash : EDGE;
    around.class[i] = inside ? views[place].class : EDGE;
  }
  bool is_last = end == walk->atoms.count;
  around.next = is_last ? EDGE : views[end].rest;
  around.next_class = is_last ? EDGE : views[end].class;
  around.next_tail = is_last ? EDGE : walk->atoms.atoms[end].tail;
  around.previous =
      begin == 0 ? EDGE : views[views[begin - 1].chunk_begin].rest;
  around.repeats = count_repeats(walk, index);
  return around;
}

void boundary_features(const BoundaryWalk *walk, uint32_t index,
                       uint32_t rows[BOUNDARY_FEATURES]) {
  Surroundings around = look_around(walk, index);
  const AtomView *view = &walk->views[index];
  const Atom *left = &walk->atoms.atoms[index - 1];
  const uint32_t *id = around.id;
  const uint32_t *class = around.class;
  uint32_t pair = mix(id[1], id[2]);
  uint32_t class_pair = mix(class[1], class[2]);
  uint32_t token = walk->token;
  uint32_t token_class = walk->token_class;
  uint32_t length = walk->token_length < LONGEST_COUNTED ? walk->token_length
                                                         : LONGEST_COUNTED;
  uint32_t flags = view->flags;
  uint32_t region = view->region * 8u + view[-1].region + 1;
  uint32_t kind = view[-1].kind;
  const uint32_t values[BOUNDARY_FEATURES] = {
      pair,
      mix(class[1], id[2]),
      mix(id[1], class[2]),
      class_pair,
      mix(id[0], pair),
      mix(pair, id[3]),
      mix(class[0], mix(class_pair, class[3])),
      mix(class[0], class_pair),
      mix(class_pair, class[3]),
      mix(token, id[2]),
      mix(token, class[2]),
      mix(token, view->rest),
      mix(token, view->rest_class),
      mix(token_class, view->rest_class),
      mix(token_class, id[2]),
      mix(id[1], view->rest),
      view->rest,
      mix(token_class, view->rest),
      mix(mix(class[1], id[2]), around.at_end + 2 * (around.next_class % 1024)),
      mix(mix(pair, around.at_end), around.next_class),
      mix(mix(class_pair, around.at_end), around.next),
      mix(around.previous, pair),
      mix(mix(left->tail, id[2]), around.at_end),
      mix(mix(left->tail, left->length), mix(id[2], around.next_class)),
      mix(class_pair, flags),
      mix(mix(id[2], around.repeats), mix(class[1], around.at_end)),
      mix(around.next, token),
      mix(around.previous, token),
      mix(mix(length, around.repeats), mix(class_pair, flags)),
      mix(mix(token, id[2]), mix(around.next_class, around.at_end)),
      mix(region, class_pair),
      mix(region, pair),
      region,
      mix(mix(token, id[2]), mix(around.next_tail, around.at_end)),
      mix(mix(left->tail, left->casing), mix(id[2], around.next)),
      mix(kind, class_pair),
      mix(mix(kind, id[2]), around.at_end),
      mix(mix(kind, id[2]), mix(around.next_class, around.at_end)),
  };
  for (uint32_t i = 0; i < BOUNDARY_FEATURES; i++) {
    rows[i] = mix(values[i], i) >> (32 - BOUNDARY_TABLE_BITS);
  }
}
