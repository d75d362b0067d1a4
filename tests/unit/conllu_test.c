/// Reading, writing and checking CoNLL-U.
#include "extract/syntax/conllu.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#define WORD(id, form, head, relation)                                         \
  id "\t" form "\t_\tX\t_\t_\t" head "\t" relation "\t_\t_\n"
#define GLUED(id, form, head, relation)                                        \
  id "\t" form "\t_\tX\t_\t_\t" head "\t" relation "\t_\tSpaceAfter=No\n"
#define GOOD_SENTENCE WORD("1", "Fine", "0", "root") "\n"

typedef struct {
  Arena *arena;
  Report *report;
  Document document;
  Sentences sentences;
  Status status;
} Fixture;

static Fixture read_text(const char *source) {
  Fixture fixture = {.arena = arena_new(), .report = report_new()};
  fixture.status =
      conllu_read(str_from(source), STR("a.conllu"), fixture.arena,
                  fixture.report, &fixture.document, &fixture.sentences);
  return fixture;
}

static void release(Fixture *fixture) {
  report_free(fixture->report);
  arena_free(fixture->arena);
}

static void assert_text(Str text, const char *expected) {
  if (!str_equal(text, str_from(expected))) {
    print_error("got: %.*s\nexpected: %s\n", STR_ARG(text), expected);
    fail();
  }
}

static void assert_range(Range range, uint32_t begin, uint32_t end) {
  assert_int_equal(range.begin, begin);
  assert_int_equal(range.end, end);
}

static const char *const two_paragraphs =
    "# newdoc id = news\n"
    "# newpar\n"
    "# sent_id = news-1\n"
    "# text = He can't go.\n"
    "1\tHe\the\tPRON\tPRP\tCase=Nom|Number=Sing\t4\tnsubj\t_\t_\n"
    "2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "2\tca\tcan\tAUX\tMD\tVerbForm=Fin\t4\taux\t_\t_\n"
    "3\tn't\tnot\tPART\tRB\tPolarity=Neg\t4\tadvmod\t_\t_\n"
    "4\tgo\tgo\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No\n"
    "5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n"
    "\n"
    "# sent_id = news-2\n"
    "# text = Sure.\n"
    "1\tSure\tsure\tINTJ\tUH\t_\t0\troot\t_\tSpaceAfter=No\n"
    "2\t.\t.\tPUNCT\t.\t_\t1\tpunct\t_\t_\n"
    "\n"
    "# newpar\n"
    "# sent_id = news-3\n"
    "# text = End\n"
    "1\tEnd\tend\tNOUN\tNN\tNumber=Sing\t0\troot\t_\t_\n"
    "\n";

static void reads_words_and_rebuilds_the_text(void **state) {
  (void)state;
  Fixture fixture = read_text(two_paragraphs);
  assert_int_equal(fixture.status, STATUS_OK);
  assert_int_equal(report_count(fixture.report), 0);
  assert_int_equal(fixture.sentences.count, 3);
  assert_text(fixture.document.text, "He can't go. Sure.\n\nEnd");
  assert_int_equal(fixture.document.block_count, 2);
  assert_range(fixture.document.blocks[0].range, 0, 18);
  assert_range(fixture.document.blocks[1].range, 20, 23);
  const Sentence *first = &fixture.sentences.sentences[0];
  assert_int_equal(first->token_count, 5);
  assert_range(first->range, 0, 12);
  assert_text(first->id, "news-1");
  assert_true(first->starts_paragraph);
  assert_true(first->starts_document);
  assert_text(first->tokens[2].lemma, "not");
  assert_text(first->tokens[0].features, "Case=Nom|Number=Sing");
  assert_int_equal(first->tokens[2].upos, UPOS_PART);
  assert_int_equal(first->tokens[2].head, 3);
  assert_int_equal(first->tokens[3].head, TOKEN_NONE);
  assert_false(first->tokens[3].space_after);
  assert_text(first->tokens[4].features, "");
  assert_false(fixture.sentences.sentences[1].starts_paragraph);
  assert_false(fixture.sentences.sentences[2].starts_document);
  assert_text(fixture.sentences.sentences[1].misc[0], "SpaceAfter=No");
  assert_text(fixture.sentences.sentences[2].misc[0], "_");
  assert_int_equal(fixture.sentences.sentences[2].block, 1);
  release(&fixture);
}

static void words_of_a_range_line_share_out_its_text(void **state) {
  (void)state;
  Fixture fixture = read_text(two_paragraphs);
  const Token *tokens = fixture.sentences.sentences[0].tokens;
  assert_int_equal(tokens[1].surface_count, 2);
  assert_int_equal(tokens[2].surface_count, 1);
  assert_range(tokens[1].range, 3, 5);
  assert_range(tokens[2].range, 5, 8);
  assert_false(tokens[1].space_after);
  assert_true(tokens[2].space_after);
  release(&fixture);
}

static void words_that_do_not_spell_their_range_line_share_it(void **state) {
  (void)state;
  const char *source =
      "# text = du vin\n"
      "1-2\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n" WORD("1", "de", "3", "case")
          WORD("2", "le", "3", "det") WORD("3", "vin", "0", "root") "\n";
  Fixture fixture = read_text(source);
  assert_int_equal(report_count(fixture.report), 0);
  assert_range(fixture.sentences.sentences[0].tokens[0].range, 0, 2);
  assert_range(fixture.sentences.sentences[0].tokens[1].range, 0, 2);
  Output *output = output_to_memory();
  conllu_write(output, &fixture.document, &fixture.sentences);
  assert_int_equal(
      conllu_check(output_text(output), STR("out"), fixture.report), STATUS_OK);
  output_discard(output);
  release(&fixture);
}

static void writing_gives_back_what_was_read(void **state) {
  (void)state;
  Fixture fixture = read_text(two_paragraphs);
  fixture.document.name = STR("news");
  Output *output = output_to_memory();
  conllu_write(output, &fixture.document, &fixture.sentences);
  assert_text(output_text(output), two_paragraphs);
  output_discard(output);
  release(&fixture);
}

static void sentences_without_id_get_the_documents_name(void **state) {
  (void)state;
  Fixture fixture = read_text(GOOD_SENTENCE);
  fixture.document.name = STR("news/to day.txt");
  Output *output = output_to_memory();
  conllu_write(output, &fixture.document, &fixture.sentences);
  assert_text(output_text(output), "# newdoc id = news_to_day.txt\n"
                                   "# newpar\n"
                                   "# sent_id = news_to_day.txt-1\n"
                                   "# text = Fine\n" GOOD_SENTENCE);
  output_discard(output);
  release(&fixture);
}

static void words_without_trees_are_read(void **state) {
  (void)state;
  Fixture fixture = read_text("\xEF\xBB\xBF# text = Up.\r\n"
                              "1\tUp\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\r\n"
                              "1.1\tgo\t_\t_\t_\t_\t_\t_\t_\t_\r\n"
                              "2\t.\t_\t_\t_\t_\t_\t_\t_\tA=B|SpaceAfter=No\r\n"
                              "\r\n");
  assert_int_equal(fixture.status, STATUS_OK);
  assert_int_equal(fixture.sentences.count, 1);
  const Token *tokens = fixture.sentences.sentences[0].tokens;
  assert_int_equal(fixture.sentences.sentences[0].token_count, 2);
  assert_int_equal(tokens[0].upos, UPOS_COUNT);
  assert_int_equal(tokens[0].head, TOKEN_NONE);
  assert_text(tokens[0].relation, "");
  assert_false(tokens[1].space_after);
  release(&fixture);
}

static void empty_files_are_fine(void **state) {
  (void)state;
  static const char *const files[] = {"", "\n", "\n\n \n", "\r\n"};
  for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
    Fixture fixture = read_text(files[i]);
    assert_int_equal(fixture.status, STATUS_OK);
    assert_int_equal(fixture.sentences.count, 0);
    assert_int_equal(fixture.document.text.length, 0);
    release(&fixture);
  }
}

/// A bad sentence, and the message it must bring.
static const struct {
  const char *lines;
  uint32_t line;
  uint32_t column;
  const char *text;
} bad_sentences[] = {
    {"1\ta\tb\n", 3, 1, "3 columns separated by tabs, expected 10"},
    {"1\ta\t_\tX\t_\t_\t0\troot\t_\t_\t_\n", 3, 1,
     "11 columns separated by tabs, expected 10"},
    {"1\ta\t\tX\t_\t_\t0\troot\t_\t_\n", 3, 5,
     "column 3 is empty (write \"_\")"},
    {WORD("2", "a", "0", "root"), 3, 1, "id '2', expected 1"},
    {WORD("x", "a", "0", "root"), 3, 1, "id 'x', expected 1"},
    {WORD("01", "a", "0", "root"), 3, 1, "id '01', expected 1"},
    {WORD("1", "a", "0", "root") WORD("1", "b", "1", "dep"), 4, 1,
     "id '1', expected 2"},
    {WORD("1", "a", "0", "root") WORD("2", "b", "9", "dep"), 3, 1,
     "word 2 has head 9, the sentence ends at 2"},
    {WORD("1", "a", "0", "root") WORD("2", "b", "-1", "dep"), 4, 13,
     "head '-1' is no word number"},
    {WORD("1", "a", "0", "root") WORD("2", "b", "0", "root"), 3, 1,
     "2 roots, expected one"},
    {WORD("1", "a", "2", "dep") WORD("2", "b", "1", "dep"), 3, 1,
     "0 roots, expected one"},
    {WORD("1", "a", "0", "root") WORD("2", "b", "3", "dep")
         WORD("3", "c", "2", "dep"),
     3, 1, "word 2 is above itself"},
    {WORD("1", "a", "0", "root") WORD("2", "b", "2", "dep"), 3, 1,
     "word 2 is above itself"},
    {WORD("1", "a", "0", "dep"), 3, 15,
     "head 0 with relation 'dep': head 0 and 'root' go together"},
    {WORD("1", "a", "0", "root") WORD("2", "b", "_", "_"), 3, 1,
     "1 of 2 words have no head: all or none"},
    {WORD("1", "a", "_", "dep"), 3, 15, "a relation without a head"},
    {"1\ta\t_\tNOPE\t_\t_\t0\troot\t_\t_\n", 3, 7,
     "'NOPE' is no universal part-of-speech tag"},
    {"1\tb\xFF\t_\tX\t_\t_\t0\troot\t_\t_\n", 3, 4,
     "byte 0xFF is not valid UTF-8"},
    {WORD("1", " a", "0", "root"), 3, 3,
     "form begins or ends with white space"},
    {WORD("1", "a\xC2\xA0", "0", "root"), 3, 3,
     "form begins or ends with white space"},
    {"# comment only\n", 3, 1, "comments without words"},
    {WORD("1", "a", "0", "root") "# text = a\n", 4, 1,
     "a comment among the words"},
    {WORD("2-3", "ab", "_", "_") WORD("1", "a", "0", "root"), 3, 1,
     "range 2-3 does not begin at the next word 1 and end after it"},
    {WORD("1-1", "ab", "_", "_") WORD("1", "a", "0", "root"), 3, 1,
     "range 1-1 does not begin at the next word 1 and end after it"},
    {WORD("1-2", "ab", "_", "_") WORD("1", "a", "0", "root"), 3, 1,
     "the range from word 1 ends after the sentence"},
};

static void a_bad_sentence_is_reported_and_left_out(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof bad_sentences / sizeof *bad_sentences; i++) {
    Arena *arena = arena_new();
    Str source = arena_format(arena, GOOD_SENTENCE "%s\n" GOOD_SENTENCE,
                              bad_sentences[i].lines);
    Fixture fixture = read_text(source.data);
    assert_int_equal(fixture.status, STATUS_BAD_INPUT);
    assert_int_equal(fixture.sentences.count, 2);
    assert_text(fixture.document.text, "Fine Fine");
    const Message *message = report_get(fixture.report, 0);
    assert_int_equal(report_count(fixture.report), 1);
    assert_text(message->text, bad_sentences[i].text);
    assert_int_equal(message->line, bad_sentences[i].line);
    assert_int_equal(message->column, bad_sentences[i].column);
    release(&fixture);
    arena_free(arena);
  }
}

static void many_errors_are_counted(void **state) {
  (void)state;
  Output *output = output_to_memory();
  for (int i = 0; i < CONLLU_MOST_ERRORS + 5; i++) {
    output_write(output, STR("x\n\n"));
  }
  output_byte(output, 0);
  Fixture fixture = read_text(output_text(output).data);
  assert_int_equal(report_count(fixture.report), CONLLU_MOST_ERRORS + 1);
  assert_text(report_get(fixture.report, CONLLU_MOST_ERRORS)->text,
              "5 more errors");
  release(&fixture);
  output_discard(output);
}

static void a_line_too_long_loses_its_sentence(void **state) {
  (void)state;
  Output *output = output_to_memory();
  output_write(output, STR("1\t"));
  for (int i = 0; i < CONLLU_LONGEST_LINE; i++) {
    output_byte(output, 'a');
  }
  output_write(output, STR("\t_\tX\t_\t_\t0\troot\t_\t_\n\n" GOOD_SENTENCE));
  output_byte(output, 0);
  Fixture fixture = read_text(output_text(output).data);
  assert_int_equal(fixture.status, STATUS_BAD_INPUT);
  assert_text(fixture.document.text, "Fine");
  assert_text(report_get(fixture.report, 0)->text,
              "line of 16777237 bytes, the longest allowed is 16777216");
  release(&fixture);
  output_discard(output);
}

static void the_text_comment_is_compared(void **state) {
  (void)state;
  const char *source = "# text = Fin\n" GOOD_SENTENCE;
  Fixture fixture = read_text(source);
  assert_int_equal(fixture.status, STATUS_OK);
  assert_int_equal(report_count(fixture.report), 1);
  assert_int_equal(report_get(fixture.report, 0)->severity, SEVERITY_WARNING);
  assert_int_equal(report_get(fixture.report, 0)->column, 10);
  assert_int_equal(conllu_check(str_from(source), STR("a"), fixture.report),
                   STATUS_BAD_INPUT);
  release(&fixture);
}

static void spaces_of_any_kind_agree_in_the_text_comment(void **state) {
  (void)state;
  Fixture fixture =
      read_text("# text = a\xC2\xA0"
                "b\n" WORD("1", "a", "0", "root") WORD("2", "b", "1", "dep"));
  assert_int_equal(report_count(fixture.report), 0);
  release(&fixture);
}

static void the_check_wants_texts_and_trees(void **state) {
  (void)state;
  Report *report = report_new();
  assert_int_equal(conllu_check(STR(GOOD_SENTENCE), STR("a"), report),
                   STATUS_BAD_INPUT);
  assert_text(report_get(report, 0)->text, "no text comment");
  report_clear(report);
  assert_int_equal(conllu_check(STR("# text = a\n" WORD("1", "a", "_", "_")),
                                STR("a"), report),
                   STATUS_BAD_INPUT);
  assert_text(report_get(report, 0)->text, "words without heads");
  report_clear(report);
  assert_int_equal(conllu_check(STR("# text = ab\n" GLUED("1", "a", "0", "root")
                                        WORD("2", "b", "1", "dep")),
                                STR("a"), report),
                   STATUS_OK);
  report_free(report);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_words_and_rebuilds_the_text),
      cmocka_unit_test(words_of_a_range_line_share_out_its_text),
      cmocka_unit_test(words_that_do_not_spell_their_range_line_share_it),
      cmocka_unit_test(writing_gives_back_what_was_read),
      cmocka_unit_test(sentences_without_id_get_the_documents_name),
      cmocka_unit_test(words_without_trees_are_read),
      cmocka_unit_test(empty_files_are_fine),
      cmocka_unit_test(a_bad_sentence_is_reported_and_left_out),
      cmocka_unit_test(many_errors_are_counted),
      cmocka_unit_test(a_line_too_long_loses_its_sentence),
      cmocka_unit_test(the_text_comment_is_compared),
      cmocka_unit_test(spaces_of_any_kind_agree_in_the_text_comment),
      cmocka_unit_test(the_check_wants_texts_and_trees),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
