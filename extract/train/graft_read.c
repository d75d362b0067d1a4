/// Reading what grafts are made of: a grammar, tags, phrases.
#include "extract/train/graft_internal.h"
#include "extract/train/list.h"

enum { PHRASE_LONGEST = 9 }; ///< tokens

/// Take a part of an item off, up to a slash or the end.
static Str take_part(Str *item) {
  const char *slash = memchr(item->data, '/', item->length);
  size_t length = slash ? (size_t)(slash - item->data) : item->length;
  Str part = str_slice(*item, 0, length);
  *item = str_slice(*item, slash ? length + 1 : length, item->length);
  return part;
}

static uint32_t read_number(Str digits) {
  uint32_t number = 0;
  for (size_t i = 0; i < digits.length; i++) {
    number = number * 10 + (uint32_t)(digits.data[i] - '0');
  }
  return number;
}

static GraftKind slot_kind(Str name) {
  static const struct {
    const char *name;
    GraftKind kind;
  } kinds[] = {{"name", GRAFT_NAME},       {"acronym", GRAFT_ACRONYM},
               {"phrase", GRAFT_PHRASE},   {"clause", GRAFT_CLAUSE},
               {"opening", GRAFT_OPENING}, {"rest", GRAFT_REST}};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (str_equal(name, str_from(kinds[i].name))) {
      return kinds[i].kind;
    }
  }
  return GRAFT_RULE;
}

/// "form/XPOS/head/relation" or "$slot/head/relation".
static GraftItem read_item(Str text) {
  GraftItem item = {.kind = GRAFT_WORD, .form = take_part(&text)};
  if (str_starts(item.form, STR("$")) && item.form.length > 1) {
    item.form = str_slice(item.form, 1, item.form.length);
    item.kind = slot_kind(item.form);
  } else {
    item.xpos = take_part(&text);
  }
  item.head = read_number(take_part(&text));
  item.relation = text;
  return item;
}

/// Are heads items of the production, and is one of them its head?
static bool is_whole(const GraftRule *rule) {
  uint32_t heads = 0;
  for (uint32_t i = 0; i < rule->count; i++) {
    const GraftItem *item = &rule->items[i];
    if (item->head > rule->count || item->head == i + 1) {
      return false;
    }
    heads += item->kind != GRAFT_OPENING && item->head == 0;
  }
  return heads == 1;
}

static void add_rule(Graft *graft, Str name, GraftRule rule) {
  if (!is_whole(&rule)) {
    return;
  }
  MapEntry *entry = map_add(graft->rules, name);
  if (!entry->pointer) {
    entry->pointer = ARENA_NEW(graft->arena, GraftRules, 1);
  }
  GraftRules *rules = entry->pointer;
  *ARENA_PUSH(graft->arena, rules->rules, rules->count, rules->capacity) = rule;
}

/// "words NAME XPOS FORM...": a production for each form.
static void read_words(Graft *graft, Str line) {
  Str name = list_take_word(&line);
  Str xpos = list_take_word(&line);
  for (Str form = list_take_word(&line); form.length;
       form = list_take_word(&line)) {
    GraftRule rule = {NULL, 0, 0};
    *ARENA_PUSH(graft->arena, rule.items, rule.count, rule.capacity) =
        (GraftItem){.kind = GRAFT_WORD, .form = form, .xpos = xpos};
    add_rule(graft, name, rule);
  }
}

static void read_line(Graft *graft, Str line) {
  Str name = list_take_word(&line);
  if (str_equal(name, STR("words"))) {
    read_words(graft, line);
    return;
  }
  GraftRule rule = {NULL, 0, 0};
  for (Str word = list_take_word(&line); word.length;
       word = list_take_word(&line)) {
    if (str_equal(name, STR("teller"))) {
      map_add(graft->tellers, word);
    } else {
      *ARENA_PUSH(graft->arena, rule.items, rule.count, rule.capacity) =
          read_item(word);
    }
  }
  add_rule(graft, name, rule);
}

/// Is the token in the part of the tree below `head`?
static bool is_below(const Sentence *sentence, uint32_t index, uint32_t head) {
  for (uint32_t step = 0; step < sentence->token_count; step++) {
    if (index == head || index == TOKEN_NONE) {
      return index == head;
    }
    index = sentence->tokens[index].head;
  }
  return false;
}

/// A phrase that ends with a comma has another one before.
static bool has_lone_comma(const GraftPhrase *phrase) {
  const Token *tokens = phrase->sentence->tokens;
  uint32_t commas = 0;
  for (uint32_t i = phrase->begin; i < phrase->end; i++) {
    commas += str_equal(tokens[i].form, STR(","));
  }
  return commas == 1 && str_equal(tokens[phrase->end - 1].form, STR(","));
}

/// Note the phrase of a subject, if it is one run of not too many tokens.
static void add_phrase(Graft *graft, const Sentence *sentence, uint32_t head) {
  GraftPhrase phrase = {sentence, head, head + 1, head};
  uint32_t count = 0;
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    if (is_below(sentence, i, head)) {
      phrase.begin = i < phrase.begin ? i : phrase.begin;
      phrase.end = i >= phrase.end ? i + 1 : phrase.end;
      count++;
    }
  }
  if (count == phrase.end - phrase.begin && count <= PHRASE_LONGEST &&
      !has_lone_comma(&phrase)) {
    *ARENA_PUSH(graft->arena, graft->phrases, graft->phrase_count,
                graft->phrase_capacity) = phrase;
  }
}

static void read_phrases(Graft *graft, const Sentence *sentence) {
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    const Token *token = &sentence->tokens[i];
    if (str_equal(token->relation, STR("nsubj")) && token->head != TOKEN_NONE &&
        (token->upos == UPOS_NOUN || token->upos == UPOS_PROPN) &&
        map_find(graft->tellers, sentence->tokens[token->head].lemma)) {
      add_phrase(graft, sentence, i);
    }
  }
}

/// How often each tag was seen with a key; the commonest one so far.
typedef struct {
  Map *counts;
  Map *most;
} TagCount;

static void count_tag(Graft *graft, TagCount *count, Str key,
                      const Token *token) {
  Str upos = upos_name(token->upos);
  Str name = arena_format(graft->arena, "%.*s %.*s %.*s", STR_ARG(key),
                          STR_ARG(upos), STR_ARG(token->features));
  uint32_t seen = ++map_add(count->counts, name)->value;
  MapEntry *most = map_add(count->most, key);
  if (seen > most->value) {
    most->value = seen;
    map_add(graft->tags, key)->pointer = (void *)(uintptr_t)token;
  }
}

static void read_tags(Graft *graft, TagCount *count, const Sentence *sentence) {
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    const Token *token = &sentence->tokens[i];
    Str form = token->form;
    Str tagged = arena_format(graft->arena, "%.*s %.*s", STR_ARG(form),
                              STR_ARG(token->xpos));
    Str related = arena_format(graft->arena, "%.*s %.*s", STR_ARG(tagged),
                               STR_ARG(token->relation));
    count_tag(graft, count, related, token);
    count_tag(graft, count, tagged, token);
    count_tag(graft, count, token->xpos, token);
  }
}

Graft *graft_new(Arena *arena, Str grammar, const Variation *variation,
                 const Sentences *treebanks, size_t treebank_count) {
  Graft *graft = ARENA_NEW(arena, Graft, 1);
  *graft = (Graft){.arena = arena,
                   .variation = variation,
                   .rules = map_new(arena),
                   .tellers = map_new(arena),
                   .tags = map_new(arena)};
  while (grammar.length) {
    read_line(graft, list_take_line(&grammar));
  }
  TagCount count = {map_new(arena), map_new(arena)};
  for (size_t t = 0; t < treebank_count; t++) {
    for (size_t s = 0; s < treebanks[t].count; s++) {
      read_tags(graft, &count, &treebanks[t].sentences[s]);
      read_phrases(graft, &treebanks[t].sentences[s]);
    }
  }
  return graft;
}
