/// Compiler: checked rules become a program that is quick to match. Equal
/// token tests get one number, sequences a byte pattern, and rules an index.
#include "extract/rule/rule_compile.h"

#include <stdlib.h>

/// A condition that lets a rule be found by a word or lemma of the sentence.
static const Condition *find_key(const Program *program, uint32_t number) {
  if (number == NO_TEST) {
    return NULL;
  }
  const ProgramTest *test = &program->tests[number];
  for (uint32_t i = 0; i < test->count; i++) {
    const Check *check = &program->checks[test->first + i];
    if (check->kind != CHECK_OTHER && !check->is_negated &&
        check->attribute <= ATTRIBUTE_LEMMA) {
      return check->condition;
    }
  }
  return NULL;
}

static void add_need(Rule *rule, const Need *need) {
  if (rule->need_count < MOST_NEEDS) {
    rule->needs[rule->need_count++] = *need;
  }
}

/// What the lines of a rule demand of the labels around.
static void find_needs(Rules *rules, Rule *rule) {
  for (uint32_t i = 0; i < rule->line_count; i++) {
    const RuleLine *line = &rule->lines[i];
    for (uint32_t j = 0; j < line->step_count; j++) {
      Step *step = &line->steps[j];
      uint64_t bases = step->bases;
      step->traits = step->any_label ? UINT64_MAX : 0;
      for (uint32_t k = 0; k < step->label_count && !step->any_label; k++) {
        const Label *label = &step->labels[k].label;
        bases |= UINT64_C(1) << label->base;
        step->traits |= rule_trait(label->base, label->kind, label->subtype);
      }
      rule->deep |= bases & rules->derived;
      bool is_needed = line->kind == LINE_WITH && !step->any_label &&
                       step->quantifier != '?' && step->quantifier != '*';
      if (is_needed) {
        bool at_anchor = j == 0 && line->left_count == 1 &&
                         line->left[0] == 0 && rule->anchor == ANCHOR_MATCH;
        Need need = {NEED_SENTENCE, bases, step->traits};
        if (at_anchor) {
          need.where = step->is_up ? NEED_PARENT : NEED_CHILD;
        }
        add_need(rule, &need);
      }
    }
  }
}

static uint32_t count_bits(uint64_t bits) {
  return (uint32_t)__builtin_popcountll(bits);
}

/// Choose the labels by which a rule without a word is found: those of which
/// there are fewest. Link rules run before there are deep arcs.
static const Need *find_label_key(const Rules *rules, const Rule *rule) {
  const Need *best = NULL;
  for (uint32_t i = 0; i < rule->need_count; i++) {
    const Need *need = &rule->needs[i];
    bool is_late = rule->passes[PASS_LINK] && (need->any & rules->derived);
    if (need->where != NEED_SENTENCE && !is_late &&
        (!best || count_bits(need->any) < count_bits(best->any))) {
      best = need;
    }
  }
  return best;
}

/// Choose the words or labels of which an anchor needs one.
static void compile_anchor(RuleLoader *loader, Rule *rule) {
  const Program *program = &loader->rules->program;
  uint32_t test = rule_compile_test(loader, rule->test);
  find_needs(loader->rules, rule);
  rule->key = find_key(program, test);
  if (rule->anchor == ANCHOR_MATCH && !rule->key) {
    rule->label_key = find_label_key(loader->rules, rule);
  }
  if (rule->anchor == ANCHOR_SEQ && !rule->is_broken) {
    rule_pattern_compile(loader, rule);
    for (uint32_t i = 0; i < rule->bit_count && !rule->key; i++) {
      if (rule->required >> i & 1) {
        rule->key = find_key(program, rule->bits[i]);
      }
    }
  }
  if (rule->key) {
    rule->key_set = rule_compile_set(loader, rule->key);
  }
}

static void compile_lines(RuleLoader *loader, Rule *rule) {
  for (uint32_t i = 0; i < rule->line_count; i++) {
    (void)rule_compile_test(loader, rule->lines[i].test);
  }
  rule_pack(loader, rule);
}

static int compare_order(const void *left, const void *right) {
  const Rule *a = *(Rule *const *)left;
  const Rule *b = *(Rule *const *)right;
  if (a->priority != b->priority) {
    return a->priority > b->priority ? -1 : 1;
  }
  return a->number < b->number ? -1 : a->number > b->number;
}

/// Where the counting of a file's lines has come to.
typedef struct {
  uint32_t offset;
  uint32_t line;
} LineCount;

/// The line of a place; places of one file are asked for in their order.
static uint32_t line_of(const Rules *rules, LineCount *lines, Place place) {
  LineCount *count = &lines[place.file];
  const char *text = rules->files[place.file].text.data;
  while (count->offset < place.begin) {
    const char *newline =
        memchr(text + count->offset, '\n', place.begin - count->offset);
    count->line += newline != NULL;
    count->offset = newline ? (uint32_t)(newline - text) + 1 : place.begin;
  }
  return count->line + 1;
}

static void order_rules(RuleLoader *loader) {
  Rules *rules = loader->rules;
  LineCount *lines = ARENA_NEW(loader->arena, LineCount, rules->file_count + 1);
  rules->by_rank = ARENA_NEW(loader->arena, Rule *, rules->count + 1);
  for (uint32_t i = 0; i < rules->count; i++) {
    rules->rules[i]->line = line_of(rules, lines, rules->rules[i]->name.place);
    rules->rules[i]->number = i;
    rules->by_rank[i] = rules->rules[i];
  }
  qsort(rules->by_rank, rules->count, sizeof *rules->by_rank, compare_order);
  for (uint32_t i = 0; i < rules->count; i++) {
    rules->by_rank[i]->rank = i;
  }
}

/// Find the `pred` line of emits whose predicate is all literal.
static void type_emits(Rules *rules, Rule *rule, Arena *arena) {
  for (uint32_t i = 0; i < rule->action_count; i++) {
    Action *action = &rule->actions[i];
    Str label = {"", 0};
    bool is_literal = action->kind == ACTION_EMIT;
    for (uint32_t j = 0; j < action->predicate.count; j++) {
      const Term *term = &action->predicate.terms[j];
      is_literal = is_literal && term->capture == CAPTURE_NONE;
      label = arena_format(arena, "%.*s%s%.*s", STR_ARG(label), j ? " " : "",
                           STR_ARG(term->word.text));
    }
    const MapEntry *entry =
        is_literal ? map_find(rules->predicates, label) : NULL;
    action->typed = entry ? entry->pointer : NULL;
  }
}

static void begin_program(RuleLoader *loader) {
  Program *program = &loader->rules->program;
  uint32_t count = loader->rules->count;
  program->rules = ARENA_NEW(loader->arena, ProgramRule, count + 1);
  program->deep = ARENA_NEW(loader->arena, uint64_t, count + 1);
  program->always = ARENA_NEW(loader->arena, uint64_t, count / 64 + 1);
  for (int pass = 0; pass < PASS_COUNT; pass++) {
    program->in_pass[pass] = ARENA_NEW(loader->arena, uint64_t, count / 64 + 1);
  }
}

void rule_compile(RuleLoader *loader) {
  Rules *rules = loader->rules;
  order_rules(loader);
  begin_program(loader);
  for (uint32_t rank = 0; rank < rules->count; rank++) {
    compile_anchor(loader, rules->by_rank[rank]);
  }
  for (uint32_t rank = 0; rank < rules->count; rank++) {
    compile_lines(loader, rules->by_rank[rank]);
    type_emits(rules, rules->by_rank[rank], loader->arena);
  }
  for (int i = 0; i < UPOS_COUNT; i++) {
    rules->upos[i] = rules_name(rules, upos_name((Upos)i));
  }
  rules->name_count = map_count(rules->names);
  rule_index(loader);
}

bool rules_type_is(const Rules *rules, Str type, Str ancestor) {
  if (str_equal(type, ancestor)) {
    return true;
  }
  if (rules->is_subtype &&
      rules->is_subtype(rules->type_context, type, ancestor)) {
    return true;
  }
  const MapEntry *entry = map_find(rules->types, ancestor);
  const TypeUnion *members = entry ? entry->pointer : NULL;
  for (uint32_t i = 0; members && i < members->member_count; i++) {
    if (rules_type_is(rules, type, members->members[i].text)) {
      return true;
    }
  }
  return false;
}

static void free_regexes(const TokenTest *test) {
  for (uint32_t i = 0; test && i < test->count; i++) {
    for (uint32_t j = 0; j < test->conditions[i].value_count; j++) {
      regex_free(test->conditions[i].values[j].regex);
    }
  }
}

static void free_sequence(const Unit *units, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    free_regexes(units[i].test);
    free_sequence(units[i].units, units[i].unit_count);
  }
}

void rules_free(Rules *rules) {
  if (!rules) {
    return;
  }
  for (uint32_t i = 0; i < map_count(rules->definitions); i++) {
    const Definition *definition = map_entry(rules->definitions, i)->pointer;
    free_regexes(definition->test);
    free_sequence(definition->sequence.units, definition->sequence.count);
  }
  for (uint32_t i = 0; i < rules->count; i++) {
    const Rule *rule = rules->rules[i];
    regex_free(rule->regex);
    free_regexes(rule->test);
    free_sequence(rule->sequence.units, rule->sequence.count);
    for (uint32_t j = 0; j < rule->line_count; j++) {
      free_regexes(rule->lines[j].test);
    }
  }
  arena_free(rules->arena);
}

size_t rules_count(const Rules *rules) { return rules->count; }

RuleInfo rules_info(const Rules *rules, size_t index) {
  const Rule *rule = rules->rules[index];
  return (RuleInfo){rule->name.text,
                    rules->files[rule->name.place.file].path,
                    rule->line,
                    rule->priority,
                    rule->confidence,
                    rule->test_count,
                    rule->passes[PASS_LINK]   ? "link"
                    : rule->passes[PASS_EMIT] ? "emit"
                                              : "mark"};
}
