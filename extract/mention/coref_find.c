/// Coreference: finding the phrases that may corefer.
#include "extract/mention/coref_internal.h"

#include "extract/mention/name.h"

#include <stdlib.h>

enum { FARTHEST_CONJUNCT = 100 }; ///< tokens from a group's first

/// The tokens that belong to a token, by two readings of it.
typedef struct {
  uint32_t begin; ///< of the whole subtree
  uint32_t end;
  uint32_t phrase_begin; ///< of the noun phrase
  uint32_t phrase_end;
} Extent;

/// Relations of children that are no part of a noun phrase: what links it, what
/// is beside it, and, where it is a predicate, the rest of the clause.
static bool is_outside(const Token *child, uint32_t index, uint32_t head) {
  static const char *const relations[] = {
      "case",       "cc",     "conj",  "appos",     "parataxis",
      "cop",        "aux",    "nsubj", "mark",      "discourse",
      "vocative",   "advcl",  "csubj", "expl",      "list",
      "reparandum", "orphan", "punct", "dislocated"};
  if (str_equal(child->xpos, STR("POS"))) {
    return index < head;
  }
  for (size_t i = 0; i < sizeof relations / sizeof *relations; i++) {
    if (relation_is(child->relation, relations[i])) {
      return true;
    }
  }
  return false;
}

/// Tokens with each one after all that hang on it. Tokens of a cycle, which no
/// tree has, are left out.
static uint32_t *order_leaves_first(const Sentence *sentence, Arena *arena,
                                    uint32_t *count) {
  uint32_t length = sentence->token_count;
  uint32_t *children = ARENA_NEW(arena, uint32_t, length + 1);
  uint32_t *order = ARENA_NEW(arena, uint32_t, length + 1);
  for (uint32_t i = 0; i < length; i++) {
    if (sentence->tokens[i].head < length) {
      children[sentence->tokens[i].head]++;
    }
  }
  *count = 0;
  for (uint32_t i = 0; i < length; i++) {
    if (children[i] == 0) {
      order[(*count)++] = i;
    }
  }
  for (uint32_t i = 0; i < *count; i++) {
    uint32_t head = sentence->tokens[order[i]].head;
    if (head < length && --children[head] == 0) {
      order[(*count)++] = head;
    }
  }
  return order;
}

/// Where each phrase may not reach: beside the nearest children outside of it.
static Extent *find_limits(const Sentence *sentence, const uint32_t *order,
                           uint32_t count, Arena *arena) {
  Extent *extents = ARENA_NEW(arena, Extent, sentence->token_count + 1);
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    extents[i] = (Extent){i, i + 1, 0, sentence->token_count};
  }
  for (uint32_t i = 0; i < count; i++) {
    uint32_t index = order[i];
    uint32_t head = sentence->tokens[index].head;
    if (head >= sentence->token_count) {
      continue;
    }
    const Extent *own = &extents[index];
    Extent *above = &extents[head];
    above->begin = own->begin < above->begin ? own->begin : above->begin;
    above->end = own->end > above->end ? own->end : above->end;
    bool is_mark = sentence->tokens[index].upos == UPOS_PUNCT;
    if (is_mark || !is_outside(&sentence->tokens[index], index, head)) {
      continue;
    }
    if (index < head && own->end > above->phrase_begin && own->end <= head) {
      above->phrase_begin = own->end;
    } else if (index > head && own->begin < above->phrase_end &&
               own->begin > head) {
      above->phrase_end = own->begin;
    }
  }
  return extents;
}

/// "Jules et Jim (1962": does a bracket that was opened within the phrase close
/// right behind it?
static bool closes_bracket(const Sentence *sentence, uint32_t head,
                           uint32_t end) {
  enum { FARTHEST = 12 };
  if (end >= sentence->token_count ||
      !str_equal(sentence->tokens[end].form, STR(")"))) {
    return false;
  }
  for (uint32_t i = end; i-- > head + 1 && end - i <= FARTHEST;) {
    if (str_equal(sentence->tokens[i].form, STR("("))) {
      return true;
    }
    if (str_equal(sentence->tokens[i].form, STR(")"))) {
      return false;
    }
  }
  return false;
}

/// Narrow the phrase of each token to what belongs to it.
static void narrow(const Sentence *sentence, Extent *extents,
                   const uint32_t *order, uint32_t count, Arena *arena) {
  uint32_t *begins = ARENA_NEW(arena, uint32_t, sentence->token_count + 1);
  uint32_t *ends = ARENA_NEW(arena, uint32_t, sentence->token_count + 1);
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    begins[i] = i;
    ends[i] = i + 1;
  }
  for (uint32_t i = 0; i < count; i++) {
    uint32_t index = order[i];
    uint32_t head = sentence->tokens[index].head;
    if (head >= sentence->token_count ||
        is_outside(&sentence->tokens[index], index, head)) {
      continue;
    }
    const Extent *own = &extents[index];
    if (own->begin < begins[head]) {
      begins[head] = own->begin;
    }
    if (own->end > ends[head]) {
      ends[head] = own->end;
    }
  }
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    Extent *extent = &extents[i];
    uint32_t begin = extent->phrase_begin;
    uint32_t end = extent->phrase_end;
    extent->phrase_begin = begins[i] > begin ? begins[i] : begin;
    extent->phrase_end = ends[i] < end ? ends[i] : end;
    while (extent->phrase_end > i + 1 &&
           sentence->tokens[extent->phrase_end - 1].upos == UPOS_PUNCT) {
      extent->phrase_end--;
    }
    extent->phrase_end += closes_bracket(sentence, i, extent->phrase_end);
    while (extent->phrase_begin < i &&
           sentence->tokens[extent->phrase_begin].upos == UPOS_PUNCT) {
      extent->phrase_begin++;
    }
  }
}

static Extent *find_extents(const Sentence *sentence, Arena *arena) {
  uint32_t count;
  uint32_t *order = order_leaves_first(sentence, arena, &count);
  Extent *extents = find_limits(sentence, order, count, arena);
  narrow(sentence, extents, order, count, arena);
  return extents;
}

static bool is_relation(const Token *token, const char *relation) {
  return str_starts(token->relation, str_from(relation));
}

static const Mention *name_at(const Coref *coref, uint32_t sentence,
                              uint32_t token, uint32_t *index) {
  uint32_t number = coref->input->numbers[sentence][token];
  *index = number ? number - 1 : COREF_NONE;
  return number ? &coref->input->names->mentions[number - 1] : NULL;
}

/// "Secretary of State John Kerry": does the name hang on the token as on its
/// title?
static bool is_title_of(const Coref *coref, const Sentence *sentence,
                        uint32_t index, const Mention *name) {
  const Token *title = &sentence->tokens[index];
  const Token *head = &sentence->tokens[name->head];
  bool is_beside = is_relation(head, "flat") || is_relation(head, "appos") ||
                   str_equal(head->relation, STR("nmod")) ||
                   is_relation(head, "nmod:desc");
  if (name->kind != MENTION_NAME || name->begin <= index ||
      head->head != index || !is_beside ||
      !coref_is_type(coref, name->type, STR("Person")) ||
      !(lexicon_has(coref->lexicon, LEXICON_TITLE, title->form) ||
        lexicon_has(coref->lexicon, LEXICON_ROLE, title->lemma))) {
    return false;
  }
  for (uint32_t i = index + 1; i < name->begin; i++) {
    const Token *between = &sentence->tokens[i];
    if (between->upos == UPOS_PUNCT ||
        (between->head == name->head && is_relation(between, "case"))) {
      return false;
    }
  }
  return true;
}

/// The name that a title stands before in one phrase; COREF_NONE if there is
/// none.
static uint32_t find_titled(const Coref *coref, const Sentence *sentence,
                            uint32_t sentence_index, uint32_t index) {
  enum { FARTHEST = 8 }; // tokens between title and name
  for (uint32_t i = index + 1;
       i < sentence->token_count && i <= index + FARTHEST; i++) {
    uint32_t name;
    const Mention *found = name_at(coref, sentence_index, i, &name);
    if (found && is_title_of(coref, sentence, index, found)) {
      return name;
    }
  }
  return COREF_NONE;
}

/// What kind of phrase has the token as its head; false if none has.
static bool classify(const Coref *coref, const Sentence *sentence,
                     uint32_t index, CorefMention *mention) {
  const Token *token = &sentence->tokens[index];
  if (token->upos == UPOS_PRON) {
    mention->kind = COREF_PRONOUN;
    return !is_relation(token, "expl") &&
           lexicon_has(coref->lexicon, LEXICON_PRONOUN,
                       coref_fold(coref->arena, token->form));
  }
  uint32_t name;
  const Mention *found = name_at(coref, mention->sentence, index, &name);
  bool is_noun = token->upos == UPOS_NOUN || token->upos == UPOS_PROPN;
  if (found && found->kind == MENTION_DEMONYM) {
    name = COREF_NONE; // a word like others
  } else if (found && found->kind == MENTION_VALUE) {
    mention->is_value = true;
    mention->kind = COREF_NOMINAL;
    return found->head == index;
  }
  if (!found && is_noun) {
    name = find_titled(coref, sentence, mention->sentence, index);
  }
  if (name != COREF_NONE) {
    found = &coref->input->names->mentions[name];
    mention->kind = COREF_NAME;
    mention->name = name;
    mention->entity = coref->input->entities[mention->sentence][found->head];
    bool is_titled =
        token->head < index && is_title_of(coref, sentence, token->head, found);
    return found->kind == MENTION_NAME && !is_titled &&
           (found->head == index || found->begin > index);
  }
  if (!is_noun || is_relation(token, "flat") || is_relation(token, "fixed") ||
      is_relation(token, "goeswith") || is_relation(token, "nmod:desc") ||
      is_relation(token, "case")) {
    return false;
  }
  mention->kind = token->upos == UPOS_PROPN ? COREF_NAME : COREF_NOMINAL;
  return true;
}

static CorefMention *add_mention(Coref *coref, const CorefMention *mention) {
  CorefMention *added =
      ARENA_PUSH(coref->arena, coref->mentions, coref->count, coref->capacity);
  *added = *mention;
  return added;
}

/// "China and the US", if both are phrases and no more than the sentence's.
static void add_group(Coref *coref, const Sentence *sentence, uint32_t index,
                      const Extent *extents, const uint32_t *last) {
  uint32_t end = last[index];
  if (end == 0 || sentence->tokens[index].upos == UPOS_PRON) {
    return;
  }
  enum { FARTHEST = 64 };
  uint32_t mark = index;
  while (mark < end && mark < index + FARTHEST &&
         sentence->tokens[mark].upos != UPOS_CCONJ) {
    mark++;
  }
  if (mark == end || !str_equal(sentence->tokens[mark].lemma, STR("and"))) {
    return;
  }
  CorefMention group = {
      .kind = COREF_GROUP,
      .sentence = (uint32_t)(sentence - coref->input->sentences->sentences),
      .begin = extents[index].phrase_begin,
      .end = end,
      .head = mark,
      .name = COREF_NONE,
      .entity = COREF_NONE,
  };
  coref_describe(coref, add_mention(coref, &group));
}

/// By token: the end of the last phrase that is coordinated with it; 0 if none
/// is.
static uint32_t *find_last_conjuncts(const Sentence *sentence,
                                     const Extent *extents, Arena *arena) {
  uint32_t *last = ARENA_NEW(arena, uint32_t, sentence->token_count + 1);
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    const Token *token = &sentence->tokens[i];
    bool is_noun = token->upos == UPOS_NOUN || token->upos == UPOS_PROPN ||
                   token->upos == UPOS_PRON;
    if (is_noun && is_relation(token, "conj") && token->head < i) {
      last[token->head] = extents[i].phrase_end;
    }
  }
  return last;
}

static void find_in_sentence(Coref *coref, uint32_t sentence_index) {
  const Sentence *sentence =
      &coref->input->sentences->sentences[sentence_index];
  Extent *extents = find_extents(sentence, coref->arena);
  uint32_t *last = find_last_conjuncts(sentence, extents, coref->arena);
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    CorefMention mention = {.sentence = sentence_index,
                            .begin = extents[i].phrase_begin,
                            .end = extents[i].phrase_end,
                            .head = i,
                            .name = COREF_NONE,
                            .entity = COREF_NONE,
                            .is_modifier =
                                is_relation(&sentence->tokens[i], "compound")};
    if (!classify(coref, sentence, i, &mention)) {
      continue;
    }
    coref_describe(coref, add_mention(coref, &mention));
    add_group(coref, sentence, i, extents, last);
  }
}

/// Order by first token, longer ones first.
static int compare(const void *a, const void *b) {
  const CorefMention *first = a;
  const CorefMention *second = b;
  if (first->begin != second->begin) {
    return first->begin < second->begin ? -1 : 1;
  }
  if (first->end != second->end) {
    return first->end > second->end ? -1 : 1;
  }
  return first->head < second->head ? -1 : first->head > second->head;
}

/// Note the members of groups: the mentions of the words that are coordinated.
static void find_conjuncts(Coref *coref, uint32_t index) {
  const Sentence *sentence = &coref->input->sentences->sentences[index];
  for (uint32_t k = coref->first_of[index]; k < coref->count; k++) {
    CorefMention *group = &coref->mentions[k];
    uint32_t first = COREF_NONE;
    for (uint32_t i = group->begin;
         group->kind == COREF_GROUP && i < group->end &&
         i < group->begin + FARTHEST_CONJUNCT;
         i++) {
      const Token *token = &sentence->tokens[i];
      uint32_t mention = coref->at[index][i];
      bool is_own =
          first == COREF_NONE
              ? token->head < group->begin || token->head >= group->end
              : token->head == first && is_relation(token, "conj");
      if (!is_own || mention == COREF_NONE) {
        continue;
      }
      first = first == COREF_NONE ? i : first;
      if (group->member_count == COREF_MOST_MEMBERS) {
        group->member_count = 0; // too many to speak of each
        break;
      }
      group->members[group->member_count++] = mention;
    }
  }
}

void coref_find(Coref *coref) {
  const Sentences *sentences = coref->input->sentences;
  coref->first_of = ARENA_NEW(coref->arena, uint32_t, sentences->count + 1);
  coref->at = ARENA_NEW(coref->arena, uint32_t *, sentences->count + 1);
  for (uint32_t i = 0; i < sentences->count; i++) {
    coref->first_of[i] = coref->count;
    find_in_sentence(coref, i);
    uint32_t first = coref->first_of[i];
    if (coref->count > first) {
      qsort(coref->mentions + first, coref->count - first,
            sizeof *coref->mentions, compare);
    }
    uint32_t length = sentences->sentences[i].token_count;
    coref->at[i] = ARENA_NEW(coref->arena, uint32_t, length + 1);
    memset(coref->at[i], 0xFF, (length + 1) * sizeof **coref->at);
    for (uint32_t k = first; k < coref->count; k++) {
      coref->at[i][coref->mentions[k].head] = k;
    }
    find_conjuncts(coref, i);
  }
  coref->first_of[sentences->count] = coref->count;
}
