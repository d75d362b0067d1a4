/// Coreference: finding the phrases that may corefer.
#include "extract/coref/coref_extent.h"
#include "extract/coref/coref_internal.h"

#include "extract/name/name.h"

#include <stdlib.h>

enum { FARTHEST_CONJUNCT = 100 }; ///< tokens from a group's first

static bool is_relation(const Token *token, const char *relation) {
  return str_begins(token->relation, relation);
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

/// "Mexico City", "May 4, 2014": does a word within a name or a date name
/// something of its own?
static bool is_nested(const Token *token, uint32_t index,
                      const Mention *around) {
  bool is_year = token->upos == UPOS_NUM && token->form.length == 4;
  bool is_word = token->upos == UPOS_PROPN &&
                 (is_relation(token, "compound") || is_relation(token, "nmod"));
  return index != around->head && index >= around->begin &&
         index < around->end && !is_relation(token, "nmod:desc") &&
         ((around->kind == MENTION_NAME && is_word) ||
          (around->kind == MENTION_VALUE && is_year));
}

/// What kind of phrase has the token as its head; false if none has.
static bool classify(const Coref *coref, const Sentence *sentence,
                     uint32_t index, CorefMention *mention) {
  const Token *token = &sentence->tokens[index];
  if (token->upos == UPOS_PRON) {
    mention->kind = COREF_PRONOUN;
    return !is_relation(token, "expl") && token->xpos.length > 0 &&
           token->xpos.data[0] != 'W' && // no relative "that"
           lexicon_has(coref->lexicon, LEXICON_PRONOUN,
                       coref_fold(coref->arena, token->form));
  }
  uint32_t name;
  const Mention *found = name_at(coref, mention->sentence, index, &name);
  bool is_noun = token->upos == UPOS_NOUN || token->upos == UPOS_PROPN;
  if (found && is_nested(token, index, found)) {
    mention->kind = found->kind == MENTION_NAME ? COREF_NAME : COREF_NOMINAL;
    mention->is_value = found->kind == MENTION_VALUE;
    mention->is_modifier = true;
    return true;
  }
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
                      const CorefExtent *extents, const uint32_t *last) {
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
      .begin = extents[index].begin,
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
                                     const CorefExtent *extents, Arena *arena) {
  uint32_t *last = ARENA_NEW(arena, uint32_t, sentence->token_count + 1);
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    const Token *token = &sentence->tokens[i];
    bool is_noun = token->upos == UPOS_NOUN || token->upos == UPOS_PROPN ||
                   token->upos == UPOS_PRON;
    if (is_noun && is_relation(token, "conj") && token->head < i) {
      last[token->head] = extents[i].end;
    }
  }
  return last;
}

/// "It is good to be here": the clause that an empty subject stands for;
/// TOKEN_NONE if there is none.
static uint32_t find_clause(const Sentence *sentence, uint32_t index) {
  enum { FARTHEST = 40 };
  const Token *token = &sentence->tokens[index];
  uint32_t predicate = token->head;
  if (!is_relation(token, "expl") || predicate >= sentence->token_count) {
    return TOKEN_NONE;
  }
  for (uint32_t i = predicate + 1;
       i < sentence->token_count && i <= predicate + FARTHEST; i++) {
    const Token *other = &sentence->tokens[i];
    bool is_clause = is_relation(other, "csubj") || is_relation(other, "ccomp");
    if (other->head == predicate && is_clause &&
        (other->upos == UPOS_VERB || other->upos == UPOS_ADJ)) {
      return i;
    }
  }
  return TOKEN_NONE;
}

/// Add an empty subject and its clause.
static void add_clause(Coref *coref, const Sentence *sentence, uint32_t index,
                       const CorefExtent *extents) {
  uint32_t clause = find_clause(sentence, index);
  if (clause == TOKEN_NONE) {
    return;
  }
  CorefMention subject = {
      .kind = COREF_CLAUSE,
      .sentence = (uint32_t)(sentence - coref->input->sentences->sentences),
      .begin = index,
      .end = index + 1,
      .head = index,
      .name = COREF_NONE,
      .entity = COREF_NONE,
  };
  CorefMention content = subject;
  content.begin = extents[clause].all_begin;
  content.end = extents[clause].all_end;
  content.head = clause;
  while (content.end > clause + 1 &&
         sentence->tokens[content.end - 1].upos == UPOS_PUNCT) {
    content.end--;
  }
  while (content.begin < clause &&
         sentence->tokens[content.begin].upos == UPOS_PUNCT) {
    content.begin++;
  }
  coref_describe(coref, add_mention(coref, &subject));
  coref_describe(coref, add_mention(coref, &content));
}

static void find_in_sentence(Coref *coref, uint32_t sentence_index) {
  const Sentence *sentence =
      &coref->input->sentences->sentences[sentence_index];
  CorefExtent *extents = coref_extents(sentence, coref->arena);
  uint32_t *last = find_last_conjuncts(sentence, extents, coref->arena);
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    CorefMention mention = {.sentence = sentence_index,
                            .begin = extents[i].begin,
                            .end = extents[i].end,
                            .head = i,
                            .name = COREF_NONE,
                            .entity = COREF_NONE,
                            .is_modifier =
                                is_relation(&sentence->tokens[i], "compound")};
    add_clause(coref, sentence, i, extents);
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

/// Note which phrase has each token as its head; that of a title and a name
/// has the name's, too.
static void index_heads(Coref *coref, uint32_t sentence) {
  uint32_t length = coref->input->sentences->sentences[sentence].token_count;
  uint32_t *at = ARENA_NEW(coref->arena, uint32_t, length + 1);
  memset(at, 0xFF, (length + 1) * sizeof *at);
  for (uint32_t k = coref->first_of[sentence]; k < coref->count; k++) {
    at[coref->mentions[k].head] = k;
  }
  for (uint32_t k = coref->first_of[sentence]; k < coref->count; k++) {
    uint32_t name = coref->mentions[k].name;
    if (name != COREF_NONE) {
      uint32_t head = coref->input->names->mentions[name].head;
      at[head] = at[head] == COREF_NONE ? k : at[head];
    }
  }
  coref->at[sentence] = at;
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
    index_heads(coref, i);
    find_conjuncts(coref, i);
  }
  coref->first_of[sentences->count] = coref->count;
}
