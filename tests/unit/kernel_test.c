/// All kernels give the same bits, and the right ones.
#include "extract/syntax/kernel.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

enum { ROWS = 13, WIDTH = 160, COLUMNS = 70 };

/// Numbers in -1..1 that look random.
static float *numbers(Arena *arena, size_t count, uint32_t seed) {
  float *result = kernel_buffer(arena, count, sizeof *result);
  for (size_t i = 0; i < count; i++) {
    seed = seed * 1664525u + 1013904223u;
    result[i] = (float)(int32_t)seed / 2147483648.0f;
  }
  return result;
}

static Activations activations(Arena *arena) {
  return (Activations){kernel_buffer(arena, (size_t)ROWS * WIDTH, 1),
                       kernel_buffer(arena, ROWS, sizeof(float))};
}

static void products_are_near_the_exact_ones(void **state) {
  (void)state;
  Arena *arena = arena_new();
  const float *x = numbers(arena, (size_t)ROWS * WIDTH, 1);
  const float *w = numbers(arena, (size_t)COLUMNS * WIDTH, 2);
  Matrix matrix =
      kernel_pack_rows(kernel_best(), arena, w, WIDTH, COLUMNS, WIDTH);
  assert_int_equal(matrix.outputs, 80);
  float *out = kernel_buffer(arena, (size_t)ROWS * matrix.outputs, sizeof *out);
  for (size_t k = 0; kernel_get(k); k++) {
    Activations bytes = activations(arena);
    kernel_get(k)->quantize(x, WIDTH, ROWS, WIDTH, bytes);
    kernel_get(k)->multiply(&matrix, bytes, ROWS, out, matrix.outputs);
    for (size_t row = 0; row < ROWS; row++) {
      for (size_t column = 0; column < COLUMNS; column++) {
        float exact = 0;
        for (size_t i = 0; i < WIDTH; i++) {
          exact += x[row * WIDTH + i] * w[column * WIDTH + i];
        }
        float got = out[row * matrix.outputs + column];
        assert_true(fabsf(got - exact) < 0.1f);
      }
      assert_true(out[row * matrix.outputs + COLUMNS] == 0);
    }
  }
  arena_free(arena);
}

/// However many rows are multiplied together, each comes out as if alone.
static void rows_do_not_depend_on_their_number(void **state) {
  (void)state;
  Arena *arena = arena_new();
  const float *x = numbers(arena, (size_t)ROWS * WIDTH, 1);
  const float *w = numbers(arena, (size_t)COLUMNS * WIDTH, 2);
  Matrix matrix =
      kernel_pack_rows(kernel_best(), arena, w, WIDTH, COLUMNS, WIDTH);
  const size_t size = (size_t)ROWS * matrix.outputs;
  float *one = kernel_buffer(arena, size, sizeof *one);
  Activations bytes = activations(arena);
  kernel_best()->quantize(x, WIDTH, ROWS, WIDTH, bytes);
  for (uint32_t row = 0; row < ROWS; row++) {
    Activations alone = {bytes.bytes + (size_t)row * WIDTH, bytes.scales + row};
    kernel_best()->multiply(&matrix, alone, 1,
                            one + (size_t)row * matrix.outputs, 0);
  }
  for (size_t k = 0; kernel_get(k); k++) {
    for (uint32_t rows = 0; rows <= ROWS; rows++) {
      const size_t used = (size_t)rows * matrix.outputs;
      float *out = kernel_buffer(arena, size + 1, sizeof *out);
      kernel_get(k)->multiply(&matrix, bytes, rows, out, matrix.outputs);
      assert_memory_equal(out, one, used * sizeof *out);
      assert_true(out[used] == 0);
    }
  }
  arena_free(arena);
}

static void the_widest_sums_do_not_overflow(void **state) {
  (void)state;
  Arena *arena = arena_new();
  float *x = kernel_buffer(arena, WIDTH, sizeof *x);
  for (size_t i = 0; i < WIDTH; i++) {
    x[i] = -1;
  }
  Matrix matrix = kernel_pack_rows(kernel_best(), arena, x, WIDTH, 1, WIDTH);
  float *out = kernel_buffer(arena, matrix.outputs, sizeof *out);
  for (size_t k = 0; kernel_get(k); k++) {
    Activations bytes = activations(arena);
    kernel_get(k)->quantize(x, WIDTH, 1, WIDTH, bytes);
    kernel_get(k)->multiply(&matrix, bytes, 1, out, matrix.outputs);
    assert_true(fabsf(out[0] - WIDTH) < 0.01f);
  }
  arena_free(arena);
}

/// Run every operation once; gives a hash of all results.
static uint64_t hash_of_results(const Kernel *kernel) {
  Arena *arena = arena_new();
  float *x = numbers(arena, (size_t)ROWS * WIDTH, 3);
  float *y = numbers(arena, (size_t)ROWS * WIDTH, 4);
  const float *w = numbers(arena, (size_t)COLUMNS * WIDTH, 5);
  const float *gates = numbers(arena, (size_t)ROWS * 3 * WIDTH, 6);
  const float *weights = numbers(arena, 2 * (size_t)WIDTH, 7);
  Matrix matrix =
      kernel_pack_rows(kernel_best(), arena, w, WIDTH, COLUMNS, WIDTH);
  size_t product = (size_t)ROWS * matrix.outputs;
  float *out = kernel_buffer(arena, product, sizeof *out);
  float *states = kernel_buffer(arena, (size_t)ROWS * WIDTH, sizeof *states);
  Activations bytes = activations(arena);
  int8_t row[WIDTH];
  for (int i = 0; i < WIDTH; i++) {
    row[i] = (int8_t)(i * 37);
  }
  kernel->quantize(x, WIDTH, ROWS, WIDTH, bytes);
  kernel->multiply(&matrix, bytes, ROWS, out, matrix.outputs);
  Recurrence recurrence = {weights, weights + WIDTH};
  const float **rows = kernel_rows(arena, gates, 3 * (size_t)WIDTH, ROWS);
  kernel->recur(recurrence, WIDTH, rows, 0, states, WIDTH, ROWS - 1, -1, ROWS);
  kernel->normalize(x, states, ROWS, WIDTH, w, w + WIDTH, bytes);
  kernel->add_bytes(y, row, 0.37f, WIDTH);
  kernel->rectify(y + WIDTH, x, y + WIDTH, w, WIDTH);
  uint64_t hash = str_hash((Str){(const char *)out, product * sizeof *out});
  size_t size = (size_t)ROWS * WIDTH * sizeof(float);
  hash = 31 * hash + str_hash((Str){(const char *)x, size});
  hash = 31 * hash + str_hash((Str){(const char *)y, size});
  hash = 31 * hash +
         str_hash((Str){(const char *)bytes.bytes, (size_t)ROWS * WIDTH});
  hash = 31 * hash + str_hash((Str){(const char *)states, size});
  hash = 31 * hash + kernel->largest(x, (uint32_t)ROWS * WIDTH);
  float sum = kernel->weigh(x, states, WIDTH);
  hash = 31 * hash + str_hash((Str){(const char *)&sum, sizeof sum});
  arena_free(arena);
  return hash;
}

static void all_kernels_give_the_same_bits(void **state) {
  (void)state;
  for (size_t k = 1; kernel_get(k); k++) {
    assert_true(hash_of_results(kernel_get(k)) ==
                hash_of_results(kernel_get(0)));
  }
}

static void recurrences_agree_with_the_formula(void **state) {
  (void)state;
  Arena *arena = arena_new();
  const float *gates = numbers(arena, (size_t)ROWS * 48, 8);
  const float *weights = numbers(arena, 32, 9);
  float *out = kernel_buffer(arena, (size_t)ROWS * 16, sizeof *out);
  kernel_best()->recur((Recurrence){weights, weights + 16}, 16,
                       kernel_rows(arena, gates, 48, ROWS), 0, out, 16, 0, 1,
                       ROWS);
  double c = 0;
  for (size_t row = 0; row < ROWS; row++) {
    const float *gate = gates + row * 48 + 5;
    double f = 1 / (1 + exp(-((double)gate[16] + (double)weights[5] * c)));
    double r = 1 / (1 + exp(-((double)gate[32] + (double)weights[21] * c)));
    c = f * c + (1 - f) * (double)gate[0];
    assert_true(fabs((double)out[row * 16 + 5] - r * c) < 1e-5);
  }
  arena_free(arena);
}

static void weighs_as_the_formula_says(void **state) {
  (void)state;
  Arena *arena = arena_new();
  const float *x = numbers(arena, WIDTH, 10);
  const float *w = numbers(arena, WIDTH, 11);
  double sum = 0;
  for (size_t i = 0; i < WIDTH; i++) {
    sum += (double)x[i] * (double)w[i];
  }
  for (size_t k = 0; kernel_get(k); k++) {
    double got = (double)kernel_get(k)->weigh(w, x, WIDTH);
    assert_true(fabs(got - sum) < 1e-4);
  }
  arena_free(arena);
}

static void the_first_of_equal_numbers_is_largest(void **state) {
  (void)state;
  Arena *arena = arena_new();
  float *x = kernel_buffer(arena, 40, sizeof *x);
  x[7] = x[33] = 2;
  for (size_t k = 0; kernel_get(k); k++) {
    assert_int_equal(kernel_get(k)->largest(x, 40), 7);
    assert_int_equal(kernel_get(k)->largest(x, 7), 0);
    assert_int_equal(kernel_get(k)->largest(x + 32, 2), 1);
    x[39] = 3; // behind the whole lanes
    assert_int_equal(kernel_get(k)->largest(x, 40), 39);
    x[39] = 0;
  }
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(products_are_near_the_exact_ones),
      cmocka_unit_test(rows_do_not_depend_on_their_number),
      cmocka_unit_test(the_widest_sums_do_not_overflow),
      cmocka_unit_test(all_kernels_give_the_same_bits),
      cmocka_unit_test(recurrences_agree_with_the_formula),
      cmocka_unit_test(weighs_as_the_formula_says),
      cmocka_unit_test(the_first_of_equal_numbers_is_largest),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
