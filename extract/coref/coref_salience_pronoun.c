/// Salience: what speaks for a mention to be what a pronoun takes up.
#include "extract/coref/coref_salience.h"

typedef enum {
  FEATURE_NONE, ///< no antecedent
  FEATURE_NONE_SUBJECT,
  FEATURE_NONE_OBJECT,
  FEATURE_NONE_OTHER,
  FEATURE_NONE_POSSESSIVE,
  FEATURE_NONE_FIRST,     ///< the pronoun begins its sentence
  FEATURE_NONE_CLAUSE,    ///< a clause follows: "it is said that"
  FEATURE_NONE_ADJECTIVE, ///< it is the subject of an adjective
  FEATURE_NONE_NOUN,      ///< of a noun
  FEATURE_NONE_SPEAKS,    ///< of a verb of words
  FEATURE_DISTANCE_0,
  FEATURE_DISTANCE_1,
  FEATURE_DISTANCE_2,
  FEATURE_DISTANCE_3,
  FEATURE_NEAR_1, ///< so many mentions back
  FEATURE_NEAR_2,
  FEATURE_NEAR_4,
  FEATURE_NEAR_8,
  FEATURE_NEAR_16,
  FEATURE_FAR,
  FEATURE_SUBJECT,
  FEATURE_PASSIVE_SUBJECT,
  FEATURE_OBJECT,
  FEATURE_OBLIQUE,
  FEATURE_MODIFIER,
  FEATURE_POSSESSIVE,
  FEATURE_ROOT,
  FEATURE_APPOSITION,
  FEATURE_CONJUNCT,
  FEATURE_OTHER_ROLE,
  FEATURE_NAME,
  FEATURE_NOMINAL,
  FEATURE_PRONOUN,
  FEATURE_SAME_PRONOUN,
  FEATURE_GROUP,
  FEATURE_SAME_ROLE,
  FEATURE_SAME_ROLE_BEFORE, ///< and in another sentence
  FEATURE_SAME_HEAD,        ///< they hang on the same word
  FEATURE_SURE_GENDER,      ///< the candidate's gender is known and right
  FEATURE_SURE_NUMBER,
  FEATURE_DEFINITE,
  FEATURE_INDEFINITE,
  FEATURE_BARE,
  FEATURE_POSSESSED,
  FEATURE_DEMONSTRATIVE,
  FEATURE_SINGLE,      ///< alone in its chain
  FEATURE_CHAIN_2,     ///< of a chain of 2 or 3
  FEATURE_CHAIN_4,     ///< of 4 or more
  FEATURE_MAIN,        ///< an argument of its sentence's root
  FEATURE_FIRST,       ///< the first mention of its sentence
  FEATURE_INSIDE,      ///< within a longer phrase
  FEATURE_LONG,        ///< six words or more
  FEATURE_AFTER_CUT,   ///< another paragraph lies between
  FEATURE_OTHER_VOICE, ///< one of the two stands in a quotation
  FEATURE_CROSSING,    ///< follows the pronoun's own head
  FEATURE_ORGANIZATION,
  FEATURE_PLACE,
  FEATURE_UNKNOWN_NAME,  ///< of no known type
  FEATURE_TIME,          ///< "day", "year"
  FEATURE_SPEAKS_FOR,    ///< an organization or country, and the pronoun speaks
  FEATURE_SAME_VERB,     ///< both hang on the same word form
  FEATURE_MODIFIER_NAME, ///< before a noun: "Telvik shares"
  FEATURE_FIRST_TO_SUBJECT, ///< the pronoun begins its sentence, and the
                            ///< candidate is the subject of the one before
  FEATURE_FIRST_TO_FIRM,    ///< and an organization
  FEATURE_COUNT
} Feature;

const char *const salience_pronoun_features[] = {
    [FEATURE_NONE] = "none",
    [FEATURE_NONE_SUBJECT] = "none-subject",
    [FEATURE_NONE_OBJECT] = "none-object",
    [FEATURE_NONE_OTHER] = "none-other",
    [FEATURE_NONE_POSSESSIVE] = "none-possessive",
    [FEATURE_NONE_FIRST] = "none-first",
    [FEATURE_NONE_CLAUSE] = "none-clause",
    [FEATURE_NONE_ADJECTIVE] = "none-adjective",
    [FEATURE_NONE_NOUN] = "none-noun",
    [FEATURE_NONE_SPEAKS] = "none-speaks",
    [FEATURE_DISTANCE_0] = "same-sentence",
    [FEATURE_DISTANCE_1] = "sentence-before",
    [FEATURE_DISTANCE_2] = "two-sentences-before",
    [FEATURE_DISTANCE_3] = "earlier-sentence",
    [FEATURE_NEAR_1] = "nearest",
    [FEATURE_NEAR_2] = "second-nearest",
    [FEATURE_NEAR_4] = "near",
    [FEATURE_NEAR_8] = "rather-near",
    [FEATURE_NEAR_16] = "rather-far",
    [FEATURE_FAR] = "far",
    [FEATURE_SUBJECT] = "subject",
    [FEATURE_PASSIVE_SUBJECT] = "passive-subject",
    [FEATURE_OBJECT] = "object",
    [FEATURE_OBLIQUE] = "oblique",
    [FEATURE_MODIFIER] = "modifier",
    [FEATURE_POSSESSIVE] = "possessive",
    [FEATURE_ROOT] = "root",
    [FEATURE_APPOSITION] = "apposition",
    [FEATURE_CONJUNCT] = "conjunct",
    [FEATURE_OTHER_ROLE] = "other-role",
    [FEATURE_NAME] = "name",
    [FEATURE_NOMINAL] = "nominal",
    [FEATURE_PRONOUN] = "pronoun",
    [FEATURE_SAME_PRONOUN] = "same-pronoun",
    [FEATURE_GROUP] = "group",
    [FEATURE_SAME_ROLE] = "same-role",
    [FEATURE_SAME_ROLE_BEFORE] = "same-role-before",
    [FEATURE_SAME_HEAD] = "same-head",
    [FEATURE_SURE_GENDER] = "sure-gender",
    [FEATURE_SURE_NUMBER] = "sure-number",
    [FEATURE_DEFINITE] = "definite",
    [FEATURE_INDEFINITE] = "indefinite",
    [FEATURE_BARE] = "bare",
    [FEATURE_POSSESSED] = "possessed",
    [FEATURE_DEMONSTRATIVE] = "demonstrative",
    [FEATURE_SINGLE] = "single",
    [FEATURE_CHAIN_2] = "in-chain",
    [FEATURE_CHAIN_4] = "in-long-chain",
    [FEATURE_MAIN] = "main-clause",
    [FEATURE_FIRST] = "first",
    [FEATURE_INSIDE] = "inside",
    [FEATURE_LONG] = "long",
    [FEATURE_AFTER_CUT] = "other-paragraph",
    [FEATURE_OTHER_VOICE] = "other-voice",
    [FEATURE_CROSSING] = "crossing",
    [FEATURE_ORGANIZATION] = "organization",
    [FEATURE_PLACE] = "place",
    [FEATURE_UNKNOWN_NAME] = "unknown-name",
    [FEATURE_TIME] = "time",
    [FEATURE_SPEAKS_FOR] = "speaks-for",
    [FEATURE_SAME_VERB] = "same-verb",
    [FEATURE_MODIFIER_NAME] = "modifier-name",
    [FEATURE_FIRST_TO_SUBJECT] = "first-to-subject",
    [FEATURE_FIRST_TO_FIRM] = "first-to-firm",
};
_Static_assert(sizeof salience_pronoun_features /
                       sizeof *salience_pronoun_features ==
                   FEATURE_COUNT,
               "every feature has a name");
const uint32_t salience_pronoun_feature_count = FEATURE_COUNT;

SalienceClass salience_class(const CorefMention *pronoun) {
  char first = pronoun->word.length > 0 ? pronoun->word.data[0] : ' ';
  return pronoun->is_pointing            ? SALIENCE_POINTING
         : first == 'i'                  ? SALIENCE_THING
         : first == 't' || first == '\'' ? SALIENCE_PLURAL
                                         : SALIENCE_PERSON;
}

static bool is_relation(const Token *token, const char *relation) {
  return str_begins(token->relation, relation);
}

static Feature role_of(const Token *head) {
  static const struct {
    const char *relation;
    Feature feature;
  } roles[] = {
      {"nsubj:pass", FEATURE_PASSIVE_SUBJECT},
      {"nsubj", FEATURE_SUBJECT},
      {"obj", FEATURE_OBJECT},
      {"iobj", FEATURE_OBJECT},
      {"obl", FEATURE_OBLIQUE},
      {"nmod:poss", FEATURE_POSSESSIVE},
      {"nmod", FEATURE_MODIFIER},
      {"root", FEATURE_ROOT},
      {"appos", FEATURE_APPOSITION},
      {"conj", FEATURE_CONJUNCT},
  };
  for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
    if (is_relation(head, roles[i].relation)) {
      return roles[i].feature;
    }
  }
  return FEATURE_OTHER_ROLE;
}

/// Does a clause that is an argument follow a word and hang on it?
static bool has_clause(const Sentence *sentence, uint32_t index) {
  enum { FARTHEST = 12 };
  for (uint32_t i = index + 1;
       i < sentence->token_count && i <= index + FARTHEST; i++) {
    const Token *token = &sentence->tokens[i];
    if (token->head == index &&
        (is_relation(token, "ccomp") || is_relation(token, "csubj") ||
         is_relation(token, "xcomp"))) {
      return true;
    }
  }
  return false;
}

static void add_none(SalienceList *list, const Coref *coref,
                     const CorefMention *pronoun) {
  const Token *head = coref_head(coref, pronoun);
  Feature role = role_of(head);
  salience_add(list, FEATURE_NONE, true);
  salience_add(list, FEATURE_NONE_SUBJECT,
               role == FEATURE_SUBJECT || role == FEATURE_PASSIVE_SUBJECT);
  salience_add(list, FEATURE_NONE_OBJECT, role == FEATURE_OBJECT);
  salience_add(list, FEATURE_NONE_POSSESSIVE, role == FEATURE_POSSESSIVE);
  salience_add(list, FEATURE_NONE_OTHER,
               role == FEATURE_OBLIQUE || role == FEATURE_MODIFIER);
  salience_add(list, FEATURE_NONE_FIRST, pronoun->head < 2);
  const Sentence *sentence = coref_sentence(coref, pronoun);
  if (head->head < sentence->token_count) {
    Upos upos = sentence->tokens[head->head].upos;
    salience_add(list, FEATURE_NONE_ADJECTIVE, upos == UPOS_ADJ);
    salience_add(list, FEATURE_NONE_NOUN, upos == UPOS_NOUN);
    salience_add(list, FEATURE_NONE_SPEAKS,
                 role == FEATURE_SUBJECT &&
                     lexicon_has(coref->lexicon, LEXICON_SPEAK,
                                 sentence->tokens[head->head].lemma));
    salience_add(list, FEATURE_NONE_CLAUSE, has_clause(sentence, head->head));
  }
}

static void add_distance(SalienceList *list, uint32_t sentences,
                         uint32_t mentions) {
  salience_add(list, FEATURE_DISTANCE_0, sentences == 0);
  salience_add(list, FEATURE_DISTANCE_1, sentences == 1);
  salience_add(list, FEATURE_DISTANCE_2, sentences == 2);
  salience_add(list, FEATURE_DISTANCE_3, sentences > 2);
  salience_add(list, FEATURE_NEAR_1, mentions <= 1);
  salience_add(list, FEATURE_NEAR_2, mentions == 2);
  salience_add(list, FEATURE_NEAR_4, mentions > 2 && mentions <= 4);
  salience_add(list, FEATURE_NEAR_8, mentions > 4 && mentions <= 8);
  salience_add(list, FEATURE_NEAR_16, mentions > 8 && mentions <= 16);
  salience_add(list, FEATURE_FAR, mentions > 16);
}

static void add_kind(SalienceList *list, const CorefMention *pronoun,
                     const CorefMention *candidate) {
  bool is_nominal = candidate->kind == COREF_NOMINAL;
  salience_add(list, FEATURE_NAME, candidate->kind == COREF_NAME);
  salience_add(list, FEATURE_NOMINAL, is_nominal);
  salience_add(list, FEATURE_PRONOUN, candidate->kind == COREF_PRONOUN);
  salience_add(list, FEATURE_GROUP, candidate->kind == COREF_GROUP);
  salience_add(list, FEATURE_SAME_PRONOUN,
               candidate->kind == COREF_PRONOUN &&
                   str_equal(candidate->word, pronoun->word));
  salience_add(list, FEATURE_DEFINITE, candidate->article == COREF_DEFINITE);
  salience_add(list, FEATURE_INDEFINITE,
               candidate->article == COREF_INDEFINITE);
  salience_add(list, FEATURE_BARE,
               is_nominal && candidate->article == COREF_BARE);
  salience_add(list, FEATURE_POSSESSED, candidate->article == COREF_POSSESSED);
  salience_add(list, FEATURE_DEMONSTRATIVE,
               candidate->article == COREF_DEMONSTRATIVE);
}

static void add_place(SalienceList *list, const Coref *coref,
                      const CorefMention *pronoun,
                      const CorefMention *candidate) {
  const Token *own = coref_head(coref, pronoun);
  const Token *other = coref_head(coref, candidate);
  const Sentence *sentence = coref_sentence(coref, candidate);
  uint32_t index = (uint32_t)(candidate - coref->mentions);
  bool is_first = index == coref->first_of[candidate->sentence];
  Feature role = role_of(other);
  bool is_same_role = role == role_of(own) && role != FEATURE_OTHER_ROLE;
  bool is_here = pronoun->sentence == candidate->sentence;
  salience_add(list, role, true);
  salience_add(list, FEATURE_SAME_ROLE, is_same_role && is_here);
  salience_add(list, FEATURE_SAME_ROLE_BEFORE, is_same_role && !is_here);
  salience_add(list, FEATURE_SAME_HEAD, is_here && own->head == other->head);
  salience_add(list, FEATURE_MAIN,
               other->head < sentence->token_count &&
                   sentence->tokens[other->head].head == TOKEN_NONE);
  salience_add(list, FEATURE_FIRST, is_first);
  salience_add(list, FEATURE_INSIDE,
               !is_first && coref_is_inside(candidate, candidate - 1));
  salience_add(list, FEATURE_LONG, candidate->end - candidate->begin >= 6);
  salience_add(list, FEATURE_AFTER_CUT,
               coref_sentence(coref, pronoun)->block != sentence->block);
  salience_add(list, FEATURE_CROSSING,
               is_here && own->head < candidate->head &&
                   own->head != other->head);
}

/// "Prices fell, Berg said": does what is said stand before who says it?
static bool follows_words(const Sentence *sentence, uint32_t subject) {
  enum { FARTHEST = 40 };
  uint32_t verb = sentence->tokens[subject].head;
  uint32_t begin = subject > FARTHEST ? subject - FARTHEST : 0;
  for (uint32_t i = begin; i < subject; i++) {
    const Token *token = &sentence->tokens[i];
    if (token->head == verb &&
        (is_relation(token, "ccomp") || is_relation(token, "parataxis"))) {
      return true;
    }
  }
  return false;
}

/// "Telvik fired two hundred. It ...": does a pronoun that begins its sentence
/// meet the subject of the one before?
static void add_first(SalienceList *list, const Coref *coref,
                      const CorefMention *pronoun,
                      const CorefMention *candidate) {
  const Sentence *sentence = coref_sentence(coref, candidate);
  const Token *other = coref_head(coref, candidate);
  bool is_main = other->head < sentence->token_count &&
                 sentence->tokens[other->head].head == TOKEN_NONE &&
                 is_relation(other, "nsubj") && !candidate->is_pointing &&
                 !follows_words(sentence, candidate->head);
  bool is_met = pronoun->head < 2 && !pronoun->is_pointing && is_main &&
                is_relation(coref_head(coref, pronoun), "nsubj") &&
                candidate->sentence + 1 == pronoun->sentence;
  const CorefMention *root = &coref->mentions[coref_first(
      coref, (uint32_t)(candidate - coref->mentions))];
  salience_add(list, FEATURE_FIRST_TO_SUBJECT, is_met);
  salience_add(list, FEATURE_FIRST_TO_FIRM,
               is_met && coref_is_type(coref, root->type, STR("Organization")));
  salience_add(list, FEATURE_MODIFIER_NAME, candidate->is_modifier);
}

/// What the candidate is, as far as that is known.
static void add_type(SalienceList *list, const Coref *coref,
                     const CorefMention *pronoun,
                     const CorefMention *candidate) {
  const Sentence *sentence = coref_sentence(coref, pronoun);
  const Token *own = coref_head(coref, pronoun);
  const Token *other = coref_head(coref, candidate);
  Str type = candidate->type;
  bool is_organization = coref_is_type(coref, type, STR("Organization"));
  bool is_place = coref_is_type(coref, type, STR("Place"));
  bool has_verb = own->head < sentence->token_count;
  Str lemma = has_verb ? sentence->tokens[own->head].lemma : STR("");
  const Sentence *there = coref_sentence(coref, candidate);
  salience_add(list, FEATURE_ORGANIZATION, is_organization);
  salience_add(list, FEATURE_PLACE, is_place);
  salience_add(list, FEATURE_UNKNOWN_NAME,
               candidate->kind == COREF_NAME && type.length == 0);
  salience_add(list, FEATURE_TIME,
               lexicon_has(coref->lexicon, LEXICON_UNIT, candidate->word) ||
                   lexicon_has(coref->lexicon, LEXICON_CLOCK, candidate->word));
  salience_add(list, FEATURE_SPEAKS_FOR,
               (is_organization || is_place) && is_relation(own, "nsubj") &&
                   lexicon_has(coref->lexicon, LEXICON_SPEAK, lemma));
  salience_add(list, FEATURE_SAME_VERB,
               has_verb && other->head < there->token_count &&
                   there->tokens[other->head].upos == UPOS_VERB &&
                   str_equal(there->tokens[other->head].lemma, lemma));
}

static bool is_one(uint8_t set) { return (set & (set - 1)) == 0; }

SalienceList salience_pronoun(const Coref *coref, const CorefMention *pronoun,
                              const CorefMention *candidate) {
  SalienceList list = {.count = 0};
  if (!candidate) {
    add_none(&list, coref, pronoun);
    return list;
  }
  const CorefMention *root = &coref->mentions[coref_first(
      coref, (uint32_t)(candidate - coref->mentions))];
  uint32_t size = coref_chain_size(coref, candidate);
  add_distance(&list, pronoun->sentence - candidate->sentence,
               (uint32_t)(pronoun - candidate));
  add_kind(&list, pronoun, candidate);
  add_place(&list, coref, pronoun, candidate);
  add_type(&list, coref, pronoun, candidate);
  add_first(&list, coref, pronoun, candidate);
  salience_add(&list, FEATURE_SURE_GENDER, is_one(root->gender));
  salience_add(&list, FEATURE_SURE_NUMBER, is_one(root->number));
  salience_add(&list, FEATURE_SINGLE, size == 1);
  salience_add(&list, FEATURE_CHAIN_2, size == 2 || size == 3);
  salience_add(&list, FEATURE_CHAIN_4, size >= 4);
  salience_add(&list, FEATURE_OTHER_VOICE,
               coref_speech_of(coref, pronoun) !=
                   coref_speech_of(coref, candidate));
  return list;
}
