/// Sentences of treebanks told with other words, and shortened.
#include "extract/train/crop.h"
#include "extract/train/name_maker.h"
#include "extract/train/telling.h"
#include "extract/train/variation.h"

#include "tests/unit/toy_parser.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static const char treebank[] =
    "1\tOn\ton\tADP\tIN\t_\t2\tcase\t_\t_\n"
    "2\tMonday\tMonday\tPROPN\tNNP\t_\t4\tobl\t_\t_\n"
    "3\tLindqvist\tLindqvist\tPROPN\tNNP\t_\t4\tnsubj\t_\t_\n"
    "4\tsaid\tsay\tVERB\tVBD\t_\t0\troot\t_\t_\n"
    "5\t\"\t\"\tPUNCT\t``\t_\t8\tpunct\t_\t_\n"
    "6\tHalvorsen\tHalvorsen\tPROPN\tNNP\t_\t8\tnsubj\t_\t_\n"
    "7\tnever\tnever\tADV\tRB\t_\t8\tadvmod\t_\t_\n"
    "8\torganized\torganize\tVERB\tVBD\t_\t4\tccomp\t_\t_\n"
    "9\tthe\tthe\tDET\tDT\t_\t10\tdet\t_\t_\n"
    "10\tBank\tBank\tPROPN\tNNP\t_\t8\tobj\t_\t_\n"
    "11\t\"\t\"\tPUNCT\t''\t_\t8\tpunct\t_\t_\n"
    "12\tto\tto\tADP\tIN\t_\t13\tcase\t_\t_\n"
    "13\tLindqvist\tLindqvist\tPROPN\tNNP\t_\t8\tobl\t_\t_\n"
    "14\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n"
    "\n"
    "1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_\n"
    "2\tbank\tbank\tNOUN\tNN\t_\t4\tnsubj:pass\t_\t_\n"
    "3\twas\tbe\tAUX\tVBD\t_\t4\taux:pass\t_\t_\n"
    "4\tcapsized\tcapsize\tVERB\tVBN\t_\t0\troot\t_\t_\n"
    "\n"
    "1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n"
    "2\tsaw\tsee\tVERB\tVBD\t_\t0\troot\t_\t_\n"
    "3\thim\the\tPRON\tPRP\t_\t2\tobj\t_\t_\n"
    "4\tas\tas\tSCONJ\tIN\t_\t6\tmark\t_\t_\n"
    "5\tthey\tthey\tPRON\tPRP\t_\t6\tnsubj\t_\t_\n"
    "6\tsee\tsee\tVERB\tVBP\t_\t2\tadvcl\t_\t_\n"
    "\n";

static VariationLists lists(void) {
  return (VariationLists){STR("# a comment\nkeep Monday\npronoun She him "
                              "they\nending ized ised 7\nexcept capsized\n"
                              "spelling center centre\nquotes “ ”\n"),
                          STR("# a comment\nverb steal stole stolen\n"
                              "verb bid bid/bade bid/bidden\n"),
                          STR("# a comment\nbribe abet+t guarantee\n"),
                          STR("")};
}

static ToldWord *draw(Arena *arena, const VariationShares *shares,
                      size_t sentence, uint64_t seed) {
  Sentences sentences = toy_read(arena, STR(treebank));
  assert_int_equal(sentences.count, 3);
  const Variation *variation =
      variation_new(arena, shares, lists(), &sentences, 1);
  Random random = random_new(seed);
  return variation_draw(variation, &random, &sentences.sentences[sentence],
                        arena);
}

static void assert_form(Str form, const char *expected) {
  assert_int_equal(form.length, strlen(expected));
  assert_memory_equal(form.data, expected, form.length);
}

static void names_are_made_up_alike_in_a_sentence(void **state) {
  (void)state;
  Arena *arena = arena_new();
  const VariationShares shares = {.named = 1, .name = 1};
  for (uint64_t seed = 0; seed < 50; seed++) {
    const ToldWord *forms = draw(arena, &shares, 0, seed);
    assert_non_null(forms);
    assert_true(str_equal(forms[2].form, forms[12].form));
    assert_true(forms[2].form.data[0] >= 'A' && forms[2].form.data[0] <= 'Z');
    assert_form(forms[1].form, "Monday"); // listed
    assert_form(forms[9].form, "Bank");   // a common word, too
    assert_form(forms[3].form, "said");
    const ToldWord *again = draw(arena, &shares, 0, seed);
    assert_true(str_equal(forms[2].form, again[2].form));
    assert_true(str_equal(forms[5].form, again[5].form));
  }
  assert_false(str_equal(draw(arena, &shares, 0, 1)[2].form,
                         draw(arena, &shares, 0, 2)[2].form));
  arena_free(arena);
}

static void made_names_keep_the_case(void **state) {
  (void)state;
  Arena *arena = arena_new();
  const Str names[] = {STR("Lindqvist"), STR("Halvorsen"), STR("Ohe")};
  const NameMaker *maker = name_maker_new(arena, names, 3);
  Random random = random_new(1);
  for (int i = 0; i < 500; i++) {
    Str upper = name_maker_make(maker, &random, STR("NATO"), arena);
    assert_in_range(upper.length, 2, 4);
    Str longer = name_maker_make(maker, &random, STR("LINDQVIST"), arena);
    for (size_t k = 0; k < longer.length; k++) {
      assert_false(longer.data[k] >= 'a' && longer.data[k] <= 'z');
    }
    Str name = name_maker_make(maker, &random, STR("Berg"), arena);
    assert_in_range(name.data[0], 'A', 'Z');
    assert_in_range(name.data[1], 'a', 'z');
  }
  Str alone = name_maker_make(name_maker_new(arena, NULL, 0), &random,
                              STR("Berg"), arena);
  assert_form(alone, "Berg");
  arena_free(arena);
}

static void verbs_give_way_to_rare_ones(void **state) {
  (void)state;
  Arena *arena = arena_new();
  const VariationShares shares = {.verb = 1};
  bool seen[4] = {false};
  for (uint64_t seed = 0; seed < 100; seed++) {
    const ToldWord *words = draw(arena, &shares, 0, seed);
    Str past = words[3].form;
    seen[0] = seen[0] || str_equal(past, STR("stole"));
    seen[1] = seen[1] || str_equal(past, STR("bade"));
    seen[2] = seen[2] || str_equal(past, STR("bribed"));
    seen[3] = seen[3] || str_equal(past, STR("stolen"));
    words = draw(arena, &shares, 1, seed);
    assert_true(str_equal(words[3].form, STR("stolen")) ||
                str_equal(words[3].form, STR("bid")) ||
                str_equal(words[3].form, STR("bribed")) ||
                str_equal(words[3].form, STR("bidden")));
    assert_form(words[2].form, "was");
  }
  assert_true(seen[0] && seen[1] && seen[2] && !seen[3]);
  arena_free(arena);
}

static void pronouns_become_names(void **state) {
  (void)state;
  Arena *arena = arena_new();
  const VariationShares shares = {.pronoun = 1};
  const ToldWord *words = draw(arena, &shares, 2, 1);
  assert_true(words[0].became_name && words[2].became_name);
  assert_in_range(words[0].form.data[0], 'A', 'Z');
  assert_false(words[4].became_name); // "they see" does not agree
  assert_form(words[4].form, "they");
  assert_false(words[1].became_name);
  assert_null(draw(arena, &shares, 0, 1));
  arena_free(arena);
}

static void spelling_and_quotes_vary(void **state) {
  (void)state;
  Arena *arena = arena_new();
  const VariationShares shares = {.british = 1, .quotes = 1};
  const ToldWord *forms = draw(arena, &shares, 0, 1);
  assert_form(forms[4].form, "“");
  assert_form(forms[7].form, "organised");
  assert_form(forms[10].form, "”");
  assert_null(draw(arena, &shares, 1, 1)); // "capsized" has one spelling
  arena_free(arena);
}

static void capitals_and_titles(void **state) {
  (void)state;
  Arena *arena = arena_new();
  const VariationShares titles = {.title = 1};
  const ToldWord *forms = draw(arena, &titles, 0, 1);
  assert_form(forms[3].form, "Said");
  assert_form(forms[8].form, "the");
  const VariationShares capitals = {.capitals = 1};
  forms = draw(arena, &capitals, 0, 1);
  assert_form(forms[8].form, "THE");
  const VariationShares none = {.named = 0};
  assert_null(draw(arena, &none, 0, 1));
  arena_free(arena);
}

static void a_clause_becomes_a_sentence(void **state) {
  (void)state;
  Arena *arena = arena_new();
  Sentences sentences = toy_read(arena, STR(treebank));
  bool inner = false;
  bool outer = false;
  for (uint64_t seed = 0; seed < 100; seed++) {
    Random random = random_new(seed);
    Crop crop = crop_draw(&random, &sentences.sentences[0], arena);
    if (crop.count == 0) { // nothing happened to be left out
      continue;
    }
    assert_true(crop.count >= 3 && crop.count < 14);
    assert_int_equal(crop.kept[crop.count - 1], 13);
    for (uint32_t i = 0; crop.root == 7 && i < crop.count; i++) {
      assert_int_not_equal(crop.kept[i], 4); // the clause's own marks go
    }
    inner = inner || (crop.root == 7 && crop.kept[0] == 5);
    outer = outer || (crop.root == 3 && crop.kept[0] == 2);
  }
  assert_true(inner && outer);
  arena_free(arena);
}

/// Lessons that vote for the treebank's head and, less, for the last mark.
static Lesson *vote(Arena *arena, const Corpus *corpus) {
  Lesson *lessons = ARENA_NEW(arena, Lesson, corpus->token_count);
  for (uint32_t i = 0; i < corpus->sentences[0].count; i++) {
    memset(&lessons[i], 0xff, sizeof lessons[i]);
    memset(lessons[i].head.shares, 0, sizeof lessons[i].head.shares);
    lessons[i].head.labels[0] = corpus->sentences[0].tokens[i].head;
    lessons[i].head.shares[0] = 0.75f;
    lessons[i].head.labels[1] = (uint16_t)corpus->sentences[0].count;
    lessons[i].head.shares[1] = 0.25f;
  }
  return lessons;
}

static void check_told(const ExampleSentence *told) {
  uint32_t roots = 0;
  for (uint32_t i = 0; i < told->count; i++) {
    uint16_t head = told->tokens[i].head;
    assert_true(head <= told->count && head != i + 1);
    roots += head == 0;
    const Soft *votes = &told->lessons[i].head;
    assert_int_equal(votes->labels[0], head);
    assert_true(votes->labels[1] == NOT_KNOWN ||
                votes->labels[1] == told->count);
    float sum = 0;
    for (int slot = 0; slot < SOFT_COUNT; slot++) {
      sum += votes->shares[slot];
    }
    assert_true(sum > 0.99f && sum < 1.01f);
  }
  assert_int_equal(roots, 1);
}

static void told_trees_stay_trees(void **state) {
  (void)state;
  Arena *arena = arena_new();
  Sentences sentences = toy_read(arena, STR(treebank));
  Inventory inventory = toy_inventory();
  inventory_count(&inventory, arena, &sentences, 1);
  Corpus corpus = corpus_number(&inventory, arena, &sentences, 1, 100);
  corpus.sentences[0].lessons = vote(arena, &corpus);
  const VariationShares shares = {.named = 1, .name = 1, .cropped = 1};
  const Variation *variation =
      variation_new(arena, &shares, lists(), &sentences, 1);
  Telling *telling = telling_new(&inventory, variation, NULL, corpus, 1);
  const ExampleSentence *told = telling_sentences(telling);
  assert_int_equal(told->count, 14);
  uint32_t shortest = 14;
  for (int epoch = 0; epoch < 100; epoch++) {
    telling_next(telling);
    assert_true(told->count >= 3 && told->count <= 14);
    shortest = told->count < shortest ? told->count : shortest;
    check_told(told);
  }
  assert_int_equal(shortest, 3);
  telling_free(telling);
  telling_free(NULL);
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(names_are_made_up_alike_in_a_sentence),
      cmocka_unit_test(made_names_keep_the_case),
      cmocka_unit_test(verbs_give_way_to_rare_ones),
      cmocka_unit_test(pronouns_become_names),
      cmocka_unit_test(spelling_and_quotes_vary),
      cmocka_unit_test(capitals_and_titles),
      cmocka_unit_test(a_clause_becomes_a_sentence),
      cmocka_unit_test(told_trees_stay_trees),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
