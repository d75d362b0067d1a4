/// Link: which known thing a name stands for, if that is sure.
#include "extract/name/link.h"

#include "base/utf8.h"
#include "extract/name/link_around.h"
#include "extract/name/name.h"

static bool is_type(const GazetteerEntity *entity, const char *type) {
  return str_is(entity->type, type);
}

static size_t find_hits(const Linker *linker, Str text,
                        GazetteerHit hits[GAZETTEER_MOST_HITS]) {
  size_t found = gazetteer_find(linker->gazetteer, text, hits);
  size_t count = 0;
  for (size_t i = 0; i < found; i++) {
    if (hits[i].kind != GAZETTEER_DEMONYM) {
      hits[count++] = hits[i];
    }
  }
  return count;
}

/// A given name alone that is a place here: "in Florence", "from Chad".
static bool is_place_for_sure(const Linker *linker, uint32_t begin,
                              uint32_t end, const GazetteerHit *hits,
                              size_t count) {
  if (end - begin != 1 || begin == 0 || count == 0) {
    return false;
  }
  const LexiconValue *before = lexicon_get(
      lexicon_find(linker->lexicon, linker->sentence->tokens[begin - 1].lemma),
      LEXICON_PLACE_BEFORE);
  return before && (before->number == 1 || is_type(&hits[0].entity, "Country"));
}

/// Find the places of a name in capitals, as datelines and headlines write
/// them: "ISTANBUL". Short ones are rather abbreviations.
static size_t find_shouted(const Linker *linker, Str text,
                           GazetteerHit hits[GAZETTEER_MOST_HITS]) {
  enum { SHORTEST = 4 };
  Str name = name_from_capitals(linker->arena, text);
  size_t found = text.length < SHORTEST || str_equal(name, text)
                     ? 0
                     : find_hits(linker, name, hits);
  size_t count = 0;
  for (size_t i = 0; i < found; i++) {
    if (link_is_place(&hits[i].entity)) {
      hits[count++] = hits[i];
    }
  }
  return count;
}

LinkResult link_name(const Linker *linker, uint32_t begin, uint32_t end,
                     Str type, const LinkScene *scene, Link *link) {
  *link = (Link){.confidence = 0};
  GazetteerHit hits[GAZETTEER_MOST_HITS];
  Str text = name_text(linker->arena, linker->sentence, begin, end);
  bool has_article =
      begin > 0 &&
      str_equal(linker->sentence->tokens[begin - 1].lemma, STR("the"));
  size_t count = find_hits(linker, text, hits);
  if (count == 0 && has_article) {
    text = ARENA_JOIN(linker->arena, STR("The "), text);
    count = find_hits(linker, text, hits);
  }
  count = count ? count : find_shouted(linker, text, hits);
  size_t kept = 0;
  bool is_person = str_equal(type, STR("Person")) &&
                   !is_place_for_sure(linker, begin, end, hits, count);
  type = is_person ? type : STR("");
  for (size_t i = 0; i < count; i++) {
    if (is_person == is_type(&hits[i].entity, "Person") ||
        (!is_person && !type.length)) {
      hits[kept++] = hits[i];
    }
  }
  LinkPlace place = {linker, begin, end, scene};
  return kept ? link_choose(&place, hits, kept, link) : LINK_NONE;
}

void link_scene_add(LinkScene *scene, const GazetteerEntity *entity) {
  bool is_country = is_type(entity, "Country");
  Str country = is_country ? entity->id : entity->place;
  if (country.length) {
    map_add(scene->places, country)->value++;
  }
  if (entity->region.length) {
    map_add(scene->regions, entity->region)->value++;
  }
}

static bool find_demonym(const Linker *linker, Str text,
                         GazetteerEntity *entity) {
  GazetteerHit hits[GAZETTEER_MOST_HITS];
  size_t count = gazetteer_find(linker->gazetteer, text, hits);
  size_t demonyms = 0;
  for (size_t i = 0; i < count; i++) {
    if (hits[i].kind == GAZETTEER_DEMONYM) {
      *entity = hits[i].entity;
      demonyms++;
    }
  }
  if (demonyms > 1) { // "Congolese"
    *entity = (GazetteerEntity){.type = STR("Country")};
  }
  return demonyms > 0;
}

/// Would the name cut off the beginning of "New York Police Department"?
static bool is_cut(const Linker *linker, uint32_t end) {
  uint32_t last = end;
  while (last < linker->sentence->token_count &&
         name_has_token(linker->sentence, last)) {
    last++;
  }
  if (last == end) {
    return false;
  }
  Str form = linker->sentence->tokens[last - 1].form;
  return lexicon_has(linker->lexicon, LEXICON_HEAD, form) ||
         lexicon_has(linker->lexicon, LEXICON_SUFFIX, form);
}

/// A name that is looked for, as it is written and behind a capital article.
typedef struct {
  Str text;
  Str capital; ///< empty if it begins with no small article
} Written;

static Written write_name(const Linker *linker, uint32_t begin, uint32_t end) {
  Str text = name_text(linker->arena, linker->sentence, begin, end);
  Str rest = str_slice(text, text.length ? 1 : 0, text.length);
  return (Written){text, str_starts(text, STR("the "))
                             ? ARENA_JOIN(linker->arena, STR("T"), rest)
                             : STR("")};
}

/// Is the beginning of a name, of so many bytes and several words, one?
static bool is_known(const Linker *linker, const Written *name, size_t length) {
  GazetteerHit hits[GAZETTEER_MOST_HITS];
  return find_hits(linker, str_slice(name->text, 0, length), hits) ||
         (name->capital.length &&
          find_hits(linker, str_slice(name->capital, 0, length), hits));
}

bool link_demonym(const Linker *linker, uint32_t begin, uint32_t end,
                  GazetteerEntity *entity) {
  Str form = linker->sentence->tokens[begin].form;
  size_t offset = 0;
  if (!form.length || !utf8_is_upper(utf8_next(form, &offset))) {
    return false;
  }
  Str text = end - begin == 1
                 ? form
                 : name_text(linker->arena, linker->sentence, begin, end);
  if (find_demonym(linker, text, entity)) {
    return true;
  }
  return str_ends(text, STR("s")) &&
         find_demonym(linker, str_slice(text, 0, text.length - 1), entity);
}

uint32_t link_demonym_longest(const Linker *linker, const bool *taken,
                              uint32_t begin, GazetteerEntity *entity) {
  const Sentence *sentence = linker->sentence;
  Str first = sentence->tokens[begin].form;
  size_t offset = 0;
  if (!first.length || !utf8_is_upper(utf8_next(first, &offset)) ||
      (begin > 0 && name_has_token(sentence, begin - 1))) {
    return begin;
  }
  uint32_t longest = gazetteer_longest(linker->gazetteer, first);
  for (uint32_t length = longest; length >= 2; length--) {
    uint32_t end = begin + length;
    bool is_free = end <= sentence->token_count;
    for (uint32_t i = begin; is_free && i < end; i++) {
      is_free = !taken[i] && (i + 1 == end || sentence->tokens[i].space_after);
    }
    if (is_free && link_demonym(linker, begin, end, entity) &&
        !is_cut(linker, end)) {
      return end;
    }
  }
  return begin;
}

/// Tokens of the longest name that may begin here. A word of a name may be
/// several tokens: "Al-Qaeda", "People's Republic".
static uint32_t longest_name(const Linker *linker, uint32_t begin, Str first) {
  const Sentence *sentence = linker->sentence;
  uint32_t end = begin + 1;
  while (end < sentence->token_count &&
         !sentence->tokens[end - 1].space_after) {
    end++;
  }
  uint32_t words = gazetteer_longest(linker->gazetteer, first);
  if (end > begin + 1) {
    Str joined = name_text(linker->arena, sentence, begin, end);
    uint32_t more = gazetteer_longest(linker->gazetteer, joined);
    words = more > words ? more : words;
  }
  for (end = begin; words && end < sentence->token_count; end++) {
    words -= sentence->tokens[end].space_after;
  }
  return end - begin;
}

uint32_t link_longest(const Linker *linker, const bool *taken, uint32_t begin) {
  const Sentence *sentence = linker->sentence;
  Str first = sentence->tokens[begin].form;
  if (begin > 0 && name_has_token(sentence, begin - 1) &&
      !lexicon_has(linker->lexicon, LEXICON_TITLE,
                   sentence->tokens[begin - 1].form)) {
    return begin;
  }
  if (str_equal(first, STR("the"))) {
    first = STR("The");
  }
  uint32_t left = sentence->token_count - begin;
  uint32_t longest = longest_name(linker, begin, first);
  longest = longest < left ? longest : left;
  if (longest < 2) {
    return begin;
  }
  uint32_t free = 0;
  while (free < longest && !taken[begin + free]) {
    free++;
  }
  Written name = write_name(linker, begin, begin + longest);
  size_t bytes = name.text.length;
  for (uint32_t length = longest; length >= 2; length--) {
    uint32_t end = begin + length;
    if (length <= free && is_known(linker, &name, bytes) &&
        !is_cut(linker, end)) {
      return end;
    }
    bytes -= sentence->tokens[end - 1].form.length;
    bytes -= sentence->tokens[end - 2].space_after;
  }
  return begin;
}
