/// Distribute: statements of groups become statements of each member.
#include "extract/distribute.h"

#include "extract/mention/resolve.h"

enum {
  MOST_GROUPS = 2, ///< different ones in a statement
  MOST_COPIES = 12,
  DEEPEST = 4 ///< statements within statements that are looked at
};

/// The groups of a statement; copies count through their members.
typedef struct {
  uint32_t groups[MOST_GROUPS]; ///< entities
  uint32_t count;
  uint32_t copies; ///< at least 1
  uint32_t first;  ///< the new index of the first copy
} Plan;

typedef struct {
  const Entities *entities;
  const Statements *statements;
  Arena *arena;
  Plan *plans; ///< by statement
} Distributor;

static uint32_t member_count(const Distributor *distributor, uint32_t entity) {
  return entity < distributor->entities->count
             ? distributor->entities->entities[entity].member_count
             : 0;
}

static void note_group(const Distributor *distributor, Plan *plan,
                       uint32_t entity) {
  uint32_t members = member_count(distributor, entity);
  for (uint32_t i = 0; i < plan->count; i++) {
    if (plan->groups[i] == entity) {
      return;
    }
  }
  if (members > 1 && plan->count < MOST_GROUPS &&
      plan->copies * members <= MOST_COPIES) {
    plan->groups[plan->count++] = entity;
    plan->copies *= members;
  }
}

static void note_part(const Distributor *distributor, Plan *plan,
                      const Part *part, int depth);

static void note_statement(const Distributor *distributor, Plan *plan,
                           uint32_t index, int depth) {
  const Statement *statement = &distributor->statements->statements[index];
  note_part(distributor, plan, &statement->subject, depth);
  note_part(distributor, plan, &statement->object, depth);
  for (uint32_t i = 0; i < statement->source_count; i++) {
    note_part(distributor, plan, &statement->sources[i].part, depth);
  }
}

static void note_part(const Distributor *distributor, Plan *plan,
                      const Part *part, int depth) {
  if (part->kind == PART_MENTION) {
    note_group(distributor, plan, part->entity);
  } else if (part->kind == PART_STATEMENT && depth < DEEPEST &&
             part->statement < distributor->statements->count) {
    note_statement(distributor, plan, part->statement, depth + 1);
  }
}

/// Which member of a group a copy speaks of.
static uint32_t choose(const Distributor *distributor, const Plan *plan,
                       uint32_t copy, uint32_t group) {
  for (uint32_t i = 0; i < plan->count; i++) {
    uint32_t members = member_count(distributor, plan->groups[i]);
    if (plan->groups[i] == group) {
      return copy % members;
    }
    copy /= members;
  }
  return 0;
}

/// The new index of another statement's copy that chooses as this one does.
static uint32_t find_copy(const Distributor *distributor, const Plan *plan,
                          uint32_t copy, uint32_t other) {
  const Plan *inner = &distributor->plans[other];
  uint32_t index = 0;
  uint32_t step = 1;
  for (uint32_t i = 0; i < inner->count; i++) {
    index += step * choose(distributor, plan, copy, inner->groups[i]);
    step *= member_count(distributor, inner->groups[i]);
  }
  return inner->first + index;
}

static void change_part(const Distributor *distributor, const Plan *plan,
                        uint32_t copy, Part *part) {
  if (part->kind == PART_STATEMENT &&
      part->statement < distributor->statements->count) {
    part->statement = find_copy(distributor, plan, copy, part->statement);
    return;
  }
  if (part->kind != PART_MENTION ||
      member_count(distributor, part->entity) < 2) {
    return;
  }
  const Entity *group = &distributor->entities->entities[part->entity];
  for (uint32_t i = 0; i < plan->count; i++) {
    if (plan->groups[i] == part->entity) {
      uint32_t member = choose(distributor, plan, copy, part->entity);
      part->entity = group->members[member];
      part->type = distributor->entities->entities[part->entity].type;
      return;
    }
  }
  part->entity = ENTITY_NONE; // too many groups: the words stand for themselves
}

/// "both" is said of the group, not of its members.
static bool counts_group(const Distributor *distributor,
                         const Statement *statement, Str role) {
  const Part *part = str_equal(role, STR("subject.count")) ? &statement->subject
                     : str_equal(role, STR("object.count")) ? &statement->object
                                                            : NULL;
  return part && part->kind == PART_MENTION &&
         member_count(distributor, part->entity) > 0;
}

/// Roles are filled by each of the members.
static Role *spread_roles(const Distributor *distributor,
                          const Statement *statement, uint32_t *count) {
  uint32_t capacity = 0;
  *count = 0;
  Role *roles = NULL;
  for (uint32_t i = 0; i < statement->role_count; i++) {
    const Role *role = &statement->roles[i];
    if (counts_group(distributor, statement, role->name)) {
      continue;
    }
    uint32_t members = role->part.kind == PART_MENTION
                           ? member_count(distributor, role->part.entity)
                           : 0;
    for (uint32_t k = 0; k < (members ? members : 1); k++) {
      Role *added = ARENA_PUSH(distributor->arena, roles, *count, capacity);
      *added = *role;
      if (members) {
        added->part.entity =
            distributor->entities->entities[role->part.entity].members[k];
      }
    }
  }
  return roles;
}

static Statement make_copy(const Distributor *distributor, uint32_t index,
                           uint32_t copy) {
  const Plan *plan = &distributor->plans[index];
  Statement made = distributor->statements->statements[index];
  uint32_t role_count;
  made.roles = spread_roles(distributor, &made, &role_count);
  made.role_count = role_count;
  change_part(distributor, plan, copy, &made.subject);
  change_part(distributor, plan, copy, &made.object);
  for (uint32_t i = 0; i < made.role_count; i++) {
    change_part(distributor, plan, copy, &made.roles[i].part);
  }
  Source *sources = ARENA_NEW(distributor->arena, Source, made.source_count);
  for (uint32_t i = 0; i < made.source_count; i++) {
    sources[i] = made.sources[i];
    change_part(distributor, plan, copy, &sources[i].part);
  }
  made.sources = sources;
  return made;
}

// "Each other".

/// Is the part "each other" itself, not "accusations about each other"?
static bool is_reciprocal(const Part *part) {
  return part->kind == PART_MENTION && part->entity == ENTITY_NONE &&
         (str_equal(part->label, STR("each other")) ||
          str_equal(part->label, STR("one another")));
}

/// The only other thing of which the same words say the same; ENTITY_NONE if
/// there is none, or several.
static uint32_t find_other(const Statements *statements, size_t index) {
  enum { FARTHEST = MOST_COPIES };
  const Statement *own = &statements->statements[index];
  size_t begin = index > FARTHEST ? index - FARTHEST : 0;
  uint32_t found = ENTITY_NONE;
  for (size_t i = begin; i < statements->count && i <= index + FARTHEST; i++) {
    const Statement *other = &statements->statements[i];
    uint32_t entity = other->subject.entity;
    if (other->sentence != own->sentence || other->anchor != own->anchor ||
        !str_equal(other->predicate.label, own->predicate.label) ||
        other->subject.kind != PART_MENTION || entity == ENTITY_NONE ||
        entity == own->subject.entity || entity == found) {
      continue;
    }
    if (found != ENTITY_NONE) {
      return ENTITY_NONE;
    }
    found = entity;
  }
  return found;
}

static void name_other(const Entities *entities, Part *part, uint32_t other) {
  if (is_reciprocal(part) && other != ENTITY_NONE) {
    part->entity = other;
    part->type = entities->entities[other].type;
    part->label = entities->entities[other].name;
    part->is_renamed = true;
  }
}

/// "Both sides blamed each other": of two, each blames the other one.
static void resolve_reciprocals(const Entities *entities,
                                Statements *statements) {
  for (size_t i = 0; i < statements->count; i++) {
    Statement *statement = &statements->statements[i];
    bool is_named = statement->subject.kind == PART_MENTION &&
                    statement->subject.entity != ENTITY_NONE;
    uint32_t other = is_named ? find_other(statements, i) : ENTITY_NONE;
    name_other(entities, &statement->object, other);
    for (uint32_t k = 0; k < statement->role_count; k++) {
      name_other(entities, &statement->roles[k].part, other);
    }
  }
}

static bool has_groups(const Entities *entities) {
  for (size_t i = 0; i < entities->count; i++) {
    if (entities->entities[i].member_count > 0) {
      return true;
    }
  }
  return false;
}

static void distribute(const Entities *entities, Statements *statements,
                       Arena *arena) {
  Distributor distributor = {entities, statements, arena,
                             ARENA_NEW(arena, Plan, statements->count + 1)};
  uint32_t total = 0;
  for (uint32_t i = 0; i < statements->count; i++) {
    Plan *plan = &distributor.plans[i];
    *plan = (Plan){.copies = 1, .first = total};
    note_statement(&distributor, plan, i, 0);
    total += plan->copies;
  }
  Statement *made = ARENA_NEW(arena, Statement, total + 1);
  for (uint32_t i = 0; i < statements->count; i++) {
    for (uint32_t copy = 0; copy < distributor.plans[i].copies; copy++) {
      made[distributor.plans[i].first + copy] =
          make_copy(&distributor, i, copy);
    }
  }
  statements->statements = made;
  statements->count = total;
  for (size_t i = 0; i < statements->attribution_count; i++) {
    Part *part = &statements->attributions[i].source.part;
    if (member_count(&distributor, part->entity) > 0) {
      part->entity = ENTITY_NONE; // it says who is meant in its own words
    }
  }
}

void statements_distribute(const Entities *entities, Statements *statements,
                           Arena *arena) {
  if (has_groups(entities)) {
    distribute(entities, statements, arena);
  }
  resolve_reciprocals(entities, statements);
}
