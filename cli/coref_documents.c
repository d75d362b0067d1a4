/// Documents with chains of mentions that annotators made, one by one.
#include "cli/coref_documents.h"

#include "base/file.h"
#include "extract/coref/coref_gold.h"
#include "extract/syntax/conllu.h"
#include "extract/syntax/evaluate.h"

/// The end of the document that begins at an offset.
static size_t find_end(Str bytes, size_t begin) {
  static const char mark[] = "\n# newdoc";
  for (size_t i = begin; i + sizeof mark - 1 <= bytes.length; i++) {
    if (memcmp(bytes.data + i, mark, sizeof mark - 1) == 0) {
      return i + 1;
    }
  }
  return bytes.length;
}

static Status visit_one(RuleDesk *desk, const char *path, Str source,
                        CorefVisit *visit, void *context, Arena *arena) {
  Document document;
  Sentences sentences;
  Status status = conllu_read(source, str_from(path), arena, desk->call->report,
                              &document, &sentences);
  if (status == STATUS_OK) {
    CorefSpans gold = coref_gold_read(source, &sentences, arena);
    Extraction extraction = extract_tokens(
        desk->worker, &document, evaluate_strip(&sentences, arena), arena);
    visit(context, &gold, &extraction, arena);
  }
  return status;
}

Status coref_documents_visit(RuleDesk *desk, const char *path,
                             CorefVisit *visit, void *context) {
  Str bytes;
  Call *call = desk->call;
  Status worst =
      file_read(path, DOCUMENT_LONGEST, call->arena, call->report, &bytes);
  if (worst != STATUS_OK) {
    return worst;
  }
  Arena *arena = arena_new();
  for (size_t begin = 0; begin < bytes.length;) {
    size_t end = find_end(bytes, begin);
    Status status = visit_one(desk, path, str_slice(bytes, begin, end), visit,
                              context, arena);
    worst = status > worst ? status : worst;
    arena_reset(arena);
    begin = end;
  }
  arena_free(arena);
  return worst;
}
