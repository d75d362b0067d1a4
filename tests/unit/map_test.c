/// Tests of base/map.
#include "base/map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

enum { MANY = 10000 };

static void test_absent_key(void **state) {
  (void)state;
  Arena *arena = arena_new();
  Map *map = map_new(arena);
  assert_null(map_find(NULL, STR("a")));
  assert_null(map_find(map, STR("a")));
  assert_int_equal(map_get(map, STR("a"), 7), 7);
  assert_int_equal(map_count(NULL), 0);
  map_set(map, STR("a"), 1);
  assert_null(map_find(map, STR("b")));
  assert_int_equal(map_get(map, STR("a"), 7), 1);
  arena_free(arena);
}

static void test_empty_key_is_a_key(void **state) {
  (void)state;
  Arena *arena = arena_new();
  Map *map = map_new(arena);
  map_set(map, (Str){NULL, 0}, 5);
  assert_int_equal(map_get(map, STR(""), 0), 5);
  assert_int_equal(map_count(map), 1);
  arena_free(arena);
}

static void test_keeps_order_of_insertion(void **state) {
  (void)state;
  Arena *arena = arena_new();
  Map *map = map_new(arena);
  for (uint32_t i = 0; i < MANY; i++) {
    Str key = arena_format(arena, "key %u", MANY - i);
    assert_int_equal(map_intern(map, key), i);
    map_set(map, key, i * 3);
  }
  assert_int_equal(map_count(map), MANY);
  for (uint32_t i = 0; i < MANY; i++) {
    Str key = arena_format(arena, "key %u", MANY - i);
    assert_true(str_equal(map_entry(map, i)->key, key));
    assert_int_equal(map_get(map, key, 0), i * 3);
    assert_int_equal(map_intern(map, key), i);
  }
  arena_free(arena);
}

static void test_holds_pointers(void **state) {
  (void)state;
  Arena *arena = arena_new();
  Map *map = map_new(arena);
  int thing = 0;
  map_add(map, STR("x"))->pointer = &thing;
  assert_ptr_equal(map_find(map, STR("x"))->pointer, &thing);
  assert_null(map_add(map, STR("y"))->pointer);
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_absent_key),
      cmocka_unit_test(test_empty_key_is_a_key),
      cmocka_unit_test(test_keeps_order_of_insertion),
      cmocka_unit_test(test_holds_pointers),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
