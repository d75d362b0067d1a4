/// Training the lemmatizer: rules on endings, exceptions, casings.
#include "extract/train/lemma_train.h"

#include "base/map.h"
#include "base/utf8.h"
#include "extract/syntax/lemma_table.h"
#include "extract/train/lemma_words.h"

#include <stdlib.h>

enum {
  FEWEST_WORDS = 2, ///< that a rule on an ending needs
  FEWEST_CASED = 5  ///< tokens that a rule on casing needs
};

/// The section as it is being made.
typedef struct {
  Arena *arena;
  Map *scripts; ///< "stripped ending" to its number
  Map *rules;   ///< the bytes of a key to a value
  LemmaScript *script_list;
  size_t script_count;
  size_t script_capacity;
  Str endings;
} Draft;

static uint32_t intern_script(Draft *draft, const LemmaWord *word) {
  Str name = arena_format(draft->arena, "%u %.*s", word->stripped,
                          STR_ARG(word->ending));
  uint32_t number = map_intern(draft->scripts, name);
  if (number == draft->script_count) {
    uint32_t offset = (uint32_t)draft->endings.length;
    *ARENA_PUSH(draft->arena, draft->script_list, draft->script_count,
                draft->script_capacity) = (LemmaScript){
        (uint16_t)word->stripped, (uint16_t)word->ending.length, offset};
    draft->endings =
        arena_format(draft->arena, "%.*s%.*s", STR_ARG(draft->endings),
                     STR_ARG(word->ending));
  }
  return number;
}

/// Rules are kept by the bytes of their key, in the order they were made. A
/// second rule of the same key, which only a clash of hashes brings about,
/// is dropped.
static void add_rule(Draft *draft, uint32_t key, uint32_t value) {
  Str name = arena_format(draft->arena, "%u", key);
  if (!map_find(draft->rules, name)) {
    MapEntry *entry = map_add(draft->rules, name);
    entry->value = value;
    uint32_t *kept = ARENA_NEW(draft->arena, uint32_t, 1);
    *kept = key;
    entry->pointer = kept;
  }
}

static const uint32_t *find_rule(const Draft *draft, uint32_t key) {
  char name[16];
  int length = 0;
  for (uint32_t left = key; left; left /= 10) {
    length++;
  }
  for (int i = length; i-- > 0; key /= 10) {
    name[i] = (char)('0' + key % 10);
  }
  const MapEntry *entry = map_find(draft->rules, (Str){name, (size_t)length});
  return entry ? &entry->value : NULL;
}

static uint32_t ending_key(const LemmaWord *word, Str ending) {
  return lemma_key(LEMMA_ENDING, word->upos, word->xpos, FORM_UNCASED, ending);
}

/// The last `length` bytes of a form; empty with `*splits` set if they begin
/// inside a character.
static Str ending_of(Str form, size_t length, bool *splits) {
  size_t begin = form.length - length;
  *splits = length > 0 && utf8_is_continuation(form.data[begin]);
  return str_slice(form, begin, form.length);
}

static size_t longest_ending(Str form) {
  size_t longest = form.length ? form.length - 1 : 0;
  return longest < LEMMA_LONGEST_ENDING ? longest : LEMMA_LONGEST_ENDING;
}

/// The script that the rules made so far give a word, by endings of at most
/// `length` bytes; UINT32_MAX if none.
static uint32_t apply_rules(const Draft *draft, const LemmaWord *word,
                            size_t length) {
  for (size_t left = length + 1; left > 0; left--) {
    bool splits;
    Str ending = ending_of(word->form, left - 1, &splits);
    const uint32_t *value =
        splits ? NULL : find_rule(draft, ending_key(word, ending));
    if (value) {
      return *value;
    }
  }
  return UINT32_MAX;
}

/// A word with its script, ordered by tags and ending.
typedef struct {
  const LemmaWord *word;
  Str ending;
  uint32_t script;
} Ended;

static int compare_ended(const void *a, const void *b) {
  const Ended *left = a;
  const Ended *right = b;
  if (left->word->upos != right->word->upos) {
    return left->word->upos < right->word->upos ? -1 : 1;
  }
  int order = str_compare(left->word->xpos, right->word->xpos);
  if (order == 0) {
    order = str_compare(left->ending, right->ending);
  }
  if (order == 0 && left->script != right->script) {
    order = left->script < right->script ? -1 : 1;
  }
  return order;
}

static bool same_ending(const Ended *a, const Ended *b) {
  return a->word->upos == b->word->upos &&
         str_equal(a->word->xpos, b->word->xpos) &&
         str_equal(a->ending, b->ending);
}

/// Make a rule of the words with one ending, if they agree and the rule of the
/// shorter ending says something else.
static void learn_ending(Draft *draft, const Ended *words, size_t count) {
  uint32_t best = 0;
  size_t best_count = 0;
  for (size_t i = 0; i < count;) {
    size_t end = i;
    while (end < count && words[end].script == words[i].script) {
      end++;
    }
    if (end - i > best_count) {
      best = words[i].script;
      best_count = end - i;
    }
    i = end;
  }
  size_t length = words->ending.length;
  uint32_t shorter =
      length ? apply_rules(draft, words->word, length - 1) : UINT32_MAX;
  bool agree = best_count >= FEWEST_WORDS && 2 * best_count > count;
  if (shorter == UINT32_MAX ? length == 0 : agree && best != shorter) {
    add_rule(draft, ending_key(words->word, words->ending), best);
  }
}

static void learn_endings(Draft *draft, const LemmaWords *words,
                          const uint32_t *scripts, size_t length) {
  Arena *scratch = arena_new();
  Ended *ended = ARENA_NEW(scratch, Ended, words->count);
  size_t count = 0;
  for (size_t i = 0; i < words->count; i++) {
    const LemmaWord *word = &words->words[i];
    if (word->form.length && length <= longest_ending(word->form)) {
      bool splits;
      Str ending = ending_of(word->form, length, &splits);
      if (!splits) {
        ended[count++] = (Ended){word, ending, scripts[i]};
      }
    }
  }
  if (count) {
    qsort(ended, count, sizeof *ended, compare_ended);
  }
  for (size_t i = 0; i < count;) {
    size_t end = i;
    while (end < count && same_ending(&ended[end], &ended[i])) {
      end++;
    }
    learn_ending(draft, &ended[i], end - i);
    i = end;
  }
  arena_free(scratch);
}

static void learn_words(Draft *draft, const LemmaWords *words) {
  uint32_t *scripts = ARENA_NEW(draft->arena, uint32_t, words->count);
  for (size_t i = 0; i < words->count; i++) {
    scripts[i] = intern_script(draft, &words->words[i]);
  }
  for (size_t length = 0; length <= LEMMA_LONGEST_ENDING; length++) {
    learn_endings(draft, words, scripts, length);
  }
  for (size_t i = 0; i < words->count; i++) {
    const LemmaWord *word = &words->words[i];
    if (apply_rules(draft, word, longest_ending(word->form)) != scripts[i]) {
      add_rule(draft,
               lemma_key(LEMMA_WORD, word->upos, word->xpos, FORM_UNCASED,
                         word->form),
               scripts[i]);
    }
  }
}

/// How often each casing would have been right.
typedef struct {
  uint32_t key;
  uint32_t right[LEMMA_CASINGS];
  uint32_t total;
  uint32_t wrong; ///< by the more general rules
} CasingCount;

typedef struct {
  Arena *arena;
  Map *keys;
  CasingCount *counts;
  size_t count;
  size_t capacity;
} CasingCounts;

static CasingCount *count_of(CasingCounts *counts, uint32_t key) {
  uint32_t place =
      map_intern(counts->keys, arena_format(counts->arena, "%u", key));
  if (place == counts->count) {
    ARENA_PUSH(counts->arena, counts->counts, counts->count, counts->capacity)
        ->key = key;
  }
  return &counts->counts[place];
}

static uint32_t best_casing(const CasingCount *count) {
  uint32_t best = 0;
  for (uint32_t casing = 1; casing < LEMMA_CASINGS; casing++) {
    best = count->right[casing] > count->right[best] ? casing : best;
  }
  return best;
}

/// A token as the casing rules see it.
typedef struct {
  uint32_t word_key;
  uint32_t tag_key;
  uint32_t upos_key;
  bool right[LEMMA_CASINGS];
} CasedToken;

static CasedToken look_at_casing(Arena *arena, const Token *token) {
  const Str none = {NULL, 0};
  Str form = lemma_plain_form(arena, token->form);
  Str lemma = utf8_to_lower(arena, token->lemma);
  FormCasing casing = form_casing(form);
  CasedToken cased = {
      lemma_key(LEMMA_CASED_WORD, token->upos, none, casing, lemma),
      lemma_key(LEMMA_CASED_TAG, token->upos, token->xpos, casing, none),
      lemma_key(LEMMA_CASED_UPOS, token->upos, none, casing, none),
      {false}};
  for (uint32_t k = 0; k < LEMMA_CASINGS; k++) {
    Str written = lemma_case(arena, lemma, form, (LemmaCasing)k);
    cased.right[k] = str_equal(written, token->lemma);
  }
  return cased;
}

typedef struct {
  Draft *draft;
  CasingCounts general; ///< rules of tags and of universal tags
  CasingCounts words;
} CasingLesson;

static void add_casing(CasingCount *count, const CasedToken *token) {
  count->total++;
  for (uint32_t k = 0; k < LEMMA_CASINGS; k++) {
    count->right[k] += token->right[k];
  }
}

static void count_casings(Arena *arena, const TreebankBlock *block,
                          void *data) {
  CasingLesson *lesson = data;
  for (size_t i = 0; i < block->count; i++) {
    if (lemma_is_known(block->tokens[i].token)) {
      CasedToken token = look_at_casing(arena, block->tokens[i].token);
      add_casing(count_of(&lesson->general, token.tag_key), &token);
      add_casing(count_of(&lesson->general, token.upos_key), &token);
      add_casing(count_of(&lesson->words, token.word_key), &token);
    }
  }
}

/// See where the general rules are wrong.
static void check_casings(Arena *arena, const TreebankBlock *block,
                          void *data) {
  CasingLesson *lesson = data;
  for (size_t i = 0; i < block->count; i++) {
    if (lemma_is_known(block->tokens[i].token)) {
      CasedToken token = look_at_casing(arena, block->tokens[i].token);
      const uint32_t *rule = find_rule(lesson->draft, token.tag_key);
      rule = rule ? rule : find_rule(lesson->draft, token.upos_key);
      count_of(&lesson->words, token.word_key)->wrong +=
          !rule || !token.right[*rule];
    }
  }
}

static void learn_casings(Draft *draft, const Treebank *treebanks,
                          size_t count) {
  Arena *scratch = arena_new();
  CasingLesson lesson = {draft,
                         {.arena = scratch, .keys = map_new(scratch)},
                         {.arena = scratch, .keys = map_new(scratch)}};
  treebank_visit(treebanks, count, count_casings, &lesson);
  for (size_t i = 0; i < lesson.general.count; i++) {
    const CasingCount *general = &lesson.general.counts[i];
    if (general->total >= FEWEST_CASED) {
      add_rule(draft, general->key, best_casing(general));
    }
  }
  treebank_visit(treebanks, count, check_casings, &lesson);
  for (size_t i = 0; i < lesson.words.count; i++) {
    const CasingCount *word = &lesson.words.counts[i];
    if (2 * word->wrong > word->total) {
      add_rule(draft, word->key, best_casing(word));
    }
  }
  arena_free(scratch);
}

static void fill_slots(const Draft *draft, LemmaSlot *slots, uint32_t count) {
  for (uint32_t i = 0; i < map_count(draft->rules); i++) {
    const MapEntry *entry = map_entry(draft->rules, i);
    uint32_t key = *(const uint32_t *)entry->pointer;
    uint32_t place = key & (count - 1);
    while (slots[place].key) {
      place = (place + 1) & (count - 1);
    }
    slots[place] = (LemmaSlot){key, entry->value};
  }
}

static Str write_section(Arena *arena, const Draft *draft) {
  uint32_t slot_count = 16;
  while (slot_count < 2 * map_count(draft->rules)) {
    slot_count *= 2;
  }
  size_t header_size = LEMMATIZER_HEADER_WORDS * sizeof(uint32_t);
  size_t slots_size = slot_count * sizeof(LemmaSlot);
  size_t scripts_size = draft->script_count * sizeof(LemmaScript);
  size_t length =
      header_size + slots_size + scripts_size + draft->endings.length;
  char *bytes = arena_alloc(arena, 1, length);
  uint32_t *header = (uint32_t *)(void *)bytes;
  header[0] = LEMMATIZER_VERSION;
  header[1] = slot_count;
  header[2] = (uint32_t)draft->script_count;
  header[3] = (uint32_t)draft->endings.length;
  fill_slots(draft, (LemmaSlot *)(void *)(bytes + header_size), slot_count);
  char *scripts = bytes + header_size + slots_size;
  if (draft->script_count) {
    memcpy(scripts, draft->script_list, scripts_size);
    memcpy(scripts + scripts_size, draft->endings.data, draft->endings.length);
  }
  return (Str){bytes, length};
}

Str lemmatizer_train(Arena *arena, LemmaLists lists, const Treebank *treebanks,
                     size_t count) {
  Arena *scratch = arena_new();
  Draft draft = {.arena = scratch,
                 .scripts = map_new(scratch),
                 .rules = map_new(scratch),
                 .endings = STR("")};
  LemmaWords words = lemma_words(scratch, lists, treebanks, count);
  learn_words(&draft, &words);
  learn_casings(&draft, treebanks, count);
  Str section = write_section(arena, &draft);
  arena_free(scratch);
  return section;
}
