/// Number: exact numbers of a text, in digits and words.
#include "extract/value/number.h"

enum {
  MOST_DIGITS = 15, ///< of what is written
  MOST_ZEROS = 24   ///< that scales may add
};

/// What a numeral's words have added up to.
typedef struct {
  int64_t total;
  int64_t current;  ///< below the next scale
  uint32_t end;     ///< atom after the last word that counted
  int64_t smallest; ///< what the next word must be smaller than
} Sum;

static bool read_digits(const Atom *atom, Number *number) {
  *number = (Number){0, 1, 0};
  size_t digits = 0;
  bool has_point = false;
  for (size_t i = 0; i < atom->text.length; i++) {
    char byte = atom->text.data[i];
    if (byte == '.') {
      has_point = true;
    } else if (byte != ',') {
      if (++digits > MOST_DIGITS) {
        return false;
      }
      number->numerator = number->numerator * 10 + (byte - '0');
      number->zeros -= has_point;
    }
  }
  return digits > 0;
}

/// "one" may be a pronoun and "second" no number: trust the tagger.
static bool is_numeral(const Atoms *atoms, uint32_t at) {
  Upos upos = atoms_upos(atoms, at);
  return upos == UPOS_COUNT || upos == UPOS_NUM || upos == UPOS_NOUN;
}

/// Scales after a number: "2.5 million", "3 hundred thousand".
static uint32_t read_scales(const Atoms *atoms, uint32_t at, bool is_money,
                            Number *number) {
  while (number->zeros < MOST_ZEROS) {
    const LexiconValue *scale = atoms_value(atoms, at, LEXICON_SCALE);
    if (!scale && is_money && at < atoms->count && atoms->atoms[at].is_glued) {
      scale = atoms_value(atoms, at, LEXICON_SHORT_SCALE);
    }
    if (!scale) {
      break;
    }
    number->zeros += (int32_t)scale->number;
    at++;
  }
  return at;
}

/// Add one word of a numeral; false if it does not continue it.
static bool add_word(Sum *sum, const Atoms *atoms, uint32_t at) {
  const LexiconValue *cardinal = atoms_value(atoms, at, LEXICON_CARDINAL);
  const LexiconValue *scale = atoms_value(atoms, at, LEXICON_SCALE);
  if (cardinal && is_numeral(atoms, at)) {
    if (cardinal->number >= sum->smallest) {
      return false;
    }
    sum->current += cardinal->number;
    // After twenty only one to nine, after those only a scale.
    sum->smallest = cardinal->number >= 20 ? 10 : 0;
  } else if (scale && sum->current > 0 && scale->number == 2 &&
             sum->current < 100) {
    sum->current *= 100;
    sum->smallest = 100;
  } else if (scale && sum->current > 0 &&
             (sum->total > 0 || scale->number < 6)) {
    // "Three million", with nothing before, is left to read_scales().
    for (int64_t zeros = scale->number; zeros > 0; zeros--) {
      sum->current *= 10;
    }
    sum->total += sum->current;
    sum->current = 0;
    sum->smallest = 1000;
  } else {
    return false;
  }
  sum->end = at + 1;
  return true;
}

static uint32_t read_words(const Atoms *atoms, uint32_t at, Number *number) {
  Sum sum = {0, 0, at, 100};
  uint32_t next = at;
  bool has_article = atoms_is(atoms, at, "a") || atoms_is(atoms, at, "an");
  const LexiconValue *scale = atoms_value(atoms, at + 1, LEXICON_SCALE);
  if (has_article && scale) {
    if (scale->number >= 6) { // "a million" is left to read_scales()
      *number = (Number){1, 1, 0};
      return at + 1;
    }
    sum.current = 1;
    next++;
  }
  while (sum.total < 1000000 && add_word(&sum, atoms, next)) {
    next = sum.end;
    bool is_joined = atoms_is_dash(atoms, next) || atoms_is(atoms, next, "and");
    if (is_joined && atoms_value(atoms, next + 1, LEXICON_CARDINAL) &&
        sum.smallest > 0 && (sum.smallest < 1000 || sum.total > 0) &&
        (!atoms_is(atoms, next, "and") || sum.smallest >= 100)) {
      next++;
    }
  }
  if (sum.end == at) {
    return at;
  }
  *number = (Number){sum.total + sum.current, 1, 0};
  return sum.end;
}

/// "half a million"
static uint32_t read_half(const Atoms *atoms, uint32_t at, Number *number) {
  const LexiconValue *scale = atoms_value(atoms, at + 2, LEXICON_SCALE);
  if (!atoms_is(atoms, at, "half") || !atoms_is(atoms, at + 1, "a") || !scale) {
    return at;
  }
  *number = (Number){5, 1, (int32_t)scale->number - 1};
  return at + 3;
}

static uint32_t read_dozen(const Atoms *atoms, uint32_t at, Number *number) {
  int32_t count = 1;
  uint32_t noun = at;
  if (atoms_is(atoms, at, "a")) {
    noun = at + 1;
  } else if (atoms_value(atoms, at, LEXICON_CARDINAL)) {
    count = (int32_t)atoms_value(atoms, at, LEXICON_CARDINAL)->number;
    noun = at + 1;
  }
  if (!atoms_is(atoms, noun, "dozen")) {
    return at;
  }
  *number = (Number){(int64_t)count * 12, 1, 0};
  return noun + 1;
}

/// Is there anything that may begin a number? An article may, as "half" and
/// "dozen".
static bool may_begin(const Atoms *atoms, uint32_t at) {
  const Atom *atom = &atoms->atoms[at];
  return atom->kind == ATOM_NUMBER ||
         atoms_value(atoms, at, LEXICON_CARDINAL) || atoms_is(atoms, at, "a") ||
         atoms_is(atoms, at, "an") || atoms_is(atoms, at, "half") ||
         atoms_is(atoms, at, "dozen");
}

uint32_t number_read(const Atoms *atoms, uint32_t at, bool is_money,
                     Number *number) {
  if (at >= atoms->count || !may_begin(atoms, at)) {
    return at;
  }
  uint32_t end = read_dozen(atoms, at, number);
  end = end > at ? end : read_half(atoms, at, number);
  if (end > at) {
    return end;
  }
  if (atoms->atoms[at].kind == ATOM_NUMBER) {
    if (!read_digits(&atoms->atoms[at], number)) {
      return at;
    }
    end = at + 1;
  } else {
    end = read_words(atoms, at, number);
    if (end == at) {
      return at;
    }
  }
  if (atoms_is(atoms, end, "and") && atoms_is(atoms, end + 1, "a") &&
      atoms_is(atoms, end + 2, "half") && number->zeros == 0 &&
      number->numerator < 1000000) {
    *number = (Number){number->numerator * 10 + 5, 1, -1};
    end += 3;
  }
  return read_scales(atoms, end, is_money, number);
}

uint32_t number_read_fraction(const Atoms *atoms, uint32_t at, Number *number) {
  int64_t numerator = 1;
  uint32_t next = at;
  const LexiconValue *cardinal = atoms_value(atoms, at, LEXICON_CARDINAL);
  bool is_counted = cardinal && cardinal->number > 0;
  if (is_counted) {
    numerator = cardinal->number;
    next += atoms_is_dash(atoms, at + 1) ? 2 : 1;
  } else if (atoms_is(atoms, at, "a")) {
    next++;
  }
  const LexiconValue *part = atoms_value(atoms, next, LEXICON_FRACTION);
  Number half;
  if (!part || read_half(atoms, at, &half) > at) {
    return at;
  }
  Str key = atoms->atoms[next].key;
  bool is_plural = str_ends(key, STR("s"));
  Upos upos = atoms_upos(atoms, next);
  bool is_noun = upos == UPOS_NOUN || atoms_is(atoms, next + 1, "of");
  bool is_half = part->number == 2 && !is_plural;
  if (is_plural != (numerator > 1) || numerator >= part->number ||
      (next == at && !is_half) || (!is_counted && !is_half && !is_noun) ||
      (upos == UPOS_ADJ && !is_half && !is_counted)) {
    return at;
  }
  *number = (Number){numerator, part->number, 0};
  return next + 1;
}

uint32_t number_read_small(const Atoms *atoms, uint32_t at, int32_t *number) {
  if (atoms_is(atoms, at, "a") || atoms_is(atoms, at, "an")) {
    *number = 1;
    return at + 1;
  }
  Number found;
  uint32_t end = number_read(atoms, at, false, &found);
  if (end == at || found.denominator != 1 || found.zeros != 0 ||
      found.numerator > 10000) {
    return at;
  }
  *number = (int32_t)found.numerator;
  return end;
}

uint32_t number_skip_about(const Atoms *atoms, uint32_t at, Str *sign) {
  uint32_t end;
  const LexiconValue *about = atoms_phrase(atoms, at, LEXICON_ABOUT, &end);
  bool is_initial = about && end < atoms->count && atoms->atoms[end].is_glued &&
                    atoms_is(atoms, end, "$"); // "C$300"
  bool is_there = about && !is_initial;
  if (sign) {
    *sign = is_there ? about->text : STR("");
  }
  return is_there ? end : at;
}

uint32_t number_skip_about_after(const Atoms *atoms, uint32_t at, Str *sign) {
  uint32_t end;
  bool has_dash = atoms_is_dash(atoms, at);
  const LexiconValue *about =
      atoms_phrase(atoms, at + has_dash, LEXICON_ABOUT_AFTER, &end);
  bool is_sum = about && !has_dash && !atoms->atoms[at].is_glued &&
                end == at + 1 && // "20 plus 30", "12 odd numbers"
                !str_equal(about->text, STR("~"));
  if (!about || is_sum) {
    return at;
  }
  *sign = about->text;
  return end;
}

/// "Fell $1 to $23", "from 5 to 7": two numbers, not a range.
static bool tells_change(const Atoms *atoms, uint32_t at) {
  static const char *const words[] = {
      "from",  "fell",    "falls",   "dropped", "rose",   "rises",
      "lost",  "gained",  "climbed", "jumped",  "slid",   "slipped",
      "added", "tumbled", "surged",  "shed",    "down",   "up",
      "eased", "sank",    "soared",  "plunged", "slumped"};
  bool is_found = false;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    is_found |= atoms_is(atoms, at, words[i]);
  }
  return is_found;
}

uint32_t number_skip_link(const Atoms *atoms, uint32_t at, uint32_t begin) {
  bool is_change = begin > 0 && tells_change(atoms, begin - 1);
  bool is_between = atoms_is(atoms, at, "and") && begin > 0 &&
                    atoms_is(atoms, begin - 1, "between");
  bool is_link = is_between || atoms_is_dash(atoms, at) ||
                 (atoms_is(atoms, at, "to") && !is_change);
  return at + (is_link ? 1 : 0);
}

/// The number without the zeros of "million".
static double mantissa(Number number) {
  double value = (double)number.numerator / (double)number.denominator;
  for (int32_t i = number.zeros; i < 0; i++) {
    value /= 10;
  }
  return value;
}

static double magnitude(Number number) {
  double value = mantissa(number);
  for (int32_t i = 0; i < number.zeros; i++) {
    value *= 10;
  }
  return value;
}

bool number_close_span(NumberSpan *span, Number high) {
  if (high.zeros > 0 && span->low.zeros <= 0 &&
      mantissa(span->low) < mantissa(high)) {
    span->low.zeros += high.zeros;
  }
  span->high = high;
  span->is_span = magnitude(span->low) < magnitude(high);
  return span->is_span;
}

Str number_format_span(Arena *arena, const NumberSpan *span) {
  Str low = number_format(arena, span->low);
  return span->is_span ? arena_format(arena, "%.*s..%.*s", STR_ARG(low),
                                      STR_ARG(number_format(arena, span->high)))
                       : low;
}

Str number_format(Arena *arena, Number number) {
  if (number.denominator != 1) {
    return arena_format(arena, "%lld/%lld", (long long)number.numerator,
                        (long long)number.denominator);
  }
  while (number.zeros < 0 && number.numerator % 10 == 0) {
    number.numerator /= 10;
    number.zeros++;
  }
  if (number.numerator < 0) {
    number.numerator = -number.numerator;
    return arena_format(arena, "-%.*s", STR_ARG(number_format(arena, number)));
  }
  if (number.zeros < 0) {
    int64_t power = 1;
    for (int32_t i = 0; i < -number.zeros; i++) {
      power *= 10;
    }
    return arena_format(arena, "%lld.%0*lld",
                        (long long)(number.numerator / power), -number.zeros,
                        (long long)(number.numerator % power));
  }
  if (number.numerator == 0) {
    return STR("0");
  }
  return arena_format(arena, "%lld%.*s", (long long)number.numerator,
                      number.zeros,
                      "000000000000000000000000000000000000000000");
}
