/// Coreference: from chains of mentions to entities.
#include "extract/mention/coref_internal.h"

#include "extract/mention/name.h"
#include "extract/mention/resolve.h"

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

/// The head with what stands before it, without determiner and possessor.
static Str short_phrase(const Namer *namer, const CorefMention *mention) {
  const Sentence *sentence = sentence_of(namer, mention);
  uint32_t begin = mention->head;
  while (begin > mention->begin) {
    const Token *before = &sentence->tokens[begin - 1];
    bool is_own = before->head >= begin && before->head <= mention->head;
    if (!is_own || before->upos == UPOS_DET || before->upos == UPOS_PRON ||
        str_starts(before->relation, STR("nmod:poss"))) {
      break;
    }
    begin--;
  }
  return name_text(namer->arena, sentence, begin, mention->head + 1);
}

/// The longest short phrase of a chain's nouns; empty if there are none.
static Str name_chain(const Namer *namer, uint32_t root) {
  enum { LONGEST_NAME = 60, MOST_MEMBERS = 64 };
  const CorefMention *mentions = namer->coreference->mentions;
  Str name = {NULL, 0};
  uint32_t at = root;
  for (int i = 0; i < MOST_MEMBERS; i++) {
    if (mentions[at].kind == COREF_NOMINAL || mentions[at].kind == COREF_NAME) {
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

/// The entity of a chain, made if it is worth one.
static uint32_t entity_of_chain(Namer *namer, uint32_t root) {
  const CorefMention *first = &namer->coreference->mentions[root];
  if (first->entity != COREF_NONE) {
    return first->entity;
  }
  Str name = first->next == root ? STR("") : name_chain(namer, root);
  if (name.length == 0) {
    return ENTITY_NONE;
  }
  const Token *head = &sentence_of(namer, first)->tokens[first->head];
  *ARENA_PUSH(namer->arena, namer->entities->entities, namer->entities->count,
              namer->capacity) =
      (Entity){.name = name, .head = head->form, .first = head->range};
  return (uint32_t)namer->entities->count - 1;
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
  for (uint32_t i = 0; i < coreference->count; i++) {
    const CorefMention *mention = &coreference->mentions[i];
    uint32_t root = coref_root(coreference, i);
    if (root == i) {
      namer.entity_of[i] = entity_of_chain(&namer, i);
    }
    if (mention->kind != COREF_GROUP && !mention->is_value &&
        namer.entity_of[root] != ENTITY_NONE) {
      namer.tokens[mention->sentence][mention->head] = namer.entity_of[root];
    }
  }
  return (const uint32_t *const *)namer.tokens;
}
