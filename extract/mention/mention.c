/// Mention: where a text names things, dates and quantities.
#include "extract/mention/mention.h"

#include "base/map.h"
#include "extract/mention/acronym.h"
#include "extract/mention/institution.h"
#include "extract/mention/link_settle.h"
#include "extract/mention/mention_make.h"
#include "extract/mention/name_mend.h"
#include "extract/mention/retag.h"
#include "extract/mention/short_name.h"
#include "extract/name/name.h"
#include "extract/value/value_find.h"

#include <assert.h>

struct Mentions {
  Arena *arena;
  const Lexicon *lexicon;
  Gazetteer *gazetteer;
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
  LinkScene scene;
} Search;

Mentions *mentions_new(Report *report) {
  Mentions *knowledge = NULL;
  Status status = mentions_load(NULL, 0, report, &knowledge);
  assert(status == STATUS_OK);
  (void)status;
  return knowledge;
}

Status mentions_load(const char *const *paths, size_t count, Report *report,
                     Mentions **knowledge) {
  *knowledge = NULL;
  Gazetteer *gazetteer = NULL;
  Status status = gazetteer_new(paths, count, report, &gazetteer);
  if (status == STATUS_OK) {
    Arena *arena = arena_new();
    *knowledge = ARENA_NEW(arena, Mentions, 1);
    **knowledge = (Mentions){arena, lexicon_new(arena, report), gazetteer};
  }
  return status;
}

void mentions_free(Mentions *knowledge) {
  if (knowledge) {
    gazetteer_free(knowledge->gazetteer);
    arena_free(knowledge->arena);
  }
}

const Lexicon *mentions_lexicon(const Mentions *knowledge) {
  return knowledge->lexicon;
}

bool mentions_is_suffix(const Mentions *knowledge, Str word) {
  return lexicon_has(knowledge->lexicon, LEXICON_SUFFIX, word);
}

bool mentions_is_title(const Mentions *knowledge, Str word) {
  return lexicon_has(knowledge->lexicon, LEXICON_TITLE, word);
}

static Mention *add_mention(Search *search, uint32_t index, uint32_t begin,
                            uint32_t end) {
  Mention *mention = ARENA_PUSH(search->arena, search->list.mentions,
                                search->list.count, search->capacity);
  *mention = mention_make(search->sentences, search->arena, index, begin, end);
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
        reader.tense = when_tense(search->knowledge->lexicon, sentence,
                                  atoms.atoms[at].token);
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
    // "About a month ago" is no exact day; "early 2013" lies in 2013.
    bool is_day = str_equal(value.type, STR("Date")) &&
                  value.text.length == strlen("2013-04-13");
    if (is_day && value.is_approximate) {
      mention->value =
          arena_format(search->arena, "%.*s~", STR_ARG(value.text));
    }
    at = value.end;
  }
}

static Linker make_linker(const Search *search, uint32_t index) {
  const Sentences *sentences = search->sentences;
  return (Linker){
      search->knowledge->lexicon, search->knowledge->gazetteer, search->arena,
      index < sentences->count ? &sentences->sentences[index] : NULL};
}

/// Give a mention its link; what is open says nothing of the rest yet.
static void set_link(Search *search, const Linker *linker, const Link *link,
                     Mention *mention) {
  link_apply(linker, link, mention);
  if (link->entity.id.length && !link->is_open) {
    link_scene_add(&search->scene, &link->entity);
  }
}

static void take_demonym(Search *search, uint32_t index, uint32_t begin,
                         uint32_t end, const GazetteerEntity *entity) {
  Mention *mention = add_mention(search, index, begin, end);
  const Token *word =
      &search->sentences->sentences[index].tokens[mention->head];
  mention->kind = MENTION_DEMONYM;
  // "Americans" are people, "American" and "the US" go with the country.
  bool is_modifier = word->upos == UPOS_ADJ ||
                     str_starts(word->relation, STR("amod")) ||
                     str_starts(word->relation, STR("compound"));
  Linker linker = make_linker(search, index);
  Link link = {.entity = *entity, .confidence = 1};
  link_scene_add(&search->scene, entity);
  if (is_modifier) {
    link_apply(&linker, &link, mention);
  } else {
    mention->type = STR("Group");
  }
}

/// Known names of several words.
static void take_known(Search *search, uint32_t index) {
  Linker linker = make_linker(search, index);
  for (uint32_t i = 0; i < linker.sentence->token_count;) {
    uint32_t end =
        search->taken[i] ? i : link_longest(&linker, search->taken, i);
    Link link;
    if (end > i &&
        link_name(&linker, i, end, STR(""), NULL, &link) != LINK_NONE) {
      set_link(search, &linker, &link, add_mention(search, index, i, end));
    }
    i = end > i ? end : i + 1;
  }
}

static void take_names(Search *search, uint32_t index) {
  Linker linker = make_linker(search, index);
  Names names = names_find(search->knowledge->lexicon, search->arena,
                           linker.sentence, search->taken);
  for (uint32_t i = 0; i < names.count; i++) {
    const Name *name = &names.names[i];
    Link link;
    GazetteerEntity entity;
    LinkResult result =
        link_name(&linker, name->begin, name->end, name->type, NULL, &link);
    if (result == LINK_NONE &&
        link_demonym(&linker, name->begin, name->end, &entity)) {
      take_demonym(search, index, name->begin, name->end, &entity);
      continue;
    }
    Mention *mention = add_mention(search, index, name->begin, name->end);
    mention->head = name->head;
    mention->type = name->type;
    if (result != LINK_NONE) {
      set_link(search, &linker, &link, mention);
    }
  }
}

/// Demonyms of several words ("North Korean"), whatever their tags.
static void take_long_demonyms(Search *search, uint32_t index) {
  Linker linker = make_linker(search, index);
  for (uint32_t i = 0; i < linker.sentence->token_count;) {
    GazetteerEntity entity;
    uint32_t end =
        search->taken[i]
            ? i
            : link_demonym_longest(&linker, search->taken, i, &entity);
    if (end > i) {
      take_demonym(search, index, i, end, &entity);
    }
    i = end > i ? end : i + 1;
  }
}

/// Demonyms that are no proper nouns.
static void take_demonyms(Search *search, uint32_t index) {
  Linker linker = make_linker(search, index);
  for (uint32_t i = 0; i < linker.sentence->token_count; i++) {
    Upos upos = linker.sentence->tokens[i].upos;
    GazetteerEntity entity;
    if (!search->taken[i] && (upos == UPOS_ADJ || upos == UPOS_NOUN) &&
        link_demonym(&linker, i, i + 1, &entity)) {
      take_demonym(search, index, i, i + 1, &entity);
    }
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

MentionList mentions_find(const Mentions *knowledge, Arena *arena,
                          const Document *document,
                          const Sentences *sentences) {
  Search search = {.knowledge = knowledge,
                   .arena = arena,
                   .sentences = sentences,
                   .scene = {map_new(arena), map_new(arena)}};
  if (!calendar_parse(document->date, &search.today)) {
    search.today = (CalendarDate){0};
  }
  for (uint32_t i = 0; i < sentences->count; i++) {
    size_t first = search.list.count;
    search.taken = ARENA_NEW(arena, bool, sentences->sentences[i].token_count);
    take_values(&search, i);
    take_known(&search, i);
    take_long_demonyms(&search, i);
    take_names(&search, i);
    take_demonyms(&search, i);
    mention_sort(&search.list, first);
  }
  Linker linker = make_linker(&search, 0);
  link_settle(&linker, &search.scene, sentences, &search.list);
  share_types(&search);
  RetagInput input = {.lexicon = knowledge->lexicon,
                      .gazetteer = knowledge->gazetteer,
                      .scene = &search.scene,
                      .arena = arena,
                      .sentences = sentences};
  MentionList list = retag_names(&input, &search.list);
  names_mend(&linker, sentences, &list);
  link_settle_last(&linker, sentences, &list);
  institution_settle(&linker, sentences, &list);
  acronyms_settle(&linker, sentences, &list);
  short_names_settle(&linker, sentences, &list);
  return list;
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
