/// Checker: conditions and sequences.
#include "extract/rule/rule_check.h"

/// Interned form of a value: words are compared in lower case.
static void name_value(RuleLoader *loader, Attribute attribute, Value *value) {
  Str text = value->word.text;
  if (attribute == ATTRIBUTE_WORD || attribute == ATTRIBUTE_LEMMA) {
    text = rule_load_lower(loader, text);
    if (text.length && memchr(text.data, ' ', text.length)) {
      rule_load_error(loader, value->word.place,
                      "'%.*s' has a blank: no token can be that",
                      STR_ARG(text));
    }
  }
  value->name = rule_load_name(loader, text);
}

static void check_upos(RuleLoader *loader, const Value *value) {
  if (upos_find(value->word.text) != UPOS_COUNT) {
    return;
  }
  Nearest nearest = rule_nearest_begin(value->word.text);
  for (int i = 0; i < UPOS_COUNT; i++) {
    rule_nearest_try(&nearest, upos_name((Upos)i));
  }
  rule_load_error(loader, value->word.place,
                  "unknown part of speech '%.*s'%.*s",
                  STR_ARG(value->word.text),
                  STR_ARG(rule_nearest_hint(&nearest, loader->arena)));
}

static void check_regex(RuleLoader *loader, Attribute attribute, Value *value) {
  Str message;
  size_t offset;
  // Lemmas are compared without regard to case, words as they are written.
  value->regex =
      regex_compile(value->word.text,
                    attribute == ATTRIBUTE_LEMMA ? REGEX_CASELESS : REGEX_WHOLE,
                    loader->arena, &message, &offset);
  if (!value->regex) {
    Place place = value->word.place;
    place.begin += (uint32_t)offset;
    rule_load_error(loader, place, "bad regular expression: %.*s",
                    STR_ARG(message));
  }
}

/// The words of a list, or those with a certain value.
static NameSet *gather_members(RuleLoader *loader, const WordList *list,
                               Str value) {
  uint32_t count = map_count(list->entries);
  NameSet *members = ARENA_NEW(loader->arena, NameSet, 1);
  members->names = ARENA_NEW(loader->arena, NameId, count + 1);
  for (uint32_t i = 0; i < count; i++) {
    if (!value.length || str_equal(value, list->values[i].text)) {
      members->names[members->count++] =
          rule_load_name(loader, map_entry(list->entries, i)->key);
    }
  }
  return members;
}

/// The same, once for all conditions that ask.
static const NameSet *list_members(RuleLoader *loader, const WordList *list,
                                   Str value) {
  output_clear(loader->scratch);
  output_write(loader->scratch, list->name);
  output_byte(loader->scratch, ':');
  output_write(loader->scratch, value);
  Str key = output_text(loader->scratch);
  MapEntry *entry = map_find(loader->members, key);
  if (!entry) {
    entry = map_add(loader->members, arena_copy(loader->arena, key));
    entry->pointer = gather_members(loader, list, value);
  }
  return entry->pointer;
}

static void check_list_value(RuleLoader *loader, Attribute attribute,
                             Value *value) {
  WordList *list = rule_check_list(loader, value->word);
  value->list = list;
  if (!list) {
    return;
  }
  if (attribute != ATTRIBUTE_WORD && attribute != ATTRIBUTE_LEMMA) {
    rule_load_error(loader, value->word.place,
                    "lists hold words: use them with word or lemma");
    return;
  }
  value->members = list_members(loader, list, value->list_value.text);
  if (!value->members->count && value->list_value.text.length) {
    rule_load_error(loader, value->list_value.place,
                    "no word of the list '%.*s' has the value '%.*s'",
                    STR_ARG(list->name), STR_ARG(value->list_value.text));
  }
}

static void check_value(RuleLoader *loader, Attribute attribute, Value *value) {
  if (value->kind == VALUE_REGEX) {
    check_regex(loader, attribute, value);
  } else if (value->kind == VALUE_LIST) {
    check_list_value(loader, attribute, value);
  } else if (attribute == ATTRIBUTE_DEP) {
    LabelTerm term = {.text = value->word};
    rule_label_resolve(loader, &term);
    value->label = term.label;
  } else {
    name_value(loader, attribute, value);
    if (attribute == ATTRIBUTE_POS) {
      check_upos(loader, value);
    } else if (attribute == ATTRIBUTE_TYPE) {
      rule_check_type(loader, value->word);
    }
  }
}

static void check_condition(RuleLoader *loader, TokenTest *test,
                            Condition *condition, bool may_use_marks) {
  if (condition->definition.text.length) {
    Definition *definition =
        rule_check_definition(loader, condition->definition);
    condition->defined = definition;
    if (definition && definition->is_sequence) {
      rule_load_error(loader, condition->definition.place,
                      "definition '%.*s' is a sequence: it cannot stand "
                      "among conditions",
                      STR_ARG(definition->name));
    } else if (definition && definition->test) {
      rule_check_test(loader, definition->test, may_use_marks);
      test->uses_marks |= definition->test->uses_marks;
    }
    return;
  }
  if (condition->attribute == ATTRIBUTE_MARK) {
    test->uses_marks = true;
    if (!may_use_marks) {
      rule_load_error(loader, condition->place,
                      "link rules run before there are marks");
    }
  }
  for (uint32_t i = 0; i < condition->value_count; i++) {
    Value *value = &condition->values[i];
    if (value->kind == VALUE_REGEX &&
        (condition->attribute == ATTRIBUTE_DEP ||
         condition->attribute == ATTRIBUTE_TYPE ||
         condition->attribute == ATTRIBUTE_MARK)) {
      rule_load_error(loader, value->word.place,
                      "%s takes no regular expression",
                      attribute_names[condition->attribute]);
    } else {
      check_value(loader, condition->attribute, value);
    }
  }
}

void rule_check_test(RuleLoader *loader, TokenTest *test, bool may_use_marks) {
  if (test->is_checked && (may_use_marks || !test->uses_marks)) {
    return;
  }
  test->is_checked = true;
  for (uint32_t i = 0; i < test->count; i++) {
    check_condition(loader, test, &test->conditions[i], may_use_marks);
  }
}

void rule_check_sequence(RuleLoader *loader, Unit *units, uint32_t count,
                         bool may_use_marks) {
  for (uint32_t i = 0; i < count; i++) {
    Unit *unit = &units[i];
    if (unit->kind == UNIT_TEST) {
      rule_check_test(loader, unit->test, may_use_marks);
    } else if (unit->kind == UNIT_DEFINITION) {
      unit->defined = rule_check_definition(loader, unit->definition);
    }
    rule_check_sequence(loader, unit->units, unit->unit_count, may_use_marks);
  }
}
