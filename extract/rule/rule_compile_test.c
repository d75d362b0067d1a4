/// Compiling token tests: equal ones get one number; names become numbers to
/// compare, or sets of which a token's names tell if they are in them.
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

/// Does it cost more to decide a condition than to remember the result?
static bool is_costly(const Condition *condition) {
  bool is_costly = condition->attribute == ATTRIBUTE_TYPE ||
                   condition->attribute == ATTRIBUTE_FEAT;
  for (uint32_t i = 0; i < condition->value_count; i++) {
    is_costly |= condition->values[i].kind == VALUE_REGEX;
  }
  return is_costly;
}

// Texts that are the same for what means the same.

static void write_number(Output *output, size_t number) {
  output_byte(output, (char)('0' + number % 10));
  if (number >= 10) {
    write_number(output, number / 10);
  }
}

static void write_text(Output *output, Str text) {
  write_number(output, text.length);
  output_byte(output, ':');
  output_write(output, text);
}

static void write_values(Output *output, const Value *values, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    output_byte(output, (char)('a' + values[i].kind));
    write_text(output, values[i].word.text);
    write_text(output, values[i].list_value.text);
  }
}

static void write_test(Output *output, const TokenTest *test) {
  for (uint32_t i = 0; i < test->count; i++) {
    const Condition *condition = &test->conditions[i];
    if (condition->defined) {
      output_byte(output, '<');
      write_text(output, condition->definition.text);
      continue;
    }
    output_byte(output, (char)('A' + condition->attribute));
    output_byte(output, condition->is_negated ? '!' : '=');
    output_byte(output, condition->is_soft ? '~' : ' ');
    write_values(output, condition->values, condition->value_count);
  }
}

// Sets.

/// The number of the set of some values' words, given to an attribute.
static uint32_t number_set(RuleLoader *loader, Attribute attribute,
                           const Value *values, uint32_t count) {
  output_clear(loader->scratch);
  output_byte(loader->scratch, (char)('A' + attribute));
  write_values(loader->scratch, values, count);
  Str key = output_text(loader->scratch);
  MapEntry *entry = map_find(loader->sets, key);
  if (!entry) {
    WordSet *set = ARENA_NEW(loader->arena, WordSet, 1);
    *set = (WordSet){values, count};
    entry = map_add(loader->sets, arena_copy(loader->arena, key));
    entry->pointer = set;
  }
  return (uint32_t)(entry - map_entry(loader->sets, 0));
}

uint32_t rule_compile_set(RuleLoader *loader, const Condition *condition) {
  return number_set(loader, condition->attribute, condition->values,
                    condition->value_count);
}

// Checks.

static Check make_check(RuleLoader *loader, Condition *condition) {
  Check check = {.kind = CHECK_OTHER,
                 .attribute = (uint8_t)condition->attribute,
                 .is_negated = condition->is_negated,
                 .condition = condition};
  if (!is_by_name(condition)) {
    for (uint32_t i = 0; i < condition->value_count; i++) {
      Value *value = &condition->values[i];
      if (value->kind == VALUE_LIST) {
        value->set = number_set(loader, condition->attribute, value, 1);
      }
    }
  } else if (is_few(condition)) {
    check.kind = CHECK_FEW;
    for (uint32_t i = 0; i < CHECK_NAMES; i++) {
      uint32_t last = condition->value_count - 1;
      check.names[i] = condition->values[i < last ? i : last].name;
    }
  } else {
    check.kind = CHECK_SET;
    check.set = rule_compile_set(loader, condition);
  }
  return check;
}

/// Add the checks of a test and of the definitions in it: those by a name, or
/// all others.
static void add_checks(RuleLoader *loader, const TokenTest *test, bool by_name,
                       ProgramTest *made) {
  Program *program = &loader->rules->program;
  for (uint32_t i = 0; test && i < test->count; i++) {
    Condition *condition = &test->conditions[i];
    if (condition->defined) {
      add_checks(loader, condition->defined->test, by_name, made);
    } else if (is_by_name(condition) == by_name) {
      Check check = make_check(loader, condition);
      *ARENA_PUSH(loader->arena, program->checks, program->check_count,
                  program->check_capacity) = check;
      made->count++;
      made->is_costly |= is_costly(condition);
    }
  }
}

/// Make a test of the program. What is quick to check comes first.
static void add_test(RuleLoader *loader, const TokenTest *test) {
  Program *program = &loader->rules->program;
  ProgramTest made = {.first = program->check_count,
                      .uses_marks = test->uses_marks};
  add_checks(loader, test, true, &made);
  add_checks(loader, test, false, &made);
  made.is_costly &= !made.uses_marks;
  if (made.is_costly) {
    made.number = program->costly_count++;
  }
  *ARENA_PUSH(loader->arena, program->tests, program->test_count,
              program->test_capacity) = made;
}

uint32_t rule_compile_test(RuleLoader *loader, TokenTest *test) {
  if (!test) {
    return NO_TEST;
  }
  output_clear(loader->scratch);
  write_test(loader->scratch, test);
  Str key = output_text(loader->scratch);
  MapEntry *entry = map_find(loader->tests, key);
  if (!entry) {
    entry = map_add(loader->tests, arena_copy(loader->arena, key));
    entry->value = loader->rules->program.test_count;
    add_test(loader, test);
  }
  test->number = entry->value;
  return test->number;
}
