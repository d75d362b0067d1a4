/// A matrix is written without its zero blocks, read back, and not believed.
#include "extract/syntax/section.h"
#include "extract/train/section_write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

enum { INPUTS = 32, OUTPUTS = 40, COLUMNS = 48, GROUPS = 3, ROWS = 5 };

/// Weights [INPUTS][OUTPUTS] without the blocks of inputs 4 to 7 in columns 0
/// to 15, and without any in columns 16 to 31.
static float *weights_with_holes(Arena *arena) {
  float *weights = kernel_buffer(arena, INPUTS * OUTPUTS, sizeof *weights);
  for (int i = 0; i < INPUTS; i++) {
    for (int column = 0; column < OUTPUTS; column++) {
      bool is_hole = column < 16 ? i >= 4 && i < 8 : column < 32;
      weights[i * OUTPUTS + column] =
          is_hole ? 0 : (float)((i * 7 + column * 3) % 11) - 5;
    }
  }
  return weights;
}

/// The section of that matrix, aligned.
static Str make_section(Arena *arena) {
  float bias[OUTPUTS];
  for (int i = 0; i < OUTPUTS; i++) {
    bias[i] = (float)i;
  }
  SectionDraft draft = {.arena = arena};
  section_put_matrix(&draft, weights_with_holes(arena), bias, INPUTS, OUTPUTS);
  char *bytes = kernel_buffer(arena, draft.length, 1);
  memcpy(bytes, draft.bytes, draft.length);
  return (Str){bytes, draft.length};
}

static void zero_blocks_are_left_out(void **state) {
  (void)state;
  Arena *arena = arena_new();
  Section section = {make_section(arena), 0, false};
  Matrix matrix = section_take_matrix(&section, INPUTS, COLUMNS);
  assert_false(section.failed);
  assert_int_equal(section.at, section.bytes.length);
  const uint32_t starts[GROUPS + 1] = {0, 7, 7, 15};
  assert_memory_equal(matrix.starts, starts, sizeof starts);
  const uint8_t places[15] = {0, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7};
  assert_memory_equal(matrix.places, places, sizeof places);
  arena_free(arena);
}

static void products_without_them_are_the_same(void **state) {
  (void)state;
  Arena *arena = arena_new();
  Section section = {make_section(arena), 0, false};
  Matrix matrix = section_take_matrix(&section, INPUTS, COLUMNS);
  const float *weights = weights_with_holes(arena);
  float *x = kernel_buffer(arena, ROWS * INPUTS, sizeof *x);
  for (int i = 0; i < ROWS * INPUTS; i++) {
    x[i] = (float)(i % 13) - 6;
  }
  float *out = kernel_buffer(arena, ROWS * COLUMNS, sizeof *out);
  Activations bytes = {kernel_buffer(arena, ROWS * INPUTS, 1),
                       kernel_buffer(arena, ROWS, sizeof(float))};
  for (size_t k = 0; kernel_get(k); k++) {
    kernel_get(k)->quantize(x, INPUTS, ROWS, INPUTS, bytes);
    kernel_get(k)->multiply(&matrix, bytes, ROWS, out, COLUMNS);
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < OUTPUTS; column++) {
        float exact = (float)column;
        for (int i = 0; i < INPUTS; i++) {
          exact += x[row * INPUTS + i] * weights[i * OUTPUTS + column];
        }
        assert_float_equal(out[row * COLUMNS + column], exact, 4);
      }
    }
  }
  arena_free(arena);
}

/// Is the matrix refused with one of its numbers changed?
static bool is_refused(Arena *arena, size_t at, char byte) {
  Str bytes = make_section(arena);
  char *damaged = kernel_buffer(arena, bytes.length, 1);
  memcpy(damaged, bytes.data, bytes.length);
  damaged[at] = byte;
  Section section = {{damaged, bytes.length}, 0, false};
  section_take_matrix(&section, INPUTS, COLUMNS);
  return section.failed;
}

static void damaged_places_are_refused(void **state) {
  (void)state;
  Arena *arena = arena_new();
  enum { STARTS = 0, PLACES = 64 };
  assert_false(is_refused(arena, STARTS, 0));
  assert_true(is_refused(arena, STARTS, 1));           // a block nobody has
  assert_true(is_refused(arena, STARTS + 4, 16));      // past the last one
  assert_true(is_refused(arena, STARTS + 4, 8));       // ends before it begins
  assert_true(is_refused(arena, STARTS + 14, 1));      // more than there are
  assert_true(is_refused(arena, PLACES + 6, 8));       // past the inputs
  assert_true(is_refused(arena, PLACES + 1, 0));       // twice the same place
  assert_true(is_refused(arena, PLACES + 7, (char)9)); // out of order
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(zero_blocks_are_left_out),
      cmocka_unit_test(products_without_them_are_the_same),
      cmocka_unit_test(damaged_places_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
