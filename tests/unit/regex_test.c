/// Tests of patterns that several threads share.
#include "extract/rule/regex.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

enum { THREADS = 4, PATTERNS = 20 };

typedef struct {
  Regex *regexes[PATTERNS];
  uint32_t found; ///< patterns, by this thread
} Task;

static void *match_all(void *context) {
  Task *task = context;
  RegexMatcher *matcher = regex_matcher_new();
  for (int i = 0; i < PATTERNS; i++) {
    Str subject = STR("the port of Lindhaven");
    task->found +=
        regex_match(matcher, task->regexes[i], subject, 0) == REGEX_FOUND;
  }
  regex_matcher_free(matcher);
  return NULL;
}

static void test_threads_try_a_pattern_first(void **state) {
  (void)state;
  Arena *arena = arena_new();
  Task tasks[THREADS] = {0};
  for (int i = 0; i < PATTERNS; i++) {
    Str message;
    size_t offset;
    Regex *regex = regex_compile(STR("\\p{Lu}\\p{Ll}+haven"), REGEX_TEXT, arena,
                                 &message, &offset);
    assert_non_null(regex);
    for (int j = 0; j < THREADS; j++) {
      tasks[j].regexes[i] = regex;
    }
  }
  pthread_t threads[THREADS];
  for (int i = 0; i < THREADS; i++) {
    assert_int_equal(pthread_create(&threads[i], NULL, match_all, &tasks[i]),
                     0);
  }
  for (int i = 0; i < THREADS; i++) {
    pthread_join(threads[i], NULL);
    assert_int_equal(tasks[i].found, PATTERNS);
  }
  for (int i = 0; i < PATTERNS; i++) {
    regex_free(tasks[0].regexes[i]);
    regex_free(tasks[0].regexes[i]); // shared definitions are freed twice
  }
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_threads_try_a_pattern_first),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
