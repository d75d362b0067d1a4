/// Front end.
#include "cli/front_end.h"

Status front_end_open(Call *call, size_t count, FrontEnd *front_end) {
  const OptionValue *path = &call->options.values[OPTION_MODEL];
  *front_end = (FrontEnd){0};
  if (path->is_set) {
    Status status = model_open(path->text, call->report, &front_end->model);
    if (status != STATUS_OK) {
      return status;
    }
  } else {
    front_end->model = model_builtin();
  }
  Str name = path->is_set ? str_from(path->text) : STR("(built-in model)");
  const Syntax *syntax;
  Status status =
      syntax_load(front_end->model, name, call->arena, call->report, &syntax);
  if (status != STATUS_OK) {
    return status;
  }
  front_end->analyzers = ARENA_NEW(call->arena, Analyzer *, count);
  for (size_t i = 0; i < count; i++) {
    front_end->analyzers[i] = analyzer_new(syntax);
  }
  front_end->count = count;
  return STATUS_OK;
}

void front_end_close(FrontEnd *front_end) {
  for (size_t i = 0; i < front_end->count; i++) {
    analyzer_free(front_end->analyzers[i]);
  }
  model_free(front_end->model);
}
