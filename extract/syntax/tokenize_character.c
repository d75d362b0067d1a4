/// Characters as the tokenizer sees them.
#include "extract/syntax/tokenize_character.h"

#include "base/utf8.h"

typedef struct {
  uint32_t first;
  uint32_t last;
  uint8_t class;
  uint8_t plain;
} Span;

/// What base/utf8 does not tell apart, ascending; the rest is a symbol.
static const Span spans[] = {
    {0x00A0, 0x00A0, CHARACTER_SPACE, ' '},
    {0x00A2, 0x00A5, CHARACTER_SYMBOL, '$'},
    {0x00A6, 0x00A9, CHARACTER_SYMBOL, PLAIN_SIGN},
    {0x00AB, 0x00AB, CHARACTER_SYMBOL, '"'},
    {0x00AD, 0x00AD, CHARACTER_HIDDEN, 0},
    {0x00AE, 0x00B1, CHARACTER_SYMBOL, PLAIN_SIGN},
    {0x00B2, 0x00B3, CHARACTER_DIGIT, '0'},
    {0x00B4, 0x00B4, CHARACTER_SYMBOL, '\''},
    {0x00B6, 0x00B6, CHARACTER_SYMBOL, PLAIN_SIGN},
    {0x00B7, 0x00B7, CHARACTER_SYMBOL, PLAIN_BULLET},
    {0x00B9, 0x00B9, CHARACTER_DIGIT, '0'},
    {0x00BB, 0x00BB, CHARACTER_SYMBOL, '"'},
    {0x00BC, 0x00BE, CHARACTER_DIGIT, '0'},
    {0x02BC, 0x02BC, CHARACTER_SYMBOL, '\''},
    {0x0300, 0x036F, CHARACTER_MARK, 0},
    {0x0483, 0x0489, CHARACTER_MARK, 0},
    {0x0591, 0x05BD, CHARACTER_MARK, 0},
    {0x064B, 0x065F, CHARACTER_MARK, 0},
    {0x0900, 0x0903, CHARACTER_MARK, 0},
    {0x093A, 0x094F, CHARACTER_MARK, 0},
    {0x1AB0, 0x1AFF, CHARACTER_MARK, 0},
    {0x1DC0, 0x1DFF, CHARACTER_MARK, 0},
    {0x200B, 0x200F, CHARACTER_HIDDEN, 0},
    {0x2010, 0x2011, CHARACTER_SYMBOL, '-'},
    {0x2012, 0x2013, CHARACTER_SYMBOL, PLAIN_EN_DASH},
    {0x2014, 0x2015, CHARACTER_SYMBOL, PLAIN_EM_DASH},
    {0x2018, 0x201B, CHARACTER_SYMBOL, '\''},
    {0x201C, 0x201F, CHARACTER_SYMBOL, '"'},
    {0x2022, 0x2023, CHARACTER_SYMBOL, PLAIN_BULLET},
    {0x2024, 0x2026, CHARACTER_SYMBOL, PLAIN_ELLIPSIS},
    {0x202A, 0x202E, CHARACTER_HIDDEN, 0},
    {0x2032, 0x2032, CHARACTER_SYMBOL, '\''},
    {0x2033, 0x2033, CHARACTER_SYMBOL, '"'},
    {0x2039, 0x203A, CHARACTER_SYMBOL, '\''},
    {0x2043, 0x2043, CHARACTER_SYMBOL, PLAIN_BULLET},
    {0x2060, 0x206F, CHARACTER_HIDDEN, 0},
    {0x2070, 0x2079, CHARACTER_DIGIT, '0'},
    {0x2080, 0x2089, CHARACTER_DIGIT, '0'},
    {0x20A0, 0x20CF, CHARACTER_SYMBOL, '$'},
    {0x20D0, 0x20FF, CHARACTER_MARK, 0},
    {0x2100, 0x214F, CHARACTER_SYMBOL, PLAIN_SIGN},
    {0x2150, 0x215F, CHARACTER_DIGIT, '0'},
    {0x2212, 0x2212, CHARACTER_SYMBOL, '-'},
    {0x25A0, 0x25FF, CHARACTER_SYMBOL, PLAIN_BULLET},
    {0xFE00, 0xFE0F, CHARACTER_MARK, 0},
    {0xFE20, 0xFE2F, CHARACTER_MARK, 0},
    {0xFEFF, 0xFEFF, CHARACTER_HIDDEN, 0},
    {0x1F3FB, 0x1F3FF, CHARACTER_MARK, 0},
    {0xE0000, 0xE01EF, CHARACTER_MARK, 0},
};

/// Base letters of U+00C0 to U+017F; '?' where there is none.
static const char latin_bases[] =
    "aaaaaaaceeeeiiiidnooooo?ouuuuytsaaaaaaaceeeeiiiidnooooo?ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
_Static_assert(sizeof latin_bases - 1 == 0x180 - 0xC0, "one letter each");

static const Span *find_span(uint32_t code_point) {
  size_t low = 0;
  size_t high = sizeof spans / sizeof *spans;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (spans[middle].last < code_point) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  bool found =
      low < sizeof spans / sizeof *spans && spans[low].first <= code_point;
  return found ? &spans[low] : NULL;
}

static uint8_t base_letter(uint32_t code_point) {
  if (code_point >= 0xC0 && code_point < 0x180) {
    char base = latin_bases[code_point - 0xC0];
    return base == '?' ? PLAIN_LETTER : (uint8_t)base;
  }
  if (code_point >= 0xFF01 && code_point <= 0xFF5E) { // full width
    return character_ascii((uint8_t)(code_point - 0xFF01 + '!')).plain;
  }
  return PLAIN_LETTER;
}

Character character_wide(Str text, size_t offset) {
  size_t end = offset;
  uint32_t code_point = utf8_next(text, &end);
  Character character = {CHARACTER_SYMBOL, PLAIN_OTHER, false,
                         (uint8_t)(end - offset)};
  const Span *span = find_span(code_point);
  if (span) {
    character.class = span->class;
    character.plain = span->plain;
  } else if (utf8_is_space(code_point)) {
    character.class = CHARACTER_SPACE;
  } else if (utf8_is_digit(code_point)) {
    character.class = CHARACTER_DIGIT;
    character.plain = '0';
  } else if (utf8_is_letter(code_point)) {
    character.class = CHARACTER_LETTER;
    character.plain = base_letter(code_point);
    character.upper = utf8_is_upper(code_point);
  } else if (code_point >= 0xFF01 && code_point <= 0xFF5E) {
    character.plain = (uint8_t)(code_point - 0xFF01 + '!');
  }
  return character;
}
