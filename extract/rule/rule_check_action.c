/// Checker: emit, attrib and mark lines.
#include "extract/rule/rule_check.h"

static void unknown_function(RuleLoader *loader, Word word) {
  Nearest nearest = rule_nearest_begin(word.text);
  for (int i = FUNCTION_LEMMA; i < FUNCTION_LIST; i++) {
    rule_nearest_try(&nearest, str_from(function_names[i]));
  }
  for (uint32_t i = 0; i < map_count(loader->rules->lists); i++) {
    rule_nearest_try(&nearest, map_entry(loader->rules->lists, i)->key);
  }
  rule_load_error(loader, word.place,
                  "'.%.*s' is neither a function (lemma, word, case, clause, "
                  "text, full, with, without) nor a list%.*s",
                  STR_ARG(word.text),
                  STR_ARG(rule_nearest_hint(&nearest, loader->arena)));
}

static void check_term(RuleLoader *loader, Term *term) {
  if (term->capture == CAPTURE_NONE || term->function != FUNCTION_LIST) {
    return;
  }
  const MapEntry *entry = map_find(loader->rules->lists, term->word.text);
  if (!entry) {
    unknown_function(loader, term->word);
    return;
  }
  WordList *list = rule_check_list(loader, term->word);
  term->list = list;
  if (list && !list->has_values) {
    rule_load_error(loader, term->word.place,
                    "the list '%.*s' has no values (word=value)",
                    STR_ARG(list->name));
  }
}

static bool has_capture(const Terms *terms) {
  for (uint32_t i = 0; i < terms->count; i++) {
    if (terms->terms[i].capture != CAPTURE_NONE) {
      return true;
    }
  }
  return false;
}

/// Find the `every` capture of an emit; two would be ambiguous.
static void check_every(RuleLoader *loader, const Rule *rule, Action *action,
                        const Terms *terms) {
  for (uint32_t i = 0; i < terms->count; i++) {
    int8_t capture = terms->terms[i].capture;
    if (capture < 0 || !rule->captures[capture].is_every) {
      continue;
    }
    if (action->every != CAPTURE_NONE && action->every != capture) {
      rule_load_error(loader, terms->terms[i].place,
                      "an emit line takes one capture of an 'every' line");
    }
    action->every = capture;
  }
}

static void check_emit(RuleLoader *loader, const Rule *rule, Action *action) {
  Terms *parts[] = {&action->subject, &action->predicate, &action->object};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    for (uint32_t j = 0; j < parts[i]->count; j++) {
      check_term(loader, &parts[i]->terms[j]);
    }
    check_every(loader, rule, action, parts[i]);
  }
  if (!has_capture(&action->subject)) {
    rule_load_error(loader, action->subject.terms->place,
                    "the subject must contain a capture: facts are made of "
                    "the text");
  }
}

/// Only these say something about a source.
static void check_attrib_role(RuleLoader *loader, const RoleTerm *role) {
  static const char *const names[] = {"source", "cue", "class", "link", "also"};
  const size_t count = sizeof names / sizeof *names;
  for (size_t i = 0; i < count; i++) {
    if (role->name.capture == CAPTURE_NONE &&
        str_equal(role->name.word.text, str_from(names[i]))) {
      return;
    }
  }
  Nearest nearest = rule_nearest_begin(role->name.word.text);
  for (size_t i = 0; i < count; i++) {
    rule_nearest_try(&nearest, str_from(names[i]));
  }
  Str hint = STR("");
  if (role->name.capture == CAPTURE_NONE) {
    hint = rule_nearest_hint(&nearest, loader->arena);
  }
  rule_load_error(loader, role->name.place,
                  "attrib takes source=, cue=, class=, link= and also=%.*s",
                  STR_ARG(hint));
}

static void check_role(RuleLoader *loader, const Action *action,
                       RoleTerm *role) {
  if (role->name.capture != CAPTURE_NONE &&
      role->name.function == FUNCTION_PHRASE) {
    rule_load_error(loader, role->name.place,
                    "a role can be named by Capture.case, Capture.lemma or "
                    "Capture.list");
  }
  check_term(loader, &role->name);
  if (role->is_flag) {
    return;
  }
  check_term(loader, &role->value);
  if (action->kind == ACTION_ATTRIB) {
    check_attrib_role(loader, role);
  }
}

void rule_check_actions(RuleLoader *loader, Rule *rule) {
  for (uint32_t i = 0; i < rule->action_count; i++) {
    Action *action = &rule->actions[i];
    if (action->kind == ACTION_EMIT) {
      check_emit(loader, rule, action);
    }
    for (uint32_t j = 0; j < action->role_count; j++) {
      check_role(loader, action, &action->roles[j]);
    }
    if (action->kind == ACTION_LINK && action->capture == action->target) {
      rule_load_error(loader, action->place,
                      "link joins two different captures");
    }
  }
}
