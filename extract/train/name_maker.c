/// Names that nobody has, made of halves of names.
#include "extract/train/name_maker.h"

enum {
  ACRONYM_LONGEST = 4, ///< letters of a word in capitals that is no name
  PART_LEAST = 2,      ///< letters of a half
  NAME_LONGEST = 11,
  TRIALS = 8
};

static const float joined_share = 0.04f; // names of two words: "Berg-Lunde"
static const float inner_share = 0.03f;  // names like "DeVry"

struct NameMaker {
  const Str *names;
  size_t count;
};

NameMaker *name_maker_new(Arena *arena, const Str *names, size_t count) {
  NameMaker *maker = ARENA_NEW(arena, NameMaker, 1);
  *maker = (NameMaker){names, count};
  return maker;
}

static bool is_upper(char byte) { return byte >= 'A' && byte <= 'Z'; }

static char to_lower(char byte) {
  return is_upper(byte) ? (char)(byte - 'A' + 'a') : byte;
}

static char to_upper(char byte) {
  return byte >= 'a' && byte <= 'z' ? (char)(byte - 'a' + 'A') : byte;
}

static bool is_vowel(char byte) {
  return memchr("aeiouy", to_lower(byte), 6) != NULL;
}

static size_t below(Random *random, size_t count) {
  return (size_t)(random_next(random) >> 16) % count;
}

static bool is_all_upper(Str name) {
  for (size_t i = 0; i < name.length; i++) {
    if (!is_upper(name.data[i])) {
      return false;
    }
  }
  return true;
}

static Str make_acronym(Random *random, Arena *arena) {
  size_t length = 2 + below(random, ACRONYM_LONGEST - 1);
  char *letters = ARENA_NEW(arena, char, length);
  for (size_t i = 0; i < length; i++) {
    letters[i] = (char)('A' + below(random, 26));
  }
  return (Str){letters, length};
}

/// The halves of two names, which join a vowel and a consonant where possible.
static void choose_halves(const NameMaker *maker, Random *random, Str *begin,
                          Str *end) {
  for (int trial = 0; trial < TRIALS; trial++) {
    Str a = maker->names[below(random, maker->count)];
    Str b = maker->names[below(random, maker->count)];
    size_t first = PART_LEAST + below(random, a.length - PART_LEAST + 1);
    size_t last = PART_LEAST + below(random, b.length - PART_LEAST + 1);
    *begin = str_slice(a, 0, first);
    *end = str_slice(b, b.length - last, b.length);
    if (first + last <= NAME_LONGEST &&
        is_vowel(a.data[first - 1]) != is_vowel(end->data[0])) {
      return;
    }
  }
}

static Str make_word(const NameMaker *maker, Random *random, Arena *arena) {
  Str begin;
  Str end;
  choose_halves(maker, random, &begin, &end);
  char *letters = ARENA_NEW(arena, char, begin.length + end.length);
  memcpy(letters, begin.data, begin.length);
  for (size_t i = 0; i < end.length; i++) {
    letters[begin.length + i] = to_lower(end.data[i]);
  }
  if (random_unit(random) < inner_share) {
    letters[begin.length] = to_upper(letters[begin.length]);
  }
  return (Str){letters, begin.length + end.length};
}

Str name_maker_make(const NameMaker *maker, Random *random, Str name,
                    Arena *arena) {
  if (maker->count == 0) {
    return name;
  }
  bool upper = is_all_upper(name);
  if (upper && name.length <= ACRONYM_LONGEST) {
    return make_acronym(random, arena);
  }
  Str made = make_word(maker, random, arena);
  if (random_unit(random) < joined_share) {
    Str other = make_word(maker, random, arena);
    made = arena_format(arena, "%.*s-%.*s", STR_ARG(made), STR_ARG(other));
  }
  if (!upper) {
    return made;
  }
  char *letters = ARENA_NEW(arena, char, made.length);
  for (size_t i = 0; i < made.length; i++) {
    letters[i] = to_upper(made.data[i]);
  }
  return (Str){letters, made.length};
}
