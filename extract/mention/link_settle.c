/// Settling links with all that the document says.
#include "extract/mention/link_settle.h"

#include "extract/name/metonym.h"
#include "extract/name/name.h"

/// People: what a capital stands for is less sure than what it is.
static const float METONYM_CONFIDENCE = 0.8F;

static Linker in_sentence(const Linker *linker, const Sentences *sentences,
                          const Mention *mention) {
  Linker there = *linker;
  there.sentence = &sentences->sentences[mention->sentence];
  return there;
}

void link_apply(const Linker *linker, const Link *link, Mention *mention) {
  const GazetteerEntity *entity = &link->entity;
  mention->is_open = link->is_open;
  if (entity->type.length) {
    mention->type = entity->type;
  }
  if (!entity->id.length) {
    return;
  }
  mention->id = entity->id;
  mention->label = entity->label;
  mention->stands_for = entity->stands_for;
  mention->confidence = link->confidence;
  mention->link_count = entity->link_count;
  mention->links = ARENA_NEW(linker->arena, Str, entity->link_count);
  for (uint32_t i = 0; i < entity->link_count; i++) {
    mention->links[i] = gazetteer_link(linker->gazetteer, entity, i);
  }
}

static void unlink_name(const Linker *linker, Mention *mention) {
  mention->id = STR("");
  mention->stands_for = STR("");
  mention->confidence = 0;
  mention->link_count = 0;
  mention->type = STR("");
  mention->label =
      name_text(linker->arena, linker->sentence, mention->begin, mention->end);
}

static void settle_open(const Linker *linker, const LinkScene *scene,
                        Mention *mention) {
  Link link;
  Str type = str_equal(mention->type, STR("Person")) ? mention->type : STR("");
  link_name(linker, mention->begin, mention->end, type, scene, &link);
  Str told = mention->type;
  if (!link.entity.id.length || !str_equal(link.entity.id, mention->id)) {
    unlink_name(linker, mention);
  }
  link_apply(linker, &link, mention);
  mention->type =
      mention->type.length || mention->id.length ? mention->type : told;
}

/// Last names of the persons of the document.
static Map *collect_surnames(const Linker *linker, const Sentences *sentences,
                             const MentionList *list) {
  Map *surnames = map_new(linker->arena);
  for (size_t i = 0; i < list->count; i++) {
    const Mention *mention = &list->mentions[i];
    if (str_equal(mention->type, STR("Person")) && !mention->id.length &&
        mention->end - mention->begin > 1) {
      const Sentence *sentence = &sentences->sentences[mention->sentence];
      map_set(surnames, sentence->tokens[mention->end - 1].form, 1);
    }
  }
  return surnames;
}

/// "Michael Jordan" is "Jordan" later on, but not "in Jordan".
static bool is_surname(const Linker *linker, const Map *surnames,
                       const Mention *mention) {
  const Sentence *sentence = linker->sentence;
  if (mention->end - mention->begin != 1 ||
      !map_find(surnames, sentence->tokens[mention->begin].form)) {
    return false;
  }
  const LexiconValue *before =
      mention->begin == 0
          ? NULL
          : lexicon_get(
                lexicon_find(linker->lexicon,
                             sentence->tokens[mention->begin - 1].lemma),
                LEXICON_PLACE_BEFORE);
  return !before || before->number != 1;
}

static void settle_capital(const Linker *linker, Mention *mention) {
  GazetteerEntity entity;
  if (metonym_is(linker, mention->begin, mention->end) &&
      gazetteer_get(linker->gazetteer, mention->stands_for, &entity)) {
    Link link = {.entity = entity, .confidence = METONYM_CONFIDENCE};
    link_apply(linker, &link, mention);
    mention->is_metonym = true;
  }
}

void link_settle(const Linker *linker, const LinkScene *scene,
                 const Sentences *sentences, const MentionList *list) {
  Map *surnames = collect_surnames(linker, sentences, list);
  for (size_t i = 0; i < list->count; i++) {
    Mention *mention = &list->mentions[i];
    if (mention->kind != MENTION_NAME) {
      continue;
    }
    Linker there = in_sentence(linker, sentences, mention);
    if (mention->is_open) {
      settle_open(&there, scene, mention);
    }
    if (mention->id.length && !str_equal(mention->type, STR("Person")) &&
        is_surname(&there, surnames, mention)) {
      unlink_name(&there, mention);
      mention->type = STR("Person");
    }
  }
}

/// Does a known thing bear the name of a mention?
static bool is_homonym(const Linker *linker, const Mention *mention) {
  GazetteerHit hits[GAZETTEER_MOST_HITS];
  return gazetteer_find(linker->gazetteer, mention->label, hits) > 0;
}

void link_settle_last(const Linker *linker, const Sentences *sentences,
                      const MentionList *list) {
  for (size_t i = 0; i < list->count; i++) {
    Mention *mention = &list->mentions[i];
    if (mention->kind == MENTION_NAME && mention->stands_for.length) {
      Linker there = in_sentence(linker, sentences, mention);
      settle_capital(&there, mention);
    } else if (mention->kind == MENTION_NAME && !mention->id.length) {
      mention->is_homonym = is_homonym(linker, mention);
    }
  }
}
