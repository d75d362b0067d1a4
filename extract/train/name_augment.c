/// Augmentation: other names in the places of a treebank's names.
#include "extract/train/name_augment.h"

#include "base/builtin.h"
#include "base/utf8.h"
#include "extract/name/gazetteer_table.h"
#include "extract/name/name.h"
#include "extract/train/list.h"

enum { NAME_LONGEST = 12 }; ///< words

static const float replaced_share = 0.85f;

typedef struct {
  Str *texts;
  size_t count;
  size_t capacity;
} Texts;

/// Names as tokens, of one kind.
typedef struct {
  Str *forms;
  bool *spaces; ///< after the forms
  uint32_t count;
} Tokens;

typedef struct {
  Tokens *names;
  size_t count;
  size_t capacity;
} TokensList;

struct NamePool {
  TokensList seen[NAME_KINDS]; ///< in the treebank
  Texts surnames;
  Texts given;
  Texts known[NAME_KINDS]; ///< in the gazetteer
  Texts syllables;
  Texts ends;
  Texts place_ends;
  Texts organizations; ///< last words of their names
};

/// What a name is made with.
typedef struct {
  const NamePool *pool;
  Arena *arena;
  Random *random;
} Maker;

static void add_text(Arena *arena, Texts *texts, Str text) {
  *ARENA_PUSH(arena, texts->texts, texts->count, texts->capacity) = text;
}

/// Is it made of words that need no tokenizer?
static bool is_plain(Str text) {
  bool at_begin = true;
  for (size_t offset = 0; offset < text.length;) {
    uint32_t character = utf8_next(text, &offset);
    bool is_sign = character < 0x80 && character != ' ' && character != '.' &&
                   (character < 'A' || character > 'z' ||
                    (character > 'Z' && character < 'a'));
    if (is_sign || (at_begin && !utf8_is_upper(character))) {
      return false;
    }
    at_begin = false;
  }
  return text.length > 1;
}

static void add_known(Arena *arena, const Lexicon *lexicon, NamePool *pool) {
  GazetteerTable table;
  Report *report = report_new();
  Status status =
      gazetteer_open(gazetteer_builtin(), STR("built in"), report, &table);
  report_free(report);
  if (status != STATUS_OK) {
    return;
  }
  for (uint32_t i = 0; i < table.header.name_count; i++) {
    const GazetteerName *name = &table.names[i];
    if (name->kind != GAZETTEER_LABEL && name->kind != GAZETTEER_ALTERNATIVE) {
      continue;
    }
    Str type = gazetteer_view(&table, table.rows[name->entity].type);
    NameKind kind = name_kind(lexicon, type);
    Str text = gazetteer_view(&table, name->text);
    if (kind < NAME_KINDS && is_plain(text)) {
      add_text(arena, &pool->known[kind], text);
    }
  }
}

static void add_parts(Arena *arena, NamePool *pool) {
  Str rest = builtin_find(STR("extract/train/english/made-names.txt"));
  const struct {
    Str name;
    Texts *texts;
  } lists[] = {{STR("syllable"), &pool->syllables},
               {STR("end"), &pool->ends},
               {STR("place"), &pool->place_ends},
               {STR("organization"), &pool->organizations}};
  while (rest.length) {
    Str line = list_take_line(&rest);
    Str name = list_take_word(&line);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
      for (Str part = {"", str_equal(name, lists[i].name)}; part.length;) {
        part = list_take_word(&line);
        if (part.length) {
          add_text(arena, lists[i].texts, part);
        }
      }
    }
  }
}

static void add_seen(Arena *arena, NamePool *pool, const NamedSentence *named,
                     const NameSpan *span) {
  Tokens name = {.count = span->end - span->begin};
  name.forms = ARENA_NEW(arena, Str, name.count);
  name.spaces = ARENA_NEW(arena, bool, name.count);
  for (uint32_t i = 0; i < name.count; i++) {
    const Token *token = &named->sentence.tokens[span->begin + i];
    name.forms[i] = token->form;
    name.spaces[i] = token->space_after;
  }
  TokensList *list = &pool->seen[span->kind];
  *ARENA_PUSH(arena, list->names, list->count, list->capacity) = name;
  if (span->kind == NAME_PERSON && name.count > 1) {
    add_text(arena, &pool->surnames, name.forms[name.count - 1]);
  }
}

NamePool *name_pool_new(Arena *arena, const Lexicon *lexicon,
                        const NamedSentences *sentences) {
  NamePool *pool = ARENA_NEW(arena, NamePool, 1);
  for (size_t i = 0; i < sentences->count; i++) {
    const NamedSentence *named = &sentences->sentences[i];
    for (size_t k = 0; k < named->names.count; k++) {
      add_seen(arena, pool, named, &named->names.spans[k]);
    }
  }
  pool->given.count =
      lexicon_words(lexicon, LEXICON_GIVEN, arena, &pool->given.texts);
  add_known(arena, lexicon, pool);
  add_parts(arena, pool);
  return pool;
}

static bool chance(const Maker *maker, float share) {
  return random_unit(maker->random) < share;
}

static Str pick(const Maker *maker, const Texts *texts) {
  return texts->count ? texts->texts[random_next(maker->random) % texts->count]
                      : STR("Rund");
}

/// One or two syllables and an end, with a capital.
static Str make_word(const Maker *maker, const Texts *ends) {
  Str first = pick(maker, &maker->pool->syllables);
  Str second =
      chance(maker, 1 / 3.0f) ? pick(maker, &maker->pool->syllables) : STR("");
  Str end = pick(maker, ends);
  Str word = arena_format(maker->arena, "%.*s%.*s%.*s", STR_ARG(first),
                          STR_ARG(second), STR_ARG(end));
  char *bytes = arena_alloc(maker->arena, word.length + 1, 1);
  memcpy(bytes, word.data, word.length);
  bytes[0] = (char)(bytes[0] - 'a' + 'A');
  return (Str){bytes, word.length};
}

static Str join(const Maker *maker, Str first, Str second) {
  return arena_format(maker->arena, "%.*s %.*s", STR_ARG(first),
                      STR_ARG(second));
}

static Str make_person(const Maker *maker) {
  const NamePool *pool = maker->pool;
  Str given = chance(maker, 0.8f) ? pick(maker, &pool->given)
                                  : make_word(maker, &pool->ends);
  Str surname = chance(maker, 0.5f) ? pick(maker, &pool->surnames)
                                    : make_word(maker, &pool->ends);
  float choice = random_unit(maker->random);
  if (choice < 0.42f) {
    return choice < 0.35f ? surname : given;
  }
  if (choice < 0.5f) {
    uint32_t letter = (uint32_t)(random_next(maker->random) % 26);
    given = arena_format(maker->arena, "%.*s %c.", STR_ARG(given),
                         (char)('A' + letter));
  }
  return join(maker, given, surname);
}

static Str make_place(const Maker *maker) {
  const NamePool *pool = maker->pool;
  if (chance(maker, 0.6f)) {
    return pick(maker, &pool->known[NAME_PLACE]);
  }
  return make_word(maker,
                   chance(maker, 0.8f) ? &pool->place_ends : &pool->ends);
}

static Str make_acronym(const Maker *maker) {
  char *letters = arena_alloc(maker->arena, 4, 1);
  size_t count = 2 + random_next(maker->random) % 3;
  for (size_t i = 0; i < count; i++) {
    letters[i] = (char)('A' + random_next(maker->random) % 26);
  }
  return (Str){letters, count};
}

static Str make_organization(const Maker *maker) {
  const NamePool *pool = maker->pool;
  float choice = random_unit(maker->random);
  if (choice < 0.3f) {
    return pick(maker, &pool->known[NAME_ORGANIZATION]);
  }
  if (choice < 0.64f) {
    return choice < 0.5f ? make_word(maker, &pool->ends) : make_acronym(maker);
  }
  Str name = choice < 0.73f   ? make_word(maker, &pool->ends)
             : choice < 0.91f ? pick(maker, &pool->known[NAME_PLACE])
                              : pick(maker, &pool->surnames);
  Str head = pick(maker, &pool->organizations);
  return chance(maker, 0.2f) ? join(maker, join(maker, head, STR("of")), name)
                             : join(maker, name, head);
}

/// Cut a text at its spaces.
static Tokens split(const Maker *maker, Str text) {
  Tokens name = {ARENA_NEW(maker->arena, Str, NAME_LONGEST),
                 ARENA_NEW(maker->arena, bool, NAME_LONGEST), 0};
  while (name.count < NAME_LONGEST) {
    Str word = list_take_word(&text);
    if (!word.length) {
      break;
    }
    name.forms[name.count] = word;
    name.spaces[name.count++] = true;
  }
  return name;
}

static Tokens make_name(const Maker *maker, NameKind kind) {
  static const float seen_shares[NAME_KINDS] = {[NAME_PERSON] = 0.4f,
                                                [NAME_PLACE] = 0.4f,
                                                [NAME_ORGANIZATION] = 0.5f,
                                                [NAME_EVENT] = 1,
                                                [NAME_OTHER] = 0.4f};
  const TokensList *seen = &maker->pool->seen[kind];
  if (chance(maker, seen_shares[kind]) && seen->count) {
    return seen->names[random_next(maker->random) % seen->count];
  }
  return split(maker, kind == NAME_PERSON  ? make_person(maker)
                      : kind == NAME_PLACE ? make_place(maker)
                      : kind == NAME_ORGANIZATION
                          ? make_organization(maker)
                          : make_word(maker, &maker->pool->ends));
}

static void copy_tokens(Sentence *copy, const Sentence *sentence,
                        uint32_t begin, uint32_t end) {
  for (uint32_t i = begin; i < end; i++) {
    const Token *token = &sentence->tokens[i];
    copy->tokens[copy->token_count++] = (Token){
        .form = token->form,
        .space_after = token->space_after,
        .upos = UPOS_COUNT,
        .head = TOKEN_NONE,
        .surface_count = 1,
    };
  }
}

static void put_name(NamedSentence *made, const NamedSentence *old,
                     const NameSpan *span, const Tokens *name) {
  Sentence *copy = &made->sentence;
  for (uint32_t i = 0; i < name->count; i++) {
    copy->tokens[copy->token_count++] = (Token){
        .form = name->forms[i],
        .space_after = name->spaces[i],
        .upos = UPOS_COUNT,
        .head = TOKEN_NONE,
        .surface_count = 1,
    };
  }
  copy->tokens[copy->token_count - 1].space_after =
      old->sentence.tokens[span->end - 1].space_after;
}

NamedSentence name_augment(const NamePool *pool, Arena *arena, Random *random,
                           const NamedSentence *sentence) {
  Maker maker = {pool, arena, random};
  const NameSpans *names = &sentence->names;
  size_t longest = sentence->sentence.token_count + names->count * NAME_LONGEST;
  NamedSentence made = {
      .sentence = {.tokens = ARENA_NEW(arena, Token, longest)}};
  uint32_t next = 0;
  for (size_t i = 0; i < names->count; i++) {
    const NameSpan *span = &names->spans[i];
    copy_tokens(&made.sentence, &sentence->sentence, next, span->begin);
    uint32_t begin = made.sentence.token_count;
    Tokens name = {0};
    if (chance(&maker, replaced_share)) {
      name = make_name(&maker, span->kind);
    }
    if (name.count && name.count <= NAME_LONGEST) {
      put_name(&made, sentence, span, &name);
    } else {
      copy_tokens(&made.sentence, &sentence->sentence, span->begin, span->end);
    }
    *ARENA_PUSH(arena, made.names.spans, made.names.count,
                made.names.capacity) =
        (NameSpan){begin, made.sentence.token_count, span->kind};
    next = span->end;
  }
  copy_tokens(&made.sentence, &sentence->sentence, next,
              sentence->sentence.token_count);
  return made;
}
