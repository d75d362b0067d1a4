/// What statements say beyond their text: ranges, kinds, types, sources.
#include "tests/unit/rule_fixture.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

typedef struct {
  Arena *arena;
  Report *report;
  Rules *rules;
  RuleDocument document;
  Statements statements;
} Match;

static Match match(const char *rules, const char *tree) {
  Match match = {.arena = arena_new(), .report = report_new()};
  RuleLoader *loader = rule_loader_new(match.report);
  rule_loader_add_source(loader, STR("test.rules"), str_from(rules));
  assert_int_equal(rule_loader_finish(loader, &match.rules), STATUS_OK);
  match.document = fixture_tree(match.arena, str_from(tree));
  RuleMatcher *matcher = rule_matcher_new(match.rules, match.report);
  rules_match(matcher, &match.document, match.arena, &match.statements);
  rule_matcher_free(matcher);
  return match;
}

static void end(Match *match) {
  rules_free(match->rules);
  report_free(match->report);
  arena_free(match->arena);
}

static void assert_str(Str given, const char *wanted) {
  assert_int_equal(given.length, strlen(wanted));
  assert_memory_equal(given.data, wanted, given.length);
}

static void assert_range(const Match *match, Range range, const char *wanted) {
  assert_str(str_slice(match->document.text, range.begin, range.end), wanted);
}

static const char quoted[] = "“+ “ PUNCT `` 4 punct\n"
                             "Telvik Telvik PROPN NNP 4 nsubj Company\n"
                             "never never ADV RB 4 advmod\n"
                             "stole steal VERB VBD 8 ccomp\n"
                             "files+ file NOUN NNS 4 obj\n"
                             ",+ , PUNCT , 8 punct\n"
                             "” ” PUNCT '' 4 punct\n"
                             "said say VERB VBD 0 root\n"
                             "Ida Ida PROPN NNP 8 nsubj Person\n"
                             "Holm+ Holm PROPN NNP 9 flat Person\n"
                             ". . PUNCT . 8 punct\n";

static const char report_rules[] = "rule say conf 0.9\n"
                                   "  match V : lemma=say\n"
                                   "  with V >nsubj S\n"
                                   "  with V >ccomp C\n"
                                   "  emit (S; V; C.clause)\n"
                                   "  attrib C source=S cue=V class=report\n"
                                   "rule svo conf 0.8\n"
                                   "  match V\n"
                                   "  with V >nsubj S\n"
                                   "  with V >obj O\n"
                                   "  emit (S; V; O)\n"
                                   "rule not\n"
                                   "  match V\n"
                                   "  with V >advmod _ : lemma=never\n"
                                   "  mark V negative\n";

static void a_claim_has_its_source_and_content(void **state) {
  (void)state;
  Match one = match(report_rules, quoted);
  assert_int_equal(one.statements.count, 2);
  const Statement *claim = &one.statements.statements[0];
  assert_str(claim->predicate.text, "never stole");
  assert_int_equal(claim->polarity, POLARITY_NEGATIVE);
  assert_int_equal(claim->modality, MODALITY_REPORTED);
  assert_int_equal(claim->anchor, 3);
  assert_str(claim->rule, "svo");
  assert_int_equal(claim->rule_line, 7);
  assert_int_equal(claim->source_count, 1);
  const Source *source = &claim->sources[0];
  assert_str(source->part.text, "Ida Holm");
  assert_str(source->part.type, "Person");
  assert_str(source->cue, "say");
  assert_str(source->cue_class, "report");
  assert_str(source->cue_part.text, "said");
  assert_int_equal(source->content_count, 1);
  assert_range(&one, source->content[0], "“Telvik never stole files,”");
  end(&one);
}

static void an_object_that_is_a_clause_is_its_statement(void **state) {
  (void)state;
  Match one = match(report_rules, quoted);
  const Statement *said = &one.statements.statements[1];
  assert_int_equal(said->object.kind, PART_STATEMENT);
  assert_int_equal(said->object.statement, 0);
  assert_str(said->object.text, "Telvik never stole files");
  assert_int_equal(said->source_count, 0);
  assert_int_equal(said->modality, MODALITY_ASSERTED);
  end(&one);
}

static void a_time_is_no_thing(void **state) {
  (void)state;
  Match one = match("rule r\n"
                    "  match V : lemma=steal\n"
                    "  with V >nsubj S\n"
                    "  emit (S; V; -)\n"
                    "rule t\n"
                    "  match V : lemma=steal\n"
                    "  with V >obj O\n"
                    "  mark V time=O\n",
                    quoted);
  assert_int_equal(one.statements.count, 1);
  const Statement *statement = &one.statements.statements[0];
  assert_true(statement->role_count > 0);
  assert_str(statement->roles[0].name, "time");
  assert_int_equal(statement->roles[0].part.kind, PART_LITERAL);
  end(&one);
}

static void parts_have_kinds_and_heads(void **state) {
  (void)state;
  Match one = match("type T = Company\n"
                    "pred steal : T -> _ as ex:steal\n"
                    "rule r\n"
                    "  match V : lemma=steal\n"
                    "  with V >nsubj S\n"
                    "  with V >advmod A\n"
                    "  emit (S; V; A)\n",
                    quoted);
  assert_int_equal(one.statements.count, 1);
  const Statement *statement = &one.statements.statements[0];
  assert_int_equal(statement->subject.kind, PART_MENTION);
  assert_int_equal(statement->subject.head, 1);
  assert_int_equal(statement->subject.entity, UINT32_MAX);
  assert_str(statement->subject.type, "Company");
  assert_int_equal(statement->object.kind, PART_LITERAL);
  assert_str(statement->predicate.type, "ex:steal");
  end(&one);
}

static void split_predicates_have_several_ranges(void **state) {
  (void)state;
  Match one = match("rule r\n"
                    "  match V : lemma=turn\n"
                    "  with V >nsubj S\n"
                    "  with V >obj O\n"
                    "  emit (S; V; O)\n",
                    "Berg Berg PROPN NNP 3 nsubj\n"
                    "has have AUX VBZ 3 aux\n"
                    "turned turn VERB VBN 0 root\n"
                    "the the DET DT 5 det\n"
                    "offer offer NOUN NN 3 obj\n"
                    "down down ADP RP 3 compound:prt\n");
  assert_int_equal(one.statements.count, 1);
  const Part *predicate = &one.statements.statements[0].predicate;
  assert_str(predicate->label, "turn down");
  assert_str(predicate->text, "has turned down");
  assert_int_equal(predicate->range_count, 2);
  assert_range(&one, predicate->ranges[0], "has turned");
  assert_range(&one, predicate->ranges[1], "down");
  end(&one);
}

static void a_mention_is_taken_whole(void **state) {
  (void)state;
  Match one = match("rule r : match V : lemma=close ; with V >nsubj S ; "
                    "emit (S; V; -)\n",
                    "The the DET DT 2 det\n"
                    "University University PROPN NNP 7 nsubj\n"
                    "of of ADP IN 4 case\n"
                    "Rund Rund PROPN NNP 2 nmod\n"
                    "and and CCONJ CC 6 cc\n"
                    "Brask Brask PROPN NNP 4 conj\n"
                    "closed close VERB VBD 0 root\n");
  assert_str(one.statements.statements[0].subject.label,
             "University of Rund and Brask");
  uint32_t numbers[] = {0, 1, 1, 1, 0, 0, 0};
  const uint32_t *by_sentence[] = {numbers};
  one.document.mentions = by_sentence;
  RuleMatcher *matcher = rule_matcher_new(one.rules, NULL);
  rules_match(matcher, &one.document, one.arena, &one.statements);
  rule_matcher_free(matcher);
  assert_str(one.statements.statements[0].subject.label, "University of Rund");
  end(&one);
}

static void a_long_sentence_is_passed_over(void **state) {
  (void)state;
  Match one = match("rule r : match V : lemma=a ; emit (V; V; -)\n",
                    "a a NOUN NN 0 root\n");
  assert_int_equal(one.statements.count, 1);
  enum { COUNT = 2001 };
  Sentence *sentence = &one.document.sentences->sentences[0];
  Token first = sentence->tokens[0];
  sentence->tokens = ARENA_NEW(one.arena, Token, COUNT);
  sentence->token_count = COUNT;
  for (int i = 0; i < COUNT; i++) {
    sentence->tokens[i] = first;
  }
  one.document.types = NULL;
  RuleMatcher *matcher = rule_matcher_new(one.rules, one.report);
  rules_match(matcher, &one.document, one.arena, &one.statements);
  rule_matcher_free(matcher);
  assert_int_equal(one.statements.count, 0);
  assert_int_equal(report_count(one.report), 1);
  end(&one);
}

static bool parse_nothing(void *context, Str text, Arena *arena,
                          RuleDocument *document) {
  if (str_equal(text, STR("unknown"))) {
    return false;
  }
  *document = fixture_tree(arena, str_from(context));
  return true;
}

static void inline_tests_are_run(void **state) {
  (void)state;
  static char tree[] = "Berg Berg PROPN NNP 2 nsubj\n"
                       "won win VERB VBD 0 root\n";
  Match one = match("rule r\n"
                    "  match V : lemma=win\n"
                    "  with V >nsubj S\n"
                    "  emit (S; V; -) early\n"
                    "  test \"Berg won\" -> (Berg; win; -) {early}\n"
                    "  test \"Berg won\" -> (Berg; lose; -)\n"
                    "  test \"Berg won\" -> (Berg; win; -) {late}\n"
                    "  test \"Berg won\" -> none\n"
                    "  test \"unknown\" -> none\n"
                    "rule s\n"
                    "  match V : lemma=lose\n"
                    "  mark V sad\n"
                    "  test \"Berg won\" -> none\n",
                    tree);
  Output *output = output_to_memory();
  RuleTestResult result = rules_test(one.rules, parse_nothing, tree, output);
  assert_int_equal(result.passed, 2);
  assert_int_equal(result.failed, 3);
  assert_int_equal(result.unparsed, 1);
  output_byte(output, '\0');
  const char *text = output_text(output).data;
  assert_non_null(strstr(text, "test.rules:6: rule 'r': failed"));
  assert_non_null(strstr(text, "wanted: (Berg; lose; -)"));
  assert_non_null(strstr(text, "made:   (Berg; win; -) {early}  by r"));
  assert_non_null(strstr(text, "should not fire"));
  output_discard(output);
  end(&one);
}

static void nothing_can_be_freed(void **state) {
  (void)state;
  rules_free(NULL);
  rule_loader_free(NULL);
  rule_matcher_free(NULL);
  Report *report = report_new();
  rule_loader_free(rule_loader_new(report));
  report_free(report);
}

static void a_missing_file_is_a_failure(void **state) {
  (void)state;
  Report *report = report_new();
  RuleLoader *loader = rule_loader_new(report);
  rule_loader_add_file(loader, STR("tests/no-such.rules"));
  Rules *rules = NULL;
  assert_int_equal(rule_loader_finish(loader, &rules), STATUS_FAILED);
  assert_null(rules);
  assert_int_equal(report_error_count(report), 1);
  report_free(report);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_claim_has_its_source_and_content),
      cmocka_unit_test(an_object_that_is_a_clause_is_its_statement),
      cmocka_unit_test(a_time_is_no_thing),
      cmocka_unit_test(parts_have_kinds_and_heads),
      cmocka_unit_test(split_predicates_have_several_ranges),
      cmocka_unit_test(a_mention_is_taken_whole),
      cmocka_unit_test(a_long_sentence_is_passed_over),
      cmocka_unit_test(inline_tests_are_run),
      cmocka_unit_test(nothing_can_be_freed),
      cmocka_unit_test(a_missing_file_is_a_failure),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
