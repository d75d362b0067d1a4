/// Name score: how well the names that are found agree with a gold standard.
#include "extract/mention/name_score.h"

#include "extract/name/name.h"

static bool is_main(NameKind kind) {
  return kind == NAME_PERSON || kind == NAME_PLACE || kind == NAME_ORGANIZATION;
}

NameSpans name_score_spans(const Mentions *knowledge, const MentionList *list,
                           uint32_t sentence, size_t *next, Arena *arena) {
  NameSpans spans = {0};
  for (; *next < list->count && list->mentions[*next].sentence == sentence;
       ++*next) {
    const Mention *mention = &list->mentions[*next];
    NameKind kind = name_kind(mentions_lexicon(knowledge), mention->type);
    bool is_name = mention->kind == MENTION_NAME ||
                   (mention->kind == MENTION_DEMONYM && kind == NAME_PERSON);
    if (is_name && kind < NAME_KINDS) {
      *ARENA_PUSH(arena, spans.spans, spans.count, spans.capacity) =
          (NameSpan){mention->begin, mention->end, kind};
    }
  }
  return spans;
}

static void count(NameScore *score, const NameSpans *spans, bool is_gold) {
  for (size_t i = 0; i < spans->count; i++) {
    NameKind kind = spans->spans[i].kind;
    Score *scores[] = {&score->kinds[kind], &score->all, &score->spans};
    for (size_t k = 0; k < (is_main(kind) ? 3 : 1); k++) {
      *(is_gold ? &scores[k]->gold : &scores[k]->system) += 1;
    }
  }
}

void name_score_add(NameScore *score, const NameSpans *gold,
                    const NameSpans *system) {
  count(score, gold, true);
  count(score, system, false);
  size_t next = 0;
  for (size_t i = 0; i < gold->count; i++) {
    const NameSpan *a = &gold->spans[i];
    while (next < system->count && system->spans[next].begin < a->begin) {
      next++;
    }
    const NameSpan *b = next < system->count ? &system->spans[next] : NULL;
    if (!b || b->begin != a->begin || b->end != a->end) {
      continue;
    }
    score->spans.correct += is_main(a->kind) && is_main(b->kind);
    score->kinds[a->kind].correct += a->kind == b->kind;
    score->all.correct += a->kind == b->kind && is_main(a->kind);
  }
}

static void write_row(Output *output, const char *name, Score score) {
  output_format(output, "%-14s%8zu%8zu%8zu%10.2f%10.2f%10.2f\n", name,
                score.gold, score.system, score.correct,
                100 * score_precision(score), 100 * score_recall(score),
                100 * score_f1(score));
}

void name_score_write(Output *output, const NameScore *score, bool details) {
  static const char *const names[NAME_KINDS] = {[NAME_PERSON] = "Person",
                                                [NAME_PLACE] = "Place",
                                                [NAME_ORGANIZATION] =
                                                    "Organization",
                                                [NAME_EVENT] = "Event",
                                                [NAME_OTHER] = "Other"};
  output_format(output, "%-14s%8s%8s%8s%10s%10s%10s\n", "names", "gold",
                "system", "correct", "precision", "recall", "F1");
  write_row(output, "All", score->all);
  write_row(output, "Spans", score->spans);
  for (NameKind kind = 0; kind < NAME_KINDS; kind++) {
    if (details || is_main(kind)) {
      write_row(output, names[kind], score->kinds[kind]);
    }
  }
}
