/// What the network sees of a token's form.
#include "extract/syntax/word.h"

static const struct {
  uint16_t rows;
  uint8_t length; ///< bytes of the word
} feature_tables[] = {
    [FEATURE_SUFFIX2] = {1024, 2}, [FEATURE_SUFFIX3] = {4096, 3},
    [FEATURE_SUFFIX4] = {4096, 4}, [FEATURE_PREFIX3] = {4096, 3},
    [FEATURE_SHAPE] = {1024, 0},
};
_Static_assert(sizeof feature_tables / sizeof *feature_tables == FEATURE_COUNT,
               "every feature has a table");

/// Keep the first and the last half of a form that is too long.
static Str shorten(Str form, char *buffer) {
  if (form.length <= WORD_LONGEST) {
    return form;
  }
  const size_t half = WORD_LONGEST / 2;
  memcpy(buffer, form.data, half);
  memcpy(buffer + half, form.data + form.length - half, half);
  return (Str){buffer, WORD_LONGEST};
}

/// The plain letter a character of two or three bytes stands for; 0 if none.
/// `*length` is set to its bytes.
static char plain_quote(const uint8_t *bytes, size_t left, size_t *length) {
  if (left < 3 || bytes[0] != 0xE2 || bytes[1] != 0x80) {
    return 0;
  }
  *length = 3;
  switch (bytes[2]) {
  case 0x98: // left single quotation mark
  case 0x99:
    return '\'';
  case 0x9C: // left double quotation mark
  case 0x9D:
    return '"';
  case 0x90: // hyphen, non-breaking hyphen
  case 0x91:
    return '-';
  default:
    return 0;
  }
}

static void normalize(Str form, Word *word) {
  size_t from = 0;
  while (from < form.length) {
    const uint8_t *bytes = (const uint8_t *)form.data + from;
    size_t step = 1;
    char plain = plain_quote(bytes, form.length - from, &step);
    if (plain) {
      word->bytes[word->length++] = plain;
      from += step;
      continue;
    }
    uint8_t byte = bytes[0];
    if (byte >= 'A' && byte <= 'Z') {
      byte = (uint8_t)(byte - 'A' + 'a');
    } else if (byte >= '0' && byte <= '9') {
      byte = '0';
    } else if (from && bytes[-1] == 0xC3 && byte >= 0x80 && byte <= 0x9E &&
               byte != 0x97) { // capital Latin letter with a mark
      byte = (uint8_t)(byte + 0x20);
    }
    word->bytes[word->length++] = (char)byte;
    from++;
  }
}

static char shape_of(uint8_t byte) {
  if (byte >= 'A' && byte <= 'Z') {
    return 'X';
  }
  if (byte >= 'a' && byte <= 'z') {
    return 'x';
  }
  if (byte >= '0' && byte <= '9') {
    return 'd';
  }
  return byte >= 0x80 ? 'u' : (char)byte;
}

/// The form as classes of characters, runs cut to two: "Xx", "d.d", "XX".
static Str shape(Str form, char *buffer) {
  size_t length = 0;
  for (size_t i = 0; i < form.length; i++) {
    char class = shape_of((uint8_t)form.data[i]);
    if (length >= 2 && buffer[length - 1] == class &&
        buffer[length - 2] == class) {
      continue;
    }
    buffer[length++] = class;
  }
  return (Str){buffer, length};
}

static uint32_t fingerprint(Str text) {
  return (uint32_t)(str_hash(text) >> 32);
}

Word word_look(Str form) {
  char buffer[WORD_LONGEST];
  char classes[WORD_LONGEST];
  Word word = {.length = 0};
  form = shorten(form, buffer);
  normalize(form, &word);
  Str plain = {word.bytes, word.length};
  word.fingerprint = fingerprint(plain);
  uint32_t base = 0;
  for (int feature = 0; feature < FEATURE_COUNT; feature++) {
    size_t length = feature_tables[feature].length;
    length = length < plain.length ? length : plain.length;
    Str part = str_slice(plain, plain.length - length, plain.length);
    if (feature == FEATURE_PREFIX3) {
      part = str_slice(plain, 0, length);
    } else if (feature == FEATURE_SHAPE) {
      part = shape(form, classes);
    }
    uint64_t hash = str_hash(part) % feature_tables[feature].rows;
    word.rows[feature] = (uint16_t)(base + hash);
    base += feature_tables[feature].rows;
  }
  return word;
}

uint32_t word_table_find(WordTable table, uint32_t wanted) {
  uint32_t low = 0;
  uint32_t high = table.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (table.fingerprints[middle] < wanted) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  bool found = low < table.count && table.fingerprints[low] == wanted;
  return found ? low : table.count;
}

static bool is_letter(char byte) {
  return (byte >= 'a' && byte <= 'z') || (uint8_t)byte >= 0x80;
}

/// The longest entry that `word` has at `from`; sets its length. Inside a run
/// of letters it must be a piece that goes on.
static uint32_t find_longest(WordTable table, const Word *word, size_t from,
                             size_t *length) {
  char text[WORD_LONGEST + 2] = "##";
  bool goes_on =
      from && is_letter(word->bytes[from - 1]) && is_letter(word->bytes[from]);
  size_t prefix = goes_on ? 2 : 0;
  memcpy(text + prefix, word->bytes + from, word->length - from);
  for (*length = word->length - from; *length > 0; (*length)--) {
    uint32_t entry =
        word_table_find(table, fingerprint((Str){text, prefix + *length}));
    if (entry < table.count) {
      return entry;
    }
  }
  return table.count;
}

uint32_t word_table_pieces(WordTable table, const Word *word,
                           uint32_t pieces[WORD_PIECES_MOST]) {
  uint32_t whole = word_table_find(table, word->fingerprint);
  if (whole < table.count) {
    pieces[0] = whole;
    return 1;
  }
  uint32_t count = 0;
  size_t from = 0;
  while (from < word->length && count < WORD_PIECES_MOST) {
    size_t length;
    uint32_t entry = find_longest(table, word, from, &length);
    if (entry < table.count) {
      pieces[count++] = entry;
    }
    from += length ? length : 1;
  }
  return count;
}
