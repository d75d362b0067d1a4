/// Filtering statements by source and subject matter.
#include "extract/filter.h"

#include "base/utf8.h"

/// One name at work.
typedef struct {
  Str folded;
  const Entities *entities;
  bool *is_same; ///< by entity: it has the name
  Arena *arena;
} Name;

static bool is_called(const Name *name, Str text) {
  return str_equal(utf8_fold(name->arena, text), name->folded);
}

static Name name_new(Str text, const Entities *entities, Arena *arena) {
  Name name = {utf8_fold(arena, text), entities,
               ARENA_NEW(arena, bool, entities->count + 1), arena};
  for (size_t i = 0; i < entities->count; i++) {
    const Entity *entity = &entities->entities[i];
    bool is_same = is_called(&name, entity->name);
    for (uint32_t k = 0; k < entity->alias_count && !is_same; k++) {
      is_same = is_called(&name, entity->aliases[k]);
    }
    name.is_same[i] = is_same;
  }
  return name;
}

static bool is_named(const Name *name, const Part *part) {
  if (part->kind == PART_ABSENT || part->kind == PART_STATEMENT) {
    return false;
  }
  return (part->entity < name->entities->count &&
          name->is_same[part->entity]) ||
         is_called(name, part->label);
}

static bool is_source(const Name *name, const Source *source) {
  bool is_found = is_named(name, &source->part);
  for (uint32_t i = 0; i < source->other_count && !is_found; i++) {
    is_found = is_named(name, &source->others[i]);
  }
  return is_found;
}

static bool has_source(const Name *name, const Statement *statement) {
  bool is_found = false;
  for (uint32_t i = 0; i < statement->source_count && !is_found; i++) {
    is_found = is_source(name, &statement->sources[i]);
  }
  return is_found;
}

static bool is_about(const Name *name, const Statement *statement) {
  bool is_found =
      is_named(name, &statement->subject) || is_named(name, &statement->object);
  for (uint32_t i = 0; i < statement->role_count && !is_found; i++) {
    const Role *role = &statement->roles[i];
    bool is_marks = memchr(role->name.data, '.', role->name.length) != NULL;
    is_found = !is_marks && is_named(name, &role->part); // no "object.to"
  }
  return is_found;
}

/// Mark the attributions in whose chain the name is not; nothing tells what
/// those without statement are about.
static void leave_out(const Name *source, bool needs_subject,
                      Statements *statements) {
  for (size_t i = 0; i < statements->attribution_count; i++) {
    Attribution *attribution = &statements->attributions[i];
    bool is_found = false;
    for (uint32_t k = (uint32_t)i;
         k < statements->attribution_count && !is_found;
         k = statements->attributions[k].outer) {
      is_found = is_source(source, &statements->attributions[k].source);
    }
    attribution->is_left_out = needs_subject || !is_found;
  }
}

void filter_apply(const Filter *filter, const Entities *entities,
                  Statements *statements, Arena *arena) {
  bool by_source = filter->claims_by.length > 0;
  bool by_subject = filter->about.length > 0;
  if (!by_source && !by_subject) {
    return;
  }
  Name source = name_new(filter->claims_by, entities, arena);
  Name subject = name_new(filter->about, entities, arena);
  bool *is_wanted = ARENA_NEW(arena, bool, statements->count + 1);
  for (size_t i = 0; i < statements->count; i++) {
    const Statement *statement = &statements->statements[i];
    is_wanted[i] = (!by_source || has_source(&source, statement)) &&
                   (!by_subject || is_about(&subject, statement));
  }
  statements_keep(statements, is_wanted, arena);
  leave_out(&source, by_subject, statements);
}
