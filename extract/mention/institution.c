/// Institutions: "Foreign Ministry" names one thing only within a country.
#include "extract/mention/institution.h"

#include "extract/mention/link_settle.h"
#include "extract/name/name.h"

enum {
  WORD_NOUN = 1,    ///< of the word list: "Ministry"
  WORD_TOPIC = 2,   ///< "Foreign"
  LONGEST_OWNER = 3 ///< words before the institution's own
};

/// A name that may be an institution's, in its sentence.
typedef struct {
  const Linker *linker;
  const Sentence *sentence;
  const Mention *before; ///< the mention before it; NULL if there is none
  Mention *mention;
  Str core;  ///< the name without its owner's
  Str owner; ///< its owner's label; empty if it is not told
  Str place; ///< the owner's id; empty if it is not known
} Institution;

static int64_t word_kind(const Institution *one, uint32_t token) {
  const LexiconValue *value = lexicon_get(
      lexicon_find(one->linker->lexicon, one->sentence->tokens[token].form),
      LEXICON_INSTITUTION);
  return value ? value->number : 0;
}

/// Does a word join others in a name?
static bool is_joint(const Token *token) {
  return token->upos == UPOS_ADP || token->upos == UPOS_CCONJ ||
         token->upos == UPOS_DET || token->upos == UPOS_PUNCT ||
         str_equal(token->form, STR("&"));
}

/// Are the tokens an institution's name that tells nothing of its owner?
static bool is_common(const Institution *one, uint32_t begin, uint32_t end) {
  bool has_noun = false;
  for (uint32_t i = begin; i < end; i++) {
    int64_t kind = word_kind(one, i);
    has_noun |= kind == WORD_NOUN;
    if (!kind &&
        (i == begin || i + 1 == end || !is_joint(&one->sentence->tokens[i]))) {
      return false;
    }
  }
  return has_noun;
}

static void set_core(Institution *one, uint32_t begin, uint32_t end) {
  one->core = name_text(one->linker->arena, one->sentence, begin, end);
}

static void set_owner(Institution *one, const GazetteerEntity *entity) {
  one->owner = entity->label;
  one->place = entity->id;
}

/// "Kenyan Health Ministry", "Chicago Police Department".
static bool has_owner_before(Institution *one) {
  const Mention *mention = one->mention;
  for (uint32_t i = mention->begin + 1;
       i < mention->end && i <= mention->begin + LONGEST_OWNER; i++) {
    GazetteerEntity entity;
    Link link;
    if (!is_common(one, i, mention->end)) {
      continue;
    }
    bool is_demonym = link_demonym(one->linker, mention->begin, i, &entity);
    if (!is_demonym && link_name(one->linker, mention->begin, i, STR(""), NULL,
                                 &link) == LINK_SURE) {
      entity = link.entity;
    } else if (!is_demonym) {
      continue;
    }
    set_core(one, i, mention->end);
    set_owner(one, &entity);
    return entity.id.length > 0;
  }
  return false;
}

/// "Foreign Ministry of Norland".
static bool has_owner_behind(Institution *one) {
  const Mention *mention = one->mention;
  for (uint32_t i = mention->end - 1; i > mention->begin + 1; i--) {
    if (!str_equal(one->sentence->tokens[i - 1].form, STR("of")) ||
        !is_common(one, mention->begin, i - 1)) {
      continue;
    }
    Link link;
    set_core(one, mention->begin, i - 1);
    one->owner = name_text(one->linker->arena, one->sentence, i, mention->end);
    if (link_name(one->linker, i, mention->end, STR(""), NULL, &link) ==
        LINK_SURE) {
      set_owner(one, &link.entity);
    }
    return true;
  }
  return false;
}

/// May the mention be a country or a place that has institutions? A person has
/// none.
static bool is_owner(const Institution *one, const Mention *other) {
  return other->kind != MENTION_VALUE &&
         (other->id.length || other->kind == MENTION_NAME) &&
         name_kind(one->linker->lexicon, other->type) != NAME_PERSON;
}

/// Does a country have the institution, not its capital?
static bool is_national(const Mention *mention) {
  return str_equal(mention->type, STR("Ministry")) ||
         str_equal(mention->type, STR("Parliament")) ||
         str_equal(mention->type, STR("Military"));
}

/// "Japan's Foreign Ministry", "the North Korean Foreign Ministry".
static bool has_owner_beside(Institution *one) {
  const Mention *other = one->before;
  const Mention *mention = one->mention;
  if (!other || !is_owner(one, other)) {
    return false;
  }
  bool is_genitive =
      other->end + 1 == mention->begin &&
      str_equal(one->sentence->tokens[other->end].xpos, STR("POS"));
  bool is_modifier = other->end == mention->begin && other->id.length;
  if (!is_genitive && !is_modifier) {
    return false;
  }
  one->owner = other->label;
  one->place = other->id;
  GazetteerEntity country;
  if (other->stands_for.length && // "Beijing's Foreign Ministry"
      is_national(mention) &&
      gazetteer_get(one->linker->gazetteer, other->stands_for, &country)) {
    set_owner(one, &country);
  }
  return true;
}

static bool is_linked(const Institution *one, Str name) {
  GazetteerHit hits[GAZETTEER_MOST_HITS];
  size_t count = gazetteer_find(one->linker->gazetteer, name, hits);
  if (count != 1 || hits[0].kind == GAZETTEER_DEMONYM) {
    return false;
  }
  Link link = {.entity = hits[0].entity, .confidence = 1};
  link_apply(one->linker, &link, one->mention);
  return true;
}

/// "The University", "the Church": a class instead of a name.
static bool is_class(const Institution *one) {
  const Mention *mention = one->mention;
  return mention->end - mention->begin == 1 &&
         lexicon_has(one->linker->lexicon, LEXICON_HEAD,
                     one->sentence->tokens[mention->begin].form);
}

static void settle(Institution *one) {
  Mention *mention = one->mention;
  bool is_bare = is_common(one, mention->begin, mention->end);
  bool is_owned = is_bare ? has_owner_beside(one)
                          : has_owner_behind(one) || has_owner_before(one);
  if (is_bare) {
    set_core(one, mention->begin, mention->end);
  }
  mention->is_generic = !is_owned && (is_bare || is_class(one));
  if (!is_owned) {
    return;
  }
  mention->core = one->core;
  Str name = arena_format(one->linker->arena, "%.*s of %.*s",
                          STR_ARG(one->core), STR_ARG(one->owner));
  if (!is_linked(one, name)) {
    mention->label = name;
  }
}

void institution_settle(const Linker *linker, const Sentences *sentences,
                        const MentionList *list) {
  for (size_t i = 0; i < list->count; i++) {
    Mention *mention = &list->mentions[i];
    if (mention->kind != MENTION_NAME || mention->id.length ||
        name_kind(linker->lexicon, mention->type) == NAME_PERSON) {
      continue;
    }
    const Mention *before = i > 0 ? mention - 1 : NULL;
    Linker there = *linker;
    there.sentence = &sentences->sentences[mention->sentence];
    Institution one = {.linker = &there,
                       .sentence = there.sentence,
                       .before = before && before->sentence == mention->sentence
                                     ? before
                                     : NULL,
                       .mention = mention};
    settle(&one);
  }
}
