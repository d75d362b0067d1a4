/// Coreference: number, gender, person and article of phrases.
#include "extract/coref/coref_internal.h"

#include "extract/name/name.h"
#include "extract/name/person_name.h"

Str coref_fold(Arena *arena, Str text) {
  char *copy = arena_alloc(arena, text.length + 1, 1);
  size_t length = 0;
  for (size_t i = 0; i < text.length; i++) {
    char byte = text.data[i];
    // A typographic apostrophe is a plain one.
    if (str_starts(str_slice(text, i, text.length), STR("’"))) {
      byte = '\'';
      i += strlen("’") - 1;
    }
    copy[length++] =
        byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
  }
  return (Str){copy, length};
}

static Str value_of(const Coref *coref, LexiconList list, Str word) {
  const LexiconValue *value =
      lexicon_get(lexicon_find(coref->lexicon, word), list);
  return value ? value->text : STR("");
}

static bool has_letter(Str text, char letter) {
  return text.length > 0 && memchr(text.data, letter, text.length);
}

/// From a code as "3sf"; what it leaves open may be anything.
static void describe_pronoun(const Coref *coref, CorefMention *mention) {
  Str form = coref_fold(coref->arena, coref_head(coref, mention)->form);
  Str code = value_of(coref, LEXICON_PRONOUN, form);
  mention->word = form;
  mention->words = form;
  mention->person = has_letter(code, '1') ? 1 : has_letter(code, '2') ? 2 : 3;
  mention->number = (has_letter(code, 's') ? COREF_SINGULAR : 0) |
                    (has_letter(code, 'p') ? COREF_PLURAL : 0);
  mention->gender = (has_letter(code, 'm') ? COREF_MALE : 0) |
                    (has_letter(code, 'f') ? COREF_FEMALE : 0) |
                    (has_letter(code, 'n') ? COREF_NEUTER : 0);
  mention->is_pointing = has_letter(code, 'd');
  if (mention->person < 3) {
    mention->gender = COREF_PEOPLE;
  }
}

static bool is_plural(const Token *token) {
  return str_equal(token->xpos, STR("NNS")) ||
         str_equal(token->xpos, STR("NNPS"));
}

/// Genders of people by a code of the lists: "f", "m", "p", "a", "g".
static uint8_t gender_of_code(Str code) {
  return str_equal(code, STR("f"))   ? COREF_FEMALE
         : str_equal(code, STR("m")) ? COREF_MALE
         : str_equal(code, STR("p")) ? COREF_PEOPLE
         : str_equal(code, STR("a")) ? COREF_ANY_GENDER
                                     : COREF_NEUTER;
}

static uint8_t gender_of_sex(Sex sex) {
  return sex == SEX_FEMALE ? COREF_FEMALE
         : sex == SEX_MALE ? COREF_MALE
                           : COREF_PEOPLE;
}

/// What a person is called tells the sex: "Mrs", "King", "Anna".
static uint8_t gender_of_person(const Coref *coref, const CorefMention *mention,
                                const Mention *name) {
  const Sentence *sentence = coref_sentence(coref, mention);
  enum { FARTHEST = 8 };
  uint32_t begin = mention->begin < name->begin ? mention->begin : name->begin;
  if (name->begin - begin > FARTHEST) {
    begin = name->begin - FARTHEST;
  }
  for (uint32_t i = begin; i < name->begin; i++) {
    Sex sex = person_title_sex(coref->lexicon, sentence->tokens[i].form,
                               coref->arena);
    if (sex != SEX_UNKNOWN) {
      return gender_of_sex(sex);
    }
  }
  return gender_of_sex(
      person_given_sex(coref->lexicon, sentence->tokens[name->begin].form));
}

static void describe_name(const Coref *coref, CorefMention *mention) {
  const Mention *name = mention->name == COREF_NONE
                            ? NULL
                            : &coref->input->names->mentions[mention->name];
  const Token *head = coref_head(coref, mention);
  Str type = name && !name->is_unsure ? name->type : STR("");
  mention->type = type;
  mention->number = is_plural(head) ? COREF_PLURAL : COREF_SINGULAR;
  if (type.length == 0) {
    mention->gender = COREF_ANY_GENDER;
    mention->number = COREF_SINGULAR | COREF_PLURAL;
  } else if (coref_is_type(coref, type, STR("Person"))) {
    mention->gender = gender_of_person(coref, mention, name);
  } else {
    mention->gender = COREF_NEUTER;
    if (coref_is_type(coref, type, STR("Organization"))) {
      mention->number = COREF_SINGULAR | COREF_PLURAL;
    }
  }
}

/// A word whose ending names people: "policewoman", "economist".
static uint8_t gender_of_ending(Str word) {
  static const struct {
    const char *ending;
    uint8_t gender;
  } endings[] = {
      {"woman", COREF_FEMALE}, {"man", COREF_MALE},
      {"ist", COREF_PEOPLE},   {"ologist", COREF_PEOPLE},
      {"ician", COREF_PEOPLE}, {"person", COREF_PEOPLE},
      {"eer", COREF_PEOPLE},
  };
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    Str ending = str_from(endings[i].ending);
    if (word.length > ending.length + 1 && str_ends(word, ending)) {
      return endings[i].gender;
    }
  }
  return COREF_NEUTER;
}

static void describe_noun(const Coref *coref, CorefMention *mention) {
  const Token *head = coref_head(coref, mention);
  Str word = mention->word;
  word = str_starts(word, STR("ex-")) ? str_slice(word, 3, word.length) : word;
  Str code = value_of(coref, LEXICON_BEING, word);
  mention->number = is_plural(head) ? COREF_PLURAL : COREF_SINGULAR;
  mention->gender =
      code.length > 0 ? gender_of_code(code) : gender_of_ending(mention->word);
  if (code.length == 0 && lexicon_has(coref->lexicon, LEXICON_ROLE, word)) {
    mention->gender = COREF_PEOPLE;
  }
  if (str_equal(code, STR("g")) || str_equal(mention->word, STR("people"))) {
    mention->number |= COREF_PLURAL;
    mention->gender = COREF_ANY_GENDER;
  }
  mention->type = value_of(coref, LEXICON_KIND, mention->word);
}

static CorefArticle article_of(const Sentence *sentence, uint32_t index) {
  static const struct {
    const char *word;
    CorefArticle article;
  } articles[] = {
      {"the", COREF_DEFINITE},        {"this", COREF_DEMONSTRATIVE},
      {"that", COREF_DEMONSTRATIVE},  {"these", COREF_DEMONSTRATIVE},
      {"those", COREF_DEMONSTRATIVE}, {"a", COREF_INDEFINITE},
      {"an", COREF_INDEFINITE},       {"another", COREF_INDEFINITE},
      {"both", COREF_DEFINITE},
  };
  const Token *token = &sentence->tokens[index];
  if (str_starts(token->relation, STR("nmod:poss"))) {
    return COREF_POSSESSED;
  }
  if (!str_starts(token->relation, STR("det"))) {
    return COREF_BARE;
  }
  for (size_t i = 0; i < sizeof articles / sizeof *articles; i++) {
    if (str_is(token->lemma, articles[i].word)) {
      return articles[i].article;
    }
  }
  return COREF_QUANTIFIED;
}

/// The strongest of the determiners that hang on the head.
static CorefArticle find_article(const Sentence *sentence,
                                 const CorefMention *mention) {
  enum { FARTHEST = 32 };
  CorefArticle found = COREF_BARE;
  uint32_t begin = mention->begin;
  if (mention->head - begin > FARTHEST) {
    begin = mention->head - FARTHEST;
  }
  for (uint32_t i = begin; i < mention->head; i++) {
    if (sentence->tokens[i].head == mention->head) {
      CorefArticle article = article_of(sentence, i);
      found = article == COREF_BARE ? found : article;
    }
  }
  return found;
}

/// Is the token no part of what a phrase says: determiner, mark?
static bool is_empty_word(const Token *token) {
  return str_equal(token->xpos, STR("POS")) || token->upos == UPOS_PUNCT ||
         (token->upos == UPOS_DET && (str_equal(token->lemma, STR("the")) ||
                                      str_equal(token->lemma, STR("a")) ||
                                      str_equal(token->lemma, STR("this")) ||
                                      str_equal(token->lemma, STR("that"))));
}

static bool is_word(const Token *token) { return !is_empty_word(token); }

static bool is_content(const Token *token) {
  return token->upos == UPOS_NOUN || token->upos == UPOS_PROPN ||
         token->upos == UPOS_ADJ || token->upos == UPOS_NUM ||
         token->upos == UPOS_VERB;
}

/// The words of a phrase that are wanted, in lower case, without one token; of
/// long phrases a part.
static Str join_words(const Coref *coref, const CorefMention *mention,
                      bool (*is_wanted)(const Token *token), uint32_t without) {
  enum { MOST_WORDS = 24, LONGEST_WORD = 64 };
  const Sentence *sentence = coref_sentence(coref, mention);
  uint32_t end = mention->end;
  if (end - mention->begin > MOST_WORDS) {
    end = mention->begin + MOST_WORDS;
  }
  char words[MOST_WORDS * (LONGEST_WORD + 1)];
  size_t length = 0;
  for (uint32_t i = mention->begin; i < end; i++) {
    const Token *token = &sentence->tokens[i];
    if (i != without && is_wanted(token) &&
        token->form.length <= LONGEST_WORD) {
      if (length) {
        words[length++] = ' ';
      }
      memcpy(words + length, token->form.data, token->form.length);
      length += token->form.length;
    }
  }
  return coref_fold(coref->arena, (Str){words, length});
}

void coref_describe(const Coref *coref, CorefMention *mention) {
  mention->person = 3;
  if (mention->kind == COREF_PRONOUN) {
    describe_pronoun(coref, mention);
  } else {
    const Token *head = coref_head(coref, mention);
    mention->word = coref_fold(coref->arena, head->lemma);
    mention->article = find_article(coref_sentence(coref, mention), mention);
    mention->words = join_words(coref, mention, is_word, TOKEN_NONE);
    mention->modifiers = join_words(coref, mention, is_content, mention->head);
    if (mention->kind == COREF_NAME) {
      describe_name(coref, mention);
    } else if (mention->kind == COREF_NOMINAL) {
      describe_noun(coref, mention);
    } else {
      mention->number = COREF_PLURAL;
    }
  }
  mention->number =
      mention->number ? mention->number : COREF_SINGULAR | COREF_PLURAL;
  mention->gender = mention->gender ? mention->gender : COREF_ANY_GENDER;
}
