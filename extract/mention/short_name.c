/// Short names: "Ford" for "Ford Motor Co."
#include "extract/mention/short_name.h"

#include "base/map.h"
#include "base/utf8.h"
#include "extract/mention/link_settle.h"
#include "extract/name/name.h"

enum {
  NOUN_MODIFIED = 1, ///< "Telvik shares"; also "shares of Telvik"
  NOUN_OWNED = 2,    ///< "Telvik's revenue", too
};

/// A document whose names are looked at.
typedef struct {
  const Linker *linker;
  const Sentences *sentences;
  const MentionList *list;
  Map *people; ///< the words of persons' names
  Map *longs;  ///< short forms; the mention with the long one, NULL if several
} Shorts;

static const Sentence *sentence_of(const Shorts *shorts,
                                   const Mention *mention) {
  return &shorts->sentences->sentences[mention->sentence];
}

static bool has(const Shorts *shorts, LexiconList list, Str word) {
  return lexicon_has(shorts->linker->lexicon, list, word);
}

static uint32_t length_of(const Mention *mention) {
  return mention->end - mention->begin;
}

static bool is_unlinked(const Mention *mention) {
  return mention->kind == MENTION_NAME && mention->id.length == 0;
}

static bool is_person(const Mention *mention) {
  return str_equal(mention->type, STR("Person"));
}

static bool ends_with_suffix(const Shorts *shorts, const Mention *mention) {
  const Token *last = &sentence_of(shorts, mention)->tokens[mention->end - 1];
  return length_of(mention) > 1 && has(shorts, LEXICON_SUFFIX, last->form);
}

/// "Pfizer Inc": the one organization that is known without the suffix.
static void link_core(const Shorts *shorts, Mention *mention) {
  const Linker *linker = shorts->linker;
  GazetteerHit hits[GAZETTEER_MOST_HITS];
  if (!is_unlinked(mention) || !ends_with_suffix(shorts, mention)) {
    return;
  }
  Str core = name_text(linker->arena, sentence_of(shorts, mention),
                       mention->begin, mention->end - 1);
  if (gazetteer_find(linker->gazetteer, core, hits) == 1 &&
      hits[0].kind != GAZETTEER_DEMONYM &&
      name_kind(linker->lexicon, hits[0].entity.type) == NAME_ORGANIZATION) {
    Link link = {.entity = hits[0].entity, .confidence = 1};
    link_apply(linker, &link, mention);
  }
}

/// What a noun beside a name tells of it.
static int64_t noun_kind(const Shorts *shorts, const Token *noun) {
  const LexiconValue *value = lexicon_get(
      lexicon_find(shorts->linker->lexicon, noun->lemma), LEXICON_FIRM_NOUN);
  return value ? value->number : 0;
}

/// "Telvik shares", "shares of Telvik", "Telvik's revenue".
static bool is_like_firm(const Shorts *shorts, const Mention *mention) {
  const Sentence *sentence = sentence_of(shorts, mention);
  const Token *head = &sentence->tokens[mention->head];
  if (head->head >= sentence->token_count) {
    return false;
  }
  const Token *noun = &sentence->tokens[head->head];
  int64_t kind = noun_kind(shorts, noun);
  if (head->head >= mention->end) {
    return (kind && str_equal(head->relation, STR("compound"))) ||
           (kind == NOUN_OWNED && str_starts(head->relation, STR("nmod:poss")));
  }
  return kind && head->head + 2 == mention->begin &&
         str_equal(head->relation, STR("nmod"));
}

/// Let names that look like persons', and are firms', be of firms, and so the
/// last words of such names.
static void retype_firms(const Shorts *shorts) {
  Map *firms = map_new(shorts->linker->arena);
  for (size_t i = 0; i < shorts->list->count; i++) {
    const Mention *mention = &shorts->list->mentions[i];
    if (is_unlinked(mention) && is_person(mention) &&
        is_like_firm(shorts, mention)) {
      map_set(firms, mention->label, 1);
    }
  }
  for (size_t i = 0; i < shorts->list->count; i++) {
    Mention *mention = &shorts->list->mentions[i];
    const Token *last = &sentence_of(shorts, mention)->tokens[mention->end - 1];
    if (is_unlinked(mention) && is_person(mention) &&
        (map_get(firms, mention->label, 0) || map_get(firms, last->form, 0))) {
      map_set(firms, last->form, 1);
      mention->type = STR("Corporation");
      mention->is_unsure = false;
    }
  }
}

static void collect_people(Shorts *shorts) {
  for (size_t i = 0; i < shorts->list->count; i++) {
    const Mention *mention = &shorts->list->mentions[i];
    const Sentence *sentence = sentence_of(shorts, mention);
    bool is_whole = mention->kind == MENTION_NAME && is_person(mention) &&
                    length_of(mention) > 1;
    for (uint32_t k = mention->begin; is_whole && k < mention->end; k++) {
      map_set(shorts->people, sentence->tokens[k].form, 1);
    }
  }
}

/// Is the word one that tells what a name is the name of, as "Bank"? Those of
/// places ("Forest") and teams are names alone, too.
static bool is_head(const Shorts *shorts, Str word) {
  const Lexicon *lexicon = shorts->linker->lexicon;
  const LexiconValue *value =
      lexicon_get(lexicon_find(lexicon, word), LEXICON_HEAD);
  return value && !str_equal(value->text, STR("SportsTeam")) &&
         name_kind(lexicon, value->text) != NAME_PLACE;
}

/// May a word alone be a name's short form? "General" and "First" may not.
static bool is_telling(const Shorts *shorts, const Token *word) {
  size_t offset = 0;
  static const LexiconList lists[] = {
      LEXICON_INSTITUTION, LEXICON_OPENER, LEXICON_TITLE,    LEXICON_ORDINAL,
      LEXICON_DIRECTION,   LEXICON_GIVEN,  LEXICON_CARDINAL, LEXICON_APART};
  if (word->form.length < 3 || word->upos == UPOS_DET ||
      is_head(shorts, word->form) ||
      !utf8_is_upper(utf8_next(word->form, &offset)) ||
      map_get(shorts->people, word->form, 0)) {
    return false;
  }
  Str lower = utf8_to_lower(shorts->linker->arena, word->form);
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
    if (has(shorts, lists[i], word->form) || has(shorts, lists[i], lower)) {
      return false;
    }
  }
  return true;
}

static void add_short(Shorts *shorts, Mention *mention, uint32_t begin,
                      uint32_t end) {
  const Sentence *sentence = sentence_of(shorts, mention);
  bool is_word = end == begin + 1;
  if (is_word && !is_telling(shorts, &sentence->tokens[begin])) {
    return;
  }
  Str form = name_text(shorts->linker->arena, sentence, begin, end);
  MapEntry *entry = map_find(shorts->longs, form);
  if (!entry) {
    map_add(shorts->longs, form)->pointer = mention;
    return;
  }
  const Mention *other = entry->pointer;
  if (other && !str_equal(other->label, mention->label)) {
    entry->pointer = NULL;
  }
}

static bool is_firm(const Mention *mention) {
  return str_equal(mention->type, STR("Corporation")) ||
         str_equal(mention->type, STR("BankOrCreditUnion"));
}

static void collect_shorts(Shorts *shorts) {
  for (size_t i = 0; i < shorts->list->count; i++) {
    Mention *mention = &shorts->list->mentions[i];
    if (mention->kind != MENTION_NAME || length_of(mention) < 2) {
      continue;
    }
    const Token *tokens = sentence_of(shorts, mention)->tokens;
    if (is_firm(mention)) {
      if (has(shorts, LEXICON_GIVEN, tokens[mention->begin].form)) {
        add_short(shorts, mention, mention->begin + 1, mention->begin + 2);
      }
      for (uint32_t end = mention->begin + 1; end < mention->end; end++) {
        add_short(shorts, mention, mention->begin, end);
      }
    } else if (str_equal(mention->type, STR("SportsTeam"))) {
      add_short(shorts, mention, mention->end - 1, mention->end);
    }
  }
}

/// "Mr Ford", "in Brask": is a name surely no firm's?
static bool is_other(const Shorts *shorts, const Mention *mention) {
  const Sentence *sentence = sentence_of(shorts, mention);
  if (mention->begin == 0) {
    return false;
  }
  Str before = sentence->tokens[mention->begin - 1].form;
  const LexiconValue *value = lexicon_get(
      lexicon_find(shorts->linker->lexicon, before), LEXICON_PLACE_BEFORE);
  // "Newcastle United" is no other "United", even if it is not known.
  bool is_longer = sentence->tokens[mention->begin - 1].upos == UPOS_PROPN;
  return has(shorts, LEXICON_TITLE, before) || is_longer ||
         (str_equal(mention->type, STR("Place")) && value &&
          value->number == 1);
}

static void shorten(const Shorts *shorts, Mention *mention) {
  const MapEntry *entry = map_find(shorts->longs, mention->label);
  const Mention *whole = entry ? entry->pointer : NULL;
  if (!whole || !is_unlinked(mention) || is_other(shorts, mention) ||
      (is_person(mention) && length_of(mention) > 1)) {
    return;
  }
  mention->label = whole->label;
  mention->type = whole->type;
  mention->is_unsure = false;
  mention->id = whole->id;
  mention->stands_for = whole->stands_for;
  mention->confidence = whole->confidence;
  mention->links = whole->links;
  mention->link_count = whole->link_count;
}

void short_names_settle(const Linker *linker, const Sentences *sentences,
                        const MentionList *list) {
  Shorts shorts = {linker, sentences, list, map_new(linker->arena),
                   map_new(linker->arena)};
  for (size_t i = 0; i < list->count; i++) {
    link_core(&shorts, &list->mentions[i]);
  }
  retype_firms(&shorts);
  collect_people(&shorts);
  collect_shorts(&shorts);
  for (size_t i = 0; i < list->count; i++) {
    shorten(&shorts, &list->mentions[i]);
  }
}
