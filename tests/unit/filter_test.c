/// Tests of filtering statements by source and subject matter.
#include "extract/filter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { COUNT = 4 };

/// Statements: 0 (entity 0; sue; Lund), said by entity 1; 1 (Brask; pay; -) to
/// entity 0; 2 (entity 1; say; statement 0); 3 (Lund; fail; -).
typedef struct {
  Arena *arena;
  Entity known[2];
  Entities entities;
  Statement statement[COUNT];
  Attribution attribution[2];
  Statements statements;
} World;

static Part thing(const char *label, uint32_t entity) {
  return (Part){.kind = PART_MENTION,
                .label = str_from(label),
                .head = TOKEN_NONE,
                .entity = entity};
}

static int set_up(void **state) {
  static Str aliases[] = {{"PRC", 3}};
  static Source source;
  static Role role;
  World *world = calloc(1, sizeof *world);
  world->arena = arena_new();
  world->known[0] =
      (Entity){.name = STR("China"), .aliases = aliases, .alias_count = 1};
  world->known[1] = (Entity){.name = STR("Zoé Holm")};
  world->entities = (Entities){world->known, 2};
  source = (Source){.part = thing("Holm", 1), .attribution = 0};
  role = (Role){STR("to"), thing("China", 0)};
  world->statement[0] = (Statement){.subject = thing("it", 0),
                                    .object = thing("Lund", UINT32_MAX),
                                    .sources = &source,
                                    .source_count = 1};
  world->statement[1] = (Statement){
      .subject = thing("Brask", UINT32_MAX), .roles = &role, .role_count = 1};
  world->statement[2] = (Statement){
      .subject = thing("she", 1),
      .object = {.kind = PART_STATEMENT, .statement = 0, .head = TOKEN_NONE}};
  world->statement[3] = (Statement){.subject = thing("Lund", UINT32_MAX)};
  world->attribution[0] = (Attribution){.source = source, .outer = UINT32_MAX};
  world->attribution[1] = (Attribution){
      .source = {.part = thing("Berg", UINT32_MAX)}, .outer = UINT32_MAX};
  world->statements =
      (Statements){world->statement, COUNT, world->attribution, 2};
  *state = world;
  return 0;
}

static int tear_down(void **state) {
  World *world = *state;
  arena_free(world->arena);
  free(world);
  return 0;
}

static size_t count(World *world, const char *claims_by, const char *about) {
  Filter filter = {str_from(claims_by), str_from(about)};
  filter_apply(&filter, &world->entities, &world->statements, world->arena);
  return world->statements.count;
}

static void without_names_all_stays(void **state) {
  assert_int_equal(count(*state, "", ""), COUNT);
  assert_false(((World *)*state)->attribution[1].is_left_out);
}

static void a_source_has_any_of_its_names(void **state) {
  World *world = *state;
  assert_int_equal(count(world, "ZOE HOLM", ""), 1);
  assert_int_equal(world->statement[0].source_count, 1);
  assert_false(world->attribution[0].is_left_out);
  assert_true(world->attribution[1].is_left_out);
}

static void what_is_about_a_thing_has_it_as_an_argument(void **state) {
  World *world = *state;
  assert_int_equal(count(world, "", "prc"), 2);
  assert_int_equal(world->statement[1].role_count, 1);
  assert_true(world->attribution[0].is_left_out);
}

static void an_unknown_thing_is_called_by_its_phrase(void **state) {
  assert_int_equal(count(*state, "", "lund"), 2);
}

static void what_a_kept_statement_says_stays(void **state) {
  World *world = *state;
  assert_int_equal(count(world, "", "Zoé Holm"), 2);
  assert_int_equal(world->statement[1].object.statement, 0);
}

static void both_names_narrow_the_choice(void **state) {
  assert_int_equal(count(*state, "Zoé Holm", "Lund"), 1);
}

static void nobody_has_an_unknown_name(void **state) {
  assert_int_equal(count(*state, "Diaz", ""), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(without_names_all_stays),
      TEST(a_source_has_any_of_its_names),
      TEST(what_is_about_a_thing_has_it_as_an_argument),
      TEST(an_unknown_thing_is_called_by_its_phrase),
      TEST(what_a_kept_statement_says_stays),
      TEST(both_names_narrow_the_choice),
      TEST(nobody_has_an_unknown_name),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
