/// Atoms: a sentence cut finer than tokens, for numbers and dates.
///
/// Tokenizers differ about "mid-May", "$2bn", "10am" and "2013-04-13"; atoms
/// are always words, runs of digits, and single signs.
#ifndef QUERN_EXTRACT_VALUE_ATOM_H
#define QUERN_EXTRACT_VALUE_ATOM_H

#include "extract/lexicon/lexicon.h"
#include "extract/syntax/sentence.h"

typedef enum { ATOM_WORD, ATOM_NUMBER, ATOM_SIGN } AtomKind;

typedef struct {
  Str text;                   ///< as written
  Str key;                    ///< lower case, without periods
  const LexiconValue *values; ///< of the key; NULL if it is in no list
  uint32_t token;
  AtomKind kind;
  bool is_glued;     ///< no space before it
  bool is_capital;   ///< begins with an upper-case letter
  bool ends_token;   ///< the token's last
  bool begins_token; ///< the token's first
} Atom;

typedef struct {
  const Lexicon *lexicon;
  const Sentence *sentence;
  Atom *atoms;
  uint32_t count;
} Atoms;

/// Cut a sentence's tokens. In the arena.
Atoms atoms_split(const Lexicon *lexicon, Arena *arena,
                  const Sentence *sentence);

/// The list's value of the atom at an index, NULL past the end or if it has
/// none.
static inline const LexiconValue *
atoms_value(const Atoms *atoms, uint32_t index, LexiconList list) {
  return index < atoms->count ? lexicon_get(atoms->atoms[index].values, list)
                              : NULL;
}

/// The list's value of the longest phrase that begins at the index, of one word
/// or more; NULL if there is none. `*end` becomes the atom after it.
const LexiconValue *atoms_phrase(const Atoms *atoms, uint32_t index,
                                 LexiconList list, uint32_t *end);

/// Is the atom at the index, which may be past the end, that word or sign?
static inline bool atoms_is(const Atoms *atoms, uint32_t index,
                            const char *key) {
  return index < atoms->count && str_is(atoms->atoms[index].key, key);
}

/// The part of speech of the atom's token; UPOS_COUNT if it is not known.
Upos atoms_upos(const Atoms *atoms, uint32_t index);

/// A whole number of digits alone, within the limits; false if there is none.
bool atoms_digits(const Atoms *atoms, uint32_t index, int32_t least,
                  int32_t most, int32_t *number);

/// A hyphen, a dash or a minus.
bool atoms_is_dash(const Atoms *atoms, uint32_t index);

#endif
