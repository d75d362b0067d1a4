/// What becomes of the names that rules find when the tagger has spoken.
#include "extract/mention/mention.h"
#include "extract/syntax/conllu.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

/// A name that the tagger is to see, and how sure it is (in nats).
typedef struct {
  size_t sentence;
  NameSpan span;
  float score;
} Told;

enum { NOT_AT_ALL = -9 }; ///< the score of names that are not told

static void tell(const Sentence *sentence, const Told *told) {
  for (uint32_t i = told->span.begin; i < told->span.end; i++) {
    NamePlace place = told->span.end - told->span.begin == 1 ? NAME_SINGLE
                      : i == told->span.begin                ? NAME_BEGIN
                      : i + 1 == told->span.end              ? NAME_END
                                                             : NAME_INSIDE;
    sentence->names
        .scores[(size_t)i * NAME_TAGS + name_tag(told->span.kind, place)] =
        told->score;
  }
}

static void make_scores(Arena *arena, const Sentences *sentences,
                        const Told *told, size_t count) {
  for (size_t i = 0; i < sentences->count; i++) {
    Sentence *sentence = &sentences->sentences[i];
    size_t numbers = (size_t)sentence->token_count * NAME_TAGS;
    sentence->names.scores = ARENA_NEW(arena, float, numbers);
    for (size_t k = 0; k < numbers; k++) {
      bool is_outside = k % NAME_TAGS == NAME_OUTSIDE;
      sentence->names.scores[k] = is_outside ? 0 : NOT_AT_ALL;
    }
  }
  for (size_t i = 0; i < count; i++) {
    tell(&sentences->sentences[told[i].sentence], &told[i]);
  }
}

/// Words of all sentences, "form/UPOS/head/relation" each, as CoNLL-U. PROPNS
/// is a plural.
static Str spell_out(Arena *arena, const char *words) {
  Str text = {"", 0};
  int number = 1;
  for (const char *next = words; *next;) {
    char form[64];
    char upos[16];
    char relation[32];
    int head;
    int length = 0;
    if (*next == '\n') {
      text = arena_format(arena, "%.*s\n", STR_ARG(text));
      number = 1;
      next++;
      continue;
    }
    assert_int_equal(sscanf(next, "%63[^/]/%15[^/]/%d/%31[^ \n]%n", form, upos,
                            &head, relation, &length),
                     4);
    next += length;
    next += *next == ' ';
    const char *xpos = strcmp(upos, "PROPN") == 0    ? "NNP"
                       : strcmp(upos, "PROPNS") == 0 ? "NNPS"
                                                     : "_";
    upos[strlen("PROPN")] = strcmp(xpos, "_") != 0 ? '\0' : upos[5];
    text = arena_format(arena, "%.*s%d\t%s\t%s\t%s\t%s\t_\t%d\t%s\t_\t_\n",
                        STR_ARG(text), number++, form, form, upos, xpos, head,
                        relation);
  }
  return text;
}

/// Check the mentions: "Type: words" each, with "=id" if linked, by "; ".
static void assert_mentions(const char *words, const Told *told, size_t count,
                            const char *expected) {
  Arena *arena = arena_new();
  Report *report = report_new();
  Document document;
  Sentences sentences;
  assert_int_equal(conllu_read(spell_out(arena, words), STR("text"), arena,
                               report, &document, &sentences),
                   STATUS_OK);
  make_scores(arena, &sentences, told, count);
  Mentions *knowledge = mentions_new(report);
  MentionList list = mentions_find(knowledge, arena, &document, &sentences);
  Str found = {"", 0};
  for (size_t i = 0; i < list.count; i++) {
    const Mention *mention = &list.mentions[i];
    found = arena_format(arena, "%.*s%s%.*s: %.*s%s%.*s", STR_ARG(found),
                         i ? "; " : "", STR_ARG(mention->type),
                         STR_ARG(str_slice(document.text, mention->range.begin,
                                           mention->range.end)),
                         mention->id.length ? "=" : "", STR_ARG(mention->id));
  }
  assert_string_equal(found.data, expected);
  mentions_free(knowledge);
  report_free(report);
  arena_free(arena);
}

static void the_tagger_finds_kinds_of_unknown_names(void **state) {
  (void)state;
  const char *words = "Zorvex/PROPN/2/nsubj grew/VERB/0/root\n\n";
  const Told firm = {0, {0, 1, NAME_ORGANIZATION}, 3};
  assert_mentions(words, NULL, 0, ": Zorvex");
  assert_mentions(words, &firm, 1, "Organization: Zorvex");
  const Told other = {0, {0, 1, NAME_OTHER}, 3};
  assert_mentions(words, &other, 1, ": Zorvex");
}

static void people_of_a_kind_are_a_group(void **state) {
  (void)state;
  const char *words = "Zorvexians/PROPNS/2/nsubj grew/VERB/0/root\n\n";
  const Told people = {0, {0, 1, NAME_PERSON}, 3};
  assert_mentions(words, &people, 1, "Group: Zorvexians");
}

static void exact_classes_of_the_same_kind_are_kept(void **state) {
  (void)state;
  const char *words = "Zorvex/PROPN/2/compound Ministry/PROPN/3/nsubj "
                      "grew/VERB/0/root\n\n";
  const Told body = {0, {0, 2, NAME_ORGANIZATION}, 3};
  assert_mentions(words, &body, 1, "Ministry: Zorvex Ministry");
  const Told place = {0, {0, 2, NAME_PLACE}, 3};
  assert_mentions(words, &place, 1, "Place: Zorvex Ministry");
}

static void what_is_no_name_to_the_tagger_has_no_kind(void **state) {
  (void)state;
  const char *words = "Zorvex/PROPN/2/compound Ministry/PROPN/3/nsubj "
                      "grew/VERB/0/root\n\n";
  assert_mentions(words, NULL, 0, ": Zorvex Ministry");
}

static void known_things_keep_their_links(void **state) {
  (void)state;
  const char *words = "Sweden/PROPN/2/nsubj won/VERB/0/root\n\n";
  const Told team = {0, {0, 1, NAME_ORGANIZATION}, 8};
  assert_mentions(words, &team, 1, "Country: Sweden=Sweden");
  assert_mentions(words, NULL, 0, "Country: Sweden=Sweden");
  const Told doubtful[] = {{0, {0, 1, NAME_PERSON}, 3},
                           {0, {0, 1, NAME_PLACE}, 1}};
  assert_mentions(words, doubtful, 2, "Country: Sweden=Sweden");
  const Told person = {0, {0, 1, NAME_PERSON}, 3};
  assert_mentions(words, &person, 1, "Person: Sweden");
}

static void a_known_longer_name_is_kept_whole(void **state) {
  (void)state;
  const Told part = {0, {0, 1, NAME_PERSON}, 3};
  assert_mentions("Xinhua/PROPN/3/compound News/PROPN/3/compound "
                  "Agency/PROPN/4/nsubj grew/VERB/0/root\n\n",
                  &part, 1, "NewsMediaOrganization: Xinhua News Agency=Xinhua");
}

static void longer_names_swallow_names_and_numbers(void **state) {
  (void)state;
  const Told whole = {0, {0, 3, NAME_PLACE}, 3};
  assert_mentions("Sweden/PROPN/2/compound School/PROPN/4/nsubj "
                  "4/NUM/2/nummod grew/VERB/0/root\n\n",
                  &whole, 1, "Place: Sweden School 4");
}

static void dates_are_no_names(void **state) {
  (void)state;
  const Told date = {0, {0, 2, NAME_EVENT}, 3};
  assert_mentions("May/PROPN/3/obl 2013/NUM/1/nummod came/VERB/0/root\n\n",
                  &date, 1, "Date: May 2013");
}

static void names_have_one_kind_in_a_document(void **state) {
  (void)state;
  const Told told[] = {{0, {0, 1, NAME_ORGANIZATION}, 3},
                       {1, {0, 1, NAME_ORGANIZATION}, 3},
                       {2, {0, 1, NAME_PLACE}, 3},
                       {2, {0, 1, NAME_ORGANIZATION}, 2}};
  assert_mentions("Zorvex/PROPN/2/nsubj grew/VERB/0/root\n\n"
                  "Zorvex/PROPN/2/nsubj grew/VERB/0/root\n\n"
                  "Zorvex/PROPN/2/nsubj grew/VERB/0/root\n\n",
                  told, 4,
                  "Organization: Zorvex; Organization: Zorvex; "
                  "Organization: Zorvex");
}

static void surnames_are_those_of_persons_named_in_full(void **state) {
  (void)state;
  const Told told[] = {{0, {0, 2, NAME_PERSON}, 3}, {1, {0, 1, NAME_PLACE}, 3}};
  assert_mentions("Anna/PROPN/3/nsubj Zorvex/PROPN/1/flat grew/VERB/0/root\n\n"
                  "Zorvex/PROPN/2/nsubj grew/VERB/0/root\n\n",
                  told, 2, "Person: Anna Zorvex; Person: Zorvex");
}

static void languages_are_no_peoples(void **state) {
  (void)state;
  const char *words = "Spanish/PROPN/2/nsubj grew/VERB/0/root\n\n";
  const Told people = {0, {0, 1, NAME_PERSON}, 3};
  assert_mentions(words, &people, 1, "Group: Spanish");
  const Told language = {0, {0, 1, NAME_OTHER}, 3};
  assert_mentions(words, &language, 1, "Language: Spanish");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_tagger_finds_kinds_of_unknown_names),
      cmocka_unit_test(people_of_a_kind_are_a_group),
      cmocka_unit_test(exact_classes_of_the_same_kind_are_kept),
      cmocka_unit_test(what_is_no_name_to_the_tagger_has_no_kind),
      cmocka_unit_test(known_things_keep_their_links),
      cmocka_unit_test(a_known_longer_name_is_kept_whole),
      cmocka_unit_test(longer_names_swallow_names_and_numbers),
      cmocka_unit_test(dates_are_no_names),
      cmocka_unit_test(names_have_one_kind_in_a_document),
      cmocka_unit_test(surnames_are_those_of_persons_named_in_full),
      cmocka_unit_test(languages_are_no_peoples),
  };
  return cmocka_run_group_tests_name("retag", tests, NULL, NULL);
}
