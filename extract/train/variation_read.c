/// What sentences are told otherwise with: lists, names, rare verbs.
#include "extract/train/list.h"
#include "extract/train/variation_internal.h"

enum {
  NAME_LEAST = 3, ///< letters
  VERB_RARE = 15  ///< a form seen more often needs no help
};

Str variation_change_case(Arena *arena, Str form, bool upper, size_t first,
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

Str variation_lower(Arena *arena, Str form) {
  return variation_change_case(arena, form, false, 0, form.length);
}

bool variation_looks_like_name(const Token *token) {
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

bool variation_is_common(const Variation *variation, Arena *arena, Str form) {
  return map_find(variation->common, variation_lower(arena, form)) != NULL;
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
            map_add(variation->common, variation_lower(arena, token->form));
          } else if (pass == 1 && variation_looks_like_name(token) &&
                     token->form.length >= NAME_LEAST &&
                     is_lower(token->form.data[1]) &&
                     !variation_is_common(variation, arena, token->form) &&
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

/// Add the words of the rest of a line, in lower case.
static void add_words(Arena *arena, Map *words, Str line) {
  for (Str word = list_take_word(&line); word.length;
       word = list_take_word(&line)) {
    map_add(words, variation_lower(arena, word));
  }
}

static void read_line(Variation *variation, Str line) {
  Arena *arena = variation->arena;
  Str kind = list_take_word(&line);
  if (str_equal(kind, STR("keep"))) {
    add_words(arena, variation->common, line);
  } else if (str_equal(kind, STR("pronoun"))) {
    add_words(arena, variation->pronouns, line);
  } else if (str_equal(kind, STR("except"))) {
    add_words(arena, variation->excepted, line);
  }
  Str first = list_take_word(&line);
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

/// How often the treebanks have each form as a verb.
static Map *count_verbs(Arena *arena, const Sentences *treebanks,
                        size_t count) {
  Map *counts = map_new(arena);
  for (size_t t = 0; t < count; t++) {
    for (size_t s = 0; s < treebanks[t].count; s++) {
      const Sentence *sentence = &treebanks[t].sentences[s];
      for (uint32_t i = 0; i < sentence->token_count; i++) {
        if (sentence->tokens[i].upos == UPOS_VERB) {
          map_add(counts, variation_lower(arena, sentence->tokens[i].form))
              ->value++;
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
    if (map_get(counts, form, 0) < VERB_RARE) {
      push_form(arena, list, form);
    }
    column = str_slice(column, slash ? length + 1 : length, column.length);
  }
}

/// Does the verb lose its last letter before "-ing"?
static bool ends_in_mute_e(Str verb) {
  return str_ends(verb, STR("e")) && !str_ends(verb, STR("ee")) &&
         !str_ends(verb, STR("ye")) && !str_ends(verb, STR("oe")) &&
         !str_ends(verb, STR("ie"));
}

static void read_verbs(Variation *variation, VariationLists lists,
                       const Sentences *treebanks, size_t count) {
  Map *counts = count_verbs(variation->arena, treebanks, count);
  while (lists.verbs.length) {
    Str line = list_take_line(&lists.verbs);
    for (Str verb = list_take_word(&line); verb.length;
         verb = list_take_word(&line)) {
      if (ends_in_mute_e(verb) && map_get(counts, verb, 0) < VERB_RARE) {
        push_form(variation->arena, &variation->bases, verb);
      }
    }
  }
  while (lists.irregular.length) {
    Str line = list_take_line(&lists.irregular);
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
                           .pronouns = map_new(arena),
                           .spellings = map_new(arena),
                           .excepted = map_new(arena)};
  Str rest = lists.variations;
  while (rest.length) {
    read_line(variation, list_take_line(&rest));
  }
  read_names(variation, treebanks, treebank_count);
  read_verbs(variation, lists, treebanks, treebank_count);
  return variation;
}

const VariationShares *variation_shares(const Variation *variation) {
  return &variation->shares;
}
