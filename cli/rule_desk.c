/// Rule desk: loading what rules need, and parsing texts for them.
#include "cli/rule_desk.h"

#include "base/file.h"
#include "extract/read/text.h"
#include "extract/syntax/conllu.h"

enum { LARGEST_TREES = 1024 * 1024 * 1024 }; ///< bytes

static bool type_exists(const void *ontology, Str type) {
  return ontology_has_type(ontology, type);
}

static bool is_subtype(const void *ontology, Str type, Str ancestor) {
  return ontology_is_subclass(ontology, type, ancestor);
}

Status rule_desk_open(Call *call, const char *path, bool with_builtin,
                      RuleDesk *desk) {
  *desk = (RuleDesk){.call = call, .layout = layout_builtin()};
  Status status = ontology_load(NULL, 0, call->report, &desk->ontology);
  if (status != STATUS_OK) {
    return status;
  }
  const OptionValue *model = &call->options.values[OPTION_MODEL];
  const OptionValue *entities = &call->options.values[OPTION_ENTITIES];
  ExtractSetup setup = {.model = model->is_set ? model->text : NULL,
                        .rules = path,
                        .entities = entities->texts,
                        .entity_count = entities->text_count,
                        .no_builtin_rules = !with_builtin,
                        .exists = type_exists,
                        .is_subtype = is_subtype,
                        .types = desk->ontology};
  status = extractor_new(&setup, call->report, &desk->extractor);
  if (status == STATUS_OK) {
    desk->worker = extract_worker_new(desk->extractor, call->report);
    desk->rules = extractor_rules(desk->extractor);
  }
  return status;
}

void rule_desk_close(RuleDesk *desk) {
  extract_worker_free(desk->worker);
  extractor_free(desk->extractor);
  layout_free(desk->layout);
  ontology_free(desk->ontology);
}

bool rule_desk_parse(void *context, Str text, Arena *arena,
                     RuleDocument *document) {
  RuleDesk *desk = context;
  Document *read = ARENA_NEW(arena, Document, 1);
  if (text_read(text, STR("-"), desk->layout, arena, desk->call->report,
                read) != STATUS_OK) {
    return false;
  }
  Extraction *extraction = ARENA_NEW(arena, Extraction, 1);
  *document = extract_parse(desk->worker, read, true, arena, extraction);
  return extraction->sentences.count > 0;
}

Status rule_desk_read_trees(RuleDesk *desk, const char *path, Arena *arena,
                            RuleDocument *document) {
  Str bytes;
  Report *report = desk->call->report;
  Status status = file_read(path, LARGEST_TREES, arena, report, &bytes);
  if (status != STATUS_OK) {
    return status;
  }
  Document *read = ARENA_NEW(arena, Document, 1);
  Sentences *sentences = ARENA_NEW(arena, Sentences, 1);
  status = conllu_read(bytes, str_from(path), arena, report, read, sentences);
  *document = (RuleDocument){
      .name = read->name, .text = read->text, .sentences = sentences};
  return status;
}
