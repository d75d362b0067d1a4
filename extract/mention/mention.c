/// Mention: where a text names things, dates and quantities.
#include "extract/mention/mention.h"

#include "base/map.h"
#include "extract/mention/name.h"
#include "extract/mention/value_find.h"

struct Mentions {
  Arena *arena;
  Lexicon *lexicon;
};

/// A document that is searched.
typedef struct {
  const Mentions *knowledge;
  Arena *arena;
  const Sentences *sentences;
  CalendarDate today;
  MentionList list;
  size_t capacity;
  bool *taken; ///< tokens of the sentence that belong to a mention
} Search;

Mentions *mentions_new(Report *report) {
  Arena *arena = arena_new();
  Mentions *knowledge = ARENA_NEW(arena, Mentions, 1);
  *knowledge = (Mentions){arena, lexicon_new(arena, report)};
  return knowledge;
}

void mentions_free(Mentions *knowledge) {
  if (knowledge) {
    arena_free(knowledge->arena);
  }
}

static Mention *add_mention(Search *search, uint32_t index, uint32_t begin,
                            uint32_t end) {
  const Sentence *sentence = &search->sentences->sentences[index];
  Mention *mention = ARENA_PUSH(search->arena, search->list.mentions,
                                search->list.count, search->capacity);
  *mention = (Mention){.sentence = index,
                       .begin = begin,
                       .end = end,
                       .head = name_head(sentence, begin, end),
                       .range = {sentence->tokens[begin].range.begin,
                                 sentence->tokens[end - 1].range.end},
                       .label = name_text(search->arena, sentence, begin, end)};
  for (uint32_t i = begin; i < end; i++) {
    search->taken[i] = true;
  }
  return mention;
}

/// Does a value fill its tokens? "2" in "2nd-hand" or in "A2" is none.
static bool is_whole(const Atoms *atoms, const Value *value) {
  return atoms->atoms[value->begin].begins_token &&
         atoms->atoms[value->end - 1].ends_token;
}

/// "Theresa May", "April Holm": a part of a person's name.
static bool is_in_name(const Sentence *sentence, uint32_t token) {
  const Token *tokens = sentence->tokens;
  bool has_flat = token + 1 < sentence->token_count &&
                  tokens[token + 1].head == token &&
                  str_equal(tokens[token + 1].relation, STR("flat"));
  return tokens[token].upos == UPOS_PROPN &&
         (has_flat || str_equal(tokens[token].relation, STR("flat")));
}

static void take_values(Search *search, uint32_t index) {
  const Sentence *sentence = &search->sentences->sentences[index];
  Atoms atoms =
      atoms_split(search->knowledge->lexicon, search->arena, sentence);
  for (uint32_t at = 0; at < atoms.count;) {
    Value value = {0};
    if (atoms.atoms[at].begins_token &&
        !is_in_name(sentence, atoms.atoms[at].token)) {
      WhenReader reader = {&atoms, search->arena, search->today, TENSE_UNKNOWN};
      value_find(&reader, at, &value);
      if (str_equal(value.type, STR("Date"))) {
        reader.tense = when_tense(sentence, atoms.atoms[at].token);
        value_find(&reader, at, &value);
      }
    }
    if (!value.end || !is_whole(&atoms, &value)) {
      at++;
      continue;
    }
    Mention *mention =
        add_mention(search, index, atoms.atoms[value.begin].token,
                    atoms.atoms[value.end - 1].token + 1);
    mention->kind = MENTION_VALUE;
    mention->type = value.type;
    mention->value = value.text;
    mention->is_approximate = value.is_approximate;
    at = value.end;
  }
}

static void take_names(Search *search, uint32_t index) {
  const Sentence *sentence = &search->sentences->sentences[index];
  Names names = names_find(search->knowledge->lexicon, search->arena, sentence,
                           search->taken);
  for (uint32_t i = 0; i < names.count; i++) {
    const Name *name = &names.names[i];
    Mention *mention = add_mention(search, index, name->begin, name->end);
    mention->head = name->head;
    mention->type = name->type;
  }
}

/// Names whose types are known, for names like them: by whole label, and the
/// last words of persons' names.
static Map *collect_types(const Search *search) {
  Map *known = map_new(search->arena);
  for (size_t i = 0; i < search->list.count; i++) {
    const Mention *mention = &search->list.mentions[i];
    if (mention->kind != MENTION_NAME || !mention->type.length) {
      continue;
    }
    MapEntry *entry = map_add(known, mention->label);
    entry->pointer =
        entry->pointer ? entry->pointer : &search->list.mentions[i].type;
  }
  return known;
}

static void collect_surnames(const Search *search, Map *known) {
  for (size_t i = 0; i < search->list.count; i++) {
    Mention *mention = &search->list.mentions[i];
    if (str_equal(mention->type, STR("Person")) &&
        mention->end - mention->begin > 1) {
      const Sentence *sentence =
          &search->sentences->sentences[mention->sentence];
      MapEntry *entry = map_add(known, sentence->tokens[mention->end - 1].form);
      entry->pointer = entry->pointer ? entry->pointer : &mention->type;
    }
  }
}

/// Give names without a type that of the same name, or of the person of that
/// surname, elsewhere in the document.
static void share_types(const Search *search) {
  Map *known = collect_types(search);
  collect_surnames(search, known);
  for (size_t i = 0; i < search->list.count; i++) {
    Mention *mention = &search->list.mentions[i];
    const MapEntry *entry = map_find(known, mention->label);
    if (mention->kind == MENTION_NAME && !mention->type.length && entry) {
      mention->type = *(const Str *)entry->pointer;
    }
  }
}

/// Bring the mentions from `first` on into text order: an insertion sort, for
/// those of one sentence.
static void sort_mentions(MentionList *list, size_t first) {
  for (size_t i = first + 1; i < list->count; i++) {
    Mention moved = list->mentions[i];
    size_t place = i;
    while (place > first && list->mentions[place - 1].begin > moved.begin) {
      list->mentions[place] = list->mentions[place - 1];
      place--;
    }
    list->mentions[place] = moved;
  }
}

MentionList mentions_find(const Mentions *knowledge, Arena *arena,
                          const Document *document,
                          const Sentences *sentences) {
  Search search = {
      .knowledge = knowledge, .arena = arena, .sentences = sentences};
  if (!calendar_parse(document->date, &search.today)) {
    search.today = (CalendarDate){0};
  }
  for (uint32_t i = 0; i < sentences->count; i++) {
    size_t first = search.list.count;
    search.taken = ARENA_NEW(arena, bool, sentences->sentences[i].token_count);
    take_values(&search, i);
    take_names(&search, i);
    sort_mentions(&search.list, first);
  }
  share_types(&search);
  return search.list;
}

const Str *const *mentions_types(const MentionList *list, Arena *arena,
                                 const Sentences *sentences) {
  Str **types = ARENA_NEW(arena, Str *, sentences->count + 1);
  for (size_t i = 0; i < sentences->count; i++) {
    types[i] = ARENA_NEW(arena, Str, sentences->sentences[i].token_count + 1);
  }
  for (size_t i = 0; i < list->count; i++) {
    const Mention *mention = &list->mentions[i];
    for (uint32_t k = mention->begin; k < mention->end; k++) {
      types[mention->sentence][k] = mention->type;
    }
  }
  return (const Str *const *)types;
}

const uint32_t *const *mentions_numbers(const MentionList *list, Arena *arena,
                                        const Sentences *sentences) {
  uint32_t **numbers = ARENA_NEW(arena, uint32_t *, sentences->count + 1);
  for (size_t i = 0; i < sentences->count; i++) {
    numbers[i] =
        ARENA_NEW(arena, uint32_t, sentences->sentences[i].token_count + 1);
  }
  for (size_t i = 0; i < list->count; i++) {
    const Mention *mention = &list->mentions[i];
    for (uint32_t k = mention->begin; k < mention->end; k++) {
      numbers[mention->sentence][k] = (uint32_t)i + 1;
    }
  }
  return (const uint32_t *const *)numbers;
}
