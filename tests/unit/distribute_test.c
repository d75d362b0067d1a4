/// Statements of groups.
#include "extract/distribute.h"

#include "extract/mention/resolve.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

/// China, the US, and both of them.
typedef struct {
  Arena *arena;
  uint32_t members[2];
  Entity entities[3];
  Entities known;
  Statement made[4];
  Statements statements;
} World;

enum { CHINA, US, BOTH };

static Part mention(uint32_t entity, const char *text) {
  return (Part){.kind = PART_MENTION,
                .text = str_from(text),
                .label = str_from(text),
                .entity = entity};
}

static World *world_new(void) {
  Arena *arena = arena_new();
  World *world = ARENA_NEW(arena, World, 1);
  *world = (World){.arena = arena, .members = {CHINA, US}};
  world->entities[CHINA] = (Entity){.name = STR("China"), .named = true};
  world->entities[US] = (Entity){.name = STR("US"), .named = true};
  world->entities[BOTH] = (Entity){
      .name = STR("sides"), .members = world->members, .member_count = 2};
  world->known = (Entities){world->entities, 3};
  world->statements.statements = world->made;
  return world;
}

static Statement *add(World *world, Part subject, Part object) {
  Statement *statement = &world->made[world->statements.count++];
  *statement = (Statement){.subject = subject,
                           .object = object,
                           .predicate = {.label = STR("blame")}};
  return statement;
}

static const Statement *run(World *world, size_t expected) {
  statements_distribute(&world->known, &world->statements, world->arena);
  assert_int_equal(world->statements.count, expected);
  return world->statements.statements;
}

static void each_member_gets_a_statement(void **state) {
  (void)state;
  World *world = world_new();
  Statement *statement =
      add(world, mention(BOTH, "both sides"), mention(CHINA, "China"));
  Role roles[] = {{STR("subject.count"), {.kind = PART_LITERAL}},
                  {STR("time"), {.kind = PART_LITERAL}}};
  statement->roles = roles;
  statement->role_count = 2;
  const Statement *made = run(world, 2);
  assert_int_equal(made[0].subject.entity, CHINA);
  assert_int_equal(made[1].subject.entity, US);
  assert_true(str_equal(made[1].subject.text, STR("both sides")));
  assert_int_equal(made[1].object.entity, CHINA);
  assert_int_equal(made[0].role_count, 1); // "both" counts the group
  assert_true(str_equal(made[0].roles[0].name, STR("time")));
  arena_free(world->arena);
}

static void a_part_that_is_a_statement_speaks_of_the_same_member(void **state) {
  (void)state;
  World *world = world_new();
  Part content = {.kind = PART_STATEMENT, .statement = 1};
  add(world, mention(BOTH, "both"), content);
  add(world, mention(BOTH, "they"), mention(ENTITY_NONE, "a ship"));
  const Statement *made = run(world, 4);
  for (uint32_t i = 0; i < 2; i++) {
    assert_int_equal(made[made[i].object.statement].subject.entity,
                     made[i].subject.entity);
  }
  arena_free(world->arena);
}

static void statements_of_no_group_stay(void **state) {
  (void)state;
  World *world = world_new();
  add(world, mention(CHINA, "China"), mention(US, "the US"));
  const Statement *made = run(world, 1);
  assert_int_equal(made[0].object.entity, US);
  arena_free(world->arena);
}

static void each_other_is_the_other_one(void **state) {
  (void)state;
  World *world = world_new();
  add(world, mention(BOTH, "they"), mention(ENTITY_NONE, "each other"));
  const Statement *made = run(world, 2);
  assert_int_equal(made[0].object.entity, US);
  assert_int_equal(made[1].object.entity, CHINA);
  assert_true(str_equal(made[0].object.label, STR("US")));
  arena_free(world->arena);
}

static void what_is_about_each_other_is_not_the_other_one(void **state) {
  (void)state;
  World *world = world_new();
  Part object = mention(ENTITY_NONE, "claims about each other");
  object.label = STR("claims");
  add(world, mention(BOTH, "they"), object);
  const Statement *made = run(world, 2);
  assert_int_equal(made[0].object.entity, ENTITY_NONE);
  assert_int_equal(made[1].object.entity, ENTITY_NONE);
  arena_free(world->arena);
}

static void a_role_is_filled_by_each_member(void **state) {
  (void)state;
  World *world = world_new();
  Statement *statement =
      add(world, mention(ENTITY_NONE, "talks"), mention(CHINA, "China"));
  Role role = {STR("between"), mention(BOTH, "between both sides")};
  statement->roles = &role;
  statement->role_count = 1;
  const Statement *made = run(world, 1);
  assert_int_equal(made[0].role_count, 2);
  assert_int_equal(made[0].roles[0].part.entity, CHINA);
  assert_int_equal(made[0].roles[1].part.entity, US);
  arena_free(world->arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_member_gets_a_statement),
      cmocka_unit_test(a_part_that_is_a_statement_speaks_of_the_same_member),
      cmocka_unit_test(statements_of_no_group_stay),
      cmocka_unit_test(each_other_is_the_other_one),
      cmocka_unit_test(what_is_about_each_other_is_not_the_other_one),
      cmocka_unit_test(a_role_is_filled_by_each_member),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
