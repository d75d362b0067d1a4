/// Coreference: the sieve for nouns that take up names: "Telvik ... the
/// company", "Anna Berg ... the minister".
#include "extract/coref/coref_salience.h"

enum {
  KIND_WINDOW = 3,      ///< sentences before the noun's
  TITLE_WINDOW = 20,    ///< likewise, for offices that a title tells
  UNKNOWN_WINDOW = 1,   ///< likewise, for names of no known class
  PERSON_WINDOW = 4,    ///< likewise, for offices that no title tells
  MOST_CANDIDATES = 300 ///< mentions that are looked at
};

/// A noun that takes up a name, and what its modifiers tell.
typedef struct {
  const CorefMention *own;
  Str noun;       ///< without "ex-"
  Str sector;     ///< "drugmaker", "oil company": of which kind; may be empty
  bool is_former; ///< "the former minister"
  bool is_joined; ///< with others, of which none has a name
} Description;

static bool is_based(Str word) {
  return str_equal(word, STR("based")) || str_equal(word, STR("headquartered"));
}

/// The end of "Lindhaven-based" in [begin, head); `begin` if it is not there.
static uint32_t skip_seat(const Sentence *sentence, uint32_t begin,
                          uint32_t head) {
  for (uint32_t i = begin + 2; i < head; i++) {
    if (is_based(sentence->tokens[i].form) &&
        str_equal(sentence->tokens[i - 1].form, STR("-"))) {
      return i + 1;
    }
  }
  return begin;
}

static Str sector_of(const Coref *coref, Str word) {
  const LexiconValue *value =
      lexicon_get(lexicon_find(coref->lexicon, word), LEXICON_SECTOR);
  return value ? value->text : STR("");
}

/// "state-run": is the token joined with another one by a hyphen?
static bool is_hyphened(const Sentence *sentence, uint32_t index) {
  return (index > 0 && str_equal(sentence->tokens[index - 1].form, STR("-"))) ||
         (index + 1 < sentence->token_count &&
          str_equal(sentence->tokens[index + 1].form, STR("-")));
}

/// "The other company" may be another one: a modifier that tells things apart.
static bool tells_apart(const Coref *coref, const Sentence *sentence,
                        uint32_t index) {
  const Token *token = &sentence->tokens[index];
  bool is_apart = token->upos == UPOS_NUM || token->upos == UPOS_PROPN ||
                  (str_equal(token->relation, STR("compound")) &&
                   token->upos == UPOS_NOUN && token->space_after);
  return (is_apart && !is_hyphened(sentence, index)) ||
         lexicon_has(coref->lexicon, LEXICON_APART, token->form) ||
         lexicon_has(coref->lexicon, LEXICON_APART, token->lemma);
}

/// Note what a modifier tells; false if it tells things apart.
static bool note_modifier(const Coref *coref, const Sentence *sentence,
                          uint32_t index, Description *description) {
  const Token *token = &sentence->tokens[index];
  if (str_equal(token->lemma, STR("former")) ||
      str_equal(token->form, STR("ex"))) {
    description->is_former = true;
    return true;
  }
  Str sector = sector_of(coref, coref_fold(coref->arena, token->form));
  if (sector.length > 0 &&
      lexicon_has(coref->lexicon, LEXICON_KIND, description->noun)) {
    description->sector = sector;
    return true;
  }
  return !tells_apart(coref, sentence, index);
}

/// Does the phrase end with its head, or before a clause that tells more of
/// what is known: "the company, which closed"?
static bool ends_with_head(const Sentence *sentence, const CorefMention *own) {
  uint32_t end = own->head + 1;
  end += end < own->end && str_equal(sentence->tokens[end].xpos, STR("POS"));
  return end == own->end || str_equal(sentence->tokens[end].form, STR(","));
}

/// "the company", "this English-language daily": does the phrase only take up
/// what is known?
static bool takes_up(const Coref *coref, const CorefMention *own,
                     Description *description) {
  enum { MOST_WORDS = 8 };
  const Sentence *sentence = coref_sentence(coref, own);
  if (own->kind != COREF_NOMINAL || own->is_value || own->is_modifier ||
      !(own->number & COREF_SINGULAR) || !ends_with_head(sentence, own) ||
      own->head - own->begin > MOST_WORDS ||
      (own->article != COREF_DEFINITE && own->article != COREF_DEMONSTRATIVE)) {
    return false;
  }
  bool is_ex = str_starts(own->word, STR("ex-"));
  Str noun = is_ex ? str_slice(own->word, 3, own->word.length) : own->word;
  *description = (Description){
      own, noun, sector_of(coref, noun), .is_former = is_ex,
      .is_joined = own->next != (uint32_t)(own - coref->mentions)};
  for (uint32_t i = skip_seat(sentence, own->begin, own->head); i < own->head;
       i++) {
    if (!note_modifier(coref, sentence, i, description)) {
      return false;
    }
  }
  return true;
}

CorefFit coref_fit(const Coref *coref, LexiconList list, Str noun, Str type) {
  CorefFit best = COREF_UNFIT;
  const LexiconValue *value = lexicon_find(coref->lexicon, noun);
  for (; value; value = value->next) {
    if (value->list == list) {
      CorefFit fit = coref_is_type(coref, type, value->text) ? COREF_FIT
                     : type.length == 0                      ? COREF_FIT_UNKNOWN
                     : coref_is_type(coref, value->text, type)
                         ? COREF_FIT_GENERAL
                         : COREF_UNFIT;
      best = fit > best ? fit : best;
    }
  }
  return best;
}

static bool is_subject(const Coref *coref, const CorefMention *mention) {
  return str_starts(coref_head(coref, mention)->relation, STR("nsubj"));
}

/// How what a chain is called goes with a kind of firm.
typedef enum { SECTOR_OTHER, SECTOR_OPEN, SECTOR_SAME } Sector;

static Sector compare_words(const Coref *coref, Str sector, Str words) {
  Sector found = SECTOR_OPEN;
  size_t begin = 0;
  for (size_t i = 0; i <= words.length; i++) {
    if (i < words.length && words.data[i] != ' ') {
      continue;
    }
    Str word = str_slice(words, begin, i);
    begin = i + 1;
    const LexiconValue *value = lexicon_find(coref->lexicon, word);
    for (; value; value = value->next) {
      if (value->list == LEXICON_SECTOR) {
        found = str_equal(value->text, sector) ? SECTOR_SAME
                : found == SECTOR_SAME         ? found
                                               : SECTOR_OTHER;
      }
    }
  }
  return found;
}

static Sector compare_sector(const Coref *coref, Str sector, uint32_t other) {
  enum { MOST_MEMBERS = 16 };
  Sector found = SECTOR_OPEN;
  uint32_t at = other;
  for (int i = 0; sector.length > 0 && i < MOST_MEMBERS; i++) {
    Sector one = compare_words(coref, sector, coref->mentions[at].words);
    found = one == SECTOR_SAME || found == SECTOR_OPEN ? one : found;
    at = coref->mentions[at].next;
    if (at == other || found == SECTOR_SAME) {
      break;
    }
  }
  return found;
}

/// "Telvik bought the company": two arguments of one verb are two things.
static bool is_beside(const Coref *coref, const CorefMention *own,
                      const CorefMention *other) {
  const Token *a = coref_head(coref, own);
  const Token *b = coref_head(coref, other);
  return own->sentence == other->sentence && a->head == b->head &&
         !str_starts(a->relation, STR("conj")) &&
         !str_starts(a->relation, STR("appos"));
}

/// May a mention name what the description takes up?
static bool may_be_kind(const Coref *coref, const CorefMention *own,
                        uint32_t index) {
  const CorefMention *other = &coref->mentions[index];
  uint32_t root = coref_first(coref, index);
  return coref->mentions[root].entity != COREF_NONE &&
         other->kind == COREF_NAME && !coref_is_inside(own, other) &&
         !is_beside(coref, own, other) &&
         coref_agree(coref, (uint32_t)(own - coref->mentions), index);
}

/// What a search has found.
typedef struct {
  uint32_t best; ///< COREF_NONE: nothing
  int most;
  uint32_t unknown; ///< of no known class
  bool is_clear;    ///< no other of no known class
} Search;

static int score_of(const Coref *coref, const Description *description,
                    uint32_t index) {
  const CorefMention *own = description->own;
  const CorefMention *other = &coref->mentions[index];
  Sector sector = compare_sector(coref, description->sector, index);
  return 4 * (sector == SECTOR_SAME) - 100 * (sector == SECTOR_OTHER) +
         2 * is_subject(coref, other) - other->is_modifier -
         2 * (int)(own->sentence - other->sentence);
}

static void weigh(const Coref *coref, const Description *description,
                  uint32_t index, Search *search) {
  const CorefMention *own = description->own;
  const CorefMention *other = &coref->mentions[index];
  const CorefMention *root = &coref->mentions[coref_first(coref, index)];
  CorefFit fit = coref_fit(coref, LEXICON_KIND, description->noun, root->type);
  int score = score_of(coref, description, index) + 3 * (fit == COREF_FIT);
  if (fit >= COREF_FIT_GENERAL && score > -50 && score > search->most) {
    search->best = index;
    search->most = score;
  } else if (fit == COREF_FIT_UNKNOWN && !other->is_modifier &&
             other->sentence < own->sentence &&
             own->sentence - other->sentence <= UNKNOWN_WINDOW) {
    search->is_clear &=
        search->unknown == COREF_NONE ||
        coref_first(coref, search->unknown) == coref_first(coref, index);
    search->unknown = search->unknown == COREF_NONE ? index : search->unknown;
  }
}

/// The last name of a fitting class, a subject before others, and one of the
/// same kind of firm before that. Of names of no known class it must be the
/// only one; one with the noun in it is surer than both.
static uint32_t find_kind(const Coref *coref, uint32_t mention,
                          const Description *description) {
  uint32_t begin = coref_window(coref, mention, KIND_WINDOW, MOST_CANDIDATES);
  Search search = {COREF_NONE, INT32_MIN, COREF_NONE, true};
  for (uint32_t i = mention; i-- > begin;) {
    const CorefMention *other = &coref->mentions[i];
    if (!may_be_kind(coref, description->own, i)) {
      continue;
    }
    if (!other->is_modifier &&
        coref_holds_word(other->words, description->noun)) {
      return i; // "Lindhaven General Hospital ... the hospital"
    }
    weigh(coref, description, i, &search);
  }
  bool is_sure = search.is_clear && !description->is_joined;
  return search.best != COREF_NONE ? search.best
         : is_sure                 ? search.unknown
                                   : COREF_NONE;
}

/// Is somebody called by that office, and as one who held it if the description
/// says so?
static bool has_office(const Coref *coref, const Description *description,
                       uint32_t other) {
  return coref_chain_holds_word(coref, other, description->noun) &&
         (!description->is_former ||
          coref_chain_holds_word(coref, other, STR("former")));
}

/// The last person of that title, else the only person named shortly before.
static uint32_t find_person(const Coref *coref, uint32_t mention,
                            const Description *description) {
  const CorefMention *own = description->own;
  uint32_t near = coref_window(coref, mention, PERSON_WINDOW, MOST_CANDIDATES);
  uint32_t begin = coref_window(coref, mention, TITLE_WINDOW, MOST_CANDIDATES);
  uint32_t only = COREF_NONE;
  bool is_clear = true;
  for (uint32_t i = mention; i-- > begin;) {
    const CorefMention *other = &coref->mentions[i];
    const CorefMention *root = &coref->mentions[coref_first(coref, i)];
    if (other->kind != COREF_NAME || coref_is_inside(own, other) ||
        !coref_is_type(coref, root->type, STR("Person")) ||
        is_beside(coref, own, other) || !coref_agree(coref, mention, i)) {
      continue;
    }
    if (has_office(coref, description, i)) {
      return i;
    }
    if (i >= near) {
      is_clear &= only == COREF_NONE ||
                  coref_first(coref, only) == coref_first(coref, i);
      only = only == COREF_NONE ? i : only;
    }
  }
  return is_clear && !description->is_joined ? only : COREF_NONE;
}

/// "A firm closed. The firm ...", "the merged firm ... the firm": was what the
/// description takes up new before?
static bool is_introduced(const Coref *coref, const CorefMention *own) {
  enum { MOST_MEMBERS = 16 };
  uint32_t at = own->next;
  for (int i = 0; i < MOST_MEMBERS && &coref->mentions[at] != own; i++) {
    if (coref->mentions[at].article == COREF_INDEFINITE ||
        coref_is_apart(coref, &coref->mentions[at], own)) {
      return true;
    }
    at = coref->mentions[at].next;
  }
  return false;
}

uint32_t coref_description(const Coref *coref, uint32_t mention) {
  Description description;
  if (!takes_up(coref, &coref->mentions[mention], &description)) {
    return COREF_NONE;
  }
  const LexiconValue *values = lexicon_find(coref->lexicon, description.noun);
  if (lexicon_get(values, LEXICON_ROLE_KIND)) {
    return find_person(coref, mention, &description);
  }
  return lexicon_get(values, LEXICON_KIND) && !description.is_former &&
                 !is_introduced(coref, description.own)
             ? find_kind(coref, mention, &description)
             : COREF_NONE;
}
