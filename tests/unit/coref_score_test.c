/// The coreference score against published figures.
#include "extract/coref/coref_gold.h"
#include "extract/coref/coref_match.h"
#include "extract/syntax/conllu.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

enum { MOST_SPANS = 16 };

/// Chains as "abc defg": each letter is a mention.
static CorefSpans read_chains(const char *text, CorefSpan *spans) {
  CorefSpans read = {spans, 0};
  uint32_t chain = 0;
  for (; *text; text++) {
    if (*text == ' ') {
      chain++;
      continue;
    }
    uint32_t token = (uint32_t)(*text - 'a');
    assert_true(read.count < MOST_SPANS);
    spans[read.count++] = (CorefSpan){0, token, token + 1, token, chain};
  }
  return read;
}

static CorefScore score(const char *gold, const char *system) {
  CorefSpan gold_spans[MOST_SPANS];
  CorefSpan system_spans[MOST_SPANS];
  CorefSpans a = read_chains(gold, gold_spans);
  CorefSpans b = read_chains(system, system_spans);
  CorefScore score = {0};
  coref_score_add(&score, &a, &b);
  return score;
}

static void assert_near(double value, double expected) {
  if (fabs(value - expected) > 0.00005) {
    print_error("%f is not %f\n", value, expected);
    fail();
  }
}

static void assert_measure(const CorefScore *score, CorefMeasure measure,
                           double recall, double precision) {
  assert_near(coref_recall(score, measure), recall);
  assert_near(coref_precision(score, measure), precision);
}

/// The example of Pradhan et al. 2014, section 4, where the figures are given
/// as 40/40 for MUC, 42/50 for B3 and 65/43 for CEAFe.
static void test_the_published_example(void **state) {
  (void)state;
  CorefScore found = score("abc defg", "ab cd fghi");
  assert_measure(&found, COREF_MENTIONS, 6.0 / 7, 6.0 / 8);
  assert_measure(&found, COREF_MUC, 2.0 / 5, 2.0 / 5);
  assert_measure(&found, COREF_B3, 35.0 / 12 / 7, 4.0 / 8);
  assert_measure(&found, COREF_CEAFE, 1.3 / 2, 1.3 / 3);
  assert_measure(&found, COREF_PAIRS, 2.0 / 9, 2.0 / 8);
  assert_near(coref_conll(&found),
              (coref_f1(&found, COREF_MUC) + coref_f1(&found, COREF_B3) +
               coref_f1(&found, COREF_CEAFE)) /
                  3);
}

static void test_chains_of_one_do_not_count(void **state) {
  (void)state;
  CorefScore found = score("abc d e", "abc f");
  for (CorefMeasure i = 0; i < COREF_MEASURE_COUNT; i++) {
    assert_measure(&found, i, 1, 1);
  }
  CorefScore nothing = score("a b", "c");
  assert_near(coref_conll(&nothing), 0);
}

static void test_documents_add_up(void **state) {
  (void)state;
  CorefSpan gold_spans[MOST_SPANS];
  CorefSpan system_spans[MOST_SPANS];
  CorefSpans gold = read_chains("abc", gold_spans);
  CorefSpans system = read_chains("ab", system_spans);
  CorefScore found = {0};
  coref_score_add(&found, &gold, &gold);
  coref_score_add(&found, &gold, &system);
  assert_measure(&found, COREF_MUC, 3.0 / 4, 1);
}

static void test_matching_takes_the_best_sum(void **state) {
  (void)state;
  Arena *arena = arena_new();
  // The greatest single value is a bad choice.
  const double values[] = {9, 8, 8, 1, 0, 0};
  assert_near(coref_match(arena, values, 2, 2), 16);
  assert_near(coref_match(arena, values, 2, 3), 9);
  assert_near(coref_match(arena, values, 3, 2), 16);
  assert_near(coref_match(arena, NULL, 0, 0), 0);
  arena_free(arena);
}

static const char gold_source[] =
    "# newdoc id = a\n"
    "# text = Berg's firm left.\n"
    "1-2\tBerg's\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "1\tBerg\tBerg\tPROPN\tNNP\t_\t3\tnmod:poss\t_\t"
    "Entity=(1-organization-new-cf1(2-person-new\n"
    "2\t's\t's\tPART\tPOS\t_\t1\tcase\t_\tEntity=2)\n"
    "3\tfirm\tfirm\tNOUN\tNN\t_\t4\tnsubj\t_\tEntity=1)\n"
    "4\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No\n"
    "5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n"
    "\n"
    "# text = She won\n"
    "1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\tEntity=(2-person-giv)\n"
    "2\twon\twin\tVERB\tVBD\t_\t0\troot\t_\tEntity=(3-event\n"
    "\n";

static void test_gold_is_read(void **state) {
  (void)state;
  Arena *arena = arena_new();
  Report *report = report_new();
  Document document;
  Sentences sentences;
  Str source = str_from(gold_source);
  assert_int_equal(
      conllu_read(source, STR("a"), arena, report, &document, &sentences),
      STATUS_OK);
  CorefSpans spans = coref_gold_read(source, &sentences, arena);
  const CorefSpan expected[] = {
      {0, 0, 2, 0, 0}, {0, 0, 3, 2, 1}, {1, 0, 1, 0, 0}};
  assert_int_equal(spans.count, 3); // the open one is passed over
  assert_memory_equal(spans.spans, expected, sizeof expected);
  report_free(report);
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_the_published_example),
      cmocka_unit_test(test_chains_of_one_do_not_count),
      cmocka_unit_test(test_documents_add_up),
      cmocka_unit_test(test_matching_takes_the_best_sum),
      cmocka_unit_test(test_gold_is_read),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
