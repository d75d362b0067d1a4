/// Tests of base/output.
#include "base/output.h"

#include "base/file.h"

#include <setjmp.h>
#include <signal.h>
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

static int set_up(void **state) {
  Fixture *fixture = calloc(1, sizeof *fixture);
  if (!fixture) {
    return 1;
  }
  fixture->arena = arena_new();
  fixture->report = report_new();
  strcpy(fixture->folder, "output_test.XXXXXX");
  *state = fixture;
  return mkdtemp(fixture->folder) ? 0 : 1;
}

static int tear_down(void **state) {
  Fixture *fixture = *state;
  int failed = rmdir(fixture->folder); // fails if a test left a file
  arena_free(fixture->arena);
  report_free(fixture->report);
  free(fixture);
  return failed;
}

static const char *path_of(Fixture *fixture, const char *name) {
  return arena_format(fixture->arena, "%s/%s", fixture->folder, name).data;
}

static Str content_of(Fixture *fixture, const char *path) {
  Str bytes;
  assert_int_equal(
      file_read(path, SIZE_MAX, fixture->arena, fixture->report, &bytes),
      STATUS_OK);
  return bytes;
}

static void test_memory_keeps_all(void **state) {
  Fixture *fixture = *state;
  Output *output = output_to_memory();
  size_t expected = 0;
  for (int i = 0; i < 20000; i++) {
    output_format(output, "line %d\n", i);
    output_byte(output, '.');
    output_write(output, STR(""));
  }
  for (int i = 0; i < 20000; i++) {
    expected += arena_format(fixture->arena, "line %d\n.", i).length;
  }
  Str text = output_text(output);
  assert_int_equal(text.length, expected);
  assert_true(str_starts(text, STR("line 0\n.line 1\n.")));
  assert_true(str_ends(text, STR("line 19999\n.")));
  output_clear(output);
  assert_int_equal(output_text(output).length, 0);
  output_discard(output);
}

static void test_long_format(void **state) {
  (void)state;
  Output *output = output_to_memory();
  output_format(output, "%0300000d", 1);
  assert_int_equal(output_text(output).length, 300000);
  assert_int_equal(output_text(output).data[299999], '1');
  output_discard(output);
}

static void test_file_appears_when_closed(void **state) {
  Fixture *fixture = *state;
  const char *path = path_of(fixture, "new");
  Output *output;
  assert_int_equal(output_open(path, fixture->report, &output), STATUS_OK);
  output_format(output, "%0100000d", 7);
  output_write(output, STR("end"));
  assert_int_equal(file_kind(path), FILE_MISSING);
  assert_int_equal(file_kind(output_temporary_path(output)), FILE_REGULAR);
  assert_int_equal(output_close(output, fixture->report), STATUS_OK);
  Str content = content_of(fixture, path);
  assert_int_equal(content.length, 100003);
  assert_true(str_ends(content, STR("7end")));
  unlink(path);
}

static void test_discard_leaves_the_old_file(void **state) {
  Fixture *fixture = *state;
  const char *path = path_of(fixture, "old");
  Output *output;
  assert_int_equal(output_open(path, fixture->report, &output), STATUS_OK);
  output_write(output, STR("old"));
  assert_int_equal(output_close(output, fixture->report), STATUS_OK);
  assert_int_equal(chmod(path, 0600), 0);
  assert_int_equal(output_open(path, fixture->report, &output), STATUS_OK);
  output_write(output, STR("new"));
  output_discard(output);
  assert_true(str_equal(content_of(fixture, path), STR("old")));
  assert_int_equal(output_open(path, fixture->report, &output), STATUS_OK);
  assert_int_equal(output_close(output, fixture->report), STATUS_OK);
  struct stat facts;
  assert_int_equal(stat(path, &facts), 0);
  assert_int_equal(facts.st_mode & 0777, 0600);
  unlink(path);
}

static void test_missing_folder(void **state) {
  Fixture *fixture = *state;
  Output *output;
  assert_int_equal(
      output_open(path_of(fixture, "no/such"), fixture->report, &output),
      STATUS_FAILED);
  assert_null(output);
  assert_int_equal(report_error_count(fixture->report), 1);
}

static void test_full_disk_is_an_error(void **state) {
  Fixture *fixture = *state;
  Output *output;
  if (output_open("/dev/full", fixture->report, &output) != STATUS_OK) {
    skip();
  }
  output_write(output, STR("something"));
  assert_false(output_is_useless(output));
  output_flush(output);
  assert_true(output_is_useless(output));
  assert_int_equal(output_close(output, fixture->report), STATUS_FAILED);
  assert_true(str_equal(report_get(fixture->report, 0)->text,
                        STR("cannot write: No space left on device")));
}

static void test_closed_pipe_is_no_error(void **state) {
  Fixture *fixture = *state;
  signal(SIGPIPE, SIG_IGN);
  int ends[2];
  assert_int_equal(pipe(ends), 0);
  close(ends[0]);
  Output *output;
  Str path = arena_format(fixture->arena, "/dev/fd/%d", ends[1]);
  // Opened while a reader exists: a pipe without one cannot be opened.
  if (output_open(path.data, fixture->report, &output) != STATUS_OK) {
    skip();
  }
  close(ends[1]);
  output_write(output, STR("something"));
  output_flush(output);
  assert_true(output_is_useless(output));
  assert_int_equal(output_close(output, fixture->report), STATUS_OK);
}

static void test_discard_of_nothing(void **state) {
  (void)state;
  output_discard(NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_memory_keeps_all),
      TEST(test_long_format),
      TEST(test_file_appears_when_closed),
      TEST(test_discard_leaves_the_old_file),
      TEST(test_missing_folder),
      TEST(test_full_disk_is_an_error),
      TEST(test_closed_pipe_is_no_error),
      TEST(test_discard_of_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
