/// The lemmatizer: what it learns from a few words, and what it makes of words
/// that it has not seen.
#include "extract/syntax/lemma_memory.h"

#include "extract/syntax/conllu.h"
#include "extract/syntax/lemma_table.h"
#include "extract/syntax/model_internal.h"
#include "extract/train/lemma_train.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/// Form, UPOS, XPOS, lemma.
static const char *const words[][4] = {
    {"talks", "NOUN", "NNS", "talk"},    {"Cars", "NOUN", "NNS", "car"},
    {"parties", "NOUN", "NNS", "party"}, {"cities", "NOUN", "NNS", "city"},
    {"walls", "NOUN", "NNS", "wall"},    {"talked", "VERB", "VBD", "talk"},
    {"walked", "VERB", "VBD", "walk"},   {"Called", "VERB", "VBD", "call"},
    {"said", "VERB", "VBD", "say"},      {"i", "PRON", "PRP", "I"},
    {"I", "PRON", "PRP", "I"},           {"he", "PRON", "PRP", "he"},
    {"He", "PRON", "PRP", "he"},         {"they", "PRON", "PRP", "they"},
    {"it", "PRON", "PRP", "it"},         {"we", "PRON", "PRP", "we"},
    {"she", "PRON", "PRP", "she"},       {"n't", "PART", "RB", "not"},
    {"China", "PROPN", "NNP", "China"},  {"London", "PROPN", "NNP", "London"},
    {"Rome", "PROPN", "NNP", "Rome"},    {"NATO", "PROPN", "NNP", "NATO"},
    {"Kim", "PROPN", "NNP", "Kim"},      {"Bern", "PROPN", "NNP", "Bern"},
    {"a", "PRON", "PRP", "_"},           {"un", "ADJ", "GW", "unkind"}};

static const LemmaLists lists = {
    .irregular = {"# forms\nverb sing sang sung\nverb bear bore born/borne\n"
                  "noun child children\nverb talk tolk tolken\n",
                  91},
    .verbs = {"provoke agree\nadmit+t smell\n", 28}};

typedef struct {
  Arena *arena;
  Report *report;
  Model *model;
  const Lemmatizer *lemmatizer;
  LemmaMemory *memory;
} Fixture;

static Str train(Fixture *fixture) {
  Str text = STR("# newdoc\n");
  Arena *arena = fixture->arena;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    text = arena_format(arena, "%.*s1\t%s\t%s\t%s\t%s\t_\t0\troot\t_\t_\n\n",
                        STR_ARG(text), words[i][0], words[i][3], words[i][1],
                        words[i][2]);
  }
  Document *document = ARENA_NEW(arena, Document, 1);
  Sentences *sentences = ARENA_NEW(arena, Sentences, 1);
  assert_int_equal(conllu_read(text, STR("words"), arena, fixture->report,
                               document, sentences),
                   STATUS_OK);
  Treebank treebank = {document, sentences};
  return lemmatizer_train(arena, lists, &treebank, 1);
}

static void load(Fixture *fixture, Str section) {
  ModelSection sections[] = {{STR(LEMMATIZER_SECTION), section}};
  model_free(fixture->model);
  assert_int_equal(model_load_trusted(model_build(fixture->arena, sections, 1),
                                      STR("a.model"), fixture->report,
                                      &fixture->model),
                   STATUS_OK);
}

static int set_up(void **state) {
  Fixture *fixture = calloc(1, sizeof *fixture);
  assert_non_null(fixture);
  fixture->arena = arena_new();
  fixture->report = report_new();
  load(fixture, train(fixture));
  assert_int_equal(lemmatizer_load(fixture->model, STR("a.model"),
                                   fixture->arena, fixture->report,
                                   &fixture->lemmatizer),
                   STATUS_OK);
  fixture->memory = lemma_memory_new(fixture->lemmatizer, fixture->arena);
  *state = fixture;
  return 0;
}

static int tear_down(void **state) {
  Fixture *fixture = *state;
  model_free(fixture->model);
  report_free(fixture->report);
  arena_free(fixture->arena);
  free(fixture);
  return 0;
}

static void expect(Fixture *fixture, const char *form, Upos upos,
                   const char *xpos, const char *expected) {
  Str lemma = lemma_find(fixture->lemmatizer, fixture->arena, str_from(form),
                         upos, str_from(xpos));
  Str text = arena_copy(fixture->arena, lemma);
  assert_string_equal(text.data, expected);
  for (int round = 0; round < 2; round++) { // found, then remembered
    Str again = lemma_memory_find(fixture->memory, fixture->arena,
                                  str_from(form), upos, str_from(xpos));
    assert_true(str_equal(again, lemma));
  }
}

static void knows_the_words_it_learned(void **state) {
  Fixture *fixture = *state;
  for (size_t i = 0; i + 2 < sizeof words / sizeof *words; i++) {
    expect(fixture, words[i][0], upos_find(str_from(words[i][1])), words[i][2],
           words[i][3]);
  }
}

static void applies_endings_to_new_words(void **state) {
  Fixture *fixture = *state;
  expect(fixture, "blogs", UPOS_NOUN, "NNS", "blog");
  expect(fixture, "bakeries", UPOS_NOUN, "NNS", "bakery");
  expect(fixture, "Googled", UPOS_VERB, "VBD", "googl");
  expect(fixture, "TALKS", UPOS_NOUN, "NNS", "talk");
}

static void remembers_a_form_by_its_tag(void **state) {
  Fixture *fixture = *state;
  for (int round = 0; round < 2; round++) {
    expect(fixture, "agreed", UPOS_VERB, "VBN", "agree");
    expect(fixture, "agreed", UPOS_PROPN, "NNP", "agreed");
    expect(fixture, "agreed", UPOS_X, "FW", "agreed");
  }
}

static void knows_irregular_forms(void **state) {
  Fixture *fixture = *state;
  expect(fixture, "sung", UPOS_VERB, "VBN", "sing");
  expect(fixture, "borne", UPOS_VERB, "VBN", "bear");
  expect(fixture, "children", UPOS_NOUN, "NNS", "child");
}

static void makes_the_forms_of_listed_verbs(void **state) {
  Fixture *fixture = *state;
  expect(fixture, "provoked", UPOS_VERB, "VBD", "provoke");
  expect(fixture, "provoking", UPOS_VERB, "VBG", "provoke");
  expect(fixture, "agreeing", UPOS_VERB, "VBG", "agree");
  expect(fixture, "agreed", UPOS_VERB, "VBN", "agree");
  expect(fixture, "admitted", UPOS_VERB, "VBD", "admit");
  expect(fixture, "admitting", UPOS_VERB, "VBG", "admit");
  expect(fixture, "smelled", UPOS_VERB, "VBD", "smell");
}

static void keeps_the_case_of_names(void **state) {
  Fixture *fixture = *state;
  expect(fixture, "Paris", UPOS_PROPN, "NNP", "Paris");
  expect(fixture, "OPEC", UPOS_PROPN, "NNP", "OPEC");
  expect(fixture, "iPhone", UPOS_PROPN, "NNP", "iPhone");
  expect(fixture, "\u00C9ire", UPOS_PROPN, "NNP", "\u00C9ire");
  expect(fixture, "\u00C9crans", UPOS_NOUN, "NNS", "\u00E9cran");
}

static void treats_curly_apostrophes_as_plain_ones(void **state) {
  expect(*state, "n\u2019t", UPOS_PART, "RB", "not");
  expect(*state, "N'T", UPOS_PART, "RB", "not");
}

static void bears_odd_words(void **state) {
  Fixture *fixture = *state;
  expect(fixture, "", UPOS_NOUN, "NN", "");
  expect(fixture, "s", UPOS_NOUN, "NNS", "s");
  expect(fixture, "\u00E9", UPOS_NOUN, "NNS", "\u00E9");
  expect(fixture, "x", UPOS_COUNT, "no tag", "x");
}

static void learns_the_same_bytes_again(void **state) {
  Fixture *fixture = *state;
  Str before = model_section(fixture->model, STR(LEMMATIZER_SECTION));
  Str again = train(fixture);
  assert_int_equal(before.length, again.length);
  assert_memory_equal(before.data, again.data, again.length);
}

static void expect_bad(Fixture *fixture, Str section, const char *problem) {
  load(fixture, section);
  const Lemmatizer *lemmatizer;
  assert_int_equal(lemmatizer_load(fixture->model, STR("a.model"),
                                   fixture->arena, fixture->report,
                                   &lemmatizer),
                   STATUS_BAD_SETUP);
  assert_null(lemmatizer);
  size_t last = report_count(fixture->report) - 1;
  assert_true(
      str_ends(report_get(fixture->report, last)->text, str_from(problem)));
}

static void refuses_bad_sections(void **state) {
  Fixture *fixture = *state;
  Str good = arena_copy(fixture->arena,
                        model_section(fixture->model, STR(LEMMATIZER_SECTION)));
  uint32_t *bytes = arena_alloc(fixture->arena, 1, good.length);
  Str bad = {(const char *)bytes, good.length};
  expect_bad(fixture, STR(""), "it is missing or cut off");
  memcpy(bytes, good.data, good.length);
  bytes[0]++;
  expect_bad(fixture, bad, "its version is not the one this program reads");
  memcpy(bytes, good.data, good.length);
  bytes[1]--;
  expect_bad(fixture, bad, "its size is wrong");
  expect_bad(fixture, str_slice(good, 0, good.length - 1), "its size is wrong");
  memcpy(bytes, good.data, good.length);
  memset(bytes + LEMMATIZER_HEADER_WORDS, 1, bytes[1] * sizeof(LemmaSlot));
  expect_bad(fixture, bad, "its rules are broken");
}

int main(void) {
#define TEST(function)                                                         \
  cmocka_unit_test_setup_teardown(function, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(knows_the_words_it_learned),
      TEST(applies_endings_to_new_words),
      TEST(remembers_a_form_by_its_tag),
      TEST(knows_irregular_forms),
      TEST(makes_the_forms_of_listed_verbs),
      TEST(keeps_the_case_of_names),
      TEST(treats_curly_apostrophes_as_plain_ones),
      TEST(bears_odd_words),
      TEST(learns_the_same_bytes_again),
      TEST(refuses_bad_sections),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
