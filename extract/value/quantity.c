/// Quantity: money, percentages, measures, fractions, counts and ordinals.
#include "extract/value/quantity.h"

#include "extract/value/measure.h"

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
  uint32_t end;
  const LexiconValue *currency =
      atoms_phrase(atoms, at, LEXICON_CURRENCY, &end);
  if (!currency) {
    return at;
  }
  *code = currency->text;
  return end;
}

/// A number, or two with what parts them: "5", "5-10", "5 to 10".
static uint32_t read_span(const Atoms *atoms, uint32_t at, bool is_money,
                          NumberSpan *span) {
  *span = (NumberSpan){.is_span = false};
  uint32_t end = number_read(atoms, at, is_money, &span->low);
  uint32_t link = end > at ? number_skip_link(atoms, end, at) : at;
  Number high;
  uint32_t last = link > end ? number_read(atoms, link, is_money, &high) : link;
  return last > link && link > end && number_close_span(span, high) ? last
                                                                    : end;
}

/// "$40-50 million", "£40,000-£50,000", "$3 billion to $4 billion".
static uint32_t read_sum(const Atoms *atoms, uint32_t at, Str code,
                         NumberSpan *span) {
  uint32_t end = number_read(atoms, at, true, &span->low);
  // The sign stands before the number, and "between" or "from" before that.
  uint32_t begin = at > 0 ? at - 1 : at;
  begin -= begin > 0 && atoms->atoms[begin].is_glued ? 1 : 0;
  uint32_t link = end > at ? number_skip_link(atoms, end, begin) : at;
  if (link <= end) {
    return end;
  }
  Str other = code;
  uint32_t next = read_currency(atoms, link, &other);
  Number high;
  uint32_t last = number_read(atoms, next, true, &high);
  return last > next && str_equal(code, other) && number_close_span(span, high)
             ? last
             : end;
}

/// "$5 million a year earlier" is no rate.
static bool tells_when(const Atoms *atoms, uint32_t at) {
  static const char *const words[] = {"ago",    "earlier", "later",
                                      "before", "after",   "previously"};
  bool is_found = false;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    is_found |= atoms_is(atoms, at, words[i]);
  }
  return is_found;
}

/// "per hour", "a day", "/h", "a barrel", "per pupil"; the atom after it.
static uint32_t read_rate(const Atoms *atoms, uint32_t at, Arena *arena,
                          Str *rate) {
  bool is_per = atoms_is(atoms, at, "per") || atoms_is(atoms, at, "/");
  bool is_article = atoms_is(atoms, at, "a") || atoms_is(atoms, at, "an");
  *rate = STR("");
  if (!is_per && !is_article) {
    return at;
  }
  const LexiconValue *value = atoms_value(atoms, at + 1, LEXICON_RATE);
  if (value && !tells_when(atoms, at + 2)) {
    *rate = value->text;
    return at + 2;
  }
  const char *power;
  uint32_t end = measure_read_unit(atoms, at + 1, &power, rate);
  bool is_plural =
      end > at + 1 && str_ends(atoms->atoms[end - 1].key, STR("s"));
  if (end > at + 1 && !is_plural) {
    *rate = ARENA_JOIN(arena, *rate, str_from(power));
    return end;
  }
  *rate = STR("");
  if (atoms_is(atoms, at, "per") && atoms_upos(atoms, at + 1) == UPOS_NOUN &&
      atoms->atoms[at + 1].kind == ATOM_WORD &&
      !atoms_is(atoms, at + 1, "cent")) {
    *rate = atoms->atoms[at + 1].key;
    return at + 2;
  }
  return at;
}

static uint32_t match_money(const Atoms *atoms, uint32_t at, Arena *arena,
                            Str *text) {
  NumberSpan span = {.is_span = false};
  Str code = {0};
  uint32_t amount = read_currency(atoms, at, &code);
  uint32_t end = amount > at ? read_sum(atoms, amount, code, &span)
                             : read_span(atoms, at, true, &span);
  if (end == amount) {
    return at;
  }
  if (amount > at) {
    if (atoms->atoms[at].kind == ATOM_WORD && !atoms->atoms[at].is_capital) {
      return at; // "the dollar 200 times"
    }
  } else {
    // "a 50-dollar bill", "50p"
    uint32_t unit = end + (atoms_is_dash(atoms, end) ? 1 : 0);
    bool is_pence = end < atoms->count && atoms->atoms[end].is_glued &&
                    atoms_is(atoms, end, "p") && span.low.numerator < 100;
    end = is_pence ? unit + 1 : read_currency(atoms, unit, &code);
    code = is_pence ? STR("pence") : code;
    if (end == unit) {
      return at;
    }
  }
  Str rate;
  end = read_rate(atoms, end, arena, &rate);
  *text = arena_format(arena, "%.*s %.*s%s%.*s",
                       STR_ARG(number_format_span(arena, &span)), STR_ARG(code),
                       rate.length ? "/" : "", STR_ARG(rate));
  return end;
}

/// "Rose 2 to 3 percent": no change from one to the other, which would have
/// signs of their own.
static uint32_t read_percents(const Atoms *atoms, uint32_t at,
                              NumberSpan *span) {
  uint32_t end = read_span(atoms, at, false, span);
  Number high;
  uint32_t last = end > at && !span->is_span && atoms_is(atoms, end, "to")
                      ? number_read(atoms, end + 1, false, &high)
                      : end;
  bool is_percent = atoms_is(atoms, last, "%") ||
                    atoms_is(atoms, last, "percent") ||
                    atoms_is(atoms, last, "per");
  return last > end + 1 && is_percent && number_close_span(span, high) ? last
                                                                       : end;
}

static uint32_t match_percentage(const Atoms *atoms, uint32_t at, Arena *arena,
                                 Str *text) {
  NumberSpan span;
  uint32_t end = read_percents(atoms, at, &span);
  if (end == at) {
    return at;
  }
  uint32_t unit = end + (atoms_is_dash(atoms, end) ? 1 : 0);
  if (atoms_is(atoms, unit, "%") || atoms_is(atoms, unit, "percent") ||
      atoms_is(atoms, unit, "pc")) {
    end = unit + 1;
  } else if (atoms_is(atoms, unit, "per") &&
             atoms_is(atoms, unit + 1, "cent")) {
    end = unit + 2;
  } else {
    return at;
  }
  *text =
      arena_format(arena, "%.*s %%", STR_ARG(number_format_span(arena, &span)));
  return end;
}

/// "minus 5", "-5": the atom after the sign.
static uint32_t skip_minus(const Atoms *atoms, uint32_t at) {
  bool is_sign = (atoms_is(atoms, at, "-") || atoms_is(atoms, at, "−")) &&
                 atoms->atoms[at].begins_token && !atoms->atoms[at].is_glued &&
                 at + 1 < atoms->count && atoms->atoms[at + 1].is_glued;
  return at + (is_sign || atoms_is(atoms, at, "minus") ? 1 : 0);
}

static uint32_t match_measure(const Atoms *atoms, uint32_t at, Arena *arena,
                              Str *text) {
  NumberSpan span;
  uint32_t amount = skip_minus(atoms, at);
  uint32_t end = read_span(atoms, amount, false, &span);
  if (end == amount) {
    return at;
  }
  if (amount > at) {
    span.low.numerator = -span.low.numerator;
    if (span.is_span) {
      return at;
    }
  }
  const char *power;
  Str unit;
  Str rate;
  uint32_t unit_at = end + (atoms_is_dash(atoms, end) ? 1 : 0);
  end = measure_read_unit(atoms, unit_at, &power, &unit);
  if (end == unit_at) {
    return at;
  }
  end = read_rate(atoms, end, arena, &rate);
  *text = arena_format(arena, "%.*s %.*s%s%s%.*s",
                       STR_ARG(number_format_span(arena, &span)), STR_ARG(unit),
                       power, rate.length ? "/" : "", STR_ARG(rate));
  return end;
}

/// "six-fold", "tenfold".
static uint32_t match_fold(const Atoms *atoms, uint32_t at, Arena *arena,
                           Str *text) {
  Str key = atoms->atoms[at].key;
  Number number;
  uint32_t end = at;
  if (str_ends(key, STR("fold")) && key.length > 5) {
    const LexiconValue *cardinal = lexicon_get(
        lexicon_find(atoms->lexicon,
                     str_slice(key, 0, key.length - strlen("fold"))),
        LEXICON_CARDINAL);
    number = (Number){cardinal ? cardinal->number : 0, 1, 0};
    end = at + (cardinal ? 1 : 0);
  } else {
    uint32_t dash = number_read(atoms, at, false, &number);
    bool is_fold = dash > at && atoms_is_dash(atoms, dash) &&
                   atoms_is(atoms, dash + 1, "fold");
    end = is_fold ? dash + 2 : at;
  }
  if (end > at) {
    *text =
        arena_format(arena, "%.*s fold", STR_ARG(number_format(arena, number)));
  }
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
  bool is_out = atoms_is(atoms, link, "out") && atoms_is(atoms, link + 1, "of");
  bool is_in = atoms_is(atoms, link, "in");
  if (!is_out && !is_in && !atoms_is(atoms, link, "of")) {
    return at;
  }
  uint32_t next = link + (is_out ? 2 : 1);
  next +=
      atoms_is(atoms, next, "the") || atoms_is(atoms, next, "every") ? 1 : 0;
  uint32_t end = number_read(atoms, next, false, &whole);
  bool is_noun = atoms_upos(atoms, end) == UPOS_NOUN;
  if (is_noun && !is_in && !is_out) {
    return at; // three of the ten reactors
  }
  if (end == next || whole.zeros != 0 || whole.numerator <= part.numerator ||
      (is_in && whole.numerator > 1000)) {
    return at; // "3 in 2013" is no share
  }
  // "Three out of five households" are no three households.
  bool is_ratio = is_in || atoms_is(atoms, next - 1, "every") ||
                  (is_out && whole.numerator <= 10);
  *text = arena_format(arena, is_ratio ? "%lld/%lld" : "%lld of %lld",
                       (long long)part.numerator, (long long)whole.numerator);
  return end;
}

/// "dozens of", "several hundred": not told how many.
static uint32_t match_vague(const Atoms *atoms, uint32_t at, Arena *arena,
                            Str *text) {
  (void)arena;
  (void)text;
  uint32_t end;
  const LexiconValue *vague = atoms_phrase(atoms, at, LEXICON_VAGUE, &end);
  if (vague) {
    return atoms_is(atoms, end, "of") ? end : at;
  }
  uint32_t next = at + (atoms_is(atoms, at, "a") ? 1 : 0);
  bool is_few = atoms_is(atoms, next, "few") ||
                (next == at && (atoms_is(atoms, at, "several") ||
                                atoms_is(atoms, at, "many")));
  bool has_scale = atoms_value(atoms, next + 1, LEXICON_SCALE) ||
                   atoms_is(atoms, next + 1, "dozen");
  return is_few && has_scale ? next + 2 : at;
}

/// Numbers alone may be a score or years with a dash; "20 to 30 men" are not.
static uint32_t match_number(const Atoms *atoms, uint32_t at, Arena *arena,
                             Str *text) {
  NumberSpan span;
  Number number;
  uint32_t end = number_read(atoms, at, false, &number);
  uint32_t last = read_span(atoms, at, false, &span);
  Upos after = atoms_upos(atoms, last);
  bool is_span = span.is_span && !atoms_is_dash(atoms, end) &&
                 (atoms_is(atoms, end, "and") || after == UPOS_NOUN ||
                  after == UPOS_ADJ || after == UPOS_COUNT);
  if (end > at) {
    *text = is_span ? number_format_span(arena, &span)
                    : number_format(arena, number);
  }
  return is_span ? last : end;
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
    {"Money", match_money},          {"Percentage", match_percentage},
    {"Measure", measure_match_feet}, {"Measure", measure_match_part},
    {"Measure", match_measure},      {"Measure", match_fold},
    {"Number", match_share},         {"Number", match_fraction},
    {"Ordinal", match_ordinal},      {"Number", match_number},
    {"Number", match_vague},
};

/// Is there anything that may begin a quantity? Most words may not.
static bool may_begin(const Atoms *atoms, uint32_t at) {
  const uint64_t lists =
      LEXICON_BIT(LEXICON_NUMBER_BEGIN) | LEXICON_BIT(LEXICON_ABOUT) |
      LEXICON_BIT(LEXICON_CURRENCY) | LEXICON_BIT(LEXICON_CARDINAL) |
      LEXICON_BIT(LEXICON_FRACTION) | LEXICON_BIT(LEXICON_ORDINAL) |
      LEXICON_BIT(LEXICON_VAGUE);
  const Atom *atom = &atoms->atoms[at];
  return atom->kind == ATOM_NUMBER || lexicon_may_begin(atom->values, lists) ||
         atoms_is_dash(atoms, at) || str_ends(atom->key, STR("fold")) ||
         (atoms_is(atoms, at + 1, "$") && atoms->atoms[at + 1].is_glued);
}

void quantity_find(const Atoms *atoms, uint32_t at, Arena *arena,
                   Value *value) {
  value->end = 0;
  if (!may_begin(atoms, at)) {
    return;
  }
  Str sign;
  uint32_t begin = number_skip_about(atoms, at, &sign);
  for (size_t i = 0; begin < atoms->count && i < sizeof kinds / sizeof *kinds;
       i++) {
    Str text = {0};
    uint32_t end = kinds[i].match(atoms, begin, arena, &text);
    if (end > begin) {
      end = number_skip_about_after(atoms, end, &sign);
      *value =
          (Value){.begin = at,
                  .end = end,
                  .type = str_from(kinds[i].type),
                  .text = text.length ? ARENA_JOIN(arena, sign, text) : text};
      return;
    }
  }
}
