/// Resolve: which mentions of a document speak of the same thing.
#include "extract/mention/resolve.h"

#include "base/map.h"
#include "extract/name/name.h"
#include "extract/name/person_name.h"

#include <assert.h>

/// A document that is resolved.
typedef struct {
  const MentionList *list;
  Arena *arena;
  const Sentences *sentences;
  Entities entities;
  uint32_t capacity;
  uint32_t *of_mention; ///< the entity of each mention
  uint32_t **tokens;
  const Mentions *knowledge;
  Map *shorts; ///< short forms to lists of fuller names
} Resolver;

static bool is_person(Str type) { return str_equal(type, STR("Person")); }

static bool is_named(const Mention *mention) {
  return mention->kind != MENTION_VALUE;
}

static const Lexicon *lexicon_of(const Resolver *resolver) {
  return mentions_lexicon(resolver->knowledge);
}

static Str last_word(Str name) {
  size_t begin = name.length;
  while (begin > 0 && name.data[begin - 1] != ' ') {
    begin--;
  }
  return str_slice(name, begin, name.length);
}

static Str first_word(Str name) {
  const char *space = memchr(name.data, ' ', name.length);
  return str_slice(name, 0, space ? (size_t)(space - name.data) : name.length);
}

static bool is_single(Str name) {
  return name.length > 0 && !memchr(name.data, ' ', name.length);
}

/// A name that others may be short for, and the next of the same short form.
typedef struct Fuller {
  const Mention *mention;
  bool is_first; ///< a person by the first word alone
  const struct Fuller *next;
} Fuller;

/// The first letters of an organization's words, of small ones too if wanted
/// ("RIM" for Research in Motion); empty if they are not two or more.
static Str make_initials(Arena *arena, Str name, bool with_small) {
  char *initials = arena_alloc(arena, name.length + 1, 1);
  size_t count = 0;
  bool at_word = true;
  for (size_t i = 0; i < name.length; i++) {
    char c = name.data[i];
    bool is_small = with_small && c >= 'a' && c <= 'z';
    if (at_word && ((c >= 'A' && c <= 'Z') || is_small)) {
      initials[count++] = is_small ? (char)(c - 'a' + 'A') : c;
    }
    at_word = c == ' ' || c == '-';
  }
  return count >= 2 ? (Str){initials, count} : STR("");
}

static void add_short(Resolver *resolver, Str form, const Mention *mention) {
  if (form.length && form.length < mention->label.length) {
    MapEntry *entry = map_add(resolver->shorts, form);
    Fuller *fuller = ARENA_NEW(resolver->arena, Fuller, 1);
    bool is_first =
        is_person(mention->type) && str_equal(form, first_word(mention->label));
    *fuller = (Fuller){mention, is_first, entry->pointer};
    entry->pointer = fuller;
  }
}

static void add_person(Resolver *resolver, const Mention *mention) {
  Str name = mention->label;
  Str last = person_surname(lexicon_of(resolver), name);
  Str bare = person_drop_article(lexicon_of(resolver), last);
  add_short(resolver, last, mention);
  if (bare.length < last.length) {
    add_short(resolver, bare, mention);
  }
  add_short(resolver, first_word(name), mention); // "Diana", "Xi"
  add_short(resolver,
            ARENA_JOIN(resolver->arena, first_word(name), STR(" "), last),
            mention);
}

/// The initials of a name as it is written, which may not be its label.
static void add_letters(Resolver *resolver, Map *seen, const Mention *mention) {
  Str text = name_text(resolver->arena,
                       &resolver->sentences->sentences[mention->sentence],
                       mention->begin, mention->end);
  if (mention->kind == MENTION_NAME && !is_person(mention->type) &&
      !is_single(text) && !map_find(seen, text)) {
    map_set(seen, text, 1);
    add_short(resolver, make_initials(resolver->arena, text, true), mention);
  }
}

/// Note the short forms of all names of several words, each name once.
static void collect_shorts(Resolver *resolver) {
  Map *seen = map_new(resolver->arena);
  Map *written = map_new(resolver->arena);
  for (size_t i = 0; i < resolver->list->count; i++) {
    const Mention *mention = &resolver->list->mentions[i];
    Str name = mention->label;
    add_letters(resolver, written, mention);
    if (mention->kind != MENTION_NAME || is_single(name) ||
        map_find(seen, name)) {
      continue;
    }
    map_set(seen, name, 1);
    if (mention->core.length) {
      add_short(resolver, mention->core, mention);
    }
    if (is_person(mention->type)) {
      add_person(resolver, mention);
      continue;
    }
    add_short(resolver, make_initials(resolver->arena, name, false), mention);
    Str last = last_word(name);
    if (mentions_is_suffix(resolver->knowledge, last)) {
      add_short(resolver, str_slice(name, 0, name.length - last.length - 1),
                mention);
    }
  }
}

/// May things of these types be one thing? A person is nothing else.
static bool is_compatible(Str a, Str b) {
  return !a.length || !b.length || is_person(a) == is_person(b);
}

/// Is one person's name the other's with more between first and last?
static bool is_variant(Str a, Str b) {
  return str_equal(first_word(a), first_word(b)) &&
         str_equal(last_word(a), last_word(b));
}

/// What a title right before a name tells.
static Sex sex_of(const Resolver *resolver, const Mention *mention) {
  const Sentence *sentence = &resolver->sentences->sentences[mention->sentence];
  return mention->begin == 0
             ? SEX_UNKNOWN
             : person_title_sex(lexicon_of(resolver),
                                sentence->tokens[mention->begin - 1].form,
                                resolver->arena);
}

/// "Mrs Holm" is no "Omar Holm".
static bool is_of_sex(const Resolver *resolver, const Mention *fuller,
                      Sex sex) {
  Sex other = sex_of(resolver, fuller);
  other = other != SEX_UNKNOWN ? other
                               : person_given_sex(lexicon_of(resolver),
                                                  first_word(fuller->label));
  return sex == SEX_UNKNOWN || other == SEX_UNKNOWN || sex == other;
}

/// A court that is named before the one of a country or town need not be it.
static bool is_owned_later(const Mention *fuller, const Mention *mention) {
  return str_equal(fuller->core, mention->label) && mention->sentence > 0 &&
         fuller->sentence > mention->sentence;
}

/// Whom a search has found.
typedef struct {
  const Mention *mention; ///< NULL: none yet
  bool is_one;            ///< no other was found
} Found;
static void note(Found *found, const Mention *other) {
  found->is_one =
      !found->mention ||
      (found->is_one && (is_variant(found->mention->label, other->label)));
  if (!found->mention || other->label.length > found->mention->label.length) {
    found->mention = other;
  }
}

/// The one fuller name of a list that the mention's is short for; if there are
/// several, the one that was named before it; NULL if there are none or several
/// of these, too.
static const Mention *find_one(const Resolver *resolver, const Fuller *fuller,
                               const Mention *mention, bool is_first) {
  Found all = {NULL, false};
  Found before = {NULL, false};
  Sex sex = sex_of(resolver, mention);
  for (; fuller; fuller = fuller->next) {
    const Mention *other = fuller->mention;
    if (fuller->is_first != is_first ||
        !is_compatible(other->type, mention->type) ||
        !is_of_sex(resolver, other, sex) || is_owned_later(other, mention)) {
      continue;
    }
    note(&all, other);
    if (other < mention) {
      note(&before, other);
    }
  }
  return all.is_one ? all.mention : before.is_one ? before.mention : NULL;
}

/// Whom or what a mention's name is short for; NULL if there are none or
/// several. Surnames go before first names.
static const Mention *find_fuller(const Resolver *resolver,
                                  const Mention *mention) {
  if (mention->id.length > 0 || mention->kind != MENTION_NAME ||
      mention->is_alone) {
    return NULL;
  }
  const MapEntry *entry = map_find(resolver->shorts, mention->label);
  const Fuller *list = entry ? entry->pointer : NULL;
  bool has_surname = false;
  for (const Fuller *fuller = list; fuller; fuller = fuller->next) {
    has_surname |= !fuller->is_first;
  }
  return find_one(resolver, list, mention, !has_surname);
}

/// What names one thing: its link, or its full name and kind.
static Str make_key(const Resolver *resolver, const Mention *named) {
  if (named->id.length) {
    return ARENA_JOIN(resolver->arena, STR("="), named->id);
  }
  Str kind = is_person(named->type) ? STR("p") : STR("n");
  return ARENA_JOIN(resolver->arena, kind, named->label);
}

/// A person is called by the fullest name, what is linked by its label.
static void improve(Entity *entity, const Mention *mention) {
  if (mention->id.length) {
    entity->name = mention->label;
    entity->id = mention->id;
    entity->is_local = false;
    entity->type = mention->type;
    entity->links = mention->links;
    entity->link_count = mention->link_count;
  } else if (!entity->id.length) {
    entity->is_local &= mention->is_generic;
    if (mention->label.length > entity->name.length) {
      entity->name = mention->label;
    }
    entity->type = entity->type.length ? entity->type : mention->type;
    entity->is_homonym |= mention->is_homonym;
  }
}

static uint32_t add_entity(Resolver *resolver, const Mention *mention) {
  Entity *entity = ARENA_PUSH(resolver->arena, resolver->entities.entities,
                              resolver->entities.count, resolver->capacity);
  *entity = (Entity){
      .first = mention->range, .is_local = mention->is_generic, .named = true};
  return (uint32_t)resolver->entities.count - 1;
}

/// "Secretary of State John Kerry": a title that the name hangs on speaks of
/// the person too.
static void take_title(Resolver *resolver, const Mention *mention,
                       uint32_t entity) {
  const Sentence *sentence = &resolver->sentences->sentences[mention->sentence];
  const Token *head = &sentence->tokens[mention->head];
  if (!is_person(mention->type) || head->head >= mention->begin ||
      !mentions_is_title(resolver->knowledge,
                         sentence->tokens[head->head].form) ||
      (!str_starts(head->relation, STR("flat")) &&
       !str_equal(head->relation, STR("appos")) &&
       !str_equal(head->relation, STR("nmod")) &&
       !str_equal(head->relation, STR("nmod:desc")))) {
    return;
  }
  for (uint32_t i = head->head; i < mention->begin; i++) {
    const Token *between = &sentence->tokens[i];
    bool is_case = between->head == mention->head &&
                   str_equal(between->relation, STR("case"));
    if (between->upos == UPOS_PUNCT || is_case) {
      return;
    }
  }
  resolver->tokens[mention->sentence][head->head] = entity;
}

static void group_names(Resolver *resolver) {
  Map *keys = map_new(resolver->arena);
  Map *seen = map_new(resolver->arena);
  for (size_t i = 0; i < resolver->list->count; i++) {
    const Mention *mention = &resolver->list->mentions[i];
    resolver->of_mention[i] = ENTITY_NONE;
    if (!is_named(mention)) {
      continue;
    }
    // Looking for fuller names is done once a label.
    char digits[STR_DIGITS];
    Str sex = str_decimal(digits, is_person(mention->type)
                                      ? (uint64_t)sex_of(resolver, mention)
                                      : 0);
    Str label =
        ARENA_JOIN(resolver->arena, mention->id, STR(" "), mention->type,
                   STR(" "), sex, STR(" "), mention->label);
    uint32_t entity = map_get(seen, label, ENTITY_NONE);
    if (entity == ENTITY_NONE) {
      const Mention *fuller = find_fuller(resolver, mention);
      Str key = make_key(resolver, fuller ? fuller : mention);
      entity = map_get(keys, key, ENTITY_NONE);
      if (entity == ENTITY_NONE) {
        entity = add_entity(resolver, mention);
        map_set(keys, key, entity);
      }
      // A last name of several people may be clear later on.
      if (fuller || !map_find(resolver->shorts, mention->label)) {
        map_set(seen, label, entity);
      }
    }
    assert(entity < resolver->entities.count);
    resolver->of_mention[i] = entity;
    improve(&resolver->entities.entities[entity], mention);
    for (uint32_t k = mention->begin; k < mention->end; k++) {
      resolver->tokens[mention->sentence][k] = entity;
    }
    take_title(resolver, mention, entity);
  }
}

/// A given name alone tells nobody who it is.
static void mark_local(Resolver *resolver) {
  for (size_t i = 0; i < resolver->entities.count; i++) {
    Entity *entity = &resolver->entities.entities[i];
    entity->is_local |=
        !entity->id.length && is_person(entity->type) &&
        lexicon_has(lexicon_of(resolver), LEXICON_GIVEN, entity->name);
  }
}

/// Add a name as written to an entity's, unless it is there.
static void add_alias(Resolver *resolver, Entity *entity, Str name) {
  if (str_equal(entity->name, name)) {
    return;
  }
  for (uint32_t i = 0; i < entity->alias_count; i++) {
    if (str_equal(entity->aliases[i], name)) {
      return;
    }
  }
  entity->aliases =
      arena_grow(resolver->arena, entity->aliases, entity->alias_count,
                 entity->alias_count + 1, sizeof *entity->aliases);
  entity->aliases[entity->alias_count++] = name;
}

static void collect_aliases(Resolver *resolver) {
  enum { MOST_ALIASES = 16 };
  for (size_t i = 0; i < resolver->list->count; i++) {
    const Mention *mention = &resolver->list->mentions[i];
    if (mention->kind == MENTION_NAME && !mention->is_metonym) {
      Entity *entity = &resolver->entities.entities[resolver->of_mention[i]];
      if (entity->alias_count < MOST_ALIASES) {
        add_alias(resolver, entity,
                  name_text(resolver->arena,
                            &resolver->sentences->sentences[mention->sentence],
                            mention->begin, mention->end));
      }
    }
  }
}

Entities mentions_resolve(const Mentions *knowledge, const MentionList *list,
                          Arena *arena, const Sentences *sentences,
                          const uint32_t *const **tokens) {
  Resolver resolver = {.list = list,
                       .arena = arena,
                       .sentences = sentences,
                       .knowledge = knowledge};
  resolver.of_mention = ARENA_NEW(arena, uint32_t, list->count + 1);
  resolver.tokens = ARENA_NEW(arena, uint32_t *, sentences->count + 1);
  for (size_t s = 0; s < sentences->count; s++) {
    uint32_t count = sentences->sentences[s].token_count;
    resolver.tokens[s] = ARENA_NEW(arena, uint32_t, count + 1);
    for (uint32_t i = 0; i < count; i++) {
      resolver.tokens[s][i] = ENTITY_NONE;
    }
  }
  resolver.shorts = map_new(arena);
  collect_shorts(&resolver);
  group_names(&resolver);
  mark_local(&resolver);
  collect_aliases(&resolver);
  *tokens = (const uint32_t *const *)resolver.tokens;
  return resolver.entities;
}
