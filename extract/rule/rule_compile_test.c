/// Compiling token tests: equal ones get one number; names become numbers to
/// compare, lists sets.
#include "extract/rule/rule_compile.h"

/// May a condition be decided by a name alone?
static bool is_by_name(const Condition *condition) {
  bool is_by_name = condition->attribute <= ATTRIBUTE_TAG &&
                    !condition->is_soft && condition->value_count;
  for (uint32_t i = 0; i < condition->value_count; i++) {
    is_by_name &= condition->values[i].kind != VALUE_REGEX;
  }
  return is_by_name;
}

static bool is_few(const Condition *condition) {
  bool is_few = condition->value_count <= CHECK_NAMES;
  for (uint32_t i = 0; i < condition->value_count; i++) {
    is_few &= condition->values[i].kind == VALUE_WORD;
  }
  return is_few;
}

/// Blocks of 64 names that the sets of a condition need.
static uint64_t count_blocks(const Condition *condition) {
  uint64_t blocks = 0;
  for (uint32_t i = 0; i < condition->value_count; i++) {
    const Value *value = &condition->values[i];
    uint64_t needed = value->name / 64 + 1;
    if (value->kind == VALUE_LIST) {
      needed = value->members ? value->members[0] : 0;
    }
    blocks = needed > blocks ? needed : blocks;
  }
  return blocks;
}

static const uint64_t *unite(const Condition *condition, Arena *arena) {
  if (condition->value_count == 1 && condition->values->kind == VALUE_LIST) {
    return condition->values->members;
  }
  uint64_t *members = ARENA_NEW(arena, uint64_t, count_blocks(condition) + 1);
  members[0] = count_blocks(condition);
  for (uint32_t i = 0; i < condition->value_count; i++) {
    const Value *value = &condition->values[i];
    if (value->kind == VALUE_WORD) {
      members[1 + value->name / 64] |= UINT64_C(1) << value->name % 64;
      continue;
    }
    for (uint64_t j = 0; value->members && j < value->members[0]; j++) {
      members[1 + j] |= value->members[1 + j];
    }
  }
  return members;
}

static Check make_check(const Condition *condition, Arena *arena) {
  Check check = {.kind = CHECK_OTHER,
                 .attribute = (uint8_t)condition->attribute,
                 .is_negated = condition->is_negated,
                 .condition = condition};
  if (condition->defined) {
    check.kind = CHECK_DEFINED;
  } else if (is_by_name(condition) && is_few(condition)) {
    check.kind = CHECK_FEW;
    for (uint32_t i = 0; i < condition->value_count; i++) {
      check.names[check.count++] = condition->values[i].name;
    }
  } else if (is_by_name(condition)) {
    check.kind = CHECK_SET;
    check.members = unite(condition, arena);
  }
  return check;
}

static Check *make_checks(const TokenTest *test, Arena *arena) {
  Check *checks = ARENA_NEW(arena, Check, test->count + 1);
  for (uint32_t i = 0; i < test->count; i++) {
    checks[i] = make_check(&test->conditions[i], arena);
  }
  return checks;
}

/// A text that is the same for tests that mean the same.
static void write_key(Output *output, const TokenTest *test) {
  for (uint32_t i = 0; i < test->count; i++) {
    const Condition *condition = &test->conditions[i];
    if (condition->defined) {
      output_format(output, "<%.*s>", STR_ARG(condition->definition.text));
      continue;
    }
    output_format(output, "%d%d%d", (int)condition->attribute,
                  condition->is_negated, condition->is_soft);
    for (uint32_t j = 0; j < condition->value_count; j++) {
      const Value *value = &condition->values[j];
      output_format(output, "|%d%zu:%.*s%zu:%.*s", (int)value->kind,
                    value->word.text.length, STR_ARG(value->word.text),
                    value->list_value.text.length,
                    STR_ARG(value->list_value.text));
    }
    output_byte(output, ',');
  }
}

void rule_compile_test(RuleLoader *loader, TokenTest *test) {
  if (!test) {
    return;
  }
  output_clear(loader->scratch);
  write_key(loader->scratch, test);
  Str key = output_text(loader->scratch);
  Map *tests = loader->rules->tests;
  MapEntry *entry = map_find(tests, key);
  if (!entry) {
    entry = map_add(tests, arena_copy(loader->arena, key));
    entry->pointer = make_checks(test, loader->arena);
  }
  test->number = (uint32_t)(entry - map_entry(tests, 0));
  test->checks = entry->pointer;
}
