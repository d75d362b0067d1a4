/// Lexicon: the word lists behind names, dates and quantities.
///
/// The lists are files of extract/lexicon/english/, made of sections:
///
///     [month]
///     5: may
///     # A comment. A value, then all words and phrases that have it.
///
/// A word may be in several lists. Immutable after loading.
#ifndef QUERN_EXTRACT_LEXICON_LEXICON_H
#define QUERN_EXTRACT_LEXICON_LEXICON_H

#include "base/map.h"
#include "base/report.h"

typedef enum {
  LEXICON_PHRASE,    ///< mere beginnings of phrases; made, no section to write
  LEXICON_MONTH,     ///< number of the month
  LEXICON_WEEKDAY,   ///< 1 is Monday
  LEXICON_UNIT,      ///< of time: a letter of ISO 8601's durations
  LEXICON_CLOCK,     ///< of hours, minutes and seconds: likewise
  LEXICON_DIRECTION, ///< -1 last, 0 this, 1 next
  LEXICON_PART,      ///< of the day
  LEXICON_STAGE,     ///< early, mid, late
  LEXICON_DAY,       ///< days from today
  LEXICON_DECADE,    ///< nineties: 90
  LEXICON_SEASON,
  LEXICON_HOLIDAY,      ///< its day: see values.txt
  LEXICON_PLANNING,     ///< verbs: 1 also of what is to come if passive
  LEXICON_YEAR_CUE,     ///< words before a year
  LEXICON_CARDINAL,     ///< the number
  LEXICON_SCALE,        ///< zeros of the power of ten
  LEXICON_SHORT_SCALE,  ///< likewise, of sums of money
  LEXICON_ORDINAL,      ///< the number
  LEXICON_FRACTION,     ///< the denominator
  LEXICON_ABOUT,        ///< words before an estimate: how its value begins
  LEXICON_ABOUT_AFTER,  ///< likewise, words after it
  LEXICON_CURRENCY,     ///< ISO 4217
  LEXICON_VAGUE,        ///< numbers that are not told
  LEXICON_MEASURE,      ///< a unit's sign
  LEXICON_BEGIN,        ///< words that a date or time may begin with
  LEXICON_NUMBER_BEGIN, ///< that a number may begin with, too
  LEXICON_RATE,         ///< a unit after "per"
  LEXICON_HEAD,         ///< a class: last word of names ("Ministry")
  LEXICON_SUFFIX,       ///< a class: last word of a firm's name ("Inc")
  LEXICON_INSTITUTION,  ///< of names that every country gives: 1 noun, 2 topic
  LEXICON_OPENER,       ///< words that "of" follows in names
  LEXICON_TITLE,        ///< before persons' names
  LEXICON_ROLE,         ///< nouns beside persons' names
  LEXICON_PARTICLE,     ///< of persons' names ("van")
  LEXICON_GENERATION,   ///< after persons' names ("Jr.")
  LEXICON_GIVEN,        ///< given names
  LEXICON_NAME_KIND,    ///< classes of things: the kind of their names
  LEXICON_WOMAN_NAME,   ///< of the given names: women's
  LEXICON_UNISEX_NAME,  ///< of the given names: women's and men's
  LEXICON_PRONOUN,      ///< person, number and gender: "3sf"
  LEXICON_BEING,        ///< nouns for people: f, m, p (either), g (a group)
  LEXICON_KIND,         ///< a class: nouns that take up its names ("company")
  LEXICON_ROLE_KIND,    ///< nouns that take up persons' names ("president")
  LEXICON_SECTOR,       ///< a kind of firm: words that tell it in a name
  LEXICON_FIRM_NOUN,    ///< what firms have: 1 after a name, 2 owned, too
  LEXICON_GROUP,        ///< a class: nouns for several of it ("side": any)
  LEXICON_GROUP_SIZE,   ///< nouns for so many: "couple"
  LEXICON_APART,        ///< adjectives by which a thing is another one
  LEXICON_SPEAK,        ///< verbs of what people and organizations do in words
  LEXICON_SAY_THAT,     ///< verbs of saying: 1 with "that", 2 "tell him that"
  LEXICON_SALIENCE,     ///< weights of features: see coref_salience.h
  LEXICON_COMMON_PLACE, ///< words that are names of places, too
  LEXICON_PLACE_BEFORE, ///< 1 surely before a place, 2 perhaps
  LEXICON_GOVERNMENT_VERB,   ///< what governments do
  LEXICON_GOVERNMENT_OBJECT, ///< what is done to them
  LEXICON_GOVERNMENT_NOUN,   ///< what they have
  LEXICON_REPORT_VERB,       ///< what media do
  LEXICON_STATE_CUE,         ///< beside a name, that it is a state's
  LEXICON_COUNTRY_CUE,       ///< a country's
  LEXICON_CITY_CUE,          ///< a city's
  LEXICON_COUNT
} LexiconList;

/// A list's bit in a set of lists.
#define LEXICON_BIT(list) (UINT64_C(1) << (list))

/// One list's value for a word.
typedef struct LexiconValue {
  Str text;
  int64_t number; ///< the text as a number; 0 if it is none
  const struct LexiconValue *next;
  uint64_t lists;   ///< bits of its list and of those that follow
  uint64_t phrases; ///< of the first value: lists with phrases that go on
                    ///< behind the word or words
  LexiconList list;
} LexiconValue;

typedef struct Lexicon Lexicon;

/// Load the built-in lists into the arena. Errors are the programmer's:
/// reported, and the line is passed over.
Lexicon *lexicon_new(Arena *arena, Report *report);

/// All values of a word or phrase; NULL if it is in no list.
const LexiconValue *lexicon_find(const Lexicon *lexicon, Str phrase);

/// The value of one list among a word's values (NULL allowed), or NULL.
static inline const LexiconValue *lexicon_get(const LexiconValue *values,
                                              LexiconList list) {
  if (!values || !(values->lists >> list & 1)) {
    return NULL;
  }
  while (values->list != list) {
    values = values->next;
  }
  return values;
}

/// Do phrases of the list begin with the word or words whose values are given
/// (NULL allowed)?
static inline bool lexicon_begins(const LexiconValue *values,
                                  LexiconList list) {
  return values && (values->phrases & LEXICON_BIT(list));
}

/// Is a word whose values are given (NULL allowed) in one of some lists, or the
/// first word of a phrase of them? The lists are bits.
static inline bool lexicon_may_begin(const LexiconValue *values,
                                     uint64_t lists) {
  return values && ((values->lists | values->phrases) & lists);
}

/// All phrases of a list, in the order of the files. Gives their number.
size_t lexicon_words(const Lexicon *lexicon, LexiconList list, Arena *arena,
                     Str **words);

/// Is the phrase in the list?
bool lexicon_has(const Lexicon *lexicon, LexiconList list, Str phrase);

#endif
