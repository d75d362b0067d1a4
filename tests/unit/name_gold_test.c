/// Gold names from annotated entities, and the score against them.
#include "extract/mention/name_gold.h"
#include "extract/mention/name_score.h"
#include "extract/syntax/conllu.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

/// A sentence in short, "form/UPOS/head/relation/entities" a token, as CoNLL-U.
static Str spell_out(Arena *arena, const char *header, const char *words) {
  Str text = str_from(header);
  Str rest = str_from(words);
  for (int number = 1; rest.length; number++) {
    const char *space = memchr(rest.data, ' ', rest.length);
    size_t length = space ? (size_t)(space - rest.data) : rest.length;
    char fields[5][1024] = {{0}};
    size_t field = 0;
    size_t filled = 0;
    for (size_t i = 0; i < length; i++) {
      if (rest.data[i] == '/' && field < 4) {
        field++;
        filled = 0;
      } else {
        fields[field][filled++] = rest.data[i];
      }
    }
    bool has_entity = fields[4][0] && strcmp(fields[4], "_") != 0;
    text = arena_format(arena, "%.*s%d\t%s\t_\t%s\t_\t_\t%s\t%s\t_\t%s%s\n",
                        STR_ARG(text), number, fields[0], fields[1], fields[2],
                        fields[3], has_entity ? "Entity=" : "_", fields[4]);
    rest = str_slice(rest, length + (space ? 1 : 0), rest.length);
  }
  return arena_format(arena, "%.*s\n", STR_ARG(text));
}

typedef struct {
  Arena *arena;
  Report *report;
  Sentences sentences;
  AnnotationReader reader;
  Annotations annotations;
  Status status;
} Fixture;

static Fixture read_with(const char *header, const char *words) {
  Fixture fixture = {.arena = arena_new(), .report = report_new()};
  Str source = spell_out(fixture.arena, header, words);
  Document document;
  assert_int_equal(conllu_read(source, STR("gold"), fixture.arena,
                               fixture.report, &document, &fixture.sentences),
                   STATUS_OK);
  fixture.reader = annotation_reader(source, STR("gold"), fixture.report);
  fixture.status = annotation_read(&fixture.reader, fixture.sentences.sentences,
                                   fixture.arena, &fixture.annotations);
  return fixture;
}

static void release(Fixture *fixture) {
  report_free(fixture->report);
  arena_free(fixture->arena);
}

static const char *const kind_names[] = {"Person", "Place", "Organization",
                                         "Event", "Other"};

/// Check the names of a sentence: "Kind: words" each, joined by "; ".
static void assert_names(const char *words, const char *expected) {
  Fixture fixture = read_with("", words);
  assert_int_equal(fixture.status, STATUS_OK);
  const Sentence *sentence = fixture.sentences.sentences;
  const Lexicon *lexicon = lexicon_new(fixture.arena, fixture.report);
  NameSpans names =
      name_gold_find(lexicon, fixture.arena, sentence, &fixture.annotations);
  Str found = {"", 0};
  for (size_t i = 0; i < names.count; i++) {
    const NameSpan *span = &names.spans[i];
    found = arena_format(fixture.arena, "%.*s%s%s:", STR_ARG(found),
                         i ? "; " : "", kind_names[span->kind]);
    for (uint32_t k = span->begin; k < span->end; k++) {
      found = arena_format(fixture.arena, "%.*s %.*s", STR_ARG(found),
                           STR_ARG(sentence->tokens[k].form));
    }
  }
  assert_string_equal(found.data, expected);
  release(&fixture);
}

static void what_describes_is_no_part_of_a_name(void **state) {
  (void)state;
  assert_names("the/DET/2/det/(1-place-new-n-cf-2-sgl "
               "Hague/PROPN/0/root/_ "
               "'s/PART/2/case/1)",
               "Place: Hague");
  assert_names("a/DET/2/det/(1-person-new-n-cf-2-sgl "
               "farmer/NOUN/0/root/1)",
               "");
  assert_names("May/PROPN/0/root/(1-time-new-n-cf-1-sgl)", "");
  assert_names("Rund/PROPN/0/root/(1-place-new-n-cf-1,3-sgl "
               ",/PUNCT/1/punct/_ "
               "Norvik/PROPN/1/appos/1)",
               "Place: Rund");
  assert_names("Palm/PROPN/0/root/(1-organization-new-n-cf-1,3-sgl "
               ",/PUNCT/3/punct/_ "
               "Inc./PROPN/1/nmod:desc/1)",
               "Organization: Palm , Inc.");
}

static void titles_are_no_part_of_a_name(void **state) {
  (void)state;
  assert_names("Vice/PROPN/3/nmod:desc/(1-person-new-n-cf-1,2,3-sgl "
               "President/PROPN/3/nmod:desc/_ "
               "Holm/PROPN/0/root/1)",
               "Person: Holm");
  assert_names("Norvik/PROPN/2/compound/"
               "(1-person-new-n-cf-1,2,3-sgl(2-place-new-n-cf-1-sgl) "
               "President/PROPN/3/nmod:desc/_ "
               "Holm/PROPN/0/root/1)",
               "Place: Norvik; Person: Holm");
  assert_names("captain/NOUN/0/root/(1-person-new-n-cf-1,2,3-sgl "
               "Anna/PROPN/1/flat/_ "
               "Holm/PROPN/1/flat/1)",
               "Person: Anna Holm");
  assert_names("Telvik/PROPN/2/compound/"
               "(1-person-new-n-cf-1,2,3-sgl(2-organization-new-n-cf-1-sgl) "
               "founder/NOUN/3/compound/_ "
               "Holm/PROPN/0/root/1)",
               "Organization: Telvik; Person: Holm");
  assert_names("the/DET/2/det/(1-person-new-n-cf-2-sgl "
               "President/PROPN/0/root/1)",
               "");
}

static void of_joins_but_not_in_names_of_persons(void **state) {
  (void)state;
  assert_names("University/PROPN/0/root/(1-organization-new-n-cf-1,3-sgl "
               "of/ADP/3/case/_ "
               "Rund/PROPN/1/nmod/(2-place-new-n-cf-1-sgl)1)",
               "Organization: University of Rund");
  assert_names("Anna/PROPN/0/root/(1-person-new-n-cf-1,4-sgl "
               "of/ADP/4/case/_ "
               "the/DET/4/det/_ "
               "Rund/PROPN/1/nmod/(2-place-new-n-cf-1-sgl)1)",
               "Person: Anna; Place: Rund");
}

static void a_possessor_is_a_name_of_its_own(void **state) {
  (void)state;
  assert_names("Rund/PROPN/3/nmod:poss/(1-place-new-n-cf-1,3-sgl(2-place-new-n-"
               "cf-1-sgl "
               "'s/PART/1/case/2) "
               "Bridge/PROPN/0/root/1)",
               "Place: Rund; Place: Bridge");
  assert_names("People/PROPN/3/nmod:poss/(1-organization-new-n-cf-1,3-sgl "
               "'s/PART/1/case/_ "
               "Army/PROPN/0/root/1)",
               "Organization: People 's Army");
}

static void lists_are_several_names(void **state) {
  (void)state;
  assert_names("Rund/PROPN/0/root/(1-place-new-n-cf-1,3-sgl(2-place-new-n-cf-1-"
               "sgl) "
               "and/CCONJ/3/cc/_ "
               "Holm/PROPN/1/conj/(3-place-new-n-cf-1-sgl)1)",
               "Place: Rund; Place: Holm");
}

static void of_names_inside_each_other_the_longest_counts(void **state) {
  (void)state;
  assert_names("Rund/PROPN/2/compound/"
               "(1-event-new-n-cf-1,2-sgl(2-place-new-n-cf-1-sgl) "
               "Games/PROPN/0/root/1)",
               "Event: Rund Games");
}

static void fields_are_found_by_their_names(void **state) {
  (void)state;
  Fixture fixture =
      read_with("# global.Entity = eid-infstat-etype-head\n",
                "Rund/PROPN/0/root/(1-new-place-1) runs/VERB/1/dep/_");
  assert_int_equal(fixture.annotations.count, 1);
  assert_true(str_equal(fixture.annotations.mentions[0].type, STR("place")));
  assert_true(str_equal(fixture.annotations.mentions[0].core, STR("1")));
  release(&fixture);
}

static void parts_of_a_mention_are_left_out(void **state) {
  (void)state;
  Fixture fixture =
      read_with("", "Rund/PROPN/0/root/(1[1/2]-place-new-n-cf-1-sgl) "
                    "is/AUX/1/cop/_");
  assert_int_equal(fixture.status, STATUS_OK);
  assert_int_equal(fixture.annotations.count, 0);
  release(&fixture);
}

/// Check the error about the entities of a sentence's first word.
static void assert_error(const char *entities, const char *expected) {
  Arena *arena = arena_new();
  Str words = arena_format(arena, "Rund/PROPN/0/root/%s", entities);
  Fixture fixture = read_with("", words.data);
  assert_int_equal(fixture.status, STATUS_BAD_INPUT);
  assert_int_equal(fixture.annotations.count, 0);
  assert_int_equal(report_count(fixture.report), 1);
  Str message = report_render(arena, report_get(fixture.report, 0));
  if (!str_starts(message, str_from(expected))) {
    print_error("%.*s\n", STR_ARG(message));
    fail();
  }
  release(&fixture);
  arena_free(arena);
}

static void errors_have_their_place(void **state) {
  (void)state;
  assert_error("7)", "gold:1:36: error: entity 7 ends, but has not begun\n");
  assert_error("(7-place-new",
               "gold:1:37: error: entity 7 does not end in its sentence\n");
  assert_error("(7)", "gold:1:37: error: the mention of entity 7 has no type");
  assert_error("7", "gold:1:36: error: expected '(' or ')' about an entity\n");
  assert_error("()", "gold:1:36: error: expected '(' or ')' about an entity\n");
  char deep[ANNOTATION_DEEPEST * 2 + 3] = "";
  for (size_t i = 0; i <= ANNOTATION_DEEPEST; i++) {
    strcpy(deep + 2 * i, "(1");
  }
  Arena *arena = arena_new();
  Str source =
      arena_format(arena, "1\ta\t_\tX\t_\t_\t0\troot\t_\tEntity=%s\n\n", deep);
  Report *report = report_new();
  Document document;
  Sentences sentences;
  assert_int_equal(
      conllu_read(source, STR("gold"), arena, report, &document, &sentences),
      STATUS_OK);
  AnnotationReader reader = annotation_reader(source, STR("gold"), report);
  Annotations annotations;
  assert_int_equal(
      annotation_read(&reader, sentences.sentences, arena, &annotations),
      STATUS_BAD_INPUT);
  assert_true(str_equal(report_get(report, 0)->text,
                        STR("more than 256 mentions in each other")));
  report_free(report);
  arena_free(arena);
}

static void spans_and_kinds_are_counted(void **state) {
  (void)state;
  NameSpan gold[] = {{0, 1, NAME_PERSON},
                     {2, 4, NAME_PLACE},
                     {5, 6, NAME_EVENT},
                     {7, 9, NAME_ORGANIZATION}};
  NameSpan system[] = {{0, 1, NAME_PERSON},
                       {2, 4, NAME_ORGANIZATION},
                       {5, 6, NAME_EVENT},
                       {7, 8, NAME_ORGANIZATION},
                       {9, 10, NAME_OTHER}};
  NameScore score;
  memset(&score, 0, sizeof score);
  name_score_add(&score, &(NameSpans){gold, 4, 4}, &(NameSpans){system, 5, 5});
  assert_int_equal(score.all.gold, 3);
  assert_int_equal(score.all.system, 3);
  assert_int_equal(score.all.correct, 1);
  assert_int_equal(score.spans.correct, 2);
  assert_int_equal(score.kinds[NAME_EVENT].correct, 1);
  assert_int_equal(score.kinds[NAME_OTHER].system, 1);
  assert_int_equal(score.kinds[NAME_PLACE].correct, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_describes_is_no_part_of_a_name),
      cmocka_unit_test(titles_are_no_part_of_a_name),
      cmocka_unit_test(of_joins_but_not_in_names_of_persons),
      cmocka_unit_test(a_possessor_is_a_name_of_its_own),
      cmocka_unit_test(lists_are_several_names),
      cmocka_unit_test(of_names_inside_each_other_the_longest_counts),
      cmocka_unit_test(fields_are_found_by_their_names),
      cmocka_unit_test(parts_of_a_mention_are_left_out),
      cmocka_unit_test(errors_have_their_place),
      cmocka_unit_test(spans_and_kinds_are_counted),
  };
  return cmocka_run_group_tests_name("name gold", tests, NULL, NULL);
}
