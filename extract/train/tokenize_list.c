/// Word lists of the tokenizer's trainer.
#include "extract/train/tokenize_list.h"

#include "extract/train/list.h"

#include <stdlib.h>

/// One time that a word was seen; value 0: whole.
typedef struct {
  ListedWord word;
  uint32_t order; ///< earlier sightings win where counts are equal
} Sighting;

typedef struct {
  Arena *arena;
  Sighting *sightings;
  size_t count;
  size_t capacity;
} Sightings;

static void add(Sightings *sightings, uint32_t hash, uint32_t value) {
  uint32_t order = (uint32_t)sightings->count;
  *ARENA_PUSH(sightings->arena, sightings->sightings, sightings->count,
              sightings->capacity) = (Sighting){{hash, value}, order};
}

static int compare(const void *a, const void *b) {
  const Sighting *left = a;
  const Sighting *right = b;
  if (left->word.hash != right->word.hash) {
    return left->word.hash < right->word.hash ? -1 : 1;
  }
  return left->order < right->order ? -1 : 1;
}

/// The first value but 0 among sightings of one word; 0 if there is none.
static uint32_t first_value(const Sighting *sightings, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (sightings[i].word.value) {
      return sightings[i].word.value;
    }
  }
  return 0;
}

/// Make the list of all words that were seen with a value.
static WordList list_words(Arena *arena, Sightings *sightings) {
  if (sightings->count) {
    qsort(sightings->sightings, sightings->count, sizeof(Sighting), compare);
  }
  ListedWord *words = ARENA_NEW(arena, ListedWord, sightings->count);
  uint32_t count = 0;
  for (size_t i = 0; i < sightings->count;) {
    uint32_t hash = sightings->sightings[i].word.hash;
    size_t end = i;
    while (end < sightings->count &&
           sightings->sightings[end].word.hash == hash) {
      end++;
    }
    uint32_t value = first_value(sightings->sightings + i, end - i);
    if (value) {
      words[count++] = (ListedWord){hash, value};
    }
    i = end;
  }
  return (WordList){words, count};
}

static uint32_t hash_word(Arena *arena, Str word) {
  Atoms atoms = atoms_find(arena, word, (WordList){NULL, 0});
  return atoms.count == 1 ? atoms.atoms[0].hash : 0;
}

static void read_abbreviations(Sightings *sightings, Str text) {
  uint32_t kind = 0;
  while (text.length) {
    Str line = list_take_line(&text);
    if (list_take_word(&line).length == 0) {
      continue;
    }
    kind++;
    for (Str word = list_take_word(&line); word.length;
         word = list_take_word(&line)) {
      add(sightings, hash_word(sightings->arena, word), kind);
    }
  }
}

/// Add a flag to the values of a list's words: the sightings with the flag go
/// before those without it.
static WordList add_flag(Arena *arena, WordList known, Str text,
                         uint32_t flag) {
  Sightings sightings = {.arena = arena};
  while (text.length) {
    Str line = list_take_line(&text);
    for (Str word = list_take_word(&line); word.length;
         word = list_take_word(&line)) {
      uint32_t hash = hash_word(arena, word);
      add(&sightings, hash, flag | word_list_get(known, hash));
    }
  }
  for (uint32_t i = 0; i < known.count; i++) {
    add(&sightings, known.words[i].hash, known.words[i].value);
  }
  return list_words(arena, &sightings);
}

WordList kinds_read(Arena *arena, TokenizerLists lists) {
  Sightings sightings = {.arena = arena};
  read_abbreviations(&sightings, lists.abbreviations);
  WordList list = list_words(arena, &sightings);
  list = add_flag(arena, list, lists.prefixes, WORD_IS_PREFIX);
  return add_flag(arena, list, lists.units, WORD_IS_UNIT);
}

static void read_joints(Sightings *sightings, Str text) {
  while (text.length) {
    Str line = list_take_line(&text);
    Str first = list_take_word(&line);
    Str second = list_take_word(&line);
    if (second.length) {
      Str whole = arena_format(sightings->arena, "%.*s%.*s", STR_ARG(first),
                               STR_ARG(second));
      add(sightings, hash_word(sightings->arena, whole),
          (uint32_t)first.length);
    }
  }
}

/// See where the treebank cuts a run of letters.
static void see_block(Arena *arena, const TreebankBlock *block, void *data) {
  Sightings *sightings = data;
  Atoms atoms = atoms_find(arena, block->text, (WordList){NULL, 0});
  size_t token = 0;
  for (uint32_t i = 0; i < atoms.count; i++) {
    const Atom *atom = &atoms.atoms[i];
    uint32_t begin = block->begin + atom->begin;
    while (token < block->count &&
           block->tokens[token].token->range.begin <= begin) {
      token++;
    }
    if (token == block->count) {
      break;
    }
    uint32_t letters = block->tokens[token].token->range.begin - begin;
    bool is_ascii = atom->length == atom->end - atom->begin;
    // "doctors" for "doctor's" is a slip; edited texts are full of doctors.
    bool is_plural = letters + 1 == atom->length &&
                     (block->text.data[atom->end - 1] | 0x20) == 's';
    if (atom->kind == ATOM_LETTERS && is_ascii && letters < atom->length &&
        !is_plural) {
      add(sightings, atom->hash, letters);
    }
  }
}

WordList joints_find(Arena *arena, Str text, const Treebank *treebanks,
                     size_t count) {
  Sightings sightings = {.arena = arena_new()};
  read_joints(&sightings, text);
  treebank_visit(treebanks, count, see_block, &sightings);
  WordList list = list_words(arena, &sightings);
  arena_free(sightings.arena);
  return list;
}
