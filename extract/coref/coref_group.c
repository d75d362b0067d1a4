/// Coreference: groups and their members: "China and the US ... both sides".
#include "extract/coref/coref_internal.h"

enum {
  GROUP_WINDOW = 6,      ///< sentences before the noun's, for listed groups
  MEMBER_WINDOW = 3,     ///< likewise, for members that nothing lists
  MOST_CANDIDATES = 200, ///< mentions that are looked at
  ANY_COUNT = 0
};

/// How many members the phrase says it has: "both", "the two"; ANY_COUNT if it
/// says nothing.
static uint32_t count_of(const Coref *coref, const CorefMention *own) {
  const Sentence *sentence = coref_sentence(coref, own);
  const LexiconValue *size =
      lexicon_get(lexicon_find(coref->lexicon, own->word), LEXICON_GROUP_SIZE);
  if (size) {
    return (uint32_t)size->number;
  }
  for (uint32_t i = own->begin; i < own->head; i++) {
    const Token *token = &sentence->tokens[i];
    Str word = coref_fold(coref->arena, token->form);
    if (str_equal(word, STR("both"))) {
      return 2;
    }
    const LexiconValue *value =
        lexicon_get(lexicon_find(coref->lexicon, word), LEXICON_CARDINAL);
    if (value && value->number > 1 && value->number <= COREF_MOST_MEMBERS) {
      return (uint32_t)value->number;
    }
  }
  return ANY_COUNT;
}

/// "both sides", "the two countries", "the leaders": a phrase for several
/// things that are known.
static bool takes_up_group(const Coref *coref, const CorefMention *own) {
  const Sentence *sentence = coref_sentence(coref, own);
  bool is_known =
      own->article == COREF_DEFINITE || own->article == COREF_DEMONSTRATIVE;
  bool is_several = own->number == COREF_PLURAL ||
                    lexicon_has(coref->lexicon, LEXICON_GROUP_SIZE, own->word);
  if (own->kind != COREF_NOMINAL || own->is_modifier || !is_several ||
      !is_known || own->end != own->head + 1 || own->end - own->begin > 4 ||
      !lexicon_has(coref->lexicon, LEXICON_GROUP, own->word)) {
    return false;
  }
  for (uint32_t i = own->begin; i < own->head; i++) {
    if (sentence->tokens[i].upos == UPOS_NOUN ||
        sentence->tokens[i].upos == UPOS_PROPN ||
        lexicon_has(coref->lexicon, LEXICON_APART, sentence->tokens[i].form)) {
      return false;
    }
  }
  return true;
}

static bool is_for_any(const Coref *coref, Str word) {
  const LexiconValue *value =
      lexicon_get(lexicon_find(coref->lexicon, word), LEXICON_GROUP);
  return value && str_equal(value->text, STR("any"));
}

static bool is_for_people(const Coref *coref, const CorefMention *own) {
  return coref_fit(coref, LEXICON_GROUP, own->word, STR("Person")) == COREF_FIT;
}

static Str type_of(const Coref *coref, uint32_t mention) {
  return coref->mentions[coref_first(coref, mention)].type;
}

/// Do the members of a group suit the noun and its number?
static bool suits(const Coref *coref, const CorefMention *own,
                  const CorefMention *group) {
  uint32_t count = count_of(coref, own);
  if (group->member_count < 2 ||
      (count != ANY_COUNT && count != group->member_count)) {
    return false;
  }
  for (uint32_t i = 0; i < group->member_count; i++) {
    uint32_t member = group->members[i];
    // "A man and his wife" are people without names.
    bool is_human = coref->mentions[member].kind == COREF_NOMINAL &&
                    !(coref->mentions[member].gender & COREF_NEUTER);
    if (is_human && is_for_people(coref, own)) {
      continue;
    }
    if (coref->mentions[member].kind != COREF_NAME) {
      return false;
    }
    CorefFit fit =
        coref_fit(coref, LEXICON_GROUP, own->word, type_of(coref, member));
    // Names of persons are known to be such, but for bare surnames.
    if (!is_for_any(coref, own->word) &&
        (fit == COREF_UNFIT ||
         (fit == COREF_FIT_UNKNOWN && is_for_people(coref, own)))) {
      return false;
    }
  }
  return true;
}

/// The last group of names that suits.
uint32_t coref_group(const Coref *coref, uint32_t mention) {
  const CorefMention *own = &coref->mentions[mention];
  if (!takes_up_group(coref, own) || own->member_count > 0) {
    return COREF_NONE;
  }
  uint32_t begin = coref_window(coref, mention, GROUP_WINDOW, MOST_CANDIDATES);
  for (uint32_t i = mention; i-- > begin;) {
    if (suits(coref, own, &coref->mentions[i]) &&
        !coref_is_inside(own, &coref->mentions[i])) {
      return i;
    }
  }
  return COREF_NONE;
}

/// Collect the different things named shortly before that a noun suits; one
/// more than fit in is counted.
static void collect_members(const Coref *coref, uint32_t mention,
                            CorefMention *own) {
  uint32_t begin = coref_window(coref, mention, MEMBER_WINDOW, MOST_CANDIDATES);
  for (uint32_t i = mention; i-- > begin;) {
    const CorefMention *other = &coref->mentions[i];
    if (other->kind != COREF_NAME || coref_is_inside(own, other) ||
        coref->mentions[coref_first(coref, i)].entity == COREF_NONE ||
        coref_fit(coref, LEXICON_GROUP, own->word, type_of(coref, i)) !=
            COREF_FIT) {
      continue;
    }
    bool is_known = false;
    for (uint32_t k = 0; k < own->member_count; k++) {
      is_known |= coref_first(coref, own->members[k]) == coref_first(coref, i);
    }
    if (!is_known && own->member_count < COREF_MOST_MEMBERS) {
      own->members[own->member_count++] = i;
    }
  }
}

void coref_find_members(Coref *coref) {
  for (uint32_t i = 0; i < coref->count; i++) {
    CorefMention *own = &coref->mentions[i];
    uint32_t count = takes_up_group(coref, own) ? count_of(coref, own) : 0;
    if (count < 2 || own->next != i || is_for_any(coref, own->word) ||
        coref_group(coref, i) != COREF_NONE) {
      continue;
    }
    collect_members(coref, i, own);
    if (own->member_count != count) {
      own->member_count = 0; // too few, or it is not clear which
    }
  }
}
