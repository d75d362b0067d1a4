/// Tests of the JSON Lines and text forms of statements.
#include "extract/write_jsonl.h"
#include "extract/write_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

typedef struct {
  Arena *arena;
  Output *output;
  Document document;
  Sentences sentences;
  Statement statement;
  Statements statements;
  Entities entities;
} World;

// "Zoé" has four bytes and three code points: ranges after it differ.
static const char text[] = "Zoé said Brask had\nsold \"Rund\" in May.";

static Part part_at(const char *words, const char *label, uint32_t head) {
  static Range ranges[16];
  static uint32_t used;
  const char *found = strstr(text, words);
  Range *range = &ranges[used++ % 16];
  Part part = {.kind = PART_MENTION,
               .text = str_from(words),
               .label = str_from(label),
               .head = head,
               .entity = UINT32_MAX};
  if (found) {
    range->begin = (uint32_t)(found - text);
    range->end = range->begin + (uint32_t)strlen(words);
    part.ranges = range;
    part.range_count = 1;
  }
  return part;
}

static int set_up(void **state) {
  World *world = calloc(1, sizeof *world);
  world->arena = arena_new();
  world->output = output_to_memory();
  world->document.name = STR("a.txt");
  world->document.text = STR(text);
  document_index(&world->document, world->arena);
  Sentence *sentence = ARENA_NEW(world->arena, Sentence, 1);
  sentence->range = (Range){0, sizeof text - 1};
  sentence->tokens = ARENA_NEW(world->arena, Token, 1);
  sentence->tokens[0].range = (Range){10, 15};
  sentence->token_count = 1;
  world->sentences = (Sentences){sentence, 1};
  world->statement = (Statement){.subject = part_at("Brask", "Brask", 0),
                                 .predicate = part_at("had\nsold", "sell", 0),
                                 .object = part_at("\"Rund\"", "Rund", 9),
                                 .polarity = POLARITY_POSITIVE,
                                 .modality = MODALITY_REPORTED,
                                 .confidence = 0.85,
                                 .rule = STR("svo"),
                                 .rule_file = STR("clauses.rules"),
                                 .rule_line = 12};
  world->statement.object.type = STR("City");
  world->statements = (Statements){&world->statement, 1, NULL, 0};
  *state = world;
  return 0;
}

static int tear_down(void **state) {
  World *world = *state;
  output_discard(world->output);
  arena_free(world->arena);
  free(world);
  return 0;
}

/// Ids are hashes: each becomes "st:#".
static char *mask_ids(char *json) {
  enum { DIGITS = 12 };
  for (char *id = json; (id = strstr(id, "\"st:")) != NULL; id++) {
    if (strspn(id + 4, "0123456789abcdef") == DIGITS) {
      id[4] = '#';
      memmove(id + 5, id + 4 + DIGITS, strlen(id + 4 + DIGITS) + 1);
    }
  }
  return json;
}

static void check_jsonl(World *world, const JsonlNames *names,
                        const char *expected) {
  write_jsonl(world->output, &world->document, &world->sentences,
              &world->statements, &world->entities, names, world->arena);
  Str got = output_text(world->output);
  char *copy = (char *)(uintptr_t)arena_copy(world->arena, got).data;
  assert_string_equal(mask_ids(copy), expected);
}

static void check_text(World *world, const char *expected) {
  write_text(world->output, &world->statements);
  Str got = output_text(world->output);
  assert_string_equal(arena_copy(world->arena, got).data, expected);
}

static Str name_statement(void *context, uint32_t index) {
  (void)context, (void)index;
  return STR("st:1");
}

static Str name_thing(void *context, const Part *part) {
  (void)context;
  return part->label.length > 0 ? STR("ent:thing") : (Str){0};
}

static Str name_term(void *context, const Part *part) {
  (void)context;
  return part->type.length > 0 ? STR("ent:term") : (Str){0};
}

static Str name_relation(void *context, const Part *part) {
  (void)context, (void)part;
  return STR("rel:sell");
}

static const JsonlNames names = {name_statement, name_thing, name_term,
                                 name_relation, NULL};

#define HEAD                                                                   \
  "{\"id\":\"st:#\",\"iri\":\"st:1\",\"document\":\"a.txt\",\"sentence\":{"    \
  "\"range\":[0,38],"                                                          \
  "\"text\":\"Zoé said Brask had\\nsold \\\"Rund\\\" in May.\"},"             \
  "\"subject\":{\"text\":\"Brask\",\"range\":[[9,14]],\"head\":[9,14],"        \
  "\"label\":\"Brask\",\"iri\":\"ent:thing\"},\"predicate\":{\"text\":"        \
  "\"had\\nsold\","                                                            \
  "\"lemma\":\"sell\",\"range\":[[15,23]],\"iri\":\"rel:sell\"}"
#define OBJECT                                                                 \
  ",\"object\":{\"text\":\"\\\"Rund\\\"\",\"range\":[[24,30]],"                \
  "\"label\":\"Rund\",\"type\":\"City\",\"iri\":\"ent:term\"}"
#define RULE                                                                   \
  "\"rule\":{\"name\":\"svo\",\"file\":\"clauses.rules\",\"line\":12}}\n"

static void ranges_are_code_points(void **state) {
  check_jsonl(*state, &names,
              HEAD OBJECT ",\"polarity\":\"positive\",\"modality\":\"reported\""
                          ",\"confidence\":0.85," RULE);
}

static void absent_parts_are_left_out(void **state) {
  World *world = *state;
  world->statement.object = (Part){.kind = PART_ABSENT};
  world->statement.polarity = POLARITY_NEGATIVE;
  world->statement.modality = MODALITY_ASSERTED;
  world->statement.confidence = 1;
  check_jsonl(world, &names,
              HEAD ",\"polarity\":\"negative\",\"modality\":\"asserted\""
                   ",\"confidence\":1.0," RULE);
}

static void sources_run_outermost_first(void **state) {
  World *world = *state;
  Range content = {10, 30};
  Source sources[2] = {
      {.part = part_at("Zoé", "Zoé", 9),
       .cue = STR("say"),
       .cue_class = STR("report"),
       .cue_part = part_at("said", "say", 9),
       .content = &content,
       .content_count = 1},
      {.cue = STR("according to"), .cue_part.head = TOKEN_NONE},
  };
  world->statement.sources = sources;
  world->statement.source_count = 2;
  check_jsonl(world, &names,
              HEAD OBJECT
              ",\"sources\":[{\"cue\":{\"lemma\":\"according to\"}},"
              "{\"text\":\"Zoé\",\"range\":[[0,3]],\"label\":\"Zoé\",\"iri\":"
              "\"ent:thing\","
              "\"cue\":{\"text\":\"said\",\"lemma\":\"say\","
              "\"class\":\"report\",\"range\":[[4,8]]},"
              "\"content\":[[9,29]]}],\"polarity\":\"positive\","
              "\"modality\":\"reported\",\"confidence\":0.85," RULE);
}

static void roles_flags_and_statements_are_written(void **state) {
  World *world = *state;
  Role role = {STR("time"), part_at("in May", "May", 9)};
  role.part.value = STR("--05");
  Str flag = STR("future");
  world->statement.roles = &role;
  world->statement.role_count = 1;
  world->statement.flags = &flag;
  world->statement.flag_count = 1;
  world->statement.object =
      (Part){.kind = PART_STATEMENT, .text = STR("x\x01"), .head = TOKEN_NONE};
  check_jsonl(world, &names,
              HEAD ",\"object\":{\"statement\":\"st:#\",\"text\":\"x\\u0001\"}"
                   ",\"roles\":[{\"role\":\"time\",\"text\":\"in May\","
                   "\"range\":[[31,37]],\"label\":\"May\",\"value\":\"--05\"}]"
                   ",\"polarity\":\"positive\",\"modality\":\"reported\","
                   "\"flags\":[\"future\"],\"confidence\":0.85," RULE);
}

static void a_named_entity_gives_label_and_type(void **state) {
  World *world = *state;
  Entity entities[2] = {
      {.name = STR("the old mine"), .type = STR("Place")},
      {.name = STR("Rund"), .type = STR("City"), .named = true}};
  world->entities = (Entities){entities, 2};
  world->statement.subject.entity = 0;
  world->statement.object.entity = 1;
  world->statement.object.label = STR("it");
  world->statement.object.type = (Str){0};
  static const JsonlNames ids = {name_statement, name_thing, NULL,
                                 name_relation, NULL};
  check_jsonl(world, &ids,
              HEAD ",\"object\":{\"text\":\"\\\"Rund\\\"\",\"range\":[[24,30]],"
                   "\"label\":\"Rund\",\"type\":\"City\"}"
                   ",\"polarity\":\"positive\",\"modality\":\"reported\""
                   ",\"confidence\":0.85," RULE);
}

static void the_id_is_a_hash(void **state) {
  World *world = *state;
  write_jsonl(world->output, &world->document, &world->sentences,
              &world->statements, NULL, NULL, world->arena);
  Str first = arena_copy(world->arena, output_text(world->output));
  assert_true(str_starts(first, STR("{\"id\":\"st:")));
  output_clear(world->output);
  world->statement.object.label = STR("Holt");
  write_jsonl(world->output, &world->document, &world->sentences,
              &world->statements, NULL, NULL, world->arena);
  assert_memory_not_equal(first.data, output_text(world->output).data, 21);
}

static void text_is_read_like_a_sentence(void **state) {
  check_text(*state, "Brask sell \"Rund\"\n");
}

static void text_names_sources_and_marks(void **state) {
  World *world = *state;
  Source sources[3] = {
      {.part = part_at("Zoé", "Zoé", 9),
       .cue = STR("hope"),
       .cue_class = STR("desire")},
      {.cue = STR("say"), .cue_class = STR("report")},
      {.part = part_at("Brask", "Brask", 9), .cue = STR("say")},
  };
  Role role = {STR("time"), part_at("in May", "May", 9)};
  role.part.value = STR("--05");
  world->statement.roles = &role;
  world->statement.role_count = 1;
  world->statement.sources = sources;
  world->statement.source_count = 3;
  world->statement.polarity = POLARITY_NEGATIVE;
  world->statement.modality = MODALITY_PLANNED;
  Str former = STR("former");
  world->statement.flags = &former;
  world->statement.flag_count = 1;
  check_text(world, "Brask says: somebody says: Zoé hopes: Brask sell "
                    "\"Rund\" (time: in May = --05) [not, planned, former]\n");
  world->statement.flag_count = 0;
}

static void text_names_sources_short(void **state) {
  World *world = *state;
  Source sources[] = {
      {.part = part_at("1,200 workers, who struck", "workers", TOKEN_NONE)},
      {.part = part_at("that", "report", TOKEN_NONE)}};
  world->statement.sources = sources;
  world->statement.source_count = 2;
  check_text(world, "report says: 1,200 workers says: Brask sell \"Rund\"\n");
}

/// A claim of which no statement tells is a line of its own, with those around
/// it outermost first; one that a statement has is not told twice.
static void an_attribution_without_statement_has_a_line(void **state) {
  World *world = *state;
  Range content[] = {{10, 15}, {20, 24}};
  Attribution attributions[] = {
      {.source = {.part = part_at("Zoé", "Zoé", TOKEN_NONE),
                  .cue = STR("say"),
                  .cue_class = STR("report"),
                  .cue_part = part_at("said", "say", TOKEN_NONE),
                  .content = content,
                  .content_count = 2,
                  .attribution = 0},
       .outer = 1,
       .modality = MODALITY_PLANNED},
      {.source = {.part = {.kind = PART_ABSENT, .head = TOKEN_NONE},
                  .cue = STR("sell"),
                  .cue_part = part_at("sold", "sell", TOKEN_NONE),
                  .content = content,
                  .content_count = 1,
                  .attribution = 1},
       .outer = UINT32_MAX}};
  world->statement.sources = &attributions[1].source;
  world->statement.source_count = 1;
  world->statements = (Statements){&world->statement, 0, attributions, 2};
  write_jsonl(world->output, &world->document, &world->sentences,
              &world->statements, &world->entities, NULL, world->arena);
  Str got = arena_copy(world->arena, output_text(world->output));
  assert_non_null(strstr(
      got.data, "\"kind\":\"attribution\",\"subject\":{\"text\":\"Zoé\","
                "\"range\":[[0,3]],\"label\":\"Zoé\"},\"predicate\":{\"text\":"
                "\"said\",\"lemma\":\"say\",\"range\":[[4,8]]},\"object\":{"
                "\"text\":\"Brask sold\",\"range\":[[9,14],[19,23]]},"
                "\"sources\":[{\"cue\":{\"text\":\"sold\""));
  assert_non_null(strstr(got.data, "\"modality\":\"planned\"}\n{"));
  // Nobody's claim has its content as subject.
  assert_non_null(strstr(got.data, "\"subject\":{\"text\":\"Brask\""));
  world->statements.count = 1;
  output_discard(world->output);
  world->output = output_to_memory();
  world->statements.attributions[1].outer = UINT32_MAX;
  write_jsonl(world->output, &world->document, &world->sentences,
              &world->statements, &world->entities, NULL, world->arena);
  got = arena_copy(world->arena, output_text(world->output));
  const char *first = strstr(got.data, "\"kind\"");
  assert_non_null(first);
  assert_null(strstr(first + 1, "\"kind\""));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(ranges_are_code_points, set_up,
                                      tear_down),
      cmocka_unit_test_setup_teardown(absent_parts_are_left_out, set_up,
                                      tear_down),
      cmocka_unit_test_setup_teardown(sources_run_outermost_first, set_up,
                                      tear_down),
      cmocka_unit_test_setup_teardown(roles_flags_and_statements_are_written,
                                      set_up, tear_down),
      cmocka_unit_test_setup_teardown(a_named_entity_gives_label_and_type,
                                      set_up, tear_down),
      cmocka_unit_test_setup_teardown(the_id_is_a_hash, set_up, tear_down),
      cmocka_unit_test_setup_teardown(text_is_read_like_a_sentence, set_up,
                                      tear_down),
      cmocka_unit_test_setup_teardown(text_names_sources_short, set_up,
                                      tear_down),
      cmocka_unit_test_setup_teardown(text_names_sources_and_marks, set_up,
                                      tear_down),
      cmocka_unit_test_setup_teardown(
          an_attribution_without_statement_has_a_line, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
