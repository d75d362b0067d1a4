/// Coreference: sieves for pronouns.
#include "extract/coref/coref_salience.h"

enum {
  PRONOUN_WINDOW = 3,    ///< sentences before the pronoun's
  MOST_CANDIDATES = 200, ///< mentions that are looked at
  MOST_TRIES = 50        ///< pronouns of the same person
};

const CorefSpeech *coref_speech_of(const Coref *coref,
                                   const CorefMention *mention) {
  Range range = coref_head(coref, mention)->range;
  size_t low = 0;
  size_t high = coref->input->speech_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (coref->input->speeches[middle].range.end < range.end) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const CorefSpeech *speech = &coref->input->speeches[low];
  return low < coref->input->speech_count && speech->range.begin <= range.begin
             ? speech
             : NULL;
}

/// The mention that names who speaks; COREF_NONE if nobody is known.
static uint32_t speaker_of(const Coref *coref, const CorefSpeech *speech) {
  return speech && speech->head != TOKEN_NONE
             ? coref->at[speech->sentence][speech->head]
             : COREF_NONE;
}

/// The organization named within a phrase; COREF_NONE if there is none.
static uint32_t find_firm(const Coref *coref, const CorefMention *phrase) {
  uint32_t end = coref->first_of[phrase->sentence + 1];
  for (uint32_t i = coref->first_of[phrase->sentence]; i < end; i++) {
    const CorefMention *other = &coref->mentions[i];
    if (other != phrase && other->kind == COREF_NAME &&
        other->entity != COREF_NONE && other->begin >= phrase->begin &&
        other->end <= phrase->end &&
        coref_is_type(coref, other->type, STR("Organization"))) {
      return i;
    }
  }
  return COREF_NONE;
}

/// "Telvik chief Anna Berg", "Anna Berg, chief of Telvik": whom somebody speaks
/// for; COREF_NONE if that is not told.
static uint32_t find_office(const Coref *coref, const CorefMention *speaker) {
  uint32_t firm = find_firm(coref, speaker);
  const Sentence *sentence = coref_sentence(coref, speaker);
  uint32_t end = coref->first_of[speaker->sentence + 1];
  for (uint32_t i = coref->first_of[speaker->sentence];
       firm == COREF_NONE && i < end; i++) {
    const Token *head = &sentence->tokens[coref->mentions[i].head];
    uint32_t begin = coref->mentions[i].begin;
    if (head->head == speaker->head && begin > speaker->head &&
        str_equal(sentence->tokens[begin - 1].form, STR(","))) {
      firm = find_firm(coref, &coref->mentions[i]);
    }
  }
  return firm;
}

/// Is it one person who speaks, and so no "we"?
static bool is_one_person(const Coref *coref, uint32_t speaker) {
  const CorefMention *first = &coref->mentions[coref_first(coref, speaker)];
  return !(first->number & COREF_PLURAL) && !(first->gender & COREF_NEUTER);
}

/// "I", "we" and "you" are the same as long as one speaks; "I" is who speaks,
/// "we" are whom that one speaks for, or at least the speaker.
uint32_t coref_speaker(const Coref *coref, uint32_t mention) {
  const CorefMention *own = &coref->mentions[mention];
  if (own->kind != COREF_PRONOUN || own->person == 3) {
    return COREF_NONE;
  }
  const CorefSpeech *speech = coref_speech_of(coref, own);
  uint32_t speaker = speaker_of(coref, speech);
  if (own->person == 1 && speaker != COREF_NONE) {
    bool is_we = own->number == COREF_PLURAL && is_one_person(coref, speaker);
    uint32_t office =
        is_we ? find_office(coref, &coref->mentions[speaker]) : COREF_NONE;
    return office != COREF_NONE ? office : speaker;
  }
  uint32_t other = coref->same_person[mention];
  for (int tries = 0; other != COREF_NONE && tries < MOST_TRIES; tries++) {
    if (coref_speech_of(coref, &coref->mentions[other]) == speech) {
      return other;
    }
    other = coref->same_person[other];
  }
  return COREF_NONE;
}

static bool is_relation(const Token *token, const char *relation) {
  return str_begins(token->relation, relation);
}

/// "They called on Berg to help him", "waited for Berg to help him".
static bool is_asked(const Token *verb, const Token *infinitive,
                     const Token *argument) {
  static const char *const lemmas[] = {"call",  "appeal", "rely",
                                       "count", "depend", "wait"};
  if (!is_relation(argument, "obl") ||
      !(is_relation(infinitive, "advcl") || is_relation(infinitive, "xcomp"))) {
    return false;
  }
  for (size_t i = 0; i < sizeof lemmas / sizeof *lemmas; i++) {
    if (str_is(verb->lemma, lemmas[i])) {
      return true;
    }
  }
  return false;
}

/// "She asked Berg to help him": is the argument the subject that the
/// pronoun's infinitive has taken from the verb above, its object or else its
/// subject?
static bool is_controller(const Sentence *sentence, const Token *own,
                          uint32_t argument) {
  const Token *verb = &sentence->tokens[own->head];
  const Token *other = &sentence->tokens[argument];
  if (verb->head >= sentence->token_count || other->head != verb->head) {
    return false;
  }
  if (is_asked(&sentence->tokens[verb->head], verb, other)) {
    return true;
  }
  if (!is_relation(verb, "xcomp")) {
    return false;
  }
  if (is_relation(other, "obj") || is_relation(other, "iobj")) {
    return true;
  }
  for (uint32_t i = argument; i < own->head; i++) {
    const Token *between = &sentence->tokens[i];
    if (between->head == verb->head && is_relation(between, "obj")) {
      return false;
    }
  }
  return is_relation(other, "nsubj");
}

/// A pronoun that is no reflexive is not what another argument of its clause
/// is (binding principle B); "it" is not even what has that argument: "Kenya's
/// parliament rejected it".
static bool is_bound(const Coref *coref, const CorefMention *pronoun,
                     const CorefMention *candidate) {
  const Token *own = coref_head(coref, pronoun);
  const Token *other = coref_head(coref, candidate);
  const Sentence *sentence = coref_sentence(coref, pronoun);
  bool is_free = pronoun->sentence != candidate->sentence ||
                 own->head >= sentence->token_count ||
                 is_relation(own, "nmod:poss") || is_relation(own, "conj") ||
                 str_ends(pronoun->word, STR("self")) ||
                 str_ends(pronoun->word, STR("selves"));
  if (is_free) {
    return false;
  }
  bool is_owner = pronoun->gender == COREF_NEUTER && is_relation(own, "obj") &&
                  is_relation(other, "nmod:poss") &&
                  other->head < sentence->token_count;
  uint32_t argument = is_owner ? other->head : candidate->head;
  return sentence->tokens[argument].head == own->head ||
         is_controller(sentence, own, argument);
}

/// "I fear them," Berg told reporters: is the candidate whom the words are said
/// to, and so no "they" of them?
static bool is_addressee(const Coref *coref, const CorefSpeech *speech,
                         const CorefMention *candidate) {
  if (!speech || speech->head == TOKEN_NONE ||
      speech->sentence != candidate->sentence) {
    return false;
  }
  const Sentence *sentence = coref_sentence(coref, candidate);
  const Token *own = &sentence->tokens[candidate->head];
  return own->head < sentence->token_count &&
         own->head == sentence->tokens[speech->head].head &&
         (is_relation(own, "obj") || is_relation(own, "iobj"));
}

/// "The firm, which sold its plant": a phrase with a clause is taken up within
/// that clause, but not elsewhere in itself.
static bool is_within(const Coref *coref, const CorefMention *own,
                      const CorefMention *candidate) {
  enum { DEEPEST = 12 };
  const Sentence *sentence = coref_sentence(coref, own);
  if (!coref_is_inside(own, candidate)) {
    return false;
  }
  uint32_t at = own->head;
  for (int depth = 0; depth < DEEPEST && at < sentence->token_count; depth++) {
    const Token *token = &sentence->tokens[at];
    if (token->head == candidate->head) {
      return !is_relation(token, "acl:relcl");
    }
    at = token->head;
  }
  return true;
}

static int score_of(const Coref *coref, uint32_t mention, uint32_t candidate) {
  const CorefMention *own = &coref->mentions[mention];
  SalienceList list = salience_pronoun(
      coref, own, candidate == COREF_NONE ? NULL : &coref->mentions[candidate]);
  return salience_score(coref, salience_class(own), mention, candidate, &list);
}

/// "My mother is ill," she said: is the candidate in the pronoun's own words?
static bool is_own_word(const Coref *coref, uint32_t mention,
                        const CorefMention *candidate) {
  return speaker_of(coref, coref_speech_of(coref, candidate)) == mention;
}

/// "Telvik shares": may what stands before a noun be taken up?
static bool is_mere_modifier(const CorefMention *candidate) {
  return candidate->is_modifier &&
         (candidate->kind != COREF_NAME || candidate->entity == COREF_NONE);
}

static uint32_t find_best(const Coref *coref, uint32_t mention,
                          const CorefSpeech *speech) {
  const CorefMention *own = &coref->mentions[mention];
  uint32_t first =
      coref_window(coref, mention, PRONOUN_WINDOW, MOST_CANDIDATES);
  // Who speaks is no "he" of the own words (Lee et al. 2013, section 3.3.1).
  uint32_t speaker = speaker_of(coref, speech);
  uint32_t best = COREF_NONE;
  int most = score_of(coref, mention, COREF_NONE);
  for (uint32_t i = first; i < mention; i++) {
    const CorefMention *candidate = &coref->mentions[i];
    if (candidate->kind == COREF_CLAUSE || candidate->is_value ||
        is_mere_modifier(candidate) || candidate->person != 3 ||
        is_within(coref, own, candidate) ||
        coref_first(coref, i) == coref_first(coref, mention) || // "I," he said
        !coref_agree(coref, mention, i) || is_bound(coref, own, candidate) ||
        is_addressee(coref, speech, candidate) ||
        is_own_word(coref, mention, candidate) ||
        (speaker != COREF_NONE &&
         coref_first(coref, i) == coref_first(coref, speaker))) {
      continue;
    }
    int score = score_of(coref, mention, i);
    if (score >= most) {
      best = i;
      most = score;
    }
  }
  return best;
}

static bool is_third(const CorefMention *own) {
  return own->kind == COREF_PRONOUN && own->person == 3;
}

uint32_t coref_pronoun(const Coref *coref, uint32_t mention) {
  const CorefMention *own = &coref->mentions[mention];
  const CorefSpeech *speech =
      is_third(own) ? coref_speech_of(coref, own) : NULL;
  return is_third(own) && !speech ? find_best(coref, mention, NULL)
                                  : COREF_NONE;
}

uint32_t coref_quoted_pronoun(const Coref *coref, uint32_t mention) {
  const CorefMention *own = &coref->mentions[mention];
  const CorefSpeech *speech =
      is_third(own) ? coref_speech_of(coref, own) : NULL;
  return speech ? find_best(coref, mention, speech) : COREF_NONE;
}
