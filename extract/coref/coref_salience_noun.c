/// Salience: what speaks for two phrases with the same head to be one thing.
#include "extract/coref/coref_noun_feature.h"
#include "extract/coref/coref_salience.h"

#include "extract/name/name.h"

/// How the modifiers of two phrases go together.
typedef enum {
  WORDS_NONE, ///< neither has any
  WORDS_SAME,
  WORDS_FEWER, ///< the later phrase leaves some out
  WORDS_MORE,
  WORDS_OTHER
} Words;

static Words compare_words(const Coref *coref, const CorefMention *own,
                           const CorefMention *candidate) {
  bool has_more = false;
  bool has_fewer = false;
  uint32_t other = (uint32_t)(candidate - coref->mentions);
  for (Str rest = own->modifiers; rest.length > 0 && !has_more;) {
    has_more = !coref_chain_holds_word(coref, other, str_cut(&rest, ' '));
  }
  for (Str rest = candidate->modifiers; rest.length > 0 && !has_fewer;) {
    has_fewer = !coref_holds_word(own->modifiers, str_cut(&rest, ' '));
  }
  return has_more && has_fewer        ? WORDS_OTHER
         : has_more                   ? WORDS_MORE
         : has_fewer                  ? WORDS_FEWER
         : own->modifiers.length == 0 ? WORDS_NONE
                                      : WORDS_SAME;
}

bool coref_is_apart(const Coref *coref, const CorefMention *own,
                    const CorefMention *other) {
  for (Str rest = own->modifiers; rest.length > 0;) {
    Str word = str_cut(&rest, ' ');
    if (lexicon_has(coref->lexicon, LEXICON_APART, word) &&
        !coref_holds_word(other->modifiers, word)) {
      return true;
    }
  }
  return false;
}

static bool holds_apart(const Coref *coref, const CorefMention *own) {
  static const CorefMention empty = {.modifiers = {"", 0}};
  return coref_is_apart(coref, own, &empty);
}

/// The child of the head before it with a relation; TOKEN_NONE if there is
/// none.
static uint32_t find_child(const Coref *coref, const CorefMention *mention,
                           const char *relation) {
  enum { FARTHEST = 12 };
  const Sentence *sentence = coref_sentence(coref, mention);
  for (uint32_t i = mention->head;
       i-- > mention->begin && mention->head - i <= FARTHEST;) {
    if (sentence->tokens[i].head == mention->head &&
        str_begins(sentence->tokens[i].relation, relation)) {
      return i;
    }
  }
  return TOKEN_NONE;
}

uint32_t coref_owner(const Coref *coref, const CorefMention *mention) {
  uint32_t token = find_child(coref, mention, "nmod:poss");
  return token == TOKEN_NONE ? COREF_NONE : coref->at[mention->sentence][token];
}

static void add_owner(SalienceList *list, const Coref *coref,
                      const CorefMention *own, const CorefMention *candidate) {
  uint32_t first = coref_owner(coref, own);
  uint32_t second = coref_owner(coref, candidate);
  if (first == COREF_NONE || second == COREF_NONE) {
    return;
  }
  const CorefMention *a = &coref->mentions[first];
  const CorefMention *b = &coref->mentions[second];
  bool is_same = coref_first(coref, first) == coref_first(coref, second) ||
                 (a->kind == COREF_PRONOUN && str_equal(a->words, b->words));
  salience_add(list, is_same ? FEATURE_SAME_OWNER : FEATURE_OTHER_OWNER, true);
}

static void add_number(SalienceList *list, const Coref *coref,
                       const CorefMention *own, const CorefMention *candidate) {
  uint32_t first = find_child(coref, own, "nummod");
  uint32_t second = find_child(coref, candidate, "nummod");
  if (first == TOKEN_NONE) {
    return;
  }
  bool is_same =
      second != TOKEN_NONE &&
      str_equal(coref_sentence(coref, own)->tokens[first].lemma,
                coref_sentence(coref, candidate)->tokens[second].lemma);
  salience_add(list, is_same ? FEATURE_SAME_NUMBER : FEATURE_OTHER_NUMBER,
               true);
}

/// Does something that belongs to the phrase follow its head?
static bool has_rest(const Coref *coref, const CorefMention *mention) {
  const Token *last = &coref_sentence(coref, mention)->tokens[mention->end - 1];
  return mention->end > mention->head + 1 + str_equal(last->xpos, STR("POS"));
}

static bool is_time(const Coref *coref, const CorefMention *mention) {
  return lexicon_has(coref->lexicon, LEXICON_UNIT, mention->word) ||
         lexicon_has(coref->lexicon, LEXICON_CLOCK, mention->word);
}

static bool is_person(const CorefMention *mention) {
  return !(mention->gender & COREF_NEUTER);
}

static bool is_name(const CorefMention *mention) {
  return mention->kind == COREF_NAME;
}

static void add_role(SalienceList *list, const Coref *coref,
                     const CorefMention *own) {
  static const struct {
    const char *relation;
    Feature feature;
  } roles[] = {
      {"nsubj", FEATURE_NONE_SUBJECT}, {"obj", FEATURE_NONE_OBJECT},
      {"obl", FEATURE_NONE_OBLIQUE},   {"nmod", FEATURE_NONE_MODIFYING},
      {"root", FEATURE_NONE_ROOT},     {"conj", FEATURE_NONE_CONJUNCT}};
  Str relation = coref_head(coref, own)->relation;
  for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
    salience_add(list, roles[i].feature,
                 str_begins(relation, roles[i].relation));
  }
}

/// How often the head was said before.
static void add_count(SalienceList *list, const Coref *coref,
                      const CorefMention *own) {
  enum { FEW = 2, MANY = 6 };
  uint32_t count = 0;
  uint32_t other = coref->same_word[own - coref->mentions];
  while (other != COREF_NONE && count < MANY) {
    other = coref->same_word[other];
    count++;
  }
  salience_add(list, FEATURE_NONE_FEW, count >= FEW && count < MANY);
  salience_add(list, FEATURE_NONE_MANY, count >= MANY);
}

static void add_none(SalienceList *list, const Coref *coref,
                     const CorefMention *own) {
  salience_add(list, FEATURE_NONE, true);
  salience_add(list, FEATURE_NONE_NAME, is_name(own));
  salience_add(list, FEATURE_NONE_VALUE, own->is_value);
  salience_add(list, FEATURE_NONE_MODIFIER, own->is_modifier);
  salience_add(list, FEATURE_NONE_PLURAL, own->number == COREF_PLURAL);
  salience_add(list, FEATURE_NONE_OF, has_rest(coref, own));
  salience_add(list, FEATURE_NONE_WORDS, own->modifiers.length > 0);
  salience_add(list, FEATURE_NONE_APART, holds_apart(coref, own));
  salience_add(list, FEATURE_NONE_NUMBER,
               find_child(coref, own, "nummod") != TOKEN_NONE);
  salience_add(list, FEATURE_NONE_TIME, is_time(coref, own));
  salience_add(list, FEATURE_NONE_PERSON, is_person(own));
  salience_add(list, FEATURE_NONE_PREDICATE,
               find_child(coref, own, "cop") != TOKEN_NONE);
  salience_add(list, FEATURE_NONE_PLURAL_BARE,
               own->article == COREF_BARE && own->number == COREF_PLURAL);
  add_role(list, coref, own);
  add_count(list, coref, own);
}

static void add_distance(SalienceList *list, uint32_t sentences,
                         CorefArticle article) {
  static const struct {
    uint32_t most;
    Feature feature;
  } steps[] = {{0, FEATURE_DISTANCE_0},   {1, FEATURE_DISTANCE_1},
               {3, FEATURE_DISTANCE_3},   {10, FEATURE_DISTANCE_10},
               {30, FEATURE_DISTANCE_30}, {UINT32_MAX, FEATURE_FAR}};
  uint32_t step = 0;
  while (sentences > steps[step].most) {
    step++;
  }
  salience_add(list, steps[step].feature, true);
  salience_add(list, FEATURE_FARNESS + step * COREF_ARTICLES + article, true);
}

static void add_kinds(SalienceList *list, const Coref *coref,
                      const CorefMention *own, const CorefMention *candidate) {
  bool is_plural = own->number == COREF_PLURAL;
  uint32_t root = coref_first(coref, (uint32_t)(candidate - coref->mentions));
  salience_add(list, FEATURE_NAMES, is_name(own) && is_name(candidate));
  salience_add(list, FEATURE_NAME_AND_NOUN,
               !is_name(own) && is_name(candidate));
  salience_add(list, FEATURE_NOUN_AND_NAME,
               is_name(own) && !is_name(candidate));
  salience_add(list, FEATURE_KNOWN_NAME,
               coref->mentions[root].entity != COREF_NONE);
  salience_add(list, FEATURE_VALUES, own->is_value && candidate->is_value);
  salience_add(list, FEATURE_MODIFIERS,
               own->is_modifier && candidate->is_modifier);
  salience_add(list, FEATURE_MODIFIER_BEFORE,
               !own->is_modifier && candidate->is_modifier);
  salience_add(list, FEATURE_PLURALS, is_plural);
  salience_add(list, FEATURE_TIMES, is_time(coref, own));
  salience_add(list, FEATURE_PEOPLE, is_person(own));
}

static void add_place(SalienceList *list, const Coref *coref,
                      const CorefMention *own, const CorefMention *candidate,
                      uint32_t between) {
  add_distance(list, own->sentence - candidate->sentence, own->article);
  salience_add(list, FEATURE_SECOND, between == 1);
  salience_add(list, FEATURE_THIRD, between > 1);
  salience_add(list, FEATURE_AFTER_CUT,
               coref_sentence(coref, own)->block !=
                   coref_sentence(coref, candidate)->block);
  salience_add(list, FEATURE_OTHER_VOICE,
               coref_speech_of(coref, own) !=
                   coref_speech_of(coref, candidate));
}

SalienceList salience_noun(const Coref *coref, const CorefMention *own,
                           const CorefMention *candidate, uint32_t between) {
  SalienceList list = {.count = 0};
  if (!candidate) {
    add_none(&list, coref, own);
    return list;
  }
  Words words = compare_words(coref, own, candidate);
  uint32_t size = coref_chain_size(coref, candidate);
  bool is_long = has_rest(coref, own);
  bool was_long = has_rest(coref, candidate);
  salience_add(&list, FEATURE_WORDS + words * COREF_ARTICLES + own->article,
               true);
  salience_add(&list,
               FEATURE_ARTICLES + own->article * COREF_ARTICLES +
                   candidate->article,
               true);
  salience_add(&list,
               FEATURE_PLURAL_WORDS + words * COREF_ARTICLES + own->article,
               own->number == COREF_PLURAL);
  salience_add(&list, FEATURE_MORE_THAN_NAME,
               !is_name(own) && is_name(candidate) &&
                   (words == WORDS_MORE || words == WORDS_OTHER));
  add_place(&list, coref, own, candidate, between);
  add_kinds(&list, coref, own, candidate);
  add_owner(&list, coref, own, candidate);
  add_number(&list, coref, own, candidate);
  salience_add(&list, FEATURE_APART,
               coref_is_apart(coref, own, candidate) ||
                   coref_is_apart(coref, candidate, own));
  salience_add(&list, FEATURE_BOTH_OF, is_long && was_long);
  salience_add(&list, FEATURE_OF_BEFORE, !is_long && was_long);
  salience_add(&list, FEATURE_CHAIN_2, size == 2 || size == 3);
  salience_add(&list, FEATURE_CHAIN_4, size >= 4);
  return list;
}
