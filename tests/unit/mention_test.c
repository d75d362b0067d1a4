/// Names, dates and quantities of parsed sentences.
#include "extract/mention/resolve.h"
#include "extract/syntax/conllu.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

/// A sentence in short: "form/lemma/UPOS/XPOS/head/relation" a token; "form+"
/// has no space behind it.
static Str spell_out(Arena *arena, const char *words) {
  Str text = {0};
  Str rest = str_from(words);
  for (int number = 1; rest.length; number++) {
    const char *space = memchr(rest.data, ' ', rest.length);
    size_t length = space ? (size_t)(space - rest.data) : rest.length;
    char fields[6][64] = {{0}};
    size_t field = 0;
    size_t filled = 0;
    for (size_t i = 0; i < length; i++) {
      if (rest.data[i] == '/' && field < 5) {
        field++;
        filled = 0;
      } else {
        fields[field][filled++] = rest.data[i];
      }
    }
    char *plus = strchr(fields[0], '+');
    if (plus) {
      *plus = '\0';
    }
    text = arena_format(arena, "%.*s%d\t%s\t%s\t%s\t%s\t_\t%s\t%s\t_\t%s\n",
                        STR_ARG(text), number, fields[0], fields[1], fields[2],
                        fields[3], fields[4], fields[5],
                        plus ? "SpaceAfter=No" : "_");
    rest = str_slice(rest, length + (space ? 1 : 0), rest.length);
  }
  return arena_format(arena, "%.*s\n", STR_ARG(text));
}

typedef struct {
  Arena *arena;
  Report *report;
  Mentions *knowledge;
  Document document;
  Sentences sentences;
  MentionList list;
} Fixture;

static Fixture find(const char *words, const char *date) {
  Fixture fixture = {.arena = arena_new(), .report = report_new()};
  fixture.knowledge = mentions_new(fixture.report);
  Status status =
      conllu_read(spell_out(fixture.arena, words), STR("test"), fixture.arena,
                  fixture.report, &fixture.document, &fixture.sentences);
  assert_int_equal(status, STATUS_OK);
  fixture.document.date = str_from(date);
  fixture.list = mentions_find(fixture.knowledge, fixture.arena,
                               &fixture.document, &fixture.sentences);
  return fixture;
}

static void release(Fixture *fixture) {
  mentions_free(fixture->knowledge);
  report_free(fixture->report);
  arena_free(fixture->arena);
}

/// All mentions as "label:type" or "label:type=value", joined by "; ".
static void assert_mentions(const char *words, const char *date,
                            const char *expected) {
  Fixture fixture = find(words, date);
  Str text = {0};
  for (size_t i = 0; i < fixture.list.count; i++) {
    const Mention *mention = &fixture.list.mentions[i];
    text = arena_format(
        fixture.arena, "%.*s%s%.*s:%.*s%s%.*s", STR_ARG(text), i ? "; " : "",
        STR_ARG(mention->label), STR_ARG(mention->type),
        mention->value.length ? "=" : "", STR_ARG(mention->value));
  }
  if (!str_equal(text, str_from(expected))) {
    print_error("got: %.*s\nexpected: %s\n", STR_ARG(text), expected);
    fail();
  }
  release(&fixture);
}

static void test_lists_are_sound(void **state) {
  (void)state;
  Report *report = report_new();
  Mentions *knowledge = mentions_new(report);
  Arena *arena = arena_new();
  for (size_t i = 0; i < report_count(report); i++) {
    Str text = report_render(arena, report_get(report, i));
    print_error("%.*s", STR_ARG(text));
  }
  assert_int_equal(report_count(report), 0);
  arena_free(arena);
  mentions_free(knowledge);
  mentions_free(NULL);
  report_free(report);
}

static void test_titles_are_no_part_of_names(void **state) {
  (void)state;
  assert_mentions("Secretary/secretary/PROPN/NNP/6/nsubj "
                  "of/of/ADP/IN/3/case State/State/PROPN/NNP/1/nmod "
                  "John/John/PROPN/NNP/1/flat Kerry/Kerry/PROPN/NNP/1/flat "
                  "spoke/speak/VERB/VBD/0/root ././PUNCT/./6/punct",
                  "", "John Kerry:Person");
  assert_mentions("UN/UN/PROPN/NNP/2/compound Chief/Chief/PROPN/NNP/4/nsubj "
                  "Holm/Holm/PROPN/NNP/2/flat left/leave/VERB/VBD/0/root",
                  "",
                  "United Nations:IntergovernmentalOrganization; Holm:Person");
  assert_mentions("The/the/DET/DT/2/det President/President/PROPN/NNP/3/nsubj "
                  "left/leave/VERB/VBD/0/root",
                  "", "");
}

static void test_names_go_on_after_of(void **state) {
  (void)state;
  assert_mentions(
      "The/the/DET/DT/2/det University/university/PROPN/NNP/5/nsubj "
      "of/of/ADP/IN/4/case Rund/Rund/PROPN/NNP/2/nmod "
      "closed/close/VERB/VBD/0/root",
      "", "University of Rund:CollegeOrUniversity");
  assert_mentions("The/the/DET/DT/2/det Mayor/mayor/PROPN/NNP/5/nsubj "
                  "of/of/ADP/IN/4/case Rund/Rund/PROPN/NNP/2/nmod "
                  "left/leave/VERB/VBD/0/root",
                  "", "Rund:");
}

static void test_words_tell_the_type(void **state) {
  (void)state;
  assert_mentions(
      "Norland/Norland/PROPN/NNP/3/compound "
      "Trade/trade/PROPN/NNP/3/compound "
      "Bank/bank/PROPN/NNP/4/nsubj sued/sue/VERB/VBD/0/root "
      "Telvik/Telvik/PROPN/NNP/6/compound Inc./Inc./PROPN/NNP/4/obj",
      "",
      "Norland Trade Bank:BankOrCreditUnion; "
      "Telvik Inc.:Corporation");
  assert_mentions("Anna/Anna/PROPN/NNP/3/nsubj Berg/Berg/PROPN/NNP/1/flat "
                  "left/leave/VERB/VBD/0/root Telvik/Telvik/PROPN/NNP/3/obj "
                  ",/,/PUNCT/,/7/punct a/a/DET/DT/7/det "
                  "company/company/NOUN/NN/4/appos",
                  "", "Anna Berg:Person; Telvik:Corporation");
}

static void test_a_surname_shares_the_type(void **state) {
  (void)state;
  assert_mentions("Anna/Anna/PROPN/NNP/3/nsubj Berg/Berg/PROPN/NNP/1/flat "
                  "won/win/VERB/VBD/0/root ;/;/PUNCT/:/3/punct "
                  "Berg/Berg/PROPN/NNP/6/nsubj left/leave/VERB/VBD/3/parataxis",
                  "", "Anna Berg:Person; Berg:Person");
}

static void test_tense_turns_weekdays(void **state) {
  (void)state;
  assert_mentions("He/he/PRON/PRP/2/nsubj died/die/VERB/VBD/0/root "
                  "on/on/ADP/IN/4/case Tuesday/Tuesday/PROPN/NNP/2/obl",
                  "2021-05-05", "Tuesday:Date=2021-05-04");
  assert_mentions("He/he/PRON/PRP/3/nsubj will/will/AUX/MD/3/aux "
                  "leave/leave/VERB/VB/0/root on/on/ADP/IN/5/case "
                  "Tuesday/Tuesday/PROPN/NNP/3/obl",
                  "2021-05-05", "Tuesday:Date=2021-05-11");
  assert_mentions("He/he/PRON/PRP/2/nsubj died/die/VERB/VBD/0/root "
                  "on/on/ADP/IN/4/case Tuesday/Tuesday/PROPN/NNP/2/obl",
                  "", "Tuesday:Date");
}

static void test_words_before_days_turn_them(void **state) {
  (void)state;
  assert_mentions("It/it/PRON/PRP/2/nsubj holds/hold/VERB/VBZ/0/root "
                  "until/until/ADP/IN/4/case Tuesday/Tuesday/PROPN/NNP/2/obl",
                  "2021-05-05", "Tuesday:Date=2021-05-11");
  assert_mentions("It/it/PRON/PRP/2/nsubj lasted/last/VERB/VBD/0/root "
                  "until/until/ADP/IN/4/case Tuesday/Tuesday/PROPN/NNP/2/obl",
                  "2021-05-05", "Tuesday:Date=2021-05-04");
  assert_mentions("He/he/PRON/PRP/2/nsubj postponed/postpone/VERB/VBD/0/root "
                  "it/it/PRON/PRP/2/obj until/until/ADP/IN/5/case "
                  "Tuesday/Tuesday/PROPN/NNP/2/obl",
                  "2021-05-05", "Tuesday:Date=2021-05-11");
  assert_mentions("Shares/share/NOUN/NNS/2/nsubj gain/gain/VERB/VBP/0/root "
                  "since/since/ADP/IN/4/case Tuesday/Tuesday/PROPN/NNP/2/obl",
                  "2021-05-05", "Tuesday:Date=2021-05-04");
}

static void test_a_participle_looks_back_from_a_present(void **state) {
  (void)state;
  assert_mentions("Those/those/PRON/DT/5/nsubj held/hold/VERB/VBN/1/acl "
                  "on/on/ADP/IN/4/case Tuesday/Tuesday/PROPN/NNP/2/obl "
                  "deny/deny/VERB/VBP/0/root it/it/PRON/PRP/5/obj",
                  "2021-05-05", "Tuesday:Date=2021-05-04");
}

static void test_modals_look_ahead_but_for_what_was_not(void **state) {
  (void)state;
  assert_mentions("He/he/PRON/PRP/3/nsubj would/would/AUX/MD/3/aux "
                  "leave/leave/VERB/VB/0/root on/on/ADP/IN/5/case "
                  "Tuesday/Tuesday/PROPN/NNP/3/obl",
                  "2021-05-05", "Tuesday:Date=2021-05-11");
  assert_mentions("He/he/PRON/PRP/4/nsubj would/would/AUX/MD/4/aux "
                  "have/have/AUX/VB/4/aux left/leave/VERB/VBN/0/root "
                  "on/on/ADP/IN/6/case Tuesday/Tuesday/PROPN/NNP/4/obl",
                  "2021-05-05", "Tuesday:Date=2021-05-04");
}

static void test_names_are_no_dates(void **state) {
  (void)state;
  assert_mentions("Theresa/Theresa/PROPN/NNP/3/nsubj May/May/PROPN/NNP/1/flat "
                  "may/may/AUX/MD/4/aux resign/resign/VERB/VB/0/root",
                  "2019-05-01", "Theresa May:Person");
}

static void test_quantities(void **state) {
  (void)state;
  assert_mentions("Exports/export/NOUN/NNS/2/nsubj rose/rise/VERB/VBD/0/root "
                  "5/5/NUM/CD/4/nummod percent/percent/NOUN/NN/2/obl "
                  "to/to/ADP/IN/6/case $/$/SYM/$/2/obl 2/2/NUM/CD/8/compound "
                  "billion/billion/NUM/CD/6/nummod",
                  "",
                  "5 percent:Percentage=5 %; $ 2 billion:Money="
                  "2000000000 USD");
  assert_mentions("About/about/ADV/RB/2/advmod 200/200/NUM/CD/3/nummod "
                  "people/people/NOUN/NNS/4/nsubj fled/flee/VERB/VBD/0/root",
                  "", "About 200:Number=~200");
}

static void test_types_and_numbers_of_tokens(void **state) {
  (void)state;
  Fixture fixture =
      find("Anna/Anna/PROPN/NNP/3/nsubj Berg/Berg/PROPN/NNP/1/flat "
           "left/leave/VERB/VBD/0/root today/today/NOUN/NN/3/obl",
           "2021-05-05");
  const Str *const *types =
      mentions_types(&fixture.list, fixture.arena, &fixture.sentences);
  const uint32_t *const *numbers =
      mentions_numbers(&fixture.list, fixture.arena, &fixture.sentences);
  assert_true(str_equal(types[0][0], STR("Person")));
  assert_true(str_equal(types[0][1], STR("Person")));
  assert_int_equal(types[0][2].length, 0);
  assert_true(str_equal(types[0][3], STR("Date")));
  assert_int_equal(numbers[0][1], 1);
  assert_int_equal(numbers[0][2], 0);
  assert_int_equal(numbers[0][3], 2);
  assert_int_equal(fixture.list.mentions[0].range.end, 9);
  release(&fixture);
}

static void test_known_names_are_linked(void **state) {
  (void)state;
  Fixture fixture =
      find("The/the/DET/DT/2/det US/US/PROPN/NNP/3/nsubj "
           "met/meet/VERB/VBD/0/root Xinhua/Xinhua/PROPN/NNP/6/compound "
           "news/news/NOUN/NN/6/compound agency/agency/NOUN/NN/3/obj",
           "");
  assert_int_equal(fixture.list.count, 2);
  const Mention *country = &fixture.list.mentions[0];
  assert_true(str_equal(country->label, STR("United States")));
  assert_true(str_equal(country->id, STR("United_States")));
  assert_int_equal(country->link_count, 1);
  assert_true(
      str_equal(country->links[0], STR("http://www.wikidata.org/entity/Q30")));
  assert_true(str_equal(fixture.list.mentions[1].id, STR("Xinhua")));
  assert_int_equal(fixture.list.mentions[1].end, 6);
  release(&fixture);
}

static void test_words_of_names_may_be_several_tokens(void **state) {
  (void)state;
  Fixture fixture =
      find("the/the/DET/DT/2/det People+/people/PROPN/NNPS/4/nmod "
           "'s/'s/PART/POS/2/case "
           "Republic/Republic/PROPN/NNP/7/nsubj "
           "of/of/ADP/IN/6/case China/China/PROPN/NNP/4/nmod "
           "met/meet/VERB/VBD/0/root",
           "");
  assert_int_equal(fixture.list.count, 1);
  assert_true(str_equal(fixture.list.mentions[0].id, STR("China")));
  release(&fixture);
}

static void test_unsure_names_are_not_linked(void **state) {
  (void)state;
  static const char *const sentences[] = {
      // A country and a state.
      "Georgia/Georgia/PROPN/NNP/2/nsubj won/win/VERB/VBD/0/root",
      // A person.
      "Jack/Jack/PROPN/NNP/3/nsubj London/London/PROPN/NNP/1/flat "
      "won/win/VERB/VBD/0/root",
      // A part of a longer name.
      "New/New/PROPN/NNP/2/compound York/York/PROPN/NNP/4/compound "
      "Trade/Trade/PROPN/NNP/4/compound Bank/Bank/PROPN/NNP/5/nsubj "
      "won/win/VERB/VBD/0/root",
  };
  for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
    Fixture fixture = find(sentences[i], "");
    assert_int_equal(fixture.list.count, 1);
    assert_int_equal(fixture.list.mentions[0].id.length, 0);
    release(&fixture);
  }
}

static void test_demonyms(void **state) {
  (void)state;
  assert_mentions("Chinese/Chinese/ADJ/JJ/2/amod "
                  "ships/ship/NOUN/NNS/3/nsubj left/leave/VERB/VBD/0/root",
                  "", "China:Country");
  assert_mentions("Americans/American/PROPN/NNPS/2/nsubj "
                  "left/leave/VERB/VBD/0/root",
                  "", "Americans:Group");
  assert_mentions("North/North/PROPN/NNP/2/compound "
                  "Korean/Korean/ADJ/JJ/3/amod "
                  "ships/ship/NOUN/NNS/4/nsubj left/leave/VERB/VBD/0/root",
                  "", "North Korea:Country");
}

/// The entity's name at each token, "-" where there is none.
static void assert_entities(const char *words, const char *expected) {
  Fixture fixture = find(words, "");
  const uint32_t *const *tokens = NULL;
  Entities entities =
      mentions_resolve(fixture.knowledge, &fixture.list, fixture.arena,
                       &fixture.sentences, &tokens);
  Str text = {0};
  for (uint32_t i = 0; i < fixture.sentences.sentences[0].token_count; i++) {
    uint32_t entity = tokens[0][i];
    Str name =
        entity == ENTITY_NONE ? STR("-") : entities.entities[entity].name;
    text = arena_format(fixture.arena, "%.*s%s%.*s", STR_ARG(text),
                        i ? "|" : "", STR_ARG(name));
  }
  if (!str_equal(text, str_from(expected))) {
    print_error("got: %.*s\nexpected: %s\n", STR_ARG(text), expected);
    fail();
  }
  release(&fixture);
}

static void test_short_names_are_the_same_thing(void **state) {
  (void)state;
  assert_entities("Anna/Anna/PROPN/NNP/3/nsubj Berg/Berg/PROPN/NNP/1/flat "
                  "won/win/VERB/VBD/0/root ;/;/PUNCT/:/3/punct "
                  "Berg/Berg/PROPN/NNP/6/nsubj left/leave/VERB/VBD/3/parataxis",
                  "Anna Berg|Anna Berg|-|-|Anna Berg|-");
  assert_entities("Telvik/Telvik/PROPN/NNP/2/compound "
                  "Inc./Inc./PROPN/NNP/3/nsubj won/win/VERB/VBD/0/root "
                  ";/;/PUNCT/:/3/punct Telvik/Telvik/PROPN/NNP/6/nsubj "
                  "left/leave/VERB/VBD/3/parataxis",
                  "Telvik Inc.|Telvik Inc.|-|-|Telvik Inc.|-");
  assert_entities("Norland/Norland/PROPN/NNP/3/compound "
                  "Trade/Trade/PROPN/NNP/3/compound "
                  "Bank/Bank/PROPN/NNP/5/nsubj NTB/NTB/PROPN/NNP/3/appos "
                  "won/win/VERB/VBD/0/root",
                  "Norland Trade Bank|Norland Trade Bank|Norland Trade Bank|"
                  "Norland Trade Bank|-");
}

static void test_institutions_are_told_by_their_owners(void **state) {
  (void)state;
  assert_entities("Norland/Norland/PROPN/NNP/3/nmod:poss 's/'s/PART/POS/1/case "
                  "Parliament/Parliament/PROPN/NNP/4/nsubj "
                  "won/win/VERB/VBD/0/root ;/;/PUNCT/:/4/punct "
                  "Sudmark/Sudmark/PROPN/NNP/8/nmod:poss 's/'s/PART/POS/6/case "
                  "Parliament/Parliament/PROPN/NNP/9/nsubj "
                  "lost/lose/VERB/VBD/4/parataxis",
                  "Norland|-|Parliament of Norland|-|-|"
                  "Sudmark|-|Parliament of Sudmark|-");
  assert_entities("Kenya/Kenya/PROPN/NNP/4/nmod:poss 's/'s/PART/POS/1/case "
                  "Trade/Trade/PROPN/NNP/4/compound "
                  "Ministry/Ministry/PROPN/NNP/5/nsubj won/win/VERB/VBD/0/root "
                  ";/;/PUNCT/:/4/punct the/the/DET/DT/9/det "
                  "Trade/Trade/PROPN/NNP/9/compound "
                  "Ministry/Ministry/PROPN/NNP/10/nsubj "
                  "left/leave/VERB/VBD/5/parataxis",
                  "Kenya|-|Trade Ministry of Kenya|Trade Ministry of Kenya|-|-|"
                  "-|Trade Ministry of Kenya|Trade Ministry of Kenya|-");
}

/// Does the first thing that the words name have a node of its document alone?
static void assert_local(const char *words, bool expected) {
  Fixture fixture = find(words, "");
  const uint32_t *const *tokens = NULL;
  Entities entities =
      mentions_resolve(fixture.knowledge, &fixture.list, fixture.arena,
                       &fixture.sentences, &tokens);
  assert_true(entities.count > 0);
  assert_int_equal(entities.entities[0].is_local, expected);
  release(&fixture);
}

static void test_names_that_tell_nothing_are_of_their_document(void **state) {
  (void)state;
  assert_local("The/the/DET/DT/2/det Parliament/Parliament/PROPN/NNP/3/nsubj "
               "voted/vote/VERB/VBD/0/root",
               true);
  assert_local("The/the/DET/DT/2/det Church/Church/PROPN/NNP/3/nsubj "
               "paid/pay/VERB/VBD/0/root",
               true);
  assert_local("John/John/PROPN/NNP/2/nsubj left/leave/VERB/VBD/0/root", true);
  assert_local("Norland/Norland/PROPN/NNP/3/nmod:poss 's/'s/PART/POS/1/case "
               "Parliament/Parliament/PROPN/NNP/4/nsubj "
               "won/win/VERB/VBD/0/root",
               false);
  assert_local("John/John/PROPN/NNP/3/nsubj Berg/Berg/PROPN/NNP/1/flat "
               "left/leave/VERB/VBD/0/root",
               false);
}

static void test_an_ambiguous_surname_stays_alone(void **state) {
  (void)state;
  assert_entities("Anna/Anna/PROPN/NNP/5/nsubj Berg/Berg/PROPN/NNP/1/flat "
                  "Omar/Omar/PROPN/NNP/1/appos Berg/Berg/PROPN/NNP/3/flat "
                  "left/leave/VERB/VBD/0/root Berg/Berg/PROPN/NNP/5/obj",
                  "Anna Berg|Anna Berg|Omar Berg|Omar Berg|-|Berg");
}

static void test_a_title_is_the_person(void **state) {
  (void)state;
  assert_entities("Secretary/secretary/PROPN/NNP/6/nsubj "
                  "of/of/ADP/IN/3/case State/State/PROPN/NNP/1/nmod "
                  "John/John/PROPN/NNP/1/flat Kerry/Kerry/PROPN/NNP/4/flat "
                  "spoke/speak/VERB/VBD/0/root",
                  "John Kerry|-|-|John Kerry|John Kerry|-");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_lists_are_sound),
      cmocka_unit_test(test_titles_are_no_part_of_names),
      cmocka_unit_test(test_names_go_on_after_of),
      cmocka_unit_test(test_words_tell_the_type),
      cmocka_unit_test(test_a_surname_shares_the_type),
      cmocka_unit_test(test_tense_turns_weekdays),
      cmocka_unit_test(test_words_before_days_turn_them),
      cmocka_unit_test(test_a_participle_looks_back_from_a_present),
      cmocka_unit_test(test_modals_look_ahead_but_for_what_was_not),
      cmocka_unit_test(test_names_are_no_dates),
      cmocka_unit_test(test_quantities),
      cmocka_unit_test(test_types_and_numbers_of_tokens),
      cmocka_unit_test(test_known_names_are_linked),
      cmocka_unit_test(test_words_of_names_may_be_several_tokens),
      cmocka_unit_test(test_unsure_names_are_not_linked),
      cmocka_unit_test(test_demonyms),
      cmocka_unit_test(test_short_names_are_the_same_thing),
      cmocka_unit_test(test_institutions_are_told_by_their_owners),
      cmocka_unit_test(test_names_that_tell_nothing_are_of_their_document),
      cmocka_unit_test(test_an_ambiguous_surname_stays_alone),
      cmocka_unit_test(test_a_title_is_the_person),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
