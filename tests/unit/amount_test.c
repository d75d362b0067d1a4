/// Sums of money and what stands beside them.
#include "extract/syntax/amount.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

enum { MOST = 40 };

/// A sentence of words and tags: "$/$ 5/CD a/DT share/NN". All hang in a row.
static Sentence make(Arena *arena, const char *text) {
  Sentence sentence = {.tokens = ARENA_NEW(arena, Token, MOST)};
  while (*text) {
    size_t length = strcspn(text, " ");
    size_t form = length;
    while (text[form - 1] != '/') {
      form--;
    }
    Token *token = &sentence.tokens[sentence.token_count];
    token->form = (Str){text, form - 1};
    token->xpos = (Str){text + form, length - form};
    token->head = sentence.token_count ? sentence.token_count - 1 : TOKEN_NONE;
    token->relation = STR("dep");
    sentence.token_count++;
    text += length + (text[length] == ' ' ? 1 : 0);
  }
  return sentence;
}

static void assert_rest(const AmountCut *cut, const char *words) {
  char text[200] = "";
  for (uint32_t i = 0; i < cut->rest.token_count; i++) {
    strcat(text, i ? " " : "");
    strncat(text, cut->rest.tokens[i].form.data,
            cut->rest.tokens[i].form.length);
  }
  assert_string_equal(text, words);
}

static void assert_token(const Sentence *sentence, uint32_t token,
                         uint32_t head, const char *relation) {
  assert_int_equal(sentence->tokens[token].head, head);
  assert_true(str_equal(sentence->tokens[token].relation, str_from(relation)));
}

static void another_sum_is_cut_and_hung_on_the_first(void **state) {
  (void)state;
  Arena *arena = arena_new();
  Sentence sentence =
      make(arena, "lost/VBD $/$ 18/CD million/CD ,/, or/CC 8/CD cents/NNS "
                  "a/DT share/NN ,/, from/IN $/$ 9/CD million/CD ./.");
  AmountCut cut;
  assert_true(amount_cut(&sentence, arena, &cut));
  assert_rest(&cut, "lost $ 18 million from $ 9 million .");
  assert_token(&sentence, 4, 7, "punct");
  assert_token(&sentence, 5, 7, "cc");
  assert_token(&sentence, 6, 7, "nummod");
  assert_token(&sentence, 7, 1, "appos");
  assert_token(&sentence, 8, 9, "det");
  assert_token(&sentence, 9, 7, "nmod:unmarked");
  arena_free(arena);
}

static void the_rest_is_put_back(void **state) {
  (void)state;
  Arena *arena = arena_new();
  Sentence sentence =
      make(arena, "pays/VBZ $/$ 5/CD a/DT share/NN today/NN ./.");
  AmountCut cut;
  assert_true(amount_cut(&sentence, arena, &cut));
  assert_rest(&cut, "pays $ 5 today .");
  cut.rest.tokens[3].head = 0;
  cut.rest.tokens[3].relation = STR("obl:unmarked");
  amount_join(&sentence, &cut);
  assert_token(&sentence, 5, 0, "obl:unmarked");
  assert_token(&sentence, 4, 1, "nmod:unmarked");
  arena_free(arena);
}

static void what_is_no_rate_and_no_other_sum_is_kept(void **state) {
  (void)state;
  static const char *const texts[] = {
      "lost/VBD $/$ 5/CD a/DT year/NN earlier/RBR ./.",
      "a/DT $/$ 5/CD a/DT share/NN dividend/NN ./.",
      "sold/VBD 5/CD or/CC 6/CD percent/NN ./.",
      "earned/VBD $/$ 5/CD or/CC $/$ 6/CD ./.",
      "sold/VBD ships/NNS ,/, or/CC 8/CD boats/NNS ./.",
      "or/CC 8/CD cents/NNS ./.",
  };
  Arena *arena = arena_new();
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    Sentence sentence = make(arena, texts[i]);
    AmountCut cut;
    assert_false(amount_cut(&sentence, arena, &cut));
  }
  Sentence nothing = {.tokens = NULL};
  AmountCut cut;
  assert_false(amount_cut(&nothing, arena, &cut));
  arena_free(arena);
}

static void numbers_hang_on_their_sign(void **state) {
  (void)state;
  Arena *arena = arena_new();
  Sentence sentence =
      make(arena, "to/TO $/$ 4/CD million/CD from/IN $/$ 9/CD million/CD");
  sentence.tokens[7].head = 3;
  sentence.tokens[5].head = 0;
  amount_mend(&sentence);
  assert_token(&sentence, 6, 7, "compound");
  assert_token(&sentence, 7, 5, "nummod");
  // A sign that hangs on its own number is left there: no circle.
  Sentence below = make(arena, "$/$ 4/CD");
  below.tokens[0].head = 1;
  below.tokens[1].head = TOKEN_NONE;
  amount_mend(&below);
  assert_token(&below, 1, TOKEN_NONE, "dep");
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(another_sum_is_cut_and_hung_on_the_first),
      cmocka_unit_test(the_rest_is_put_back),
      cmocka_unit_test(what_is_no_rate_and_no_other_sum_is_kept),
      cmocka_unit_test(numbers_hang_on_their_sign),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
