/// Atoms: cutting text into runs of letters, runs of digits and symbols.
#include "extract/syntax/tokenize_atom.h"

#include "extract/syntax/tokenize_character.h"

enum {
  LONGEST_DIGITS = 4, ///< longer runs of digits look alike
  HASH_FACTOR = 0x01000193
};

#define HASH_START 0x811c9dc5u

static uint32_t hash_byte(uint32_t hash, uint8_t byte) {
  return (hash ^ byte) * HASH_FACTOR;
}

static uint32_t finish_hash(uint32_t hash) {
  hash ^= hash >> 15;
  hash *= 0x85ebca6bu;
  return hash ^ hash >> 13;
}

uint32_t atom_hash_letters(Str letters) {
  uint32_t hash = HASH_START;
  for (size_t i = 0; i < letters.length; i++) {
    hash = hash_byte(hash, (uint8_t)letters.data[i]);
  }
  return finish_hash(hash);
}

static Character character_or_end(Str text, size_t offset) {
  if (offset < text.length) {
    return character_at(text, offset);
  }
  return (Character){CHARACTER_SPACE, ' ', false, 0};
}

/// Step over characters that are not seen, and over a soft hyphen at a line's
/// end with the line break behind it. Gives where to read on.
static size_t skip_hidden(Str text, size_t offset) {
  for (;;) {
    Character character = character_or_end(text, offset);
    if (character.class != CHARACTER_HIDDEN) {
      return offset;
    }
    bool soft_hyphen =
        str_starts(str_slice(text, offset, text.length), STR(SOFT_HYPHEN));
    offset += character.length;
    size_t next = offset;
    bool line_break = false;
    while (soft_hyphen && next < text.length &&
           (text.data[next] == ' ' || text.data[next] == '\r' ||
            text.data[next] == '\n')) {
      line_break |= text.data[next] == '\n';
      next++;
    }
    if (line_break && character_or_end(text, next).class == CHARACTER_LETTER) {
      offset = next;
    }
  }
}

static Casing casing_of(uint32_t length, uint32_t uppers, bool first_upper) {
  if (uppers == 0) {
    return CASING_LOWER;
  }
  if (uppers == length) {
    return length == 1 ? CASING_SINGLE : CASING_UPPER;
  }
  return first_upper && uppers == 1 ? CASING_TITLE : CASING_MIXED;
}

/// Read a run of at most `limit` letters or digits.
static Atom read_run(Str text, size_t offset, uint8_t class, uint32_t limit) {
  uint32_t hash = HASH_START;
  uint32_t length = 0;
  uint32_t uppers = 0;
  uint8_t last[2] = {0, 0};
  Atom atom = {.begin = (uint32_t)offset, .end = (uint32_t)offset};
  bool first_upper = character_at(text, offset).upper;
  while (length < limit) {
    size_t place = offset;
    Character character = character_or_end(text, place);
    if (character.class == CHARACTER_HIDDEN) {
      place = skip_hidden(text, offset);
      character = character_or_end(text, place);
    }
    bool is_mark = character.class == CHARACTER_MARK;
    if (character.class != class && !is_mark) {
      break;
    }
    atom.has_hidden |= place != offset;
    offset = place + character.length;
    atom.end = (uint32_t)offset;
    if (is_mark) {
      continue;
    }
    length++;
    uppers += character.upper;
    last[0] = last[1];
    last[1] = character.plain;
    if (class == CHARACTER_LETTER || length <= LONGEST_DIGITS) {
      hash = hash_byte(hash, character.plain);
    }
  }
  atom.kind = class == CHARACTER_LETTER ? ATOM_LETTERS : ATOM_DIGITS;
  atom.casing = (uint8_t)(atom.kind == ATOM_LETTERS
                              ? casing_of(length, uppers, first_upper)
                              : CASING_NONE);
  atom.hash = finish_hash(hash);
  atom.tail = finish_hash(last[0] * 256u + last[1]);
  atom.length = (uint16_t)(length < UINT16_MAX ? length : UINT16_MAX);
  return atom;
}

static Atom read_symbol(Str text, size_t offset, Character character) {
  size_t end = offset + character.length;
  for (;;) {
    Character next = character_or_end(text, end);
    if (next.class != CHARACTER_MARK) {
      break;
    }
    end += next.length;
  }
  uint8_t plain =
      character.class == CHARACTER_MARK ? PLAIN_OTHER : character.plain;
  uint32_t hash = finish_hash(hash_byte(HASH_START, plain));
  return (Atom){.begin = (uint32_t)offset,
                .end = (uint32_t)end,
                .hash = hash,
                .tail = hash,
                .length = 1,
                .kind = ATOM_SYMBOL,
                .symbol = plain};
}

uint32_t word_list_get(WordList list, uint32_t hash) {
  uint32_t low = 0;
  uint32_t high = list.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (list.words[middle].hash < hash) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  bool found = low < list.count && list.words[low].hash == hash;
  return found ? list.words[low].value : 0;
}

/// Does "n't" begin with the last letter before `offset`?
static bool is_before_apostrophe_t(Str text, size_t offset) {
  Character apostrophe = character_or_end(text, offset);
  if (apostrophe.class != CHARACTER_SYMBOL || apostrophe.plain != '\'') {
    return false;
  }
  offset += apostrophe.length;
  Character letter = character_or_end(text, offset);
  offset += letter.length;
  return letter.plain == 't' && letter.class == CHARACTER_LETTER &&
         character_or_end(text, offset).class != CHARACTER_LETTER;
}

/// Letters before the place where a run may be cut; 0 if nowhere.
static uint32_t find_cut(Str text, const Atom *atom, WordList joints) {
  char last = text.data[atom->end - 1];
  if (atom->length > 1 && (last == 'n' || last == 'N') &&
      is_before_apostrophe_t(text, atom->end)) {
    return atom->length - 1u;
  }
  uint32_t offset = word_list_get(joints, atom->hash);
  return offset < atom->length ? offset : 0;
}

Atoms atoms_find(Arena *arena, Str text, WordList joints) {
  Atoms atoms = {NULL, 0};
  uint32_t capacity = 0;
  bool space_before = true;
  bool is_cut = false; // the rest of a run that was cut follows
  size_t offset = 0;
  while (offset < text.length) {
    Character character = character_at(text, offset);
    Atom atom;
    if (character.class == CHARACTER_SPACE ||
        character.class == CHARACTER_HIDDEN) {
      space_before |= character.class == CHARACTER_SPACE;
      offset += character.length;
      continue;
    }
    if (character.class == CHARACTER_LETTER ||
        character.class == CHARACTER_DIGIT) {
      atom = read_run(text, offset, character.class, UINT32_MAX);
      uint32_t cut = atom.kind == ATOM_LETTERS && !is_cut
                         ? find_cut(text, &atom, joints)
                         : 0;
      is_cut = cut != 0;
      if (is_cut) {
        atom = read_run(text, offset, character.class, cut);
      }
    } else {
      atom = read_symbol(text, offset, character);
      is_cut = false;
    }
    atom.space_before = space_before;
    space_before = false;
    offset = atom.end;
    *ARENA_PUSH(arena, atoms.atoms, atoms.count, capacity) = atom;
  }
  return atoms;
}
