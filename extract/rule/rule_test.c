/// Inline tests: the sentences of rule files, parsed, matched and compared.
#include "extract/rule/rule_matcher.h"

typedef struct {
  const Rules *rules;
  RuleMatcher *matcher;
  RuleParse parse;
  void *context;
  Output *output;
  RuleTestResult result;
} Testing;

static bool is_label(Str wanted, const Part *part) {
  if (part->kind == PART_ABSENT) {
    return str_equal(wanted, STR("-"));
  }
  return str_equal(wanted, part->label);
}

/// Is a mark "flag" or "name=text" among those of the statement?
static bool has_mark(const Statement *statement, Str wanted) {
  const char *equals = memchr(wanted.data, '=', wanted.length);
  Str name = wanted;
  Str value = {NULL, 0};
  if (equals) {
    size_t length = (size_t)(equals - wanted.data);
    name = str_slice(wanted, 0, length);
    value = str_slice(wanted, length + 1, wanted.length);
  } else {
    if (str_equal(name, polarity_name(statement->polarity)) ||
        str_equal(name, modality_name(statement->modality))) {
      return true;
    }
    for (uint32_t i = 0; i < statement->flag_count; i++) {
      if (str_equal(name, statement->flags[i])) {
        return true;
      }
    }
  }
  for (uint32_t i = 0; i < statement->role_count; i++) {
    const Role *role = &statement->roles[i];
    if (str_equal(name, role->name) && (str_equal(value, role->part.label) ||
                                        str_equal(value, role->part.text))) {
      return true;
    }
  }
  for (uint32_t i = 0; i < statement->source_count; i++) {
    const Source *source = &statement->sources[i];
    Str who =
        source->part.kind == PART_ABSENT ? STR("unknown") : source->part.label;
    if ((str_equal(name, STR("source")) && str_equal(value, who)) ||
        (str_equal(name, STR("cue")) && str_equal(value, source->cue)) ||
        (str_equal(name, STR("class")) &&
         str_equal(value, source->cue_class))) {
      return true;
    }
  }
  return false;
}

static bool fits(const Statement *statement, const Expected *expected) {
  if (!is_label(expected->subject, &statement->subject) ||
      !str_equal(expected->predicate, statement->predicate.label) ||
      !is_label(expected->object, &statement->object)) {
    return false;
  }
  for (uint32_t i = 0; i < expected->mark_count; i++) {
    if (!has_mark(statement, expected->marks[i].text)) {
      return false;
    }
  }
  return true;
}

static bool is_made(const Statements *statements, const Expected *expected) {
  for (size_t i = 0; i < statements->count; i++) {
    if (fits(&statements->statements[i], expected)) {
      return true;
    }
  }
  return false;
}

static void say_place(Testing *testing, const Rule *rule, const RuleTest *test,
                      const char *what) {
  uint32_t line;
  uint32_t column;
  rules_locate(testing->rules, test->place, &line, &column);
  output_format(testing->output, "%.*s:%u: rule '%.*s': %s\n    %.*s\n",
                STR_ARG(testing->rules->files[test->place.file].path), line,
                STR_ARG(rule->name.text), what, STR_ARG(test->sentence));
}

static void say_statements(Testing *testing, const Statements *statements) {
  for (size_t i = 0; i < statements->count; i++) {
    output_write(testing->output, STR("      made:   "));
    rules_write_statement(testing->output, &statements->statements[i]);
    output_format(testing->output, "  by %.*s\n",
                  STR_ARG(statements->statements[i].rule));
  }
}

/// Did the rule itself make a fact, or without emit lines match at all?
static bool has_fired(const Testing *testing, const Rule *rule,
                      const Statements *statements) {
  if (!rule->passes[PASS_EMIT]) {
    return testing->matcher->traces[rule->rank].matches > 0;
  }
  for (size_t i = 0; i < statements->count; i++) {
    if (statements->statements[i].rule.data == rule->name.text.data) {
      return true;
    }
  }
  return false;
}

static void check_test(Testing *testing, const Rule *rule, const RuleTest *test,
                       const RuleDocument *document, Arena *arena) {
  Statements statements;
  memset(testing->matcher->traces, 0, testing->rules->count * sizeof(Trace));
  rules_match(testing->matcher, document, arena, &statements);
  if (test->wants_none) {
    bool fired = has_fired(testing, rule, &statements);
    testing->result.passed += !fired;
    testing->result.failed += fired;
    if (fired) {
      say_place(testing, rule, test, "should not fire");
      say_statements(testing, &statements);
    }
    return;
  }
  bool failed = false;
  for (uint32_t i = 0; i < test->expected_count; i++) {
    const Expected *expected = &test->expected[i];
    bool made = is_made(&statements, expected);
    testing->result.passed += made;
    testing->result.failed += !made;
    if (!made) {
      if (!failed) {
        say_place(testing, rule, test, "failed");
      }
      failed = true;
      output_format(testing->output, "      wanted: %.*s\n",
                    STR_ARG(expected->text));
    }
  }
  if (failed) {
    say_statements(testing, &statements);
    rule_explain_rule(testing->matcher, rule, testing->output);
  }
}

RuleTestResult rules_test(const Rules *rules, RuleParse parse, void *context,
                          Output *output) {
  Testing testing = {.rules = rules, .parse = parse, .context = context};
  Arena *lasting = arena_new();
  Arena *arena = arena_new();
  testing.output = output;
  testing.matcher = rule_matcher_new(rules, NULL);
  testing.matcher->traces = ARENA_NEW(lasting, Trace, rules->count + 1);
  for (uint32_t i = 0; i < rules->count; i++) {
    const Rule *rule = rules->rules[i];
    for (uint32_t j = 0; j < rule->test_count; j++) {
      RuleDocument document = {0};
      arena_reset(arena);
      if (parse(context, rule->tests[j].sentence, arena, &document)) {
        check_test(&testing, rule, &rule->tests[j], &document, arena);
      } else {
        testing.result.unparsed++;
        say_place(&testing, rule, &rule->tests[j], "no parse");
      }
    }
  }
  rule_matcher_free(testing.matcher);
  arena_free(arena);
  arena_free(lasting);
  return testing.result;
}
