/// Making mentions.
#include "extract/mention/mention_make.h"

#include "extract/name/name.h"

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
