/// The model container: what is written is read; what is damaged is refused.
#include "extract/syntax/model.h"

#include "extract/syntax/model_format.h"
#include "extract/syntax/model_internal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <unistd.h>

typedef struct {
  char path[64];
  char *bytes; ///< the file's, aligned; NUL bytes behind the end
  size_t length;
  Report *report;
} Fixture;

enum { ROOM = 4096 };

static void write_two_sections(Fixture *fixture) {
  ModelSection sections[] = {{STR("words"), STR("one two three")},
                             {STR("weights"), STR("\1\2\3")},
                             {STR("nothing"), STR("")}};
  assert_int_equal(model_write(fixture->path, sections, 3, fixture->report),
                   STATUS_OK);
  FILE *file = fopen(fixture->path, "rb");
  assert_non_null(file);
  fixture->length = fread(fixture->bytes, 1, ROOM, file);
  fclose(file);
}

static int set_up(void **state) {
  Fixture *fixture = calloc(1, sizeof *fixture);
  assert_non_null(fixture);
  snprintf(fixture->path, sizeof fixture->path, "/tmp/quern-model-XXXXXX");
  int file = mkstemp(fixture->path);
  assert_true(file >= 0);
  close(file);
  fixture->bytes = aligned_alloc(MODEL_ALIGNMENT, ROOM);
  assert_non_null(fixture->bytes);
  memset(fixture->bytes, 0, ROOM);
  fixture->report = report_new();
  write_two_sections(fixture);
  *state = fixture;
  return 0;
}

static int tear_down(void **state) {
  Fixture *fixture = *state;
  remove(fixture->path);
  report_free(fixture->report);
  free(fixture->bytes);
  free(fixture);
  return 0;
}

static void assert_section(const Model *model, const char *name,
                           const char *expected) {
  Str bytes = model_section(model, str_from(name));
  assert_int_equal(bytes.length, strlen(expected));
  assert_memory_equal(bytes.data, expected, bytes.length);
  assert_int_equal((uintptr_t)bytes.data % MODEL_ALIGNMENT, 0);
}

static void reads_what_was_written(void **state) {
  Fixture *fixture = *state;
  Model *model;
  assert_int_equal(model_open(fixture->path, fixture->report, &model),
                   STATUS_OK);
  assert_section(model, "words", "one two three");
  assert_section(model, "weights", "\1\2\3");
  assert_int_equal(model_section(model, STR("nothing")).length, 0);
  assert_null(model_section(model, STR("absent")).data);
  model_free(model);
}

static void writes_the_same_bytes_again(void **state) {
  Fixture *fixture = *state;
  char before[ROOM];
  size_t length = fixture->length;
  memcpy(before, fixture->bytes, length);
  write_two_sections(fixture);
  assert_int_equal(fixture->length, length);
  assert_memory_equal(before, fixture->bytes, length);
}

static void expect_message(Fixture *fixture, size_t length,
                           const char *expected) {
  Model *model = (Model *)fixture;
  Str bytes = {fixture->bytes, length};
  assert_int_equal(
      model_load_trusted(bytes, STR("a.model"), fixture->report, &model),
      STATUS_BAD_SETUP);
  assert_null(model);
  const Message *message =
      report_get(fixture->report, report_count(fixture->report) - 1);
  Str text = {expected, strlen(expected)};
  assert_int_equal(message->text.length, text.length);
  assert_memory_equal(message->text.data, text.data, text.length);
}

static void refuses_other_files(void **state) {
  Fixture *fixture = *state;
  const char *expected =
      "not a usable model file: it does not begin with QUERNMDL";
  expect_message(fixture, 0, expected);
  expect_message(fixture, MODEL_HEADER_SIZE - 1, expected);
  fixture->bytes[0] = 'q';
  expect_message(fixture, fixture->length, expected);
}

static void refuses_other_versions(void **state) {
  Fixture *fixture = *state;
  fixture->bytes[MODEL_AT_VERSION] = 2;
  expect_message(fixture, fixture->length,
                 "the model file has version 2, this program reads version 1");
}

static void refuses_a_cut_file(void **state) {
  Fixture *fixture = *state;
  char expected[128];
  snprintf(expected, sizeof expected,
           "the model file has %zu bytes, but says it has %zu: it was cut off "
           "or changed",
           fixture->length - 1, fixture->length);
  expect_message(fixture, fixture->length - 1, expected);
}

static void refuses_a_wrong_checksum(void **state) {
  Fixture *fixture = *state;
  fixture->bytes[fixture->length - 1] ^= 1;
  Model *model;
  assert_int_equal(model_load((Str){fixture->bytes, fixture->length},
                              STR("a.model"), fixture->report, &model),
                   STATUS_BAD_SETUP);
  Str text = report_get(fixture->report, 0)->text;
  assert_true(str_ends(text, STR("its checksum is wrong: the file was "
                                 "changed")));
}

static void refuses_bad_tables(void **state) {
  Fixture *fixture = *state;
  char *second = fixture->bytes + MODEL_HEADER_SIZE + MODEL_ENTRY_SIZE;
  char saved[MODEL_ENTRY_SIZE];
  memcpy(saved, second, sizeof saved);
  static const struct {
    int place, size;
    uint64_t number;
    const char *expected;
  } CASES[] = {
      {MODEL_AT_OFFSET, 8, 129, "a section is not aligned"},
      {MODEL_AT_OFFSET, 8, 64, "a section overlaps another or the file's end"},
      {MODEL_AT_OFFSET, 8, 1u << 20,
       "a section overlaps another or the file's end"},
      {MODEL_AT_SIZE, 8, UINT64_MAX,
       "a section overlaps another or the file's end"},
      {0, 8, 0, "a section's name has no end or no beginning"},
      {0, 1, 7, "a section's name is not printable"},
      {MODEL_NAME_SIZE - 1, 1, 'x', "a section's name is not printable"},
      {0, 8, 0x7364726f77, "two sections have one name"},
  };
  for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
    model_put_number(second + CASES[i].place, CASES[i].size, CASES[i].number);
    char expected[128];
    snprintf(expected, sizeof expected, "not a usable model file: %s",
             CASES[i].expected);
    expect_message(fixture, fixture->length, expected);
    memcpy(second, saved, sizeof saved);
  }
  model_put_number(fixture->bytes + MODEL_AT_COUNT, 4, UINT32_MAX);
  expect_message(fixture, fixture->length,
                 "not a usable model file: its table of sections is larger "
                 "than the file");
}

static void names_the_file_it_cannot_open(void **state) {
  Fixture *fixture = *state;
  Model *model;
  assert_int_equal(model_open("/nowhere/a.model", fixture->report, &model),
                   STATUS_FAILED);
  assert_null(model);
  assert_int_equal(model_open("/", fixture->report, &model), STATUS_BAD_SETUP);
  assert_int_equal(model_write("/nowhere/a.model", NULL, 0, fixture->report),
                   STATUS_FAILED);
  assert_int_equal(report_error_count(fixture->report), 3);
}

static void the_built_in_model_is_whole(void **state) {
  Fixture *fixture = *state;
  Model *model;
  assert_int_equal(model_load(model_builtin_bytes(), STR("(built in)"),
                              fixture->report, &model),
                   STATUS_OK);
  model_free(model);
  model = model_builtin();
  assert_non_null(model);
  model_free(model);
}

static void free_takes_null(void **state) {
  (void)state;
  model_free(NULL);
}

int main(void) {
#define TEST(function)                                                         \
  cmocka_unit_test_setup_teardown(function, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(reads_what_was_written),      TEST(writes_the_same_bytes_again),
      TEST(refuses_other_files),         TEST(refuses_other_versions),
      TEST(refuses_a_cut_file),          TEST(refuses_a_wrong_checksum),
      TEST(refuses_bad_tables),          TEST(names_the_file_it_cannot_open),
      TEST(the_built_in_model_is_whole), TEST(free_takes_null),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
