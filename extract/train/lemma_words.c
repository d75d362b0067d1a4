/// Words of the treebanks and how their lemmas are made.
#include "extract/train/lemma_words.h"

#include "base/map.h"
#include "base/utf8.h"
#include "extract/syntax/lemma_table.h"
#include "extract/train/list.h"

#include <assert.h>
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

/// How often a listed irregular verb counts as seen: what the list says wins.
enum { LISTED_VERB = 1000 };

static void see(Sightings *sightings, const LemmaWord *word, uint32_t times) {
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
  assert(place < sightings->count);
  sightings->sightings[place].count += times;
}

static void see_treebank(Sightings *sightings, const Treebank *treebank) {
  const Sentences *sentences = treebank->sentences;
  for (size_t s = 0; s < sentences->count; s++) {
    for (uint32_t t = 0; t < sentences->sentences[s].token_count; t++) {
      const Token *token = &sentences->sentences[s].tokens[t];
      if (lemma_is_known(token)) {
        LemmaWord word = make_word(sightings->arena, token->form, token->upos,
                                   token->xpos, token->lemma);
        see(sightings, &word, 1);
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

/// Note a form of the list's column `column`. Verbs' forms count for both past
/// tags, which taggers take one for the other, and win over the treebank, which
/// has some wrong; other words' forms count where the treebank has none.
static void see_listed(Sightings *sightings, size_t class, int column, Str form,
                       Str base) {
  bool is_verb = classes[class].upos == UPOS_VERB;
  for (int k = 0; k < 2 && classes[class].xpos[k]; k++) {
    LemmaWord word = make_word(sightings->arena, form, classes[class].upos,
                               str_from(classes[class].xpos[k]), base);
    if (is_verb) {
      see(sightings, &word, LISTED_VERB);
    } else if (k == column &&
               !map_find(sightings->known, word_key(sightings->arena, &word))) {
      see(sightings, &word, 1);
    }
  }
}

static void see_irregular(Sightings *sightings, Str line) {
  Str name = list_take_word(&line);
  Str base = list_take_word(&line);
  for (size_t class = 0; class < sizeof classes / sizeof *classes; class ++) {
    if (!str_equal(name, str_from(classes[class].name))) {
      continue;
    }
    int place = 0;
    for (Str column = list_take_word(&line); column.length;
         column = list_take_word(&line), place++) {
      while (column.length) {
        see_listed(sightings, class, place, take_alternative(&column), base);
      }
    }
  }
}

/// Make the forms of a regular verb ("provoke", "agree", "admit+t", "smell").
static void see_verb(Sightings *sightings, Str verb) {
  const char *plus = memchr(verb.data, '+', verb.length);
  size_t length = plus ? (size_t)(plus - verb.data) : verb.length;
  Str base = str_slice(verb, 0, length);
  Str doubled = str_slice(verb, plus ? length + 1 : length, verb.length);
  bool has_e = str_ends(base, STR("e"));
  bool is_silent = has_e && !str_ends(base, STR("ee"));
  Str stem = str_slice(base, 0, length - is_silent);
  Str past = arena_format(sightings->arena, "%.*s%.*s%s", STR_ARG(base),
                          STR_ARG(doubled), has_e ? "d" : "ed");
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
      see(sightings, &word, 1);
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
