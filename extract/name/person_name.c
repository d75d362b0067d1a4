/// What the words of a person's name tell.
#include "extract/name/person_name.h"

#include "base/utf8.h"

Str person_surname(const Lexicon *lexicon, Str name) {
  for (size_t end = name.length; end > 0;) {
    size_t begin = end;
    while (begin > 0 && name.data[begin - 1] != ' ') {
      begin--;
    }
    Str word = str_slice(name, begin, end);
    word.length -= str_ends(word, STR(",")); // "Thomas Campana, Jr."
    if (begin == 0 || !lexicon_has(lexicon, LEXICON_GENERATION, word)) {
      return word;
    }
    end = begin - 1;
  }
  return name;
}

Str person_drop_article(const Lexicon *lexicon, Str surname) {
  const char *hyphen = memchr(surname.data, '-', surname.length);
  size_t length = hyphen ? (size_t)(hyphen - surname.data) : 0;
  bool has_article =
      lexicon_has(lexicon, LEXICON_PARTICLE, str_slice(surname, 0, length));
  return has_article ? str_slice(surname, length + 1, surname.length) : surname;
}

Sex person_title_sex(const Lexicon *lexicon, Str title, Arena *arena) {
  Str word = utf8_to_lower(arena, title);
  word.length -= str_ends(word, STR("."));
  const LexiconValue *value =
      lexicon_get(lexicon_find(lexicon, word), LEXICON_BEING);
  return !value                             ? SEX_UNKNOWN
         : str_equal(value->text, STR("f")) ? SEX_FEMALE
         : str_equal(value->text, STR("m")) ? SEX_MALE
                                            : SEX_UNKNOWN;
}

Sex person_given_sex(const Lexicon *lexicon, Str given) {
  const LexiconValue *values = lexicon_find(lexicon, given);
  if (lexicon_get(values, LEXICON_WOMAN_NAME)) {
    return SEX_FEMALE;
  }
  return lexicon_get(values, LEXICON_GIVEN) &&
                 !lexicon_get(values, LEXICON_UNISEX_NAME)
             ? SEX_MALE
             : SEX_UNKNOWN;
}
