/// Atoms: the smallest pieces that a text's tokens are made of.
///
/// A run of letters, a run of digits, or one symbol. Typographic variants are
/// made plain first (quotes, dashes, accents), and what cannot be seen (soft
/// hyphens, joiners, combining marks) is hidden in the atom before it, so that
/// all spellings of a text fall into the same atoms.
#ifndef QUERN_EXTRACT_SYNTAX_TOKENIZE_ATOM_H
#define QUERN_EXTRACT_SYNTAX_TOKENIZE_ATOM_H

#include "base/arena.h"

typedef enum { ATOM_LETTERS, ATOM_DIGITS, ATOM_SYMBOL } AtomKind;

typedef enum {
  CASING_NONE, ///< no letters
  CASING_LOWER,
  CASING_TITLE,  ///< first letter upper, others lower
  CASING_UPPER,  ///< two letters or more
  CASING_SINGLE, ///< one upper-case letter
  CASING_MIXED
} Casing;

typedef struct {
  uint32_t begin; ///< byte in the text
  uint32_t end;
  uint32_t hash;     ///< of the plain form, lower-cased, digits as 0
  uint32_t tail;     ///< of the plain form's last two letters
  uint16_t length;   ///< in letters, digits or symbols; at most UINT16_MAX
  uint8_t kind;      ///< AtomKind
  uint8_t casing;    ///< Casing
  uint8_t symbol;    ///< the plain symbol; 0 for letters and digits
  bool space_before; ///< white space, or the text's begin, stands before it
  bool has_hidden;   ///< its bytes are not all part of the form
} Atom;

typedef struct {
  Atom *atoms;
  uint32_t count;
} Atoms;

/// A word of a list, and what the list says of it.
typedef struct {
  uint32_t hash; ///< of the lower-cased word, as Atom.hash
  uint32_t value;
} ListedWord;

/// Words ordered by hash.
typedef struct {
  const ListedWord *words;
  uint32_t count;
} WordList;

/// In the list of kinds, this is added for words that are prefixes or units.
enum { WORD_IS_PREFIX = 256, WORD_IS_UNIT = 512 };

/// The value of a word; 0 if it is not in the list.
uint32_t word_list_get(WordList list, uint32_t hash);

/**
   Cut text into atoms.

   A run of letters is cut where the list says so, and before the last letter of
   "don" in "don't": these cuts are candidates, not decisions.

   @param arena  Holds the atoms.
   @param text   Valid UTF-8. Borrowed for the call only.
   @param joints  Words whose letters may be two tokens written together
                 ("cannot"): the letters of the first one.
*/
Atoms atoms_find(Arena *arena, Str text, WordList joints);

/// The hash of a lower-cased run of letters, as in ListedWord.
uint32_t atom_hash_letters(Str letters);

#endif
