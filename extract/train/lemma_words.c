/// Words of the treebanks and how their lemmas are made.
#include "extract/train/lemma_words.h"

#include "base/map.h"
#include "base/utf8.h"
#include "extract/syntax/lemma_table.h"
#include "extract/train/list.h"

#include <stdlib.h>

/// A word with one way to make its lemma, and how often it was seen.
typedef struct {
  LemmaWord word;
  uint32_t count;
} Sighting;

typedef struct {
  Arena *arena;
  Map *keys;  ///< of sightings
  Map *known; ///< words without their lemma
  Sighting *sightings;
  size_t count;
  size_t capacity;
} Sightings;

bool lemma_is_known(const Token *token) {
  return token->lemma.length && !str_equal(token->lemma, STR("_")) &&
         !str_equal(token->xpos, STR("GW"));
}

/// The word's lemma as an edit of its form, whole characters.
static LemmaWord make_word(Arena *arena, Str form, Upos upos, Str xpos,
                           Str lemma) {
  Str lower = utf8_to_lower(arena, lemma_plain_form(arena, form));
  lemma = utf8_to_lower(arena, lemma_plain_form(arena, lemma));
  size_t same = 0;
  while (same < lower.length && same < lemma.length &&
         lower.data[same] == lemma.data[same]) {
    same++;
  }
  while (same > 0 &&
         ((same < lower.length && utf8_is_continuation(lower.data[same])) ||
          (same < lemma.length && utf8_is_continuation(lemma.data[same])))) {
    same--;
  }
  return (LemmaWord){upos, xpos, lower, (uint32_t)(lower.length - same),
                     str_slice(lemma, same, lemma.length)};
}

static Str word_key(Arena *arena, const LemmaWord *word) {
  return arena_format(arena, "%d %.*s %.*s", (int)word->upos,
                      STR_ARG(word->xpos), STR_ARG(word->form));
}

static void see(Sightings *sightings, const LemmaWord *word) {
  Str name = word_key(sightings->arena, word);
  Str key = arena_format(sightings->arena, "%.*s %u %.*s", STR_ARG(name),
                         word->stripped, STR_ARG(word->ending));
  map_set(sightings->known, name, 1);
  uint32_t place = map_intern(sightings->keys, key);
  if (place == sightings->count) {
    ARENA_PUSH(sightings->arena, sightings->sightings, sightings->count,
               sightings->capacity)
        ->word = *word;
  }
  sightings->sightings[place].count++;
}

static void see_treebank(Sightings *sightings, const Treebank *treebank) {
  const Sentences *sentences = treebank->sentences;
  for (size_t s = 0; s < sentences->count; s++) {
    for (uint32_t t = 0; t < sentences->sentences[s].token_count; t++) {
      const Token *token = &sentences->sentences[s].tokens[t];
      if (lemma_is_known(token)) {
        LemmaWord word = make_word(sightings->arena, token->form, token->upos,
                                   token->xpos, token->lemma);
        see(sightings, &word);
      }
    }
  }
}

/// Which tags the columns of the list of irregular forms have.
static const struct {
  const char *name;
  Upos upos;
  const char *xpos[2];
} classes[] = {{"verb", UPOS_VERB, {"VBD", "VBN"}},
               {"noun", UPOS_NOUN, {"NNS", NULL}},
               {"adjective", UPOS_ADJ, {"JJR", "JJS"}}};

/// Take the first of alternatives ("borne/born") off a column.
static Str take_alternative(Str *column) {
  const char *slash = memchr(column->data, '/', column->length);
  size_t length = slash ? (size_t)(slash - column->data) : column->length;
  Str alternative = str_slice(*column, 0, length);
  *column = str_slice(*column, slash ? length + 1 : length, column->length);
  return alternative;
}

static void see_irregular(Sightings *sightings, Str line) {
  Str class = list_take_word(&line);
  Str base = list_take_word(&line);
  for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
    if (!str_equal(class, str_from(classes[i].name))) {
      continue;
    }
    for (int k = 0; k < 2 && classes[i].xpos[k]; k++) {
      Str column = list_take_word(&line);
      while (column.length) {
        Str form = take_alternative(&column);
        LemmaWord word = make_word(sightings->arena, form, classes[i].upos,
                                   str_from(classes[i].xpos[k]), base);
        if (!map_find(sightings->known, word_key(sightings->arena, &word))) {
          see(sightings, &word);
        }
      }
    }
  }
}

/// Make the forms of a regular verb ("agree", "admit+t").
static void see_verb(Sightings *sightings, Str verb) {
  const char *plus = memchr(verb.data, '+', verb.length);
  size_t length = plus ? (size_t)(plus - verb.data) : verb.length;
  Str base = str_slice(verb, 0, length);
  Str doubled = str_slice(verb, plus ? length + 1 : length, verb.length);
  bool is_silent = !plus && !str_ends(base, STR("ee"));
  Str stem = str_slice(base, 0, length - is_silent);
  Str past = arena_format(sightings->arena, "%.*s%.*s%s", STR_ARG(base),
                          STR_ARG(doubled), plus ? "ed" : "d");
  Str present = arena_format(sightings->arena, "%.*s%.*sing", STR_ARG(stem),
                             STR_ARG(doubled));
  const struct {
    Str form;
    const char *xpos;
  } forms[] = {{past, "VBD"}, {past, "VBN"}, {present, "VBG"}};
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
    LemmaWord word = make_word(sightings->arena, forms[i].form, UPOS_VERB,
                               str_from(forms[i].xpos), base);
    if (!map_find(sightings->known, word_key(sightings->arena, &word))) {
      see(sightings, &word);
    }
  }
}

static int compare_words(const LemmaWord *a, const LemmaWord *b) {
  if (a->upos != b->upos) {
    return a->upos < b->upos ? -1 : 1;
  }
  int order = str_compare(a->xpos, b->xpos);
  return order ? order : str_compare(a->form, b->form);
}

/// By word, the most frequent lemma first, then by the lemma.
static int compare_sightings(const void *a, const void *b) {
  const Sighting *left = a;
  const Sighting *right = b;
  int order = compare_words(&left->word, &right->word);
  if (order == 0 && left->count != right->count) {
    order = left->count > right->count ? -1 : 1;
  }
  if (order == 0 && left->word.stripped != right->word.stripped) {
    order = left->word.stripped < right->word.stripped ? -1 : 1;
  }
  return order ? order : str_compare(left->word.ending, right->word.ending);
}

LemmaWords lemma_words(Arena *arena, LemmaLists lists,
                       const Treebank *treebanks, size_t count) {
  Sightings sightings = {
      .arena = arena, .keys = map_new(arena), .known = map_new(arena)};
  for (size_t i = 0; i < count; i++) {
    see_treebank(&sightings, &treebanks[i]);
  }
  while (lists.irregular.length) {
    see_irregular(&sightings, list_take_line(&lists.irregular));
  }
  while (lists.verbs.length) {
    Str line = list_take_line(&lists.verbs);
    for (Str verb = list_take_word(&line); verb.length;
         verb = list_take_word(&line)) {
      see_verb(&sightings, verb);
    }
  }
  if (sightings.count) {
    qsort(sightings.sightings, sightings.count, sizeof(Sighting),
          compare_sightings);
  }
  LemmaWords words = {ARENA_NEW(arena, LemmaWord, sightings.count), 0};
  for (size_t i = 0; i < sightings.count; i++) {
    const LemmaWord *word = &sightings.sightings[i].word;
    if (words.count == 0 ||
        compare_words(&words.words[words.count - 1], word) != 0) {
      words.words[words.count++] = *word;
    }
  }
  return words;
}
