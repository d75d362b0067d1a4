/// Checker: every name that rules use must be known, and used rightly.
///
/// Runs after all files are read, so that the order of declarations does not
/// matter. Fills in what the names stand for.
#include "extract/rule/rule_check.h"

/// Complain about an unknown name of a table.
static void unknown(RuleLoader *loader, Word word, const char *what,
                    const Map *map) {
  rule_load_error(loader, word.place, "unknown %s '%.*s'%.*s", what,
                  STR_ARG(word.text),
                  STR_ARG(rule_hint_in_map(loader, word.text, map)));
}

WordList *rule_check_list(RuleLoader *loader, Word word) {
  const MapEntry *entry = map_find(loader->rules->lists, word.text);
  if (!entry) {
    unknown(loader, word, "list", loader->rules->lists);
    return NULL;
  }
  WordList *list = entry->pointer;
  list->is_used = true;
  return list;
}

Definition *rule_check_definition(RuleLoader *loader, Word word) {
  const MapEntry *entry = map_find(loader->rules->definitions, word.text);
  if (!entry) {
    unknown(loader, word, "definition", loader->rules->definitions);
    return NULL;
  }
  Definition *definition = entry->pointer;
  definition->is_used = true;
  return definition;
}

static bool type_exists(const Rules *rules, Str name) {
  if (map_find(rules->types, name)) {
    return true;
  }
  if (rules->type_exists) {
    return rules->type_exists(rules->type_context, name);
  }
  // Without an ontology, what `type` lines are made of exists.
  for (uint32_t i = 0; i < map_count(rules->types); i++) {
    const TypeUnion *type = map_entry(rules->types, i)->pointer;
    for (uint32_t j = 0; j < type->member_count; j++) {
      if (str_equal(type->members[j].text, name)) {
        return true;
      }
    }
  }
  return false;
}

void rule_check_type(RuleLoader *loader, Word word) {
  if (!type_exists(loader->rules, word.text)) {
    unknown(loader, word, "type", loader->rules->types);
  }
}

/// Can the union be reached from its own members?
static bool contains(const Rules *rules, const TypeUnion *type, Str wanted,
                     uint32_t depth) {
  for (uint32_t i = 0; i < type->member_count; i++) {
    Str member = type->members[i].text;
    const MapEntry *entry = map_find(rules->types, member);
    if (str_equal(member, wanted) ||
        (entry && depth &&
         contains(rules, entry->pointer, wanted, depth - 1))) {
      return true;
    }
  }
  return false;
}

static void check_types(RuleLoader *loader) {
  Rules *rules = loader->rules;
  for (uint32_t i = 0; i < map_count(rules->types); i++) {
    const TypeUnion *type = map_entry(rules->types, i)->pointer;
    for (uint32_t j = 0; j < type->member_count; j++) {
      if (rules->type_exists && !type_exists(rules, type->members[j].text)) {
        unknown(loader, type->members[j], "type", rules->types);
      }
    }
    if (contains(rules, type, type->name, DEEPEST_NESTING)) {
      rule_load_error(loader, type->place, "type '%.*s' contains itself",
                      STR_ARG(type->name));
    }
  }
}

static void check_predicates(RuleLoader *loader) {
  Rules *rules = loader->rules;
  for (uint32_t i = 0; i < map_count(rules->predicates); i++) {
    const Predicate *predicate = map_entry(rules->predicates, i)->pointer;
    for (uint32_t j = 0; j < predicate->subject_count; j++) {
      if (!str_equal(predicate->subjects[j].text, STR("_"))) {
        rule_check_type(loader, predicate->subjects[j]);
      }
    }
    for (uint32_t j = 0; j < predicate->object_count; j++) {
      if (!str_equal(predicate->objects[j].text, STR("_"))) {
        rule_check_type(loader, predicate->objects[j]);
      }
    }
  }
}

/// Does a sequence lead back to a definition that is being visited?
static bool sequence_recurs(RuleLoader *loader, const Unit *units,
                            uint32_t count);

static bool definition_recurs(RuleLoader *loader, Word name) {
  enum { UNSEEN, OPEN, DONE };
  const MapEntry *entry = map_find(loader->rules->definitions, name.text);
  if (!entry) {
    return false;
  }
  Definition *definition = entry->pointer;
  if (definition->visit != UNSEEN) {
    return definition->visit == OPEN;
  }
  definition->visit = OPEN;
  bool recurs = sequence_recurs(loader, definition->sequence.units,
                                definition->sequence.count);
  for (uint32_t i = 0; definition->test && i < definition->test->count; i++) {
    Word inner = definition->test->conditions[i].definition;
    recurs |= inner.text.length && definition_recurs(loader, inner);
  }
  definition->visit = DONE;
  return recurs;
}

static bool sequence_recurs(RuleLoader *loader, const Unit *units,
                            uint32_t count) {
  bool recurs = false;
  for (uint32_t i = 0; i < count; i++) {
    recurs |= units[i].kind == UNIT_DEFINITION &&
              definition_recurs(loader, units[i].definition);
    recurs |= sequence_recurs(loader, units[i].units, units[i].unit_count);
    for (uint32_t j = 0; units[i].test && j < units[i].test->count; j++) {
      Word inner = units[i].test->conditions[j].definition;
      recurs |= inner.text.length && definition_recurs(loader, inner);
    }
  }
  return recurs;
}

/// Definitions that contain themselves are emptied, so that what follows can
/// rely on their end.
static void check_cycles(RuleLoader *loader) {
  Rules *rules = loader->rules;
  for (uint32_t i = 0; i < map_count(rules->definitions); i++) {
    Definition *definition = map_entry(rules->definitions, i)->pointer;
    Word name = {definition->name, definition->place};
    if (definition_recurs(loader, name)) {
      rule_load_error(loader, definition->place,
                      "definition '%.*s' contains itself",
                      STR_ARG(definition->name));
      definition->test = NULL;
      definition->sequence = (Sequence){NULL, 0};
    }
  }
}

static void check_definitions(RuleLoader *loader) {
  Rules *rules = loader->rules;
  for (uint32_t i = 0; i < map_count(rules->definitions); i++) {
    Definition *definition = map_entry(rules->definitions, i)->pointer;
    if (definition->test) {
      rule_check_test(loader, definition->test, true);
    }
    rule_check_sequence(loader, definition->sequence.units,
                        definition->sequence.count, true);
  }
}

/// Lists named like a part's function could not be called by `.name`.
static void check_lists(RuleLoader *loader) {
  Rules *rules = loader->rules;
  for (uint32_t i = 0; i < map_count(rules->lists); i++) {
    WordList *list = map_entry(rules->lists, i)->pointer;
    for (int f = FUNCTION_LEMMA; f < FUNCTION_LIST; f++) {
      if (list->has_values &&
          str_equal(list->name, str_from(function_names[f]))) {
        rule_load_error(loader, list->place,
                        "a list with values cannot be named '%s'",
                        function_names[f]);
      }
    }
  }
}

void rule_check(RuleLoader *loader) {
  Rules *rules = loader->rules;
  for (uint32_t i = 0; i < rules->count; i++) {
    rule_check_links(loader, rules->rules[i]);
  }
  check_types(loader);
  check_predicates(loader);
  check_lists(loader);
  check_cycles(loader);
  check_definitions(loader);
  for (uint32_t i = 0; i < rules->count; i++) {
    rule_check_rule(loader, rules->rules[i]);
  }
}
