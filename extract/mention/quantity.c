/// Quantity: money, percentages, fractions, counts and ordinals.
#include "extract/mention/quantity.h"

/// One kind of quantity; gives the atom after it, `at` if it is not there.
typedef uint32_t Matcher(const Atoms *atoms, uint32_t at, Arena *arena,
                         Str *text);

/// A currency's sign or name; signs may be glued together ("US$", "HK$").
static uint32_t read_currency(const Atoms *atoms, uint32_t at, Str *code) {
  if (at + 1 < atoms->count && atoms->atoms[at + 1].is_glued &&
      atoms_is(atoms, at + 1, "$")) {
    static const struct {
      const char *key;
      const char *code;
    } dollars[] = {{"us", "USD"}, {"a", "AUD"},  {"c", "CAD"},
                   {"hk", "HKD"}, {"nz", "NZD"}, {"s", "SGD"},
                   {"nt", "TWD"}, {"r", "BRL"},  {"j", "JMD"}};
    for (size_t i = 0; i < sizeof dollars / sizeof *dollars; i++) {
      if (atoms_is(atoms, at, dollars[i].key)) {
        *code = str_from(dollars[i].code);
        return at + 2;
      }
    }
  }
  const LexiconValue *currency = atoms_value(atoms, at, LEXICON_CURRENCY);
  if (!currency) {
    return at;
  }
  *code = currency->text;
  return at + 1;
}

/// Currencies that the name alone does not tell: "200 Canadian dollars".
static uint32_t read_currency_name(const Atoms *atoms, uint32_t at, Str *code) {
  static const struct {
    const char *nation;
    const char *code;
  } nations[] = {
      {"us", "USD"},         {"american", "USD"}, {"canadian", "CAD"},
      {"australian", "AUD"}, {"hong", "HKD"},     {"singapore", "SGD"},
      {"zealand", "NZD"},    {"chinese", "CNY"},  {"japanese", "JPY"},
      {"russian", "RUB"},    {"indian", "INR"},   {"british", "GBP"},
      {"egyptian", "EGP"},   {"turkish", "TRY"},  {"brazilian", "BRL"},
      {"pakistani", "PKR"},  {"swiss", ""},       {"israeli", "ILS"}};
  uint32_t end = read_currency(atoms, at, code);
  if (end > at) {
    return end;
  }
  for (size_t i = 0; i < sizeof nations / sizeof *nations; i++) {
    if (atoms_is(atoms, at, nations[i].nation) &&
        atoms_value(atoms, at + 1, LEXICON_CURRENCY)) {
      *code = str_from(nations[i].code);
      return at + 2;
    }
  }
  return at;
}

static uint32_t match_money(const Atoms *atoms, uint32_t at, Arena *arena,
                            Str *text) {
  Number number;
  Str code = {0};
  uint32_t amount = read_currency(atoms, at, &code);
  uint32_t end = number_read(atoms, amount, true, &number);
  if (end == amount) {
    return at;
  }
  if (amount == at) {
    // "a 50-dollar bill"
    uint32_t unit = end + (atoms_is_dash(atoms, end) ? 1 : 0);
    end = read_currency_name(atoms, unit, &code);
    if (end == unit) {
      return at;
    }
  } else if (atoms->atoms[at].kind == ATOM_WORD &&
             !atoms->atoms[at].is_capital) {
    return at; // "the dollar 200 times"
  }
  if (code.length) {
    *text = arena_format(arena, "%.*s %.*s",
                         STR_ARG(number_format(arena, number)), STR_ARG(code));
  }
  return end;
}

static uint32_t match_percentage(const Atoms *atoms, uint32_t at, Arena *arena,
                                 Str *text) {
  Number number;
  uint32_t end = number_read(atoms, at, false, &number);
  if (end == at) {
    return at;
  }
  uint32_t unit = end + (atoms_is_dash(atoms, end) ? 1 : 0);
  if (atoms_is(atoms, unit, "%") || atoms_is(atoms, unit, "percent") ||
      atoms_is(atoms, unit, "pc")) {
    end = unit + 1;
  } else if ((atoms_is(atoms, unit, "per") &&
              atoms_is(atoms, unit + 1, "cent")) ||
             (atoms_is(atoms, unit, "percentage") &&
              (atoms_is(atoms, unit + 1, "points") ||
               atoms_is(atoms, unit + 1, "point")))) {
    end = unit + 2;
  } else {
    return at;
  }
  *text = arena_format(arena, "%.*s %%", STR_ARG(number_format(arena, number)));
  return end;
}

static uint32_t match_fraction(const Atoms *atoms, uint32_t at, Arena *arena,
                               Str *text) {
  Number number;
  uint32_t end = number_read_fraction(atoms, at, &number);
  if (end > at) {
    *text = number_format(arena, number);
  }
  return end;
}

/// "54 of 249", "three out of five", "one in ten".
static uint32_t match_share(const Atoms *atoms, uint32_t at, Arena *arena,
                            Str *text) {
  Number part;
  Number whole;
  uint32_t link = number_read(atoms, at, false, &part);
  if (link == at || part.zeros != 0) {
    return at;
  }
  uint32_t next = link;
  if (atoms_is(atoms, link, "out") && atoms_is(atoms, link + 1, "of")) {
    next += 2;
  } else if (atoms_is(atoms, link, "of") || atoms_is(atoms, link, "in")) {
    next += 1;
  } else {
    return at;
  }
  uint32_t end = number_read(atoms, next, false, &whole);
  if (end == next || whole.zeros != 0 || whole.numerator <= part.numerator ||
      (atoms_is(atoms, link, "in") && whole.numerator > 1000)) {
    return at; // "3 in 2013" is no share
  }
  *text = arena_format(arena, "%lld/%lld", (long long)part.numerator,
                       (long long)whole.numerator);
  return end;
}

static uint32_t match_number(const Atoms *atoms, uint32_t at, Arena *arena,
                             Str *text) {
  Number number;
  uint32_t end = number_read(atoms, at, false, &number);
  if (end > at) {
    *text = number_format(arena, number);
  }
  return end;
}

static uint32_t match_ordinal(const Atoms *atoms, uint32_t at, Arena *arena,
                              Str *text) {
  const LexiconValue *ordinal = atoms_value(atoms, at, LEXICON_ORDINAL);
  int32_t number = 0;
  if (ordinal && atoms_upos(atoms, at) == UPOS_ADJ) {
    *text = ordinal->text;
    return at + 1;
  }
  if (!atoms_digits(atoms, at, 1, 9999999, &number) || at + 1 >= atoms->count ||
      !atoms->atoms[at + 1].is_glued) {
    return at;
  }
  if (!atoms_is(atoms, at + 1, "st") && !atoms_is(atoms, at + 1, "nd") &&
      !atoms_is(atoms, at + 1, "rd") && !atoms_is(atoms, at + 1, "th")) {
    return at;
  }
  *text = arena_format(arena, "%d", number);
  return at + 2;
}

static const struct {
  const char *type;
  Matcher *match;
} kinds[] = {
    {"Money", match_money},     {"Percentage", match_percentage},
    {"Number", match_share},    {"Number", match_fraction},
    {"Ordinal", match_ordinal}, {"Number", match_number},
};

/// Words before a number that make it an estimate; the atom after them.
static uint32_t skip_about(const Atoms *atoms, uint32_t at) {
  static const struct {
    const char *first;
    const char *second;
  } pairs[] = {{"more", "than"}, {"less", "than"}, {"fewer", "than"},
               {"at", "least"},  {"at", "most"},   {"up", "to"},
               {"close", "to"},  {"as", "many"},   {"just", "over"},
               {"just", "under"}};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    if (atoms_is(atoms, at, pairs[i].first) &&
        atoms_is(atoms, at + 1, pairs[i].second)) {
      return at + 2;
    }
  }
  return at + (atoms_value(atoms, at, LEXICON_ABOUT) ? 1 : 0);
}

void quantity_find(const Atoms *atoms, uint32_t at, Arena *arena,
                   Value *value) {
  value->end = 0;
  uint32_t begin = skip_about(atoms, at);
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    Str text = {0};
    uint32_t end = kinds[i].match(atoms, begin, arena, &text);
    if (end > begin) {
      *value = (Value){.begin = at,
                       .end = end,
                       .type = str_from(kinds[i].type),
                       .text = text,
                       .is_approximate = begin > at};
      return;
    }
  }
}
