/// Characters as the tokenizer sees them.
#ifndef QUERN_EXTRACT_SYNTAX_TOKENIZE_CHARACTER_H
#define QUERN_EXTRACT_SYNTAX_TOKENIZE_CHARACTER_H

#include "base/str.h"

typedef enum {
  CHARACTER_SPACE,
  CHARACTER_LETTER,
  CHARACTER_DIGIT,
  CHARACTER_SYMBOL,
  CHARACTER_MARK,  ///< belongs to the character before it
  CHARACTER_HIDDEN ///< is not seen: soft hyphen, joiner, byte order mark
} CharacterClass;

/// Plain stand-ins for symbols that are not ASCII.
enum {
  PLAIN_LETTER = 0x80, ///< a letter without ASCII base
  PLAIN_EN_DASH,
  PLAIN_EM_DASH,
  PLAIN_ELLIPSIS,
  PLAIN_BULLET,
  PLAIN_SIGN, ///< trade mark, degree, section and the like
  PLAIN_OTHER ///< pictures and everything else
};

typedef struct {
  uint8_t class; ///< CharacterClass
  uint8_t plain; ///< lower-case base letter, '0', symbol, or PLAIN_*
  bool upper;
  uint8_t length; ///< bytes
} Character;

/// Read the character at `offset` of valid UTF-8; `offset` is inside.
Character character_at(Str text, size_t offset);

#define SOFT_HYPHEN "\xC2\xAD"

#endif
