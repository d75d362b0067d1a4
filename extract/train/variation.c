/// Sentences of treebanks told with other words.
#include "extract/train/variation_internal.h"

enum { CAPITALIZED_LEAST = 4 }; ///< letters of a headline's capitalized words

/// A new word in the case of the old one: capitals, capitalized, or neither.
static Str in_case_of(Arena *arena, Str word, Str old) {
  if (!is_upper(old.data[0])) {
    return word;
  }
  bool all = old.length > 1 && is_upper(old.data[1]);
  return variation_change_case(arena, word, true, 0, all ? word.length : 1);
}

/// A sentence while it is told otherwise.
typedef struct {
  const Variation *variation;
  Random *random;
  const Sentence *sentence;
  Arena *arena;
  ToldWord *words;
} Draft;

static bool falls(Draft *draft, float share) {
  return share > 0 && random_unit(draft->random) < share;
}

/// Make names up, the same one for the same name.
static void change_names(Draft *draft) {
  const Variation *variation = draft->variation;
  Map *made = map_new(draft->arena);
  for (uint32_t i = 0; i < draft->sentence->token_count; i++) {
    const Token *token = &draft->sentence->tokens[i];
    if (!variation_looks_like_name(token) ||
        variation_is_common(variation, draft->arena, token->form)) {
      continue;
    }
    MapEntry *entry = map_add(made, token->form);
    if (!entry->pointer) {
      Str *name = ARENA_NEW(draft->arena, Str, 1);
      *name = falls(draft, variation->shares.name)
                  ? name_maker_make(variation->names, draft->random,
                                    token->form, draft->arena)
                  : token->form;
      entry->pointer = name;
    }
    draft->words[i].form = *(const Str *)entry->pointer;
  }
}

/// A pronoun in whose place a name in the singular can stand.
static bool is_nameable(const Draft *draft, const Token *token) {
  static const char *const relations[] = {"nsubj", "nsubj:pass", "obj", "obl",
                                          "iobj"};
  if (!str_equal(token->xpos, STR("PRP")) || token->head == TOKEN_NONE) {
    return false;
  }
  bool has_place = false;
  for (size_t i = 0; i < sizeof relations / sizeof *relations; i++) {
    has_place = has_place || str_equal(token->relation, str_from(relations[i]));
  }
  const Token *head = &draft->sentence->tokens[token->head];
  bool agrees = str_equal(head->xpos, STR("VBD")) ||
                str_equal(head->xpos, STR("VBZ")) ||
                !str_starts(token->relation, STR("nsubj"));
  return has_place && agrees &&
         map_find(draft->variation->pronouns,
                  variation_lower(draft->arena, token->form));
}

static void name_pronouns(Draft *draft) {
  const Variation *variation = draft->variation;
  for (uint32_t i = 0; i < draft->sentence->token_count; i++) {
    const Token *token = &draft->sentence->tokens[i];
    if (is_nameable(draft, token) && falls(draft, variation->shares.pronoun)) {
      Str name = name_maker_make(variation->names, draft->random, STR("Name"),
                                 draft->arena);
      draft->words[i] = (ToldWord){name, true};
    }
  }
}

/// A form of a verb in -e.
static Str inflect(Arena *arena, Str verb, Str xpos) {
  Str stem = str_slice(verb, 0, verb.length - 1);
  const char *ending =
      str_equal(xpos, STR("VBZ"))                                  ? "es"
      : str_equal(xpos, STR("VBG"))                                ? "ing"
      : str_equal(xpos, STR("VBD")) || str_equal(xpos, STR("VBN")) ? "ed"
                                                                   : "e";
  return arena_format(arena, "%.*s%s", STR_ARG(stem), ending);
}

/// Every other past form is a rare irregular one.
static void change_verbs(Draft *draft) {
  const Variation *variation = draft->variation;
  for (uint32_t i = 0; i < draft->sentence->token_count; i++) {
    const Token *token = &draft->sentence->tokens[i];
    if (token->upos != UPOS_VERB || !str_starts(token->xpos, STR("VB")) ||
        !falls(draft, variation->shares.verb)) {
      continue;
    }
    const FormList *list =
        str_equal(token->xpos, STR("VBD"))   ? &variation->pasts
        : str_equal(token->xpos, STR("VBN")) ? &variation->participles
                                             : &variation->bases;
    bool is_base = list == &variation->bases || falls(draft, 0.5f);
    list = is_base ? &variation->bases : list;
    if (list->count == 0) {
      continue;
    }
    Str form = list->forms[random_next(draft->random) % list->count];
    form = is_base ? inflect(draft->arena, form, token->xpos) : form;
    draft->words[i].form = in_case_of(draft->arena, form, token->form);
  }
}

static Str spell_british(const Draft *draft, const Token *token, Str form) {
  const Variation *variation = draft->variation;
  Str plain = variation_lower(draft->arena, form);
  const MapEntry *entry = map_find(variation->spellings, plain);
  if (entry) {
    return in_case_of(draft->arena, *(const Str *)entry->pointer, form);
  }
  bool varies = token->upos == UPOS_VERB || token->upos == UPOS_NOUN ||
                token->upos == UPOS_ADJ;
  for (size_t i = 0; varies && i < variation->ending_count; i++) {
    const Ending *ending = &variation->endings[i];
    if (plain.length >= ending->least && str_ends(plain, ending->from) &&
        !map_find(variation->excepted, plain)) {
      Str stem = str_slice(plain, 0, plain.length - ending->from.length);
      Str word = arena_format(draft->arena, "%.*s%.*s", STR_ARG(stem),
                              STR_ARG(ending->to));
      return in_case_of(draft->arena, word, form);
    }
  }
  return form;
}

static void change_spelling(Draft *draft) {
  for (uint32_t i = 0; i < draft->sentence->token_count; i++) {
    draft->words[i].form =
        spell_british(draft, &draft->sentence->tokens[i], draft->words[i].form);
  }
}

static void change_quotes(Draft *draft) {
  const Variation *variation = draft->variation;
  if (variation->quotes_count == 0) {
    return;
  }
  Quotes quotes =
      variation->quotes[random_next(draft->random) % variation->quotes_count];
  for (uint32_t i = 0; i < draft->sentence->token_count; i++) {
    const Token *token = &draft->sentence->tokens[i];
    if (token->upos == UPOS_PUNCT && str_equal(token->xpos, STR("``"))) {
      draft->words[i].form = quotes.opening;
    } else if (token->upos == UPOS_PUNCT && str_equal(token->xpos, STR("''"))) {
      draft->words[i].form = quotes.closing;
    }
  }
}

static void change_cases(Draft *draft, bool all) {
  for (uint32_t i = 0; i < draft->sentence->token_count; i++) {
    const Token *token = &draft->sentence->tokens[i];
    Str *form = &draft->words[i].form;
    bool rises = token->upos == UPOS_VERB || token->upos == UPOS_NOUN ||
                 form->length >= CAPITALIZED_LEAST;
    if (all || rises) {
      *form = variation_change_case(draft->arena, *form, true, 0,
                                    all ? form->length : 1);
    }
  }
}

static bool has_quotes(const Sentence *sentence) {
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    if (str_equal(sentence->tokens[i].xpos, STR("``")) ||
        str_equal(sentence->tokens[i].xpos, STR("''"))) {
      return true;
    }
  }
  return false;
}

ToldWord *variation_draw(const Variation *variation, Random *random,
                         const Sentence *sentence, Arena *arena) {
  const VariationShares *shares = &variation->shares;
  const uint32_t count = sentence->token_count;
  Draft draft = {variation, random, sentence, arena,
                 ARENA_NEW(arena, ToldWord, count)};
  for (uint32_t i = 0; i < count; i++) {
    draft.words[i].form = sentence->tokens[i].form;
  }
  if (falls(&draft, shares->named)) {
    change_names(&draft);
  }
  name_pronouns(&draft);
  change_verbs(&draft);
  if (falls(&draft, shares->british)) {
    change_spelling(&draft);
  }
  if (has_quotes(sentence) && falls(&draft, shares->quotes)) {
    change_quotes(&draft);
  }
  if (falls(&draft, shares->title)) {
    change_cases(&draft, false);
  } else if (falls(&draft, shares->capitals)) {
    change_cases(&draft, true);
  }
  for (uint32_t i = 0; i < count; i++) {
    if (!str_equal(draft.words[i].form, sentence->tokens[i].form)) {
      return draft.words;
    }
  }
  return NULL;
}

Str variation_capitalize(Arena *arena, Str form) {
  return variation_change_case(arena, form, true, 0, 1);
}

Str variation_uncapitalize(Arena *arena, Str form) {
  return variation_change_case(arena, form, false, 0, 1);
}

Str variation_name(const Variation *variation, Random *random, Str like,
                   Arena *arena) {
  return name_maker_make(variation->names, random, like, arena);
}
