/// Sentences of treebanks told with other words.
#include "extract/train/variation.h"

#include "base/map.h"
#include "extract/train/list.h"
#include "extract/train/name_maker.h"

enum {
  NAME_LEAST = 3,       ///< letters
  PAST_RARE = 15,       ///< a form seen more often needs no help
  CAPITALIZED_LEAST = 4 ///< letters of a headline's capitalized words
};

/// An ending with two spellings.
typedef struct {
  Str from;
  Str to;
  size_t least; ///< letters of the word
} Ending;

typedef struct {
  Str opening;
  Str closing;
} Quotes;

typedef struct {
  Str *forms;
  size_t count;
  size_t capacity;
} FormList;

struct Variation {
  Arena *arena;
  VariationShares shares;
  Map *common;    ///< words in lower case that are not always names
  Map *spellings; ///< pointer: Str, the other spelling
  Map *excepted;
  Ending *endings;
  size_t ending_count;
  size_t ending_capacity;
  Quotes *quotes;
  size_t quotes_count;
  size_t quotes_capacity;
  FormList pasts;       ///< rare irregular forms tagged VBD
  FormList participles; ///< tagged VBN
  NameMaker *names;
};

static bool is_upper(char byte) { return byte >= 'A' && byte <= 'Z'; }
static bool is_lower(char byte) { return byte >= 'a' && byte <= 'z'; }

static Str change_case(Arena *arena, Str form, bool upper, size_t first,
                       size_t last) {
  char *letters = ARENA_NEW(arena, char, form.length);
  memcpy(letters, form.data, form.length);
  for (size_t i = first; i < last && i < form.length; i++) {
    if (upper ? is_lower(letters[i]) : is_upper(letters[i])) {
      letters[i] = (char)(letters[i] ^ 0x20);
    }
  }
  return (Str){letters, form.length};
}

static Str lower(Arena *arena, Str form) {
  return change_case(arena, form, false, 0, form.length);
}

/// A new word in the case of the old one: capitals, capitalized, or neither.
static Str in_case_of(Arena *arena, Str word, Str old) {
  if (!is_upper(old.data[0])) {
    return word;
  }
  bool all = old.length > 1 && is_upper(old.data[1]);
  return change_case(arena, word, true, 0, all ? word.length : 1);
}

/// A single word of ASCII letters, capitalized, that is a name to its tagger.
static bool looks_like_name(const Token *token) {
  if (token->upos != UPOS_PROPN || !str_equal(token->xpos, STR("NNP")) ||
      token->form.length < 2 || !is_upper(token->form.data[0])) {
    return false;
  }
  for (size_t i = 0; i < token->form.length; i++) {
    char byte = token->form.data[i];
    if (!is_upper(byte) && !is_lower(byte)) {
      return false;
    }
  }
  return true;
}

static bool is_common(const Variation *variation, Arena *arena, Str form) {
  return map_find(variation->common, lower(arena, form)) != NULL;
}

static void push_form(Arena *arena, FormList *list, Str form) {
  *ARENA_PUSH(arena, list->forms, list->count, list->capacity) = form;
}

/// Note the words that are not always names, and collect the names.
static void read_names(Variation *variation, const Sentences *treebanks,
                       size_t count) {
  Arena *arena = variation->arena;
  FormList names = {NULL, 0, 0};
  Map *seen = map_new(arena);
  for (int pass = 0; pass < 2; pass++) {
    for (size_t t = 0; t < count; t++) {
      for (size_t s = 0; s < treebanks[t].count; s++) {
        const Sentence *sentence = &treebanks[t].sentences[s];
        for (uint32_t i = 0; i < sentence->token_count; i++) {
          const Token *token = &sentence->tokens[i];
          if (pass == 0 && token->upos != UPOS_PROPN) {
            map_add(variation->common, lower(arena, token->form));
          } else if (pass == 1 && looks_like_name(token) &&
                     token->form.length >= NAME_LEAST &&
                     is_lower(token->form.data[1]) &&
                     !is_common(variation, arena, token->form) &&
                     !map_find(seen, token->form)) {
            map_add(seen, token->form);
            push_form(arena, &names, token->form);
          }
        }
      }
    }
  }
  variation->names = name_maker_new(arena, names.forms, names.count);
}

static size_t to_number(Str digits) {
  size_t number = 0;
  for (size_t i = 0; i < digits.length; i++) {
    number = number * 10 + (size_t)(digits.data[i] - '0');
  }
  return number;
}

static void read_line(Variation *variation, Str line) {
  Arena *arena = variation->arena;
  Str kind = list_take_word(&line);
  Str first = list_take_word(&line);
  if (str_equal(kind, STR("keep")) || str_equal(kind, STR("except"))) {
    bool keep = str_equal(kind, STR("keep"));
    while (first.length) {
      map_add(keep ? variation->common : variation->excepted,
              lower(arena, first));
      first = list_take_word(&line);
    }
    return;
  }
  Str second = list_take_word(&line);
  if (str_equal(kind, STR("spelling"))) {
    Str *other = ARENA_NEW(arena, Str, 1);
    *other = second;
    map_add(variation->spellings, first)->pointer = other;
  } else if (str_equal(kind, STR("ending"))) {
    *ARENA_PUSH(arena, variation->endings, variation->ending_count,
                variation->ending_capacity) =
        (Ending){first, second, to_number(list_take_word(&line))};
  } else if (str_equal(kind, STR("quotes"))) {
    *ARENA_PUSH(arena, variation->quotes, variation->quotes_count,
                variation->quotes_capacity) = (Quotes){first, second};
  }
}

/// How often the treebanks have each past form.
static Map *count_pasts(Arena *arena, const Sentences *treebanks,
                        size_t count) {
  Map *counts = map_new(arena);
  for (size_t t = 0; t < count; t++) {
    for (size_t s = 0; s < treebanks[t].count; s++) {
      const Sentence *sentence = &treebanks[t].sentences[s];
      for (uint32_t i = 0; i < sentence->token_count; i++) {
        if (sentence->tokens[i].upos == UPOS_VERB) {
          map_add(counts, lower(arena, sentence->tokens[i].form))->value++;
        }
      }
    }
  }
  return counts;
}

static void read_past_column(Arena *arena, const Map *counts, Str column,
                             FormList *list) {
  while (column.length) {
    const char *slash = memchr(column.data, '/', column.length);
    size_t length = slash ? (size_t)(slash - column.data) : column.length;
    Str form = str_slice(column, 0, length);
    if (map_get(counts, form, 0) < PAST_RARE) {
      push_form(arena, list, form);
    }
    column = str_slice(column, slash ? length + 1 : length, column.length);
  }
}

static void read_pasts(Variation *variation, Str list,
                       const Sentences *treebanks, size_t count) {
  Map *counts = count_pasts(variation->arena, treebanks, count);
  while (list.length) {
    Str line = list_take_line(&list);
    if (str_equal(list_take_word(&line), STR("verb"))) {
      list_take_word(&line);
      read_past_column(variation->arena, counts, list_take_word(&line),
                       &variation->pasts);
      read_past_column(variation->arena, counts, list_take_word(&line),
                       &variation->participles);
    }
  }
}

Variation *variation_new(Arena *arena, const VariationShares *shares,
                         VariationLists lists, const Sentences *treebanks,
                         size_t treebank_count) {
  Variation *variation = ARENA_NEW(arena, Variation, 1);
  *variation = (Variation){.arena = arena,
                           .shares = *shares,
                           .common = map_new(arena),
                           .spellings = map_new(arena),
                           .excepted = map_new(arena)};
  Str rest = lists.variations;
  while (rest.length) {
    read_line(variation, list_take_line(&rest));
  }
  read_names(variation, treebanks, treebank_count);
  read_pasts(variation, lists.irregular, treebanks, treebank_count);
  return variation;
}

/// A sentence while it is told otherwise.
typedef struct {
  const Variation *variation;
  Random *random;
  const Sentence *sentence;
  Arena *arena;
  Str *forms;
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
    if (!looks_like_name(token) ||
        is_common(variation, draft->arena, token->form)) {
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
    draft->forms[i] = *(const Str *)entry->pointer;
  }
}

static void change_pasts(Draft *draft) {
  const Variation *variation = draft->variation;
  for (uint32_t i = 0; i < draft->sentence->token_count; i++) {
    const Token *token = &draft->sentence->tokens[i];
    const FormList *list =
        str_equal(token->xpos, STR("VBD"))   ? &variation->pasts
        : str_equal(token->xpos, STR("VBN")) ? &variation->participles
                                             : NULL;
    if (token->upos == UPOS_VERB && list && list->count &&
        falls(draft, variation->shares.past)) {
      Str form = list->forms[random_next(draft->random) % list->count];
      draft->forms[i] = in_case_of(draft->arena, form, token->form);
    }
  }
}

static Str spell_british(const Draft *draft, const Token *token, Str form) {
  const Variation *variation = draft->variation;
  Str plain = lower(draft->arena, form);
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
    draft->forms[i] =
        spell_british(draft, &draft->sentence->tokens[i], draft->forms[i]);
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
      draft->forms[i] = quotes.opening;
    } else if (token->upos == UPOS_PUNCT && str_equal(token->xpos, STR("''"))) {
      draft->forms[i] = quotes.closing;
    }
  }
}

static void change_cases(Draft *draft, bool all) {
  for (uint32_t i = 0; i < draft->sentence->token_count; i++) {
    const Token *token = &draft->sentence->tokens[i];
    Str *form = &draft->forms[i];
    bool rises = token->upos == UPOS_VERB || token->upos == UPOS_NOUN ||
                 form->length >= CAPITALIZED_LEAST;
    if (all || rises) {
      *form = change_case(draft->arena, *form, true, 0, all ? form->length : 1);
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

Str *variation_draw(const Variation *variation, Random *random,
                    const Sentence *sentence, Arena *arena) {
  const VariationShares *shares = &variation->shares;
  const uint32_t count = sentence->token_count;
  Draft draft = {variation, random, sentence, arena,
                 ARENA_NEW(arena, Str, count)};
  for (uint32_t i = 0; i < count; i++) {
    draft.forms[i] = sentence->tokens[i].form;
  }
  if (falls(&draft, shares->named)) {
    change_names(&draft);
  }
  change_pasts(&draft);
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
  bool changed = false;
  for (uint32_t i = 0; i < count; i++) {
    changed = changed || !str_equal(draft.forms[i], sentence->tokens[i].form);
  }
  return changed ? draft.forms : NULL;
}

const VariationShares *variation_shares(const Variation *variation) {
  return &variation->shares;
}

Str variation_capitalize(Arena *arena, Str form) {
  return change_case(arena, form, true, 0, 1);
}
