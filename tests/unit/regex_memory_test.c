/// When PCRE2 gets no memory: rules with patterns are named and passed over,
/// the others go on.
#include "tests/unit/rule_fixture.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/// Stands before the library's function, and fails as it does without memory.
pcre2_match_data *pcre2_match_data_create(uint32_t size,
                                          pcre2_general_context *context) {
  (void)size;
  (void)context;
  return NULL;
}

static void rules_without_patterns_go_on(void **state) {
  (void)state;
  static const char rules_text[] =
      "rule text : text /(?<A>b\\w+)/ ; emit (A.text; be; -)\n"
      "rule word : match A : word!=/x.*/ ; emit (A; be; -)\n"
      "rule plain : match A : word=bank ; emit (A; close; -)\n";
  static const char tree[] = "bank bank NOUN NN 0 root\n";
  Arena *arena = arena_new();
  Report *report = report_new();
  Rules *rules = NULL;
  RuleLoader *loader = rule_loader_new(report);
  rule_loader_add_source(loader, STR("test.rules"), str_from(rules_text));
  assert_int_equal(rule_loader_finish(loader, &rules), STATUS_OK);
  RuleDocument document = fixture_tree(arena, str_from(tree));
  RuleMatcher *matcher = rule_matcher_new(rules, report);
  Statements statements;
  rules_match(matcher, &document, arena, &statements);
  assert_int_equal(statements.count, 1);
  assert_true(str_equal(statements.statements[0].rule, STR("plain")));
  assert_int_equal(report_count(report), 2);
  rule_matcher_free(matcher);
  rules_free(rules);
  report_free(report);
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(rules_without_patterns_go_on),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
