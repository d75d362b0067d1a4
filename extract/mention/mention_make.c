/// Making mentions.
#include "extract/mention/mention_make.h"

#include "extract/mention/name.h"

Mention mention_make(const Sentences *sentences, Arena *arena, uint32_t index,
                     uint32_t begin, uint32_t end) {
  const Sentence *sentence = &sentences->sentences[index];
  return (Mention){.sentence = index,
                   .begin = begin,
                   .end = end,
                   .head = name_head(sentence, begin, end),
                   .range = {sentence->tokens[begin].range.begin,
                             sentence->tokens[end - 1].range.end},
                   .label = name_text(arena, sentence, begin, end)};
}

void mention_set_entity(Mention *mention, const Gazetteer *gazetteer,
                        Arena *arena, const GazetteerEntity *entity) {
  if (entity->type.length) {
    mention->type = entity->type;
  }
  if (!entity->id.length) {
    return;
  }
  mention->id = entity->id;
  mention->label = entity->label;
  mention->link_count = entity->link_count;
  mention->links = ARENA_NEW(arena, Str, entity->link_count);
  for (uint32_t i = 0; i < entity->link_count; i++) {
    mention->links[i] = gazetteer_link(gazetteer, entity, i);
  }
}

void mention_sort(MentionList *list, size_t first) {
  for (size_t i = first + 1; i < list->count; i++) {
    Mention moved = list->mentions[i];
    size_t place = i;
    while (place > first && list->mentions[place - 1].begin > moved.begin) {
      list->mentions[place] = list->mentions[place - 1];
      place--;
    }
    list->mentions[place] = moved;
  }
}
