/// Loading: from the first file added to rules that can be matched.
#include "extract/rule/rule_load.h"

#include "base/file.h"
#include "base/utf8.h"
#include "extract/rule/rule_parse.h"

#include <stdlib.h>

enum { LARGEST_FILE = 64 * 1024 * 1024 }; ///< bytes

RuleLoader *rule_loader_new(Report *report) {
  Arena *arena = arena_new();
  Rules *rules = ARENA_NEW(arena, Rules, 1);
  rules->arena = arena;
  rules->names = map_new(arena);
  rules->lists = map_new(arena);
  rules->definitions = map_new(arena);
  rules->types = map_new(arena);
  rules->predicates = map_new(arena);
  RuleLoader *loader = ARENA_NEW(arena, RuleLoader, 1);
  loader->arena = arena;
  loader->rules = rules;
  loader->report = report;
  loader->scratch = output_to_memory();
  loader->paths = map_new(arena);
  loader->rule_names = map_new(arena);
  loader->members = map_new(arena);
  loader->tests = map_new(arena);
  loader->sets = map_new(arena);
  rule_label_begin(loader);
  return loader;
}

void rule_loader_free(RuleLoader *loader) {
  if (loader) {
    output_discard(loader->scratch);
    rules_free(loader->rules);
  }
}

void rule_loader_set_resolver(RuleLoader *loader, RuleResolver resolver,
                              void *context) {
  loader->resolver = resolver;
  loader->resolver_context = context;
}

void rule_loader_set_types(RuleLoader *loader, RuleTypeExists exists,
                           RuleSubtype is_subtype, const void *context) {
  loader->rules->type_exists = exists;
  loader->rules->is_subtype = is_subtype;
  loader->rules->type_context = context;
}

NameId rule_load_name(RuleLoader *loader, Str text) {
  MapEntry *entry = map_add(loader->rules->names, text);
  if (!entry->value) {
    entry->value = map_count(loader->rules->names);
  }
  return entry->value;
}

Str rule_load_lower(RuleLoader *loader, Str text) {
  return utf8_to_lower(loader->arena, text);
}

Str rule_load_path(RuleLoader *loader, uint32_t from, Str name) {
  Str path = loader->rules->files[from].path;
  size_t folder = path.length;
  while (folder && path.data[folder - 1] != '/') {
    folder--;
  }
  if (!folder || (name.length && name.data[0] == '/')) {
    return arena_copy(loader->arena, name);
  }
  return arena_format(loader->arena, "%.*s%.*s", (int)folder, path.data,
                      STR_ARG(name));
}

bool rule_load_fetch(RuleLoader *loader, Str path, Str *text) {
  if (loader->resolver &&
      loader->resolver(loader->resolver_context, path, loader->arena, text)) {
    return true;
  }
  if (file_kind(path.data) != FILE_REGULAR) {
    return false;
  }
  Report *unsaid = report_new();
  Status status =
      file_read(path.data, LARGEST_FILE, loader->arena, unsaid, text);
  report_free(unsaid);
  return status == STATUS_OK;
}

void rule_load_read(RuleLoader *loader, Str path, Str text) {
  Rules *rules = loader->rules;
  if (map_find(loader->paths, path)) {
    return;
  }
  uint32_t number = rules->file_count;
  *ARENA_PUSH(loader->arena, rules->files, rules->file_count,
              rules->file_capacity) = (RuleFile){path, text};
  map_set(loader->paths, path, number);
  size_t valid = utf8_valid_length(text);
  if (valid < text.length || text.length > LARGEST_FILE) {
    uint32_t place = valid < LARGEST_FILE ? (uint32_t)valid : 0;
    rule_load_error(loader, (Place){number, place, place + 1},
                    text.length > LARGEST_FILE ? "the file is too large"
                                               : "this byte is no UTF-8");
    return;
  }
  Reading reading = {loader->reading, number};
  loader->reading = &reading;
  rule_parse(loader, number);
  loader->reading = reading.includer;
}

void rule_loader_add_source(RuleLoader *loader, Str path, Str text) {
  rule_load_read(loader, arena_copy(loader->arena, path), text);
}

void rule_loader_add_file(RuleLoader *loader, Str path) {
  Str text;
  Str copy = arena_copy(loader->arena, path);
  if (file_read(copy.data, LARGEST_FILE, loader->arena, loader->report,
                &text) == STATUS_OK) {
    rule_load_read(loader, copy, text);
  } else {
    loader->unreadable = true;
  }
}

static bool has_errors(const RuleLoader *loader) {
  for (size_t i = 0; i < loader->complaint_count; i++) {
    if (loader->complaints[i].severity == SEVERITY_ERROR) {
      return true;
    }
  }
  return false;
}

Status rule_loader_finish(RuleLoader *loader, Rules **rules) {
  *rules = NULL;
  rule_check(loader);
  rule_compile(loader);
  rule_load_tell(loader);
  Status status = loader->unreadable   ? STATUS_FAILED
                  : has_errors(loader) ? STATUS_BAD_SETUP
                                       : STATUS_OK;
  if (status == STATUS_OK) {
    *rules = loader->rules;
    output_discard(loader->scratch);
  } else {
    rule_loader_free(loader);
  }
  return status;
}
