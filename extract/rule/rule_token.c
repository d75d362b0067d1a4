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

static bool in_list(const uint64_t *members, NameId name) {
  return name && members && name / 64 < members[0] &&
         members[1 + name / 64] >> name % 64 & 1;
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

static bool value_fits(RuleMatcher *matcher, const Condition *condition,
                       const Value *value, uint32_t token) {
  const Node *node = &matcher->nodes[token];
  if (value->kind == VALUE_LIST) {
    return in_list(value->members, node->names[condition->attribute]);
  }
  if (value->kind == VALUE_REGEX) {
    return regex_fits(matcher, condition, value->regex, token);
  }
  switch (condition->attribute) {
  case ATTRIBUTE_DEP:
    return is_label(node, &value->label);
  case ATTRIBUTE_TYPE:
    return node->type.length &&
           rules_type_is(matcher->rules, node->type, value->word.text);
  case ATTRIBUTE_FEAT:
    return has_feature(matcher->sentence->tokens[token].features,
                       value->word.text);
  case ATTRIBUTE_MARK:
    return has_mark(node, value->word.text);
  default:
    return node->names[condition->attribute] == value->name;
  }
}

/// Is the name one of a few?
static bool is_among(const Check *check, NameId name) {
  for (uint8_t i = 0; i < check->count; i++) {
    if (check->names[i] == name) {
      return true;
    }
  }
  return false;
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

static TestResult evaluate_one(RuleMatcher *matcher, const Check *check,
                               uint32_t token) {
  bool fits;
  switch (check->kind) {
  case CHECK_FEW:
    fits = is_among(check, matcher->nodes[token].names[check->attribute]);
    break;
  case CHECK_SET:
    fits =
        in_list(check->members, matcher->nodes[token].names[check->attribute]);
    break;
  case CHECK_DEFINED:
    return rule_token_test(matcher, check->condition->defined->test, token);
  default:
    return evaluate_other(matcher, check->condition, token);
  }
  return fits != check->is_negated ? TEST_PASSES : TEST_FAILS;
}

static TestResult evaluate(RuleMatcher *matcher, const TokenTest *test,
                           uint32_t token) {
  TestResult result = TEST_PASSES;
  for (uint32_t i = 0; i < test->count; i++) {
    TestResult one = evaluate_one(matcher, &test->checks[i], token);
    if (one == TEST_FAILS) {
      return TEST_FAILS;
    }
    result = one == TEST_SOFT ? TEST_SOFT : result;
  }
  return result;
}

TestResult rule_token_test(RuleMatcher *matcher, const TokenTest *test,
                           uint32_t token) {
  if (!test) {
    return TEST_PASSES;
  }
  if (test->uses_marks) {
    return evaluate(matcher, test, token);
  }
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
