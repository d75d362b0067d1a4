/// When: dates, times of day and durations, resolved against a day.
#ifndef QUERN_EXTRACT_VALUE_WHEN_H
#define QUERN_EXTRACT_VALUE_WHEN_H

#include "extract/value/atom.h"
#include "extract/value/calendar.h"
#include "extract/value/value.h"

/// Where the sentence looks: "on Saturday" is the last or the next one.
typedef enum {
  TENSE_UNKNOWN,
  TENSE_PAST,
  TENSE_FUTURE,
  TENSE_PRESENT ///< of days of the week the next: "They meet on Saturday"
} Tense;

/// What a reading of dates needs to know.
typedef struct {
  const Atoms *atoms;
  Arena *arena;
  CalendarDate today; ///< the document's; year 0 if it is not known
  Tense tense;
} WhenReader;

/**
   Find the longest date, time or duration that begins at an atom;
   `value->end` is 0 if there is none.

   Values: a day, a month or a year ("2013-04-13", "2013-04", "2013"), an
   interval of two such ("2013-01/2013-05"), a time of day ("15:30"), an ISO
   8601 duration ("P3D"). Empty where the text alone, or the lack of a
   document's date, leaves it open. In the arena.
*/
void when_find(const WhenReader *reader, uint32_t at, Value *value);

/// The tense of the clause that a date stands in, from its verbs and the word
/// before the date, whose first token is given.
Tense when_tense(const Lexicon *lexicon, const Sentence *sentence,
                 uint32_t token);

#endif
