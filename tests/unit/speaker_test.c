/// Tests of whose words quotations are.
#include "extract/speaker.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { MOST_PARTS = 8 };

/// A document of paragraphs; each paragraph is one sentence, each statement's
/// anchor the sentence's only token.
typedef struct {
  Arena *arena;
  Document document;
  Sentences sentences;
  Statements statements;
} World;

static World *world_new(const char *text) {
  Arena *arena = arena_new();
  World *world = ARENA_NEW(arena, World, 1);
  world->arena = arena;
  world->document.text = str_from(text);
  world->document.blocks = ARENA_NEW(arena, Block, MOST_PARTS);
  world->sentences.sentences = ARENA_NEW(arena, Sentence, MOST_PARTS);
  world->statements.statements = ARENA_NEW(arena, Statement, MOST_PARTS);
  world->statements.attributions = ARENA_NEW(arena, Attribution, MOST_PARTS);
  return world;
}

static Range find(const World *world, const char *words) {
  const char *found = strstr(world->document.text.data, words);
  assert_non_null(found);
  uint32_t begin = (uint32_t)(found - world->document.text.data);
  return (Range){begin, begin + (uint32_t)strlen(words)};
}

static void add_block(World *world, const char *words) {
  world->document.blocks[world->document.block_count++].range =
      find(world, words);
}

/// A statement at a word of a block. `speaker` may be NULL.
static void add_statement(World *world, uint32_t block, const char *word,
                          const char *speaker) {
  size_t index = world->sentences.count++;
  Sentence *sentence = &world->sentences.sentences[index];
  sentence->tokens = ARENA_NEW(world->arena, Token, 1);
  sentence->tokens[0].range = find(world, word);
  sentence->token_count = 1;
  sentence->range = sentence->tokens[0].range;
  sentence->block = block;
  Statement *statement =
      &world->statements.statements[world->statements.count++];
  statement->sentence = (uint32_t)index;
  if (speaker) {
    Range *cue = ARENA_NEW(world->arena, Range, 1);
    *cue = find(world, speaker);
    statement->sources = ARENA_NEW(world->arena, Source, 1);
    statement->sources[0] =
        (Source){.part = {.kind = PART_MENTION, .text = str_from(speaker)},
                 .cue_class = STR("report"),
                 .cue_part = {.ranges = cue, .range_count = 1},
                 .content = &sentence->tokens[0].range,
                 .content_count = 1,
                 .attribution = (uint32_t)world->statements.attribution_count};
    statement->source_count = 1;
    statement->modality = MODALITY_REPORTED;
    world->statements.attributions[world->statements.attribution_count++] =
        (Attribution){.source = statement->sources[0],
                      .sentence = (uint32_t)index,
                      .outer = UINT32_MAX};
  }
}

static void check_speaker(const World *world, size_t index,
                          const char *speaker) {
  const Statement *statement = &world->statements.statements[index];
  assert_int_equal(statement->source_count, speaker ? 1 : 0);
  assert_int_equal(statement->modality,
                   speaker ? MODALITY_REPORTED : MODALITY_ASSERTED);
  if (speaker) {
    assert_true(str_equal(statement->sources[0].part.text, str_from(speaker)));
  }
}

/// A claim whose source nobody names.
static void check_unknown(const World *world, size_t index) {
  const Statement *statement = &world->statements.statements[index];
  assert_int_equal(statement->source_count, 1);
  assert_int_equal(statement->sources[0].part.kind, PART_ABSENT);
  assert_int_equal(statement->modality, MODALITY_REPORTED);
}

/// The content of the first attribution is these words, in this order.
static void check_content(const World *world, const char *first,
                          const char *second) {
  const Source *source = &world->statements.attributions[0].source;
  assert_int_equal(source->content_count, second ? 2 : 1);
  assert_memory_equal(&source->content[0], &(Range[]){find(world, first)},
                      sizeof(Range));
  if (second) {
    assert_memory_equal(&source->content[1], &(Range[]){find(world, second)},
                        sizeof(Range));
  }
}

static void run(World *world) {
  Quotes quotes = quotes_find(&world->document, world->arena);
  speakers_attribute(&world->document, &quotes, &world->sentences,
                     &world->statements, world->arena);
}

static void a_quote_goes_on_after_its_speaker(void **state) {
  (void)state;
  World *world = world_new("“We won,” Berg said. “Brask will build the dam.”");
  add_block(world, world->document.text.data);
  add_statement(world, 0, "won", "Berg");
  add_statement(world, 0, "build", NULL);
  run(world);
  check_speaker(world, 0, "Berg");
  check_speaker(world, 1, "Berg");
  check_content(world, "“We won,”", "“Brask will build the dam.”");
  arena_free(world->arena);
}

static void a_speaker_may_follow_several_sentences(void **state) {
  (void)state;
  World *world = world_new("“It rose fast here. We all left it,” Berg said.");
  add_block(world, world->document.text.data);
  add_statement(world, 0, "rose", NULL);
  add_statement(world, 0, "left", "Berg");
  run(world);
  check_speaker(world, 0, "Berg");
  check_content(world, "“It rose fast here. We all left it,”", NULL);
  arena_free(world->arena);
}

static void a_paragraph_of_quotation_keeps_the_speaker(void **state) {
  (void)state;
  World *world = world_new("“It rose fast here,” Berg said.\n\n"
                           "“We all left it now.”\n\n“They found it again.”");
  add_block(world, "“It rose fast here,” Berg said.");
  add_block(world, "“We all left it now.”");
  add_block(world, "“They found it again.”");
  add_statement(world, 0, "rose", "Berg");
  add_statement(world, 1, "left", NULL);
  add_statement(world, 2, "found", NULL);
  run(world);
  check_speaker(world, 1, "Berg");
  check_speaker(world, 2, "Berg");
  arena_free(world->arena);
}

static void words_outside_stay_the_articles(void **state) {
  (void)state;
  World *world = world_new("“It rose fast here,” Berg said. Prices fell. The "
                           "“new thing” sank.\n\nThe rest left.");
  add_block(world, "“It rose fast here,” Berg said. Prices fell. The “new "
                   "thing” sank.");
  add_block(world, "The rest left.");
  add_statement(world, 0, "rose", "Berg");
  add_statement(world, 0, "fell", NULL);
  add_statement(world, 0, "thing", NULL);
  add_statement(world, 1, "left", NULL);
  run(world);
  check_speaker(world, 1, NULL);
  check_speaker(world, 2, NULL);
  check_speaker(world, 3, NULL);
  arena_free(world->arena);
}

static void a_report_inside_the_quote_is_not_its_speaker(void **state) {
  (void)state;
  World *world = world_new("“It sank, as Diaz told us.”");
  add_block(world, world->document.text.data);
  add_statement(world, 0, "sank", "Diaz");
  add_statement(world, 0, "told", NULL);
  run(world);
  assert_int_equal(world->statements.statements[0].source_count, 2);
  check_unknown(world, 1);
  arena_free(world->arena);
}

static void an_open_paragraph_goes_on_in_the_next(void **state) {
  (void)state;
  World *world =
      world_new("“It rose fast here,” Berg said. “We all left it.\n\n"
                "“They found it again.”");
  add_block(world, "“It rose fast here,” Berg said. “We all left it.");
  add_block(world, "“They found it again.”");
  add_statement(world, 0, "rose", "Berg");
  add_statement(world, 1, "found", NULL);
  run(world);
  check_speaker(world, 1, "Berg");
  check_content(world, "“It rose fast here,”",
                "“We all left it.\n\n“They found it again.”");
  arena_free(world->arena);
}

static void nobodys_quotation_is_no_fact(void **state) {
  (void)state;
  World *world = world_new("Then: “It sank fast here.”");
  add_block(world, world->document.text.data);
  add_statement(world, 0, "sank", NULL);
  run(world);
  check_unknown(world, 0);
  arena_free(world->arena);
}

static void nothing_happens_without_quotes(void **state) {
  (void)state;
  World *world = world_new("He left.");
  add_block(world, "He left.");
  add_statement(world, 0, "left", NULL);
  run(world);
  check_speaker(world, 0, NULL);
  arena_free(world->arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_quote_goes_on_after_its_speaker),
      cmocka_unit_test(a_speaker_may_follow_several_sentences),
      cmocka_unit_test(a_paragraph_of_quotation_keeps_the_speaker),
      cmocka_unit_test(words_outside_stay_the_articles),
      cmocka_unit_test(a_report_inside_the_quote_is_not_its_speaker),
      cmocka_unit_test(an_open_paragraph_goes_on_in_the_next),
      cmocka_unit_test(nobodys_quotation_is_no_fact),
      cmocka_unit_test(nothing_happens_without_quotes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
