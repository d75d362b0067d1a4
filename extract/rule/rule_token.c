/// Token tests: conditions on one token, their results remembered.
#include "extract/rule/rule_matcher.h"

static Str text_of(const RuleMatcher *matcher, Attribute attribute,
                   uint32_t token) {
  const Token *read = &matcher->sentence->tokens[token];
  switch (attribute) {
  case ATTRIBUTE_WORD:
    return read->form;
  case ATTRIBUTE_LEMMA:
    return read->lemma;
  case ATTRIBUTE_POS:
    return upos_name(read->upos);
  case ATTRIBUTE_TAG:
    return read->xpos;
  case ATTRIBUTE_FEAT:
    return read->features;
  default:
    return (Str){NULL, 0};
  }
}

static bool in_set(const RuleMatcher *matcher, uint32_t set, NameId name) {
  return program_sets(&matcher->rules->program, name)[set / 64] >> set % 64 & 1;
}

/// Is `wanted` one of the features a|b|c?
static bool has_feature(Str features, Str wanted) {
  while (features.length) {
    const char *bar = memchr(features.data, '|', features.length);
    size_t length = bar ? (size_t)(bar - features.data) : features.length;
    if (str_equal(str_slice(features, 0, length), wanted)) {
      return true;
    }
    features = str_slice(features, bar ? length + 1 : length, features.length);
  }
  return false;
}

static bool has_mark(const Node *node, Str name) {
  for (const Mark *mark = node->marks; mark; mark = mark->next) {
    if (str_equal(mark->name, name)) {
      return true;
    }
  }
  return false;
}

static bool is_label(const Node *node, const Label *label) {
  if (node->label.base != label->base) {
    return false;
  }
  if (label->kind == SUBTYPE_NAMED) {
    return node->label.kind == SUBTYPE_NAMED &&
           node->label.subtype == label->subtype;
  }
  return label->kind == SUBTYPE_ANY || node->label.kind == SUBTYPE_BARE;
}

/// Does the token's text match? What cannot be decided fails the condition,
/// negated or not.
static bool regex_fits(RuleMatcher *matcher, const Condition *condition,
                       const Regex *regex, uint32_t token) {
  Str text = text_of(matcher, condition->attribute, token);
  RegexResult result = regex_match(matcher->regexes, regex, text, 0);
  rule_limit_regex(matcher, matcher->run->rule, result);
  bool is_decided = result == REGEX_FOUND || result == REGEX_NONE;
  return is_decided ? result == REGEX_FOUND : condition->is_negated;
}

/// The same as rules_type_is(), remembered.
static bool type_is(RuleMatcher *matcher, Str type, Str ancestor) {
  size_t place =
      (rule_answer_place(type.data) + rule_answer_place(ancestor.data)) %
      ANSWERS;
  TypeAnswer *answer = &matcher->answers.types[place];
  if (!rule_same_place(answer->type, type) ||
      answer->ancestor != ancestor.data) {
    *answer = (TypeAnswer){type, ancestor.data,
                           rules_type_is(matcher->rules, type, ancestor)};
  }
  return answer->is_one;
}

static bool value_fits(RuleMatcher *matcher, const Condition *condition,
                       const Value *value, uint32_t token) {
  const Node *node = &matcher->nodes[token];
  if (value->kind == VALUE_LIST) {
    return in_set(matcher, value->set, node->names[condition->attribute]);
  }
  if (value->kind == VALUE_REGEX) {
    return regex_fits(matcher, condition, value->regex, token);
  }
  switch (condition->attribute) {
  case ATTRIBUTE_DEP:
    return is_label(node, &value->label);
  case ATTRIBUTE_TYPE:
    return node->type.length && type_is(matcher, node->type, value->word.text);
  case ATTRIBUTE_FEAT:
    return has_feature(matcher->sentence->tokens[token].features,
                       value->word.text);
  case ATTRIBUTE_MARK:
    return has_mark(node, value->word.text);
  default:
    return node->names[condition->attribute] == value->name;
  }
}

/// Is the name one of a few, or in a set? Without branches, as nobody can
/// foresee it.
static inline bool name_fits(const Program *program, const Check *check,
                             NameId name) {
  bool is_one =
      check->kind == CHECK_FEW
          ? (name == check->names[0]) | (name == check->names[1]) |
                (name == check->names[2])
          : program_sets(program, name)[check->set / 64] >> check->set % 64 & 1;
  return is_one != check->is_negated;
}

/// A condition that is about more than a name.
static TestResult evaluate_other(RuleMatcher *matcher,
                                 const Condition *condition, uint32_t token) {
  if (condition->is_soft && !matcher->nodes[token].type.length) {
    return TEST_SOFT;
  }
  bool fits = false;
  for (uint32_t i = 0; i < condition->value_count && !fits; i++) {
    fits = value_fits(matcher, condition, &condition->values[i], token);
  }
  return fits != condition->is_negated ? TEST_PASSES : TEST_FAILS;
}

static inline TestResult check_one(RuleMatcher *matcher, const Check *check,
                                   uint32_t token) {
  if (check->kind == CHECK_OTHER) {
    return evaluate_other(matcher, check->condition, token);
  }
  NameId name = matcher->nodes[token].names[check->attribute];
  return name_fits(&matcher->rules->program, check, name) ? TEST_PASSES
                                                          : TEST_FAILS;
}

static TestResult evaluate(RuleMatcher *matcher, const ProgramTest *test,
                           uint32_t token) {
  const Check *checks = matcher->rules->program.checks + test->first;
  TestResult result = TEST_PASSES;
  for (uint8_t i = 0; i < test->count; i++) {
    TestResult one = check_one(matcher, &checks[i], token);
    if (one == TEST_FAILS) {
      return TEST_FAILS;
    }
    result = one == TEST_SOFT ? TEST_SOFT : result;
  }
  return result;
}

static TestResult remember(RuleMatcher *matcher, const ProgramTest *test,
                           uint32_t token) {
  if (matcher->result_stamps[test->number] != matcher->stamp) {
    matcher->result_stamps[test->number] = matcher->stamp;
    matcher->results[test->number] =
        ARENA_NEW(matcher->arena, uint8_t, matcher->count + 1);
  }
  uint8_t *result = &matcher->results[test->number][token];
  if (*result == TEST_UNKNOWN) {
    *result = (uint8_t)evaluate(matcher, test, token);
  }
  return (TestResult)*result;
}

TestResult rule_token_test(RuleMatcher *matcher, uint32_t number,
                           uint32_t token) {
  if (number == NO_TEST) {
    return TEST_PASSES;
  }
  const ProgramTest *test = &matcher->rules->program.tests[number];
  return test->is_costly ? remember(matcher, test, token)
                         : evaluate(matcher, test, token);
}

/// Leave in a set the tokens whose name passes a check.
static void keep_named(const RuleMatcher *matcher, const Check *check,
                       TokenSet *set) {
  for (uint32_t word = 0; word < set->count; word++) {
    uint32_t first = 64 * word;
    uint32_t count = matcher->count - first < 64 ? matcher->count - first : 64;
    uint64_t passing = 0;
    for (uint32_t i = 0; i < count; i++) {
      NameId name = matcher->nodes[first + i].names[check->attribute];
      uint64_t fits = name_fits(&matcher->rules->program, check, name);
      passing |= fits << i;
    }
    set->bits[word] &= passing;
  }
}

/// Leave in a set the tokens that pass a check.
static void keep_passing(RuleMatcher *matcher, const Check *check,
                         TokenSet *set) {
  if (check->kind != CHECK_OTHER) {
    keep_named(matcher, check, set);
    return;
  }
  for (uint32_t i = rule_set_next(set, 0); i != TOKEN_NONE;
       i = rule_set_next(set, i + 1)) {
    if (evaluate_other(matcher, check->condition, i) == TEST_FAILS) {
      rule_set_remove(set, i);
    }
  }
}

TokenSet rule_token_tests(RuleMatcher *matcher, uint32_t number) {
  const Program *program = &matcher->rules->program;
  const ProgramTest *test = &program->tests[number];
  if (matcher->passing_stamps[number] != matcher->stamp || test->uses_marks) {
    TokenSet set = rule_set_new(matcher);
    rule_set_add_first(&set, matcher->count);
    for (uint8_t i = 0; i < test->count; i++) {
      keep_passing(matcher, &program->checks[test->first + i], &set);
    }
    matcher->passing_stamps[number] = matcher->stamp;
    matcher->passing[number] = set;
  }
  return matcher->passing[number];
}
