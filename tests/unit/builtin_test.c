/// Tests of base/builtin.
#include "base/builtin.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static void test_list_is_sorted_and_found(void **state) {
  (void)state;
  BuiltinList list = builtin_list();
  for (size_t i = 0; i < list.count; i++) {
    const BuiltinFile *file = &list.files[i];
    assert_true(i == 0 || str_compare(list.files[i - 1].path, file->path) < 0);
    assert_ptr_equal(builtin_find(file->path).data, file->bytes.data);
    assert_int_equal(file->bytes.data[file->bytes.length], '\0');
    assert_int_equal((uintptr_t)file->bytes.data % 64, 0);
  }
}

static void test_unknown_path(void **state) {
  (void)state;
  assert_null(builtin_find(STR("")).data);
  assert_null(builtin_find(STR("no/such/file")).data);
  assert_null(builtin_find(STR("zzz")).data);
}

static void test_folder(void **state) {
  (void)state;
  BuiltinList list = builtin_list();
  assert_int_equal(builtin_folder(STR("")).count, list.count);
  assert_int_equal(builtin_folder(STR("no/such/")).count, 0);
  size_t expected = 0;
  for (size_t i = 0; i < list.count; i++) {
    expected += str_starts(list.files[i].path, STR("ontology/"));
  }
  assert_int_equal(builtin_folder(STR("ontology/")).count, expected);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_list_is_sorted_and_found),
      cmocka_unit_test(test_unknown_path),
      cmocka_unit_test(test_folder),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
