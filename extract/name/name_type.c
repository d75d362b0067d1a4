/// What a name is the name of, from its words and its neighbours.
#include "base/utf8.h"
#include "extract/name/name.h"

/// One name that is looked at.
typedef struct {
  const Lexicon *lexicon;
  Arena *arena;
  const Sentence *sentence;
  const Name *name;
} Look;

/// A clue: gives a class, or the empty view.
typedef Str Clue(const Look *look);

static Str class_of(const Look *look, LexiconList list, uint32_t begin,
                    uint32_t end) {
  Str phrase = name_text(look->arena, look->sentence, begin, end);
  const LexiconValue *value =
      lexicon_get(lexicon_find(look->lexicon, phrase), list);
  return value ? value->text : STR("");
}

static bool has_word(const Look *look, LexiconList list, uint32_t token) {
  return lexicon_has(look->lexicon, list, look->sentence->tokens[token].form);
}

static bool is_relation(const Look *look, uint32_t token,
                        const char *relation) {
  return str_begins(look->sentence->tokens[token].relation, relation);
}

static Str title_clue(const Look *look) {
  return look->name->has_title ? STR("Person") : STR("");
}

static Str suffix_clue(const Look *look) {
  const Name *name = look->name;
  return name->end - name->begin > 1
             ? class_of(look, LEXICON_SUFFIX, name->end - 1, name->end)
             : STR("");
}

static bool is_initial(Str form) {
  return form.length == 2 && form.data[1] == '.';
}

/// A given name before others that hang on it as a person's names do.
static Str given_clue(const Look *look) {
  const Name *name = look->name;
  uint32_t length = name->end - name->begin;
  bool is_given = has_word(look, LEXICON_GIVEN, name->begin) ||
                  is_initial(look->sentence->tokens[name->begin].form);
  return is_given && length >= 2 && length <= 4 &&
                 name->core_end == name->end &&
                 is_relation(look, name->end - 1, "flat")
             ? STR("Person")
             : STR("");
}

/// The last words, or those before "of".
static Str head_clue(const Look *look) {
  const Name *name = look->name;
  for (uint32_t length = 3; length > 0; length--) {
    if (length <= name->core_end - name->begin) {
      Str class =
          class_of(look, LEXICON_HEAD, name->core_end - length, name->core_end);
      if (class.length) {
        return class;
      }
    }
  }
  return STR("");
}

/// "Lake Rund", "Mount Holm", "Bank Brask"
static Str first_clue(const Look *look) {
  static const char *const words[] = {
      "Lake",  "Mount", "Mt.",   "Cape",    "Fort",      "Loch",
      "Isle",  "Bank",  "Banco", "Hotel",   "Hurricane", "Operation",
      "Radio", "Camp",  "Port",  "Typhoon", "River",     "Cyclone"};
  const Name *name = look->name;
  Str form = look->sentence->tokens[name->begin].form;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (name->end - name->begin > 1 && str_is(form, words[i])) {
      return class_of(look, LEXICON_HEAD, name->begin, name->begin + 1);
    }
  }
  return STR("");
}

static Str loose_given_clue(const Look *look) {
  const Name *name = look->name;
  return has_word(look, LEXICON_GIVEN, name->begin) &&
                 name->core_end == name->end && name->end - name->begin <= 4
             ? STR("Person")
             : STR("");
}

static bool is_role(const Look *look, uint32_t token) {
  return token < look->sentence->token_count &&
         (lexicon_has(look->lexicon, LEXICON_ROLE,
                      look->sentence->tokens[token].lemma) ||
          lexicon_has(look->lexicon, LEXICON_TITLE,
                      look->sentence->tokens[token].form));
}

/// A noun beside the name says what it is: "Telvik, a company", "the city of
/// Rund".
static Str noun_class(const Look *look, uint32_t token) {
  if (is_role(look, token)) {
    return STR("Person");
  }
  Str lemma = look->sentence->tokens[token].lemma;
  if (look->sentence->tokens[token].upos != UPOS_NOUN || !lemma.length ||
      lemma.length > 32) {
    return STR("");
  }
  Str word = arena_copy(look->arena, lemma);
  char first = lemma.data[0];
  char *bytes = arena_alloc(look->arena, word.length + 1, 1);
  memcpy(bytes, word.data, word.length);
  if (first >= 'a' && first <= 'z') {
    bytes[0] = (char)(first - 'a' + 'A');
  }
  const LexiconValue *value = lexicon_get(
      lexicon_find(look->lexicon, (Str){bytes, word.length}), LEXICON_HEAD);
  return value ? value->text : STR("");
}

static Str neighbour_clue(const Look *look) {
  const Token *tokens = look->sentence->tokens;
  const Name *name = look->name;
  uint32_t head = tokens[name->head].head;
  if (head < look->sentence->token_count &&
      (is_relation(look, name->head, "appos") ||
       is_relation(look, name->head, "flat"))) {
    return noun_class(look, head);
  }
  for (uint32_t i = 0; i < look->sentence->token_count; i++) {
    bool is_inside = i >= name->begin && i < name->end;
    if (is_inside || tokens[i].head < name->begin ||
        tokens[i].head >= name->end) {
      continue;
    }
    bool is_before = i + 1 == name->begin && is_relation(look, i, "compound");
    if (is_relation(look, i, "appos") || is_before) {
      Str class = noun_class(look, i);
      if (class.length) {
        return class;
      }
    }
    if (is_relation(look, i, "acl:relcl")) {
      for (uint32_t k = name->end; k < look->sentence->token_count; k++) {
        if (tokens[k].head == i && str_equal(tokens[k].lemma, STR("who"))) {
          return STR("Person");
        }
      }
    }
  }
  return STR("");
}

static Str flat_clue(const Look *look) {
  const Name *name = look->name;
  bool is_flat = name->end - name->begin >= 2 && name->end - name->begin <= 4 &&
                 name->core_end == name->end;
  for (uint32_t i = name->begin + 1; i < name->end; i++) {
    is_flat &= is_relation(look, i, "flat");
  }
  return is_flat ? STR("Person") : STR("");
}

/// "the city of Rund", "the town of Rund"
static Str of_clue(const Look *look) {
  const Token *tokens = look->sentence->tokens;
  uint32_t head = tokens[look->name->head].head;
  if (head >= look->sentence->token_count ||
      !is_relation(look, look->name->head, "nmod")) {
    return STR("");
  }
  static const char *const lemmas[] = {"city",     "town",     "village",
                                       "province", "district", "region",
                                       "state",    "island"};
  for (size_t i = 0; i < sizeof lemmas / sizeof *lemmas; i++) {
    if (str_is(tokens[head].lemma, lemmas[i]) && look->name->begin > 0 &&
        str_equal(tokens[look->name->begin - 1].form, STR("of"))) {
      return noun_class(look, head);
    }
  }
  return STR("");
}

/// "the IAEA", "NTB said": letters that act stand for an organization.
static Str acronym_clue(const Look *look) {
  const Name *name = look->name;
  bool has_article =
      name->begin > 0 &&
      str_equal(look->sentence->tokens[name->begin - 1].lemma, STR("the"));
  if (!has_article && !is_relation(look, name->head, "nsubj") &&
      !is_relation(look, name->head, "nmod:poss") &&
      !is_relation(look, name->head, "obl:agent")) {
    return STR("");
  }
  Str form = look->sentence->tokens[look->name->begin].form;
  bool is_short = look->name->end - look->name->begin == 1 &&
                  form.length >= 2 && form.length <= 6;
  for (size_t i = 0; i < form.length; i++) {
    is_short &=
        (form.data[i] >= 'A' && form.data[i] <= 'Z') || form.data[i] == '.';
  }
  return is_short ? STR("Organization") : STR("");
}

/// "in Marhaven", "near Rund"
static Str place_clue(const Look *look) {
  static const char *const words[] = {
      "in", "near", "outside", "throughout", "inside", "toward", "across"};
  const Name *name = look->name;
  if (name->begin == 0 || (!is_relation(look, name->head, "obl") &&
                           !is_relation(look, name->head, "nmod"))) {
    return STR("");
  }
  Str before = look->sentence->tokens[name->begin - 1].form;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (str_is(before, words[i])) {
      return STR("Place");
    }
  }
  return STR("");
}

Str name_type(const Lexicon *lexicon, Arena *arena, const Sentence *sentence,
              const Name *name) {
  static Clue *const clues[] = {title_clue,     suffix_clue, given_clue,
                                head_clue,      first_clue,  loose_given_clue,
                                neighbour_clue, of_clue,     flat_clue,
                                acronym_clue,   place_clue};
  Look look = {lexicon, arena, sentence, name};
  for (size_t i = 0; i < sizeof clues / sizeof *clues; i++) {
    Str class = clues[i](&look);
    if (class.length) {
      return class;
    }
  }
  return STR("");
}
