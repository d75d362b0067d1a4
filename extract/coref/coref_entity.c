/// Coreference: from chains of mentions to entities.
#include "extract/coref/coref_internal.h"

#include "extract/mention/resolve.h"
#include "extract/name/name.h"

enum { MOST_MEMBERS = 64 }; ///< of a chain that are looked at

typedef struct {
  const CorefInput *input;
  const Coreference *coreference;
  Arena *arena;
  Entities *entities;
  size_t capacity;
  uint32_t **tokens;
  uint32_t *entity_of; ///< by mention, for those that begin a chain
} Namer;

static const Sentence *sentence_of(const Namer *namer,
                                   const CorefMention *mention) {
  return &namer->input->sentences->sentences[mention->sentence];
}

/// "7.8-magnitude quake": a hyphen hangs on the word before it.
static bool is_hyphen(const Token *token) {
  return token->upos == UPOS_PUNCT && !token->space_after &&
         str_equal(token->form, STR("-"));
}

/// The head with what stands before it, without determiner and possessor.
static Str short_phrase(const Namer *namer, const CorefMention *mention) {
  const Sentence *sentence = sentence_of(namer, mention);
  uint32_t begin = mention->head;
  while (begin > mention->begin) {
    const Token *before = &sentence->tokens[begin - 1];
    bool is_own = (before->head >= begin && before->head <= mention->head) ||
                  (is_hyphen(before) && begin - 1 > mention->begin);
    if (!is_own || before->upos == UPOS_DET || before->upos == UPOS_PRON ||
        str_starts(before->relation, STR("nmod:poss"))) {
      break;
    }
    begin--;
  }
  return name_text(namer->arena, sentence, begin, mention->head + 1);
}

/// "This is a farce": a noun that only tells what something is.
static bool is_predicate(const Namer *namer, const CorefMention *mention) {
  const Sentence *sentence = sentence_of(namer, mention);
  bool is_found = false;
  for (uint32_t i = mention->begin; i-- > 0 && !is_found;) {
    const Token *token = &sentence->tokens[i];
    is_found =
        token->head == mention->head && str_equal(token->relation, STR("cop"));
  }
  return is_found;
}

/// The longest short phrase of a chain's nouns; empty if there are none but
/// predicates.
static Str name_chain(const Namer *namer, uint32_t root) {
  enum { LONGEST_NAME = 60 };
  const CorefMention *mentions = namer->coreference->mentions;
  Str name = {NULL, 0};
  uint32_t at = root;
  for (int i = 0; i < MOST_MEMBERS; i++) {
    bool is_noun = mentions[at].kind == COREF_NOMINAL &&
                   !is_predicate(namer, &mentions[at]);
    if (is_noun || mentions[at].kind == COREF_NAME) {
      Str phrase = short_phrase(namer, &mentions[at]);
      bool is_better = phrase.length > name.length &&
                       (name.length == 0 || phrase.length <= LONGEST_NAME);
      name = is_better ? phrase : name;
    }
    at = mentions[at].next;
    if (at == root) {
      break;
    }
  }
  return name;
}

/// The mention of a chain whose members are known; NULL if there is none.
static const CorefMention *find_group(const Namer *namer, uint32_t root) {
  const CorefMention *mentions = namer->coreference->mentions;
  uint32_t at = root;
  for (int i = 0; i < MOST_MEMBERS; i++) {
    if (mentions[at].member_count > 1) {
      return &mentions[at];
    }
    at = mentions[at].next;
    if (at == root) {
      break;
    }
  }
  return NULL;
}

static uint32_t add_entity(Namer *namer, uint32_t root) {
  const CorefMention *first = &namer->coreference->mentions[root];
  const Token *head = &sentence_of(namer, first)->tokens[first->head];
  Entity *entity = ARENA_PUSH(namer->arena, namer->entities->entities,
                              namer->entities->count, namer->capacity);
  *entity = (Entity){.name = name_chain(namer, root),
                     .head = head->form,
                     .first = head->range};
  namer->entity_of[root] = (uint32_t)namer->entities->count - 1;
  return namer->entity_of[root];
}

/// What takes up a name whose type was a guess tells better: "Telvik ... it",
/// "the company". Names of a sure type have given it to the chain.
static void correct_type(const Namer *namer, const CorefMention *first) {
  Entity *entity = &namer->entities->entities[first->entity];
  bool is_person = str_equal(entity->type, STR("Person"));
  bool is_thing = first->gender == COREF_NEUTER || first->type.length > 0;
  if (entity->id.length > 0 || str_equal(entity->type, first->type)) {
    return;
  }
  if (is_person && is_thing) {
    entity->type = first->type;
  } else if (!is_person && !(first->gender & COREF_NEUTER)) {
    entity->type = STR("Person");
  }
}

/// The entity of a chain, made if it is worth one.
static uint32_t entity_of_chain(Namer *namer, uint32_t root) {
  const CorefMention *first = &namer->coreference->mentions[root];
  if (first->entity != COREF_NONE || namer->entity_of[root] != ENTITY_NONE) {
    return first->entity != COREF_NONE ? first->entity : namer->entity_of[root];
  }
  bool is_alone = first->next == root;
  return is_alone || name_chain(namer, root).length == 0
             ? ENTITY_NONE
             : add_entity(namer, root);
}

/// Make the entity of a group, and those of its members that have none.
static uint32_t entity_of_group(Namer *namer, uint32_t root,
                                const CorefMention *group) {
  uint32_t *members = ARENA_NEW(namer->arena, uint32_t, group->member_count);
  for (uint32_t i = 0; i < group->member_count; i++) {
    uint32_t member = coref_root(namer->coreference, group->members[i]);
    if (member == root || find_group(namer, member)) {
      return ENTITY_NONE;
    }
    members[i] = entity_of_chain(namer, member);
    if (members[i] == ENTITY_NONE) {
      members[i] = add_entity(namer, member);
    }
  }
  uint32_t entity = add_entity(namer, root);
  namer->entities->entities[entity].members = members;
  namer->entities->entities[entity].member_count = group->member_count;
  return entity;
}

/// Give a chain its entity; a list of several things needs none of its own.
static void name_root(Namer *namer, uint32_t root) {
  const CorefMention *first = &namer->coreference->mentions[root];
  if (first->entity != COREF_NONE) {
    correct_type(namer, first);
  }
  const CorefMention *group =
      first->entity == COREF_NONE ? find_group(namer, root) : NULL;
  bool is_list = first->kind == COREF_GROUP && first->next == root;
  namer->entity_of[root] = is_list ? ENTITY_NONE
                           : group ? entity_of_group(namer, root, group)
                                   : entity_of_chain(namer, root);
}

static void copy_tokens(Namer *namer) {
  const Sentences *sentences = namer->input->sentences;
  namer->tokens = ARENA_NEW(namer->arena, uint32_t *, sentences->count + 1);
  for (size_t s = 0; s < sentences->count; s++) {
    uint32_t count = sentences->sentences[s].token_count;
    namer->tokens[s] = ARENA_NEW(namer->arena, uint32_t, count + 1);
    memcpy(namer->tokens[s], namer->input->entities[s],
           count * sizeof **namer->tokens);
  }
}

const uint32_t *const *coref_entities(const CorefInput *input,
                                      const Coreference *coreference,
                                      Arena *arena, Entities *entities) {
  Namer namer = {.input = input,
                 .coreference = coreference,
                 .arena = arena,
                 .entities = entities,
                 .capacity = entities->count};
  copy_tokens(&namer);
  namer.entity_of = ARENA_NEW(arena, uint32_t, coreference->count + 1);
  memset(namer.entity_of, 0xFF,
         (coreference->count + 1) * sizeof *namer.entity_of);
  for (uint32_t i = 0; i < coreference->count; i++) {
    if (coref_root(coreference, i) == i) {
      name_root(&namer, i);
    }
  }
  for (uint32_t i = 0; i < coreference->count; i++) {
    const CorefMention *mention = &coreference->mentions[i];
    uint32_t entity = namer.entity_of[coref_root(coreference, i)];
    if (mention->kind != COREF_GROUP && !mention->is_value &&
        entity != ENTITY_NONE) {
      namer.tokens[mention->sentence][mention->head] = entity;
    }
  }
  return (const uint32_t *const *)namer.tokens;
}
