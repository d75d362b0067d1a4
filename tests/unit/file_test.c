/// Tests of base/file.
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct {
  Arena *arena;
  Report *report;
  char folder[32];
} Fixture;

static const char *const names[] = {"b", "a b", ".hidden", "B", "\xC3\xA9"};
enum { NAME_COUNT = sizeof names / sizeof *names };

static const char *path_of(Fixture *fixture, const char *name) {
  return arena_format(fixture->arena, "%s/%s", fixture->folder, name).data;
}

static int set_up(void **state) {
  Fixture *fixture = calloc(1, sizeof *fixture);
  if (!fixture) {
    return 1;
  }
  fixture->arena = arena_new();
  fixture->report = report_new();
  strcpy(fixture->folder, "file_test.XXXXXX");
  if (!mkdtemp(fixture->folder) || mkdir(path_of(fixture, "sub"), 0700)) {
    return 1;
  }
  for (size_t i = 0; i < NAME_COUNT; i++) {
    FILE *file = fopen(path_of(fixture, names[i]), "w");
    if (!file || fputs("some text", file) < 0 || fclose(file) != 0) {
      return 1;
    }
  }
  *state = fixture;
  return 0;
}

static int tear_down(void **state) {
  Fixture *fixture = *state;
  for (size_t i = 0; i < NAME_COUNT; i++) {
    unlink(path_of(fixture, names[i]));
  }
  rmdir(path_of(fixture, "sub"));
  int failed = rmdir(fixture->folder);
  arena_free(fixture->arena);
  report_free(fixture->report);
  free(fixture);
  return failed;
}

static void test_map(void **state) {
  Fixture *fixture = *state;
  FileMap map;
  assert_int_equal(file_map(path_of(fixture, "b"), fixture->report, &map),
                   STATUS_OK);
  assert_true(str_equal(map.bytes, STR("some text")));
  file_unmap(&map);
  assert_int_equal(map.bytes.length, 0);
  file_unmap(&map);
}

static void test_map_of_what_is_no_file(void **state) {
  Fixture *fixture = *state;
  FileMap map;
  assert_int_equal(file_map(path_of(fixture, "none"), fixture->report, &map),
                   STATUS_FAILED);
  assert_int_equal(file_map(path_of(fixture, "sub"), fixture->report, &map),
                   STATUS_FAILED);
  assert_true(str_equal(report_get(fixture->report, 0)->text,
                        STR("cannot open: No such file or directory")));
  assert_true(str_equal(report_get(fixture->report, 1)->text,
                        STR("not a regular file")));
}

static void test_read(void **state) {
  Fixture *fixture = *state;
  Str bytes;
  const char *path = path_of(fixture, "a b");
  assert_int_equal(
      file_read(path, SIZE_MAX, fixture->arena, fixture->report, &bytes),
      STATUS_OK);
  assert_true(str_equal(bytes, STR("some text")));
  assert_int_equal(bytes.data[bytes.length], '\0');
  assert_int_equal(file_read(path, 9, fixture->arena, fixture->report, &bytes),
                   STATUS_OK);
  assert_int_equal(bytes.length, 9);
}

static void test_read_what_grows_past_its_size(void **state) {
  Fixture *fixture = *state;
  Str bytes;
  // Such files say that they are empty.
  assert_int_equal(file_read("/proc/self/maps", SIZE_MAX, fixture->arena,
                             fixture->report, &bytes),
                   STATUS_OK);
  assert_true(bytes.length > 100);
}

static void test_read_past_the_limit(void **state) {
  Fixture *fixture = *state;
  Str bytes;
  assert_int_equal(file_read(path_of(fixture, "b"), 8, fixture->arena,
                             fixture->report, &bytes),
                   STATUS_BAD_INPUT);
  assert_int_equal(bytes.length, 0);
  assert_true(str_equal(report_get(fixture->report, 0)->text,
                        STR("longer than the limit of 8 bytes")));
  assert_int_equal(
      file_read("/dev/zero", 100000, fixture->arena, fixture->report, &bytes),
      STATUS_BAD_INPUT);
}

static void test_read_a_folder(void **state) {
  Fixture *fixture = *state;
  Str bytes;
  assert_int_equal(file_read(fixture->folder, SIZE_MAX, fixture->arena,
                             fixture->report, &bytes),
                   STATUS_FAILED);
}

static void test_kind(void **state) {
  Fixture *fixture = *state;
  assert_int_equal(file_kind(path_of(fixture, "b")), FILE_REGULAR);
  assert_int_equal(file_kind(fixture->folder), FILE_DIRECTORY);
  assert_int_equal(file_kind("/dev/null"), FILE_OTHER);
  assert_int_equal(file_kind(path_of(fixture, "none")), FILE_MISSING);
}

static void test_list_is_sorted_by_bytes(void **state) {
  Fixture *fixture = *state;
  static const char *const expected[] = {"B", "a b", "b", "\xC3\xA9"};
  FileList list;
  assert_int_equal(
      file_list(fixture->folder, fixture->arena, fixture->report, &list),
      STATUS_OK);
  assert_int_equal(list.count, 4);
  for (size_t i = 0; i < 4; i++) {
    assert_string_equal(list.paths[i], path_of(fixture, expected[i]));
  }
  Str slashed = arena_format(fixture->arena, "%s/", fixture->folder);
  assert_int_equal(
      file_list(slashed.data, fixture->arena, fixture->report, &list),
      STATUS_OK);
  assert_string_equal(list.paths[0], path_of(fixture, "B"));
}

static void test_list_of_nothing(void **state) {
  Fixture *fixture = *state;
  FileList list;
  assert_int_equal(file_list(path_of(fixture, "sub"), fixture->arena,
                             fixture->report, &list),
                   STATUS_OK);
  assert_int_equal(list.count, 0);
  assert_int_equal(file_list(path_of(fixture, "none"), fixture->arena,
                             fixture->report, &list),
                   STATUS_FAILED);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_map),
      TEST(test_map_of_what_is_no_file),
      TEST(test_read),
      TEST(test_read_what_grows_past_its_size),
      TEST(test_read_past_the_limit),
      TEST(test_read_a_folder),
      TEST(test_kind),
      TEST(test_list_is_sorted_by_bytes),
      TEST(test_list_of_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
