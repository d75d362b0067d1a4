/// When: dates, times of day and durations, resolved against a day.
#include "extract/value/when_internal.h"

static WhenMatcher *const matchers[] = {
    when_match_range,   when_match_portion, when_match_absolute,
    when_match_weekday, when_match_day,     when_match_ago,
    when_match_stretch, when_match_unit,    when_match_quarter,
    when_match_month,   when_match_holiday, when_match_year,
    when_match_ending,  when_match_story,   when_match_part,
};

static Str format_when(Arena *arena, When when) {
  if (!when.begin.year || !calendar_is_valid(when.begin) ||
      (when.end.year && !calendar_is_valid(when.end))) {
    return STR("");
  }
  Str begin = calendar_format(arena, when.begin);
  if (!when.end.year) {
    return begin;
  }
  return arena_format(arena, "%.*s/%.*s", STR_ARG(begin),
                      STR_ARG(calendar_format(arena, when.end)));
}

static uint32_t match_date(const WhenReader *reader, uint32_t at,
                           Value *value) {
  uint32_t best = at;
  When chosen = {0};
  for (size_t i = 0; i < sizeof matchers / sizeof *matchers; i++) {
    When when = {0};
    uint32_t end = matchers[i](reader, at, &when);
    if (end > best) {
      best = end;
      chosen = when;
    }
  }
  value->type = STR("Date");
  value->text = format_when(reader->arena, chosen);
  value->is_approximate = chosen.is_approximate;
  return best;
}

/// Is there anything that may begin a date, time or duration?
static bool may_begin(const Atoms *atoms, uint32_t at) {
  const uint64_t lists =
      LEXICON_BIT(LEXICON_BEGIN) | LEXICON_BIT(LEXICON_NUMBER_BEGIN) |
      LEXICON_BIT(LEXICON_MONTH) | LEXICON_BIT(LEXICON_WEEKDAY) |
      LEXICON_BIT(LEXICON_UNIT) | LEXICON_BIT(LEXICON_DIRECTION) |
      LEXICON_BIT(LEXICON_STAGE) | LEXICON_BIT(LEXICON_DAY) |
      LEXICON_BIT(LEXICON_DECADE) | LEXICON_BIT(LEXICON_SEASON) |
      LEXICON_BIT(LEXICON_HOLIDAY) | LEXICON_BIT(LEXICON_CARDINAL) |
      LEXICON_BIT(LEXICON_ORDINAL);
  const Atom *atom = &atoms->atoms[at];
  return atom->kind == ATOM_NUMBER || lexicon_may_begin(atom->values, lists);
}

static bool is_article(const Atoms *atoms, uint32_t at) {
  return atoms_is(atoms, at, "the") || atoms_is(atoms, at, "a") ||
         atoms_is(atoms, at, "an");
}

/// Is there anything that may stand in one behind an article? Few nouns may.
static bool may_continue(const Atoms *atoms, uint32_t at) {
  const uint64_t lists = LEXICON_BIT(LEXICON_CLOCK) |
                         LEXICON_BIT(LEXICON_PART) | LEXICON_BIT(LEXICON_SCALE);
  return at < atoms->count &&
         (may_begin(atoms, at) ||
          lexicon_may_begin(atoms->atoms[at].values, lists) ||
          atoms->atoms[at].kind == ATOM_SIGN || atoms_is(atoms, at, "dozen") ||
          atoms_is(atoms, at, "same"));
}

static void find_here(const WhenReader *reader, uint32_t at, Value *value) {
  static uint32_t (*const kinds[])(const WhenReader *, uint32_t, Value *) = {
      match_date, when_match_clock, when_match_duration};
  *value = (Value){0};
  const Atoms *atoms = reader->atoms;
  if (at >= atoms->count || !may_begin(atoms, at) ||
      (is_article(atoms, at) && !may_continue(atoms, at + 1))) {
    return;
  }
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    Value found = {0};
    uint32_t end = kinds[i](reader, at, &found);
    if (end > at && end > value->end) {
      *value = found;
      value->begin = at;
      value->end = end;
    }
  }
}

void when_find(const WhenReader *reader, uint32_t at, Value *value) {
  find_here(reader, at, value);
  uint32_t next = value->end ? at : number_skip_about(reader->atoms, at, NULL);
  if (next > at && !atoms_is(reader->atoms, next, "the")) {
    find_here(reader, next, value);
    value->begin = at;
    value->is_approximate = true;
  }
}

static bool is_among(const Token *token, const char *const *words) {
  for (; *words; words++) {
    if (str_is(token->lemma, *words) || str_is(token->form, *words)) {
      return true;
    }
  }
  return false;
}

static bool is_will(const Token *token) {
  static const char *const words[] = {"will", "shall", "wo",
                                      "'ll",  "’ll",   NULL};
  return is_among(token, words);
}

/// The tense an auxiliary gives, TENSE_UNKNOWN if it gives none.
static Tense auxiliary_tense(const Token *token) {
  static const char *const modals[] = {"may",    "might", "must", "would",
                                       "should", "could", NULL};
  if (is_will(token) || is_among(token, modals)) {
    return TENSE_FUTURE;
  }
  bool is_past = str_equal(token->xpos, STR("VBD")) ||
                 str_equal(token->lemma, STR("have"));
  return is_past ? TENSE_PAST : TENSE_UNKNOWN;
}

static bool is_planning(const Lexicon *lexicon, const Token *token,
                        int64_t most) {
  const LexiconValue *planning =
      lexicon_get(lexicon_find(lexicon, token->lemma), LEXICON_PLANNING);
  return planning && planning->number <= most;
}

/// A present tense that tells what is to come, unless somebody says it.
static bool is_present(const Token *token) {
  return (str_equal(token->xpos, STR("VBZ")) ||
          str_equal(token->xpos, STR("VBP"))) &&
         !str_equal(token->lemma, STR("say"));
}

static Tense verb_tense(const Lexicon *lexicon, const Sentence *sentence,
                        uint32_t verb) {
  const Token *token = &sentence->tokens[verb];
  Tense tense = TENSE_UNKNOWN;
  bool is_infinitive = false;
  bool has_will = false;
  bool is_perfect = false;
  bool has_present = is_present(token);
  bool has_auxiliary = false;
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    const Token *child = &sentence->tokens[i];
    if (child->head != verb) {
      continue;
    }
    bool is_auxiliary = str_starts(child->relation, STR("aux"));
    bool is_copula = str_equal(child->relation, STR("cop"));
    has_auxiliary |= is_auxiliary;
    has_present |= (is_auxiliary || is_copula) && is_present(child);
    has_will |= is_auxiliary && is_will(child);
    is_perfect |= is_auxiliary && str_equal(child->lemma, STR("have"));
    is_infinitive |= str_equal(child->relation, STR("mark")) &&
                     str_equal(child->lemma, STR("to"));
    if (tense == TENSE_UNKNOWN && (is_auxiliary || is_copula)) {
      tense = auxiliary_tense(child);
    }
  }
  is_perfect &= !has_will; // "would have met on Friday"
  if (!is_perfect && (tense == TENSE_FUTURE || is_infinitive)) {
    return TENSE_FUTURE;
  }
  if (is_perfect || str_equal(token->xpos, STR("VBD")) || tense == TENSE_PAST) {
    return TENSE_PAST;
  }
  if (str_equal(token->xpos, STR("VBN")) && is_planning(lexicon, token, 1)) {
    return TENSE_FUTURE;
  }
  bool is_participle =
      str_equal(token->xpos, STR("VBN")) && !has_auxiliary && !has_present;
  return is_participle && token->head < sentence->token_count ? TENSE_PAST
         : has_present                                        ? TENSE_PRESENT
                                                              : TENSE_UNKNOWN;
}

/// Does the word before a day look ahead of a verb of planning?
static bool is_due(const Sentence *sentence, uint32_t token) {
  static const char *const words[] = {"for", "until", "till", "to", NULL};
  return token > 0 && is_among(&sentence->tokens[token - 1], words);
}

Tense when_tense(const Lexicon *lexicon, const Sentence *sentence,
                 uint32_t token) {
  enum { MOST_STEPS = 40 };
  bool looks_ahead = is_due(sentence, token);
  if (token > 0 && str_equal(sentence->tokens[token - 1].lemma, STR("since"))) {
    return TENSE_PAST;
  }
  for (int step = 0; step < MOST_STEPS && token < sentence->token_count;
       step++) {
    if (looks_ahead && is_planning(lexicon, &sentence->tokens[token], 2)) {
      return TENSE_FUTURE;
    }
    Tense tense = verb_tense(lexicon, sentence, token);
    if (tense != TENSE_UNKNOWN) {
      return tense;
    }
    token = sentence->tokens[token].head;
  }
  return TENSE_UNKNOWN;
}
