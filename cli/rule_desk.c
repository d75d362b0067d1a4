/// Rule desk: loading what rules need, and parsing texts for them.
#include "cli/rule_desk.h"

#include "base/file.h"
#include "extract/read/text.h"
#include "extract/rule/rule_builtin.h"
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
  *desk = (RuleDesk){.call = call};
  Status status = ontology_load(NULL, 0, call->report, &desk->ontology);
  if (status != STATUS_OK) {
    return status;
  }
  RuleLoader *loader = rule_loader_new(call->report);
  rule_loader_set_types(loader, type_exists, is_subtype, desk->ontology);
  rule_loader_use_builtin(loader, with_builtin);
  if (path) {
    rule_loader_add_file(loader, str_from(path));
  }
  return rule_loader_finish(loader, &desk->rules);
}

Status rule_desk_open_parser(RuleDesk *desk) {
  Call *call = desk->call;
  const OptionValue *model = &call->options.values[OPTION_MODEL];
  Status status = STATUS_OK;
  if (model->is_set) {
    status = model_open(model->text, call->report, &desk->model);
  } else {
    desk->model = model_builtin();
  }
  const Syntax *syntax = NULL;
  if (status == STATUS_OK) {
    Str name =
        model->is_set ? str_from(model->text) : STR("the built-in model");
    status = syntax_load(desk->model, name, call->arena, call->report, &syntax);
  }
  if (status == STATUS_OK) {
    desk->layout = layout_builtin();
    desk->analyzer = analyzer_new(syntax);
  }
  return status;
}

void rule_desk_close(RuleDesk *desk) {
  analyzer_free(desk->analyzer);
  layout_free(desk->layout);
  model_free(desk->model);
  rules_free(desk->rules);
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
  Sentences *sentences = ARENA_NEW(arena, Sentences, 1);
  *sentences = analyzer_run(desk->analyzer, read, true, arena);
  *document = (RuleDocument){
      .name = read->name, .text = read->text, .sentences = sentences};
  return sentences->count > 0;
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
