/// What the words of a person's name tell.
#ifndef QUERN_EXTRACT_NAME_PERSON_NAME_H
#define QUERN_EXTRACT_NAME_PERSON_NAME_H

#include "extract/lexicon/lexicon.h"

typedef enum { SEX_UNKNOWN, SEX_FEMALE, SEX_MALE } Sex;

/// The last word of a name that is a name: "Davis" of "David Davis Jr."
Str person_surname(const Lexicon *lexicon, Str name);

/// "Assad" of "al-Assad"; a surname without an article itself.
Str person_drop_article(const Lexicon *lexicon, Str surname);

/// What a title tells: "Mrs", "King". The arena holds what it needs meanwhile.
Sex person_title_sex(const Lexicon *lexicon, Str title, Arena *arena);

/// What a given name tells: "Anna".
Sex person_given_sex(const Lexicon *lexicon, Str given);

#endif
