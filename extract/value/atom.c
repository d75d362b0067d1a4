/// Atoms: a sentence cut finer than tokens, for numbers and dates.
#include "extract/value/atom.h"

#include "base/utf8.h"

/// Atoms in the making.
typedef struct {
  const Lexicon *lexicon;
  Arena *arena;
  Atoms atoms;
  uint32_t capacity;
} Splitter;

static bool is_digit(Str text, size_t offset) {
  return offset < text.length && text.data[offset] >= '0' &&
         text.data[offset] <= '9';
}

/// The end of a number with its separators: "1,200.5".
static size_t end_number(Str text, size_t begin) {
  size_t end = begin;
  bool has_point = false;
  while (is_digit(text, end)) {
    end++;
    if (end + 1 < text.length && !has_point && text.data[end] == '.' &&
        is_digit(text, end + 1)) {
      has_point = true;
      end++;
    } else if (end + 3 < text.length && !has_point && text.data[end] == ',' &&
               is_digit(text, end + 1) && is_digit(text, end + 2) &&
               is_digit(text, end + 3) && !is_digit(text, end + 4)) {
      end++;
    }
  }
  return end;
}

/// The end of a word: letters, periods, and apostrophes between letters.
static size_t end_word(Str text, size_t begin) {
  size_t end = begin;
  size_t next = begin;
  while (next < text.length) {
    uint32_t code_point = utf8_next(text, &next);
    bool is_apostrophe = code_point == '\'' || code_point == 0x2019;
    if (utf8_is_letter(code_point) || code_point == '.') {
      end = next;
    } else if (!is_apostrophe) {
      break;
    }
  }
  return end;
}

/// "'s", a token of its own
static bool is_ending(Str form, size_t offset, size_t end) {
  return offset == 0 && end < form.length && !is_digit(form, end) &&
         (form.data[0] == '\'' || str_starts(form, STR("’")));
}

static Str make_key(Arena *arena, Str text) {
  Str lower = utf8_to_lower(arena, text);
  if (!memchr(lower.data, '.', lower.length) || lower.length == 1) {
    return lower;
  }
  char *key = arena_alloc(arena, lower.length, 1);
  size_t length = 0;
  for (size_t i = 0; i < lower.length; i++) {
    if (lower.data[i] != '.') {
      key[length++] = lower.data[i];
    }
  }
  return (Str){key, length};
}

static void split_token(Splitter *splitter, uint32_t index, bool is_glued) {
  Str form = splitter->atoms.sentence->tokens[index].form;
  size_t offset = 0;
  while (offset < form.length) {
    size_t end = offset;
    uint32_t first = utf8_next(form, &end);
    AtomKind kind = ATOM_SIGN;
    if (is_digit(form, offset)) {
      kind = ATOM_NUMBER;
      end = end_number(form, offset);
    } else if (utf8_is_letter(first) || is_ending(form, offset, end)) {
      kind = ATOM_WORD;
      end = end_word(form, end);
    }
    Atom *atom = ARENA_PUSH(splitter->arena, splitter->atoms.atoms,
                            splitter->atoms.count, splitter->capacity);
    Str text = str_slice(form, offset, end);
    Str key = kind == ATOM_NUMBER ? text : make_key(splitter->arena, text);
    *atom = (Atom){.text = text,
                   .key = key,
                   .values = kind == ATOM_NUMBER
                                 ? NULL
                                 : lexicon_find(splitter->lexicon, key),
                   .token = index,
                   .kind = kind,
                   .is_glued = is_glued,
                   .is_capital = utf8_is_upper(first),
                   .begins_token = offset == 0,
                   .ends_token = end == form.length};
    offset = end;
    is_glued = true;
  }
}

Atoms atoms_split(const Lexicon *lexicon, Arena *arena,
                  const Sentence *sentence) {
  Splitter splitter = {.lexicon = lexicon,
                       .arena = arena,
                       .atoms = {.lexicon = lexicon, .sentence = sentence}};
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    split_token(&splitter, i, i > 0 && !sentence->tokens[i - 1].space_after);
  }
  return splitter.atoms;
}

const LexiconValue *atoms_phrase(const Atoms *atoms, uint32_t index,
                                 LexiconList list, uint32_t *end) {
  enum { MOST_WORDS = 4, LONGEST = 64 };
  const LexiconValue *found = atoms_value(atoms, index, list);
  *end = index + (found ? 1 : 0);
  if (index >= atoms->count ||
      !lexicon_begins(atoms->atoms[index].values, list)) {
    return found;
  }
  char phrase[LONGEST];
  size_t length = 0;
  for (uint32_t i = index; i < atoms->count && i < index + MOST_WORDS; i++) {
    Str key = atoms->atoms[i].key;
    if (length + key.length + 1 > LONGEST) {
      break;
    }
    if (i > index) {
      phrase[length++] = ' ';
    }
    memcpy(phrase + length, key.data, key.length);
    length += key.length;
    const LexiconValue *values =
        i == index ? atoms->atoms[i].values
                   : lexicon_find(atoms->lexicon, (Str){phrase, length});
    if (lexicon_get(values, list)) {
      found = lexicon_get(values, list);
      *end = i + 1;
    }
    if (!lexicon_begins(values, list)) {
      break;
    }
  }
  return found;
}

Upos atoms_upos(const Atoms *atoms, uint32_t index) {
  return index < atoms->count
             ? atoms->sentence->tokens[atoms->atoms[index].token].upos
             : UPOS_COUNT;
}

bool atoms_digits(const Atoms *atoms, uint32_t index, int32_t least,
                  int32_t most, int32_t *number) {
  if (index >= atoms->count || atoms->atoms[index].kind != ATOM_NUMBER ||
      atoms->atoms[index].text.length > 8) {
    return false;
  }
  Str text = atoms->atoms[index].text;
  int32_t value = 0;
  for (size_t i = 0; i < text.length; i++) {
    if (!is_digit(text, i)) {
      return false;
    }
    value = value * 10 + (text.data[i] - '0');
  }
  *number = value;
  return value >= least && value <= most;
}

bool atoms_is_dash(const Atoms *atoms, uint32_t index) {
  return atoms_is(atoms, index, "-") || atoms_is(atoms, index, "–") ||
         atoms_is(atoms, index, "—") || atoms_is(atoms, index, "−");
}
