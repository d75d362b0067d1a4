/// Compiler: checked rules become quick to match. Equal token tests get one
/// number, sequences a byte pattern, and rules an index.
#include "extract/rule/rule_compile.h"

#include <stdlib.h>

/// A condition that lets a rule be found by a word or lemma of the sentence.
static const Condition *find_key(const TokenTest *test) {
  for (uint32_t i = 0; test && i < test->count; i++) {
    const Condition *condition = &test->conditions[i];
    if (condition->defined) {
      const Condition *inner = find_key(condition->defined->test);
      if (inner) {
        return inner;
      }
      continue;
    }
    bool is_key = !condition->is_negated && condition->value_count &&
                  (condition->attribute == ATTRIBUTE_LEMMA ||
                   condition->attribute == ATTRIBUTE_WORD);
    for (uint32_t j = 0; j < condition->value_count; j++) {
      is_key = is_key && condition->values[j].kind != VALUE_REGEX;
    }
    if (is_key) {
      return condition;
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

static void compile_rule(RuleLoader *loader, Rule *rule) {
  rule_compile_test(loader, rule->test);
  for (uint32_t i = 0; i < rule->line_count; i++) {
    rule_compile_test(loader, rule->lines[i].test);
  }
  find_needs(loader->rules, rule);
  rule->key = find_key(rule->test);
  if (rule->anchor == ANCHOR_MATCH && !rule->key) {
    rule->label_key = find_label_key(loader->rules, rule);
  }
  if (rule->anchor == ANCHOR_SEQ && !rule->is_broken) {
    rule_pattern_compile(loader, rule);
    for (uint32_t i = 0; i < rule->bit_count && !rule->key; i++) {
      if (rule->required >> i & 1) {
        rule->key = find_key(rule->bits[i]);
      }
    }
  }
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
  Str text = rules->files[place.file].text;
  for (; count->offset < place.begin; count->offset++) {
    count->line += text.data[count->offset] == '\n';
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

/// Traits of which an anchor needs one among its arcs of a kind; 0: any will
/// do.
static uint64_t need_of(const Rule *rule, int where) {
  for (uint32_t i = 0; i < rule->need_count; i++) {
    if ((int)rule->needs[i].where == where) {
      return rule->needs[i].traits;
    }
  }
  return 0;
}

static void post(RuleLoader *loader, Posting *postings, NameId name,
                 const Rule *rule) {
  Posting *posting = &postings[name];
  if (posting->count &&
      posting->entries[posting->count - 1].rank == rule->rank) {
    return;
  }
  PostingEntry *entry = ARENA_PUSH(loader->arena, posting->entries,
                                   posting->count, posting->capacity);
  *entry =
      (PostingEntry){.rank = rule->rank, .is_late = !rule->passes[PASS_LINK]};
  if (entry->is_late) { // all arcs are known when it is woken
    entry->child = need_of(rule, NEED_CHILD);
    entry->parent = need_of(rule, NEED_PARENT);
  }
}

/// Enter a rule under all the words its key names.
static void index_rule(RuleLoader *loader, const Rule *rule) {
  Posting *postings = rule->key->attribute == ATTRIBUTE_LEMMA
                          ? loader->rules->by_lemma
                          : loader->rules->by_word;
  for (uint32_t i = 0; i < rule->key->value_count; i++) {
    const Value *value = &rule->key->values[i];
    if (value->kind == VALUE_WORD) {
      post(loader, postings, value->name, rule);
      continue;
    }
    for (uint64_t block = 0; value->members && block < value->members[0];
         block++) {
      for (uint32_t bit = 0; bit < 64; bit++) {
        if (value->members[1 + block] >> bit & 1) {
          post(loader, postings, (NameId)(block * 64 + bit), rule);
        }
      }
    }
  }
}

/// Enter a rule under all the labels of its key.
static void index_labels(RuleLoader *loader, const Rule *rule) {
  Rules *rules = loader->rules;
  bool is_late = !rule->passes[PASS_LINK];
  Posting *postings = rule->label_key->where == NEED_CHILD
                          ? rules->by_child[is_late]
                          : rules->by_parent[is_late];
  for (uint32_t label = 0; label < MOST_LABELS; label++) {
    if (rule->label_key->any >> label & 1) {
      post(loader, postings, label, rule);
    }
  }
}

static void fill_gate(RuleGate *gate, const Rule *rule) {
  gate->deep = rule->deep;
  for (uint32_t i = 0; i < rule->need_count && i < GATE_NEEDS; i++) {
    gate->needs[i] = rule->needs[i].any;
  }
}

static void index_rules(RuleLoader *loader) {
  Rules *rules = loader->rules;
  rules->name_count = map_count(rules->names);
  rules->by_lemma = ARENA_NEW(loader->arena, Posting, rules->name_count + 1);
  rules->by_word = ARENA_NEW(loader->arena, Posting, rules->name_count + 1);
  uint32_t words = rules->count / 64 + 1;
  rules->always = ARENA_NEW(loader->arena, uint64_t, words);
  rules->gates = ARENA_NEW(loader->arena, RuleGate, rules->count + 1);
  for (int pass = 0; pass < PASS_COUNT; pass++) {
    rules->in_pass[pass] = ARENA_NEW(loader->arena, uint64_t, words);
  }
  for (uint32_t rank = 0; rank < rules->count; rank++) {
    const Rule *rule = rules->by_rank[rank];
    uint64_t bit = UINT64_C(1) << rank % 64;
    fill_gate(&rules->gates[rank], rule);
    if (rule->key) {
      index_rule(loader, rule);
    } else if (rule->label_key) {
      index_labels(loader, rule);
    } else {
      rules->always[rank / 64] |= bit;
    }
    for (int pass = 0; pass < PASS_COUNT; pass++) {
      rules->in_pass[pass][rank / 64] |= rule->passes[pass] ? bit : 0;
    }
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

void rule_compile(RuleLoader *loader) {
  Rules *rules = loader->rules;
  rules->tests = map_new(loader->arena);
  for (uint32_t i = 0; i < map_count(rules->definitions); i++) {
    Definition *definition = map_entry(rules->definitions, i)->pointer;
    rule_compile_test(loader, definition->test);
  }
  for (uint32_t i = 0; i < rules->count; i++) {
    compile_rule(loader, rules->rules[i]);
    type_emits(rules, rules->rules[i], loader->arena);
  }
  for (int i = 0; i < UPOS_COUNT; i++) {
    rules->upos[i] = rules_name(rules, upos_name((Upos)i));
  }
  order_rules(loader);
  index_rules(loader);
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
