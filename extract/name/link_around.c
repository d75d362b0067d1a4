/// What stands around a name, and what that says about it.
#include "extract/name/link_around.h"

#include "base/utf8.h"
#include "extract/name/name.h"

bool link_is_type(const GazetteerEntity *entity, const char *type) {
  return str_is(entity->type, type);
}

bool link_is_city(const GazetteerEntity *entity) {
  return link_is_type(entity, "City");
}

bool link_is_place(const GazetteerEntity *entity) {
  static const char *const types[] = {"City",        "Country",  "State",
                                      "Region",      "Landform", "Continent",
                                      "BodyOfWater", "Place"};
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
    if (link_is_type(entity, types[i])) {
      return true;
    }
  }
  return false;
}

static const Token *token_at(const LinkPlace *place, uint32_t index) {
  const Sentence *sentence = place->linker->sentence;
  return index < sentence->token_count ? &sentence->tokens[index] : NULL;
}

/// The word's value in a list, as it stands or as its lemma; NULL if it has
/// none.
static const LexiconValue *find_word(const LinkPlace *place, uint32_t index,
                                     LexiconList list) {
  const Token *token = token_at(place, index);
  if (!token) {
    return NULL;
  }
  const Lexicon *lexicon = place->linker->lexicon;
  Str lower = utf8_to_lower(place->linker->arena, token->form);
  const LexiconValue *value = lexicon_get(lexicon_find(lexicon, lower), list);
  return value ? value : lexicon_get(lexicon_find(lexicon, token->lemma), list);
}

/// The place behind a comma: "Paris, Texas".
static GazetteerHit find_after(const LinkPlace *place) {
  enum { MOST_WORDS = 3 };
  GazetteerHit none = {.entity = {.population = 0}};
  const Token *comma = token_at(place, place->end);
  if (!comma || !str_equal(comma->form, STR(","))) {
    return none;
  }
  uint32_t begin = place->end + 1;
  for (uint32_t words = MOST_WORDS; words > 0; words--) {
    if (!token_at(place, begin + words - 1)) {
      continue;
    }
    GazetteerHit hits[GAZETTEER_MOST_HITS];
    Str text = name_text(place->linker->arena, place->linker->sentence, begin,
                         begin + words);
    size_t count = gazetteer_find(place->linker->gazetteer, text, hits);
    for (size_t i = 0; i < count; i++) {
      if (hits[i].kind != GAZETTEER_DEMONYM && link_is_place(&hits[i].entity) &&
          !link_is_city(&hits[i].entity)) {
        return hits[i];
      }
    }
  }
  return none;
}

/// The country that the name is said to belong to: "China's State Council",
/// "the Chinese State Council"; empty if there is none.
static Str find_owner(const LinkPlace *place) {
  uint32_t at = place->begin;
  bool has_genitive =
      at > 1 && str_starts(token_at(place, at - 1)->xpos, STR("POS"));
  at -= has_genitive ? 1 : 0;
  if (at == 0) {
    return STR("");
  }
  GazetteerEntity entity;
  for (uint32_t words = at < 2 ? at : 2; words > 0; words--) {
    if (link_demonym(place->linker, at - words, at, &entity)) {
      return entity.id;
    }
  }
  if (!has_genitive) {
    return STR("");
  }
  GazetteerHit hits[GAZETTEER_MOST_HITS];
  for (uint32_t words = at < 3 ? at : 3; words > 0; words--) {
    Str text = name_text(place->linker->arena, place->linker->sentence,
                         at - words, at);
    size_t count = gazetteer_find(place->linker->gazetteer, text, hits);
    if (count > 0 && hits[0].kind != GAZETTEER_DEMONYM) {
      return hits[0].entity.id;
    }
  }
  return STR("");
}

/// Is the name the subject of a verb of reporting, or told something?
static bool find_speech(const LinkPlace *place) {
  const Sentence *sentence = place->linker->sentence;
  uint32_t head = name_head(sentence, place->begin, place->end);
  const Token *token = &sentence->tokens[head];
  if (token->head >= sentence->token_count ||
      !find_word(place, token->head, LEXICON_REPORT_VERB)) {
    return false;
  }
  Str verb = sentence->tokens[token->head].lemma;
  return str_starts(token->relation, STR("nsubj")) ||
         (str_starts(token->relation, STR("obl")) &&
          str_equal(verb, STR("tell")));
}

LinkAround link_look_around(const LinkPlace *place) {
  const Lexicon *lexicon = place->linker->lexicon;
  const Token *first = token_at(place, place->begin);
  bool is_single = place->end - place->begin == 1;
  LinkAround around = {.place = place,
                       .after = find_after(place),
                       .owner = find_owner(place),
                       .speaks = find_speech(place)};
  around.is_word =
      is_single && find_word(place, place->begin, LEXICON_COMMON_PLACE) != NULL;
  around.is_given =
      is_single && lexicon_has(lexicon, LEXICON_GIVEN, first->form);
  if (place->begin > 0) {
    const LexiconValue *before =
        find_word(place, place->begin - 1, LEXICON_PLACE_BEFORE);
    around.before = before ? before->number : 0;
    around.has_article =
        str_equal(token_at(place, place->begin - 1)->lemma, STR("the"));
  }
  return around;
}

bool link_has_cue(const LinkPlace *place, LexiconList list) {
  uint32_t next = place->end;
  const Token *token = token_at(place, next);
  next += token && str_starts(token->xpos, STR("POS")) ? 1 : 0;
  if (find_word(place, next, list)) {
    return true;
  }
  bool has_of = place->begin >= 2 &&
                str_equal(token_at(place, place->begin - 1)->lemma, STR("of"));
  return has_of && find_word(place, place->begin - 2, list);
}

bool link_has_noun(const LinkPlace *place) {
  const Token *next = token_at(place, place->end);
  return next && next->upos == UPOS_NOUN;
}
