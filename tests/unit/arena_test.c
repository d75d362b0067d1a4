/// Tests of base/arena.
#include "base/arena.h"

#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static void test_free_null(void **state) {
  (void)state;
  arena_free(NULL);
}

static void test_memory_is_zero_and_aligned(void **state) {
  (void)state;
  Arena *arena = arena_new();
  for (size_t round = 0; round < 3; round++) {
    for (size_t size = 0; size < 300; size++) {
      unsigned char *memory = arena_alloc(arena, size, 1);
      assert_int_equal((uintptr_t)memory % alignof(max_align_t), 0);
      for (size_t i = 0; i < size; i++) {
        assert_int_equal(memory[i], 0);
      }
      memset(memory, 0xAB, size);
    }
    arena_reset(arena);
  }
  arena_free(arena);
}

static void test_large_objects(void **state) {
  (void)state;
  Arena *arena = arena_new();
  char *small = arena_alloc(arena, 1, 10);
  char *large = arena_alloc(arena, 3, 10 * 1024 * 1024);
  memset(large, 1, 30 * 1024 * 1024);
  assert_int_equal(small[9], 0);
  assert_true(arena_size(arena) >= 30 * 1024 * 1024);
  arena_reset(arena);
  assert_true(arena_size(arena) < 1024 * 1024);
  arena_free(arena);
}

static void test_grow_keeps_the_old(void **state) {
  (void)state;
  Arena *arena = arena_new();
  int *numbers = NULL;
  size_t count = 0;
  size_t capacity = 0;
  for (int i = 0; i < 1000; i++) {
    int *number = ARENA_PUSH(arena, numbers, count, capacity);
    assert_int_equal(*number, 0);
    *number = i;
  }
  for (int i = 0; i < 1000; i++) {
    assert_int_equal(numbers[i], i);
  }
  arena_free(arena);
}

static void test_rewind(void **state) {
  (void)state;
  Arena *arena = arena_new();
  ArenaMark empty = arena_mark(arena);
  Str kept = arena_copy(arena, STR("kept"));
  ArenaMark mark = arena_mark(arena);
  size_t held = arena_size(arena);
  for (int round = 0; round < 100; round++) {
    arena_alloc(arena, 1, 100 * 1024);
    arena_rewind(arena, mark);
  }
  assert_int_equal(arena_size(arena), held);
  assert_true(str_equal(kept, STR("kept")));
  arena_rewind(arena, empty);
  assert_int_equal(arena_size(arena), 0);
  arena_free(arena);
}

static void test_large_blocks_are_zero_again(void **state) {
  (void)state;
  enum { FILLED = 300 * 1024, MOST = 400 * 1024 };
  Arena *arena = arena_new();
  for (int round = 0; round < 4; round++) {
    ArenaMark mark = arena_mark(arena);
    unsigned char *memory = arena_alloc(arena, MOST, 1);
    for (size_t i = 0; i < MOST; i++) {
      assert_int_equal(memory[i], 0);
    }
    memset(memory, 0xFF, FILLED); // the rest stays as the system gave it
    if (round == 1) {
      arena_reset(arena);
    } else {
      arena_rewind(arena, mark);
    }
  }
  arena_free(arena);
}

static void test_copy_and_format(void **state) {
  (void)state;
  Arena *arena = arena_new();
  Str copy = arena_copy(arena, STR("a\0b"));
  assert_int_equal(copy.length, 3);
  assert_memory_equal(copy.data, "a\0b", 4);
  copy = arena_copy(arena, (Str){NULL, 0});
  assert_int_equal(copy.data[0], '\0');
  Str text = arena_format(arena, "%s %d", "number", 7);
  assert_true(str_equal(text, STR("number 7")));
  assert_int_equal(text.data[text.length], '\0');
  Str joined = ARENA_JOIN(arena, STR("one"), ((Str){NULL, 0}), STR(" two"));
  assert_true(str_equal(joined, STR("one two")));
  assert_int_equal(joined.data[joined.length], '\0');
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_free_null),
      cmocka_unit_test(test_memory_is_zero_and_aligned),
      cmocka_unit_test(test_large_objects),
      cmocka_unit_test(test_grow_keeps_the_old),
      cmocka_unit_test(test_rewind),
      cmocka_unit_test(test_large_blocks_are_zero_again),
      cmocka_unit_test(test_copy_and_format),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
