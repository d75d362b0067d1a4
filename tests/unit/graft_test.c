/// Sentences of treebanks as news tells them.
#include "base/builtin.h"
#include "extract/train/graft.h"
#include "extract/train/telling.h"

#include "tests/unit/toy_parser.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static const char treebank[] =
    "1\tOn\ton\tADP\tIN\t_\t2\tcase\t_\t_\n"
    "2\tMonday\tMonday\tPROPN\tNNP\tNumber=Sing\t6\tobl\t_\t_\n"
    "3\t,\t,\tPUNCT\t,\t_\t2\tpunct\t_\t_\n"
    "4\tboth\tboth\tDET\tDT\t_\t5\tdet\t_\t_\n"
    "5\tsides\tside\tNOUN\tNNS\tNumber=Plur\t6\tnsubj\t_\t_\n"
    "6\tagreed\tagree\tVERB\tVBD\tMood=Ind|Number=Plur|Person=3|Tense=Past|"
    "VerbForm=Fin\t0\troot\t_\t_\n"
    "7\tto\tto\tADP\tIN\t_\t8\tcase\t_\t_\n"
    "8\tterms\tterm\tNOUN\tNNS\tNumber=Plur\t6\tobl\t_\t_\n"
    "9\t.\t.\tPUNCT\t.\t_\t6\tpunct\t_\t_\n"
    "\n"
    "1\tThe\tthe\tDET\tDT\t_\t3\tdet\t_\t_\n"
    "2\told\told\tADJ\tJJ\tDegree=Pos\t3\tamod\t_\t_\n"
    "3\tbankers\tbanker\tNOUN\tNNS\tNumber=Plur\t4\tnsubj\t_\t_\n"
    "4\tsaid\tsay\tVERB\tVBD\tMood=Ind|Number=Sing|Person=3|Tense=Past|"
    "VerbForm=Fin\t0\troot\t_\t_\n"
    "5\tso\tso\tADV\tRB\t_\t4\tadvmod\t_\t_\n"
    "\n"
    "1\tIs\tbe\tAUX\tVBZ\t_\t3\tcop\t_\t_\n"
    "2\the\the\tPRON\tPRP\t_\t3\tnsubj\t_\t_\n"
    "3\tthere\tthere\tADV\tRB\t_\t0\troot\t_\t_\n"
    "4\t?\t?\tPUNCT\t.\t_\t3\tpunct\t_\t_\n"
    "\n";

typedef struct {
  Arena *arena;
  Sentences sentences;
  const Variation *variation;
  const Graft *graft;
} Fixture;

static Fixture begin(Str grammar) {
  Fixture fixture = {.arena = arena_new()};
  const VariationShares shares = {.grafted = 1};
  fixture.sentences = toy_read(fixture.arena, STR(treebank));
  assert_int_equal(fixture.sentences.count, 3);
  fixture.variation =
      variation_new(fixture.arena, &shares, (VariationLists){.grafts = grammar},
                    &fixture.sentences, 1);
  fixture.graft = graft_new(fixture.arena, grammar, fixture.variation,
                            &fixture.sentences, 1);
  return fixture;
}

static const Sentence *draw(const Fixture *fixture, size_t sentence,
                            uint64_t seed) {
  Random random = random_new(seed);
  return graft_draw(fixture->graft, &random,
                    &fixture->sentences.sentences[sentence], fixture->arena);
}

/// "form>head/relation" of all tokens, heads counted from 1.
static void assert_tree(const Fixture *fixture, const Sentence *sentence,
                        const char *expected) {
  assert_non_null(sentence);
  Str text = STR("");
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    const Token *token = &sentence->tokens[i];
    text = arena_format(fixture->arena, "%.*s%s%.*s>%u/%.*s", STR_ARG(text),
                        i ? " " : "", STR_ARG(token->form),
                        token->head == TOKEN_NONE ? 0 : token->head + 1,
                        STR_ARG(token->relation));
  }
  assert_string_equal(text.data, expected);
}

static void check_sentence(const Sentence *sentence) {
  uint32_t roots = 0;
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    const Token *token = &sentence->tokens[i];
    roots += token->head == TOKEN_NONE;
    assert_true(token->head == TOKEN_NONE ||
                token->head < sentence->token_count);
    assert_true(token->relation.length > 0);
    assert_false(str_equal(token->relation, STR("-")));
    uint32_t head = token->head;
    uint32_t steps = 0;
    for (; head != TOKEN_NONE; head = sentence->tokens[head].head) {
      assert_true(++steps < sentence->token_count); // no circle
    }
    for (uint32_t k = 0; k < sentence->token_count; k++) {
      uint32_t other = sentence->tokens[k].head;
      if (token->head == TOKEN_NONE || other == TOKEN_NONE || k == i) {
        continue;
      }
      uint32_t low = i < token->head ? i : token->head;
      uint32_t high = i < token->head ? token->head : i;
      bool inside = k > low && k < high;
      bool head_inside = other > low && other < high;
      bool touches = k == low || k == high || other == low || other == high;
      assert_true(touches || inside == head_inside); // projective
    }
  }
  assert_int_equal(roots, 1);
  assert_true(sentence->tokens[0].form.data[0] < 'a' ||
              sentence->tokens[0].form.data[0] > 'z');
}

static void a_clause_is_said(void **state) {
  (void)state;
  Fixture fixture = begin(STR("# a comment\n"
                              "sentence $who/2/nsubj $said/0/root "
                              "that/IN/4/mark $clause/2/ccomp ././2/punct\n"
                              "who $phrase/0/-\nteller say\n"
                              "words said VBD said\n"));
  const Sentence *sentence = draw(&fixture, 0, 1);
  assert_tree(&fixture, sentence,
              "The>3/det old>3/amod bankers>4/nsubj said>0/root that>11/mark "
              "on>7/case Monday>11/obl ,>7/punct both>10/det sides>11/nsubj "
              "agreed>4/ccomp to>13/case terms>11/obl .>4/punct");
  assert_int_equal(sentence->tokens[3].upos, UPOS_VERB);
  // Its subject is in the plural, unlike the treebank's.
  assert_memory_equal(sentence->tokens[3].features.data, "Mood=Ind|Number=Plur",
                      20);
  assert_null(draw(&fixture, 1, 1)); // no full stop
  assert_null(draw(&fixture, 2, 1)); // a question
  arena_free(fixture.arena);
}

static void a_clause_is_cut_in_two(void **state) {
  (void)state;
  Fixture fixture = begin(STR("sentence $opening ,/,/4/punct $who/4/nsubj "
                              "said/VBD/6/parataxis ,/,/4/punct $rest/0/root "
                              "././6/punct\n"
                              "who NASA/NNP/0/- ,/,/1/punct\n"));
  bool behind_time = false;
  bool behind_subject = false;
  for (uint64_t seed = 0; seed < 20; seed++) {
    const Sentence *sentence = draw(&fixture, 0, seed);
    check_sentence(sentence);
    behind_time = behind_time || str_equal(sentence->tokens[2].form, STR(","));
    if (str_equal(sentence->tokens[3].form, STR("NASA"))) {
      assert_tree(&fixture, sentence,
                  "On>2/case Monday>9/obl ,>6/punct NASA>6/nsubj ,>4/punct "
                  "said>9/parataxis ,>6/punct both>9/det sides>10/nsubj "
                  "agreed>0/root to>12/case terms>10/obl .>10/punct");
    }
    behind_subject =
        behind_subject || str_equal(sentence->tokens[6].form, STR("NASA"));
  }
  assert_true(behind_time && behind_subject);
  arena_free(fixture.arena);
}

static void a_mark_swallows_a_comma(void **state) {
  (void)state;
  Fixture fixture = begin(STR("sentence $clause/3/ccomp ,/,/1/punct "
                              "said/VBD/0/root $who/3/nsubj ././3/punct\n"
                              "who NASA/NNP/0/- ,/,/1/punct\n"));
  assert_tree(&fixture, draw(&fixture, 0, 1),
              "On>2/case Monday>6/obl ,>2/punct both>5/det sides>6/nsubj "
              "agreed>10/ccomp to>8/case terms>6/obl ,>6/punct said>0/root "
              "NASA>10/nsubj .>10/punct");
  arena_free(fixture.arena);
}

static void wrong_productions_are_left_out(void **state) {
  (void)state;
  // No head, a head that is not there, a name that nothing gives, itself.
  Fixture fixture = begin(STR("sentence He/PRP/2/nsubj says/VBZ/1/root\n"
                              "sentence He/PRP/9/nsubj says/VBZ/0/root\n"));
  assert_null(draw(&fixture, 0, 1));
  arena_free(fixture.arena);
  fixture = begin(STR("sentence $nobody/2/nsubj says/VBZ/0/root\n"));
  assert_null(draw(&fixture, 0, 1));
  arena_free(fixture.arena);
  fixture = begin(STR("sentence $sentence/2/nsubj says/VBZ/0/root\n"));
  assert_null(draw(&fixture, 0, 1));
  arena_free(fixture.arena);
  fixture = begin(STR("sentence $rest/2/nsubj says/VBZ/0/root\n"));
  assert_null(draw(&fixture, 0, 1));
  arena_free(fixture.arena);
  fixture = begin(STR(""));
  assert_null(draw(&fixture, 0, 1));
  arena_free(fixture.arena);
}

static void the_shipped_grammar_makes_projective_trees(void **state) {
  (void)state;
  Fixture fixture =
      begin(builtin_find(STR("extract/train/english/grafts.txt")));
  for (uint64_t seed = 0; seed < 3000; seed++) {
    const Sentence *sentence = draw(&fixture, 0, seed);
    assert_non_null(sentence);
    check_sentence(sentence);
  }
  arena_free(fixture.arena);
}

static void tellings_graft(void **state) {
  (void)state;
  Fixture fixture = begin(STR("sentence He/PRP/2/nsubj said/VBD/0/root "
                              "$clause/2/ccomp ././2/punct\n"));
  Inventory inventory = toy_inventory();
  inventory_count(&inventory, fixture.arena, &fixture.sentences, 1);
  Corpus corpus =
      corpus_number(&inventory, fixture.arena, &fixture.sentences, 1, 100);
  Telling *telling =
      telling_new(&inventory, fixture.variation, fixture.graft, corpus, 1);
  telling_next(telling);
  const ExampleSentence *told = telling_sentences(telling);
  assert_int_equal(told[0].count, 11);
  assert_int_equal(told[0].tokens[1].head, 0);
  assert_int_equal(told[0].tokens[7].head, 2);
  assert_null(told[0].lessons);
  assert_int_equal(told[1].count, 5); // no graft
  telling_free(telling);
  arena_free(fixture.arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_clause_is_said),
      cmocka_unit_test(a_clause_is_cut_in_two),
      cmocka_unit_test(a_mark_swallows_a_comma),
      cmocka_unit_test(wrong_productions_are_left_out),
      cmocka_unit_test(the_shipped_grammar_makes_projective_trees),
      cmocka_unit_test(tellings_graft),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
