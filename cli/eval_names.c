/// Evaluation of names: quern eval names.
#include "cli/eval_names.h"

#include "base/file.h"
#include "cli/front_end.h"
#include "extract/mention/name_gold.h"
#include "extract/mention/name_score.h"
#include "extract/syntax/conllu.h"
#include "extract/syntax/evaluate.h"

typedef struct {
  Mentions *knowledge;
  Analyzer *analyzer;
  AnnotationReader annotations;
  NameScore score;
} Evaluating;

/// Compare the sentences of one document.
static Status score_document(Evaluating *evaluating, const Document *document,
                             const Sentences *gold, Arena *arena) {
  Sentences system = evaluate_strip(gold, arena);
  analyzer_parse(evaluating->analyzer, &system, arena);
  MentionList list =
      mentions_find(evaluating->knowledge, arena, document, &system);
  Status worst = STATUS_OK;
  size_t next = 0;
  for (uint32_t i = 0; i < gold->count; i++) {
    NameSpans found =
        name_score_spans(evaluating->knowledge, &list, i, &next, arena);
    Annotations annotations;
    Status status = annotation_read(&evaluating->annotations,
                                    &gold->sentences[i], arena, &annotations);
    if (status == STATUS_OK) {
      NameSpans names =
          name_gold_find(mentions_lexicon(evaluating->knowledge), arena,
                         &gold->sentences[i], &annotations);
      name_score_add(&evaluating->score, &names, &found);
    }
    worst = status > worst ? status : worst;
  }
  return worst;
}

/// Types are shared within documents, so each is looked at alone.
static Status score_documents(Evaluating *evaluating, const Document *document,
                              const Sentences *gold) {
  Status worst = STATUS_OK;
  Arena *arena = arena_new();
  size_t begin = 0;
  for (size_t i = 1; i <= gold->count; i++) {
    if (i < gold->count && !gold->sentences[i].starts_document) {
      continue;
    }
    Sentences part = {gold->sentences + begin, i - begin};
    Status status = score_document(evaluating, document, &part, arena);
    worst = status > worst ? status : worst;
    arena_reset(arena);
    begin = i;
  }
  arena_free(arena);
  return worst;
}

Status eval_names(Call *call, const char *path) {
  Str bytes;
  Status reading =
      file_read(path, DOCUMENT_LONGEST, call->arena, call->report, &bytes);
  if (reading != STATUS_OK) {
    return reading;
  }
  Document document;
  Sentences gold;
  reading = conllu_read(bytes, str_from(path), call->arena, call->report,
                        &document, &gold);
  FrontEnd front_end;
  Status status = front_end_open(call, 1, &front_end);
  if (status == STATUS_OK) {
    Evaluating evaluating = {
        .knowledge = mentions_new(call->report),
        .analyzer = front_end.analyzers[0],
        .annotations = annotation_reader(bytes, str_from(path), call->report)};
    status = score_documents(&evaluating, &document, &gold);
    name_score_write(call->output, &evaluating.score,
                     call->options.values[OPTION_DETAILS].is_set);
    mentions_free(evaluating.knowledge);
  }
  front_end_close(&front_end);
  return status > reading ? status : reading;
}
