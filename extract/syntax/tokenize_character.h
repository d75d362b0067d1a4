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

/// A character of one byte.
static inline Character character_ascii(uint8_t byte) {
  Character character = {CHARACTER_SYMBOL, byte, false, 1};
  if (byte >= 'a' && byte <= 'z') {
    character.class = CHARACTER_LETTER;
  } else if (byte >= 'A' && byte <= 'Z') {
    character.class = CHARACTER_LETTER;
    character.plain = (uint8_t)(byte - 'A' + 'a');
    character.upper = true;
  } else if (byte >= '0' && byte <= '9') {
    character.class = CHARACTER_DIGIT;
    character.plain = '0';
  } else if (byte == '`') {
    character.plain = '\'';
  } else if (byte <= ' ' || byte == 0x7F) {
    character.class = CHARACTER_SPACE;
  }
  return character;
}

/// character_at() for characters of several bytes.
Character character_wide(Str text, size_t offset);

/// Read the character at `offset` of valid UTF-8; `offset` is inside.
static inline Character character_at(Str text, size_t offset) {
  uint8_t byte = (uint8_t)text.data[offset];
  return byte < 0x80 ? character_ascii(byte) : character_wide(text, offset);
}

#define SOFT_HYPHEN "\xC2\xAD"

#endif
