/// Parsing with a network trained on a toy treebank.
#include "extract/syntax/parser.h"

#include "tests/unit/toy_parser.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct {
  Arena *arena;
  Report *report;
  Network network;
} Toy;

static int set_up(void **state) {
  Arena *arena = arena_new();
  Toy *toy = ARENA_NEW(arena, Toy, 1);
  toy->arena = arena;
  toy->report = report_new();
  ParserTraining training = toy_settings();
  Str section = toy_train(arena, &training);
  *state = toy;
  return network_load(section, STR("toy"), arena, toy->report, &toy->network) ==
                 STATUS_OK
             ? 0
             : -1;
}

static int tear_down(void **state) {
  Toy *toy = *state;
  report_free(toy->report);
  arena_free(toy->arena);
  return 0;
}

/// Take tags and tree away and parse anew.
static Sentences parse(Toy *toy, const Kernel *kernel, Sentences gold) {
  Sentences copy = {ARENA_NEW(toy->arena, Sentence, gold.count), gold.count};
  for (size_t s = 0; s < gold.count; s++) {
    const Sentence *sentence = &gold.sentences[s];
    copy.sentences[s].token_count = sentence->token_count;
    copy.sentences[s].tokens =
        ARENA_NEW(toy->arena, Token, sentence->token_count);
    for (uint32_t i = 0; i < sentence->token_count; i++) {
      copy.sentences[s].tokens[i].form = sentence->tokens[i].form;
    }
  }
  Parser *parser = parser_new(&toy->network, kernel);
  parser_run(parser, copy.sentences, copy.count);
  parser_free(parser);
  return copy;
}

static void assert_same(Sentences a, Sentences b) {
  for (size_t s = 0; s < a.count; s++) {
    for (uint32_t i = 0; i < a.sentences[s].token_count; i++) {
      const Token *x = &a.sentences[s].tokens[i];
      const Token *y = &b.sentences[s].tokens[i];
      assert_int_equal(x->upos, y->upos);
      assert_true(str_equal(x->xpos, y->xpos));
      assert_true(str_equal(x->features, y->features));
      assert_int_equal(x->head, y->head);
      assert_true(str_equal(x->relation, y->relation));
    }
  }
}

static void what_was_learned_is_parsed(void **state) {
  Toy *toy = *state;
  Sentences gold = toy_sentences(toy->arena);
  assert_int_equal(gold.count, 12);
  assert_same(gold, parse(toy, kernel_best(), gold));
}

static void all_kernels_parse_alike(void **state) {
  Toy *toy = *state;
  Sentences gold = toy_sentences(toy->arena);
  for (size_t k = 1; kernel_get(k); k++) {
    assert_same(parse(toy, kernel_get(0), gold),
                parse(toy, kernel_get(k), gold));
  }
}

/// A sentence of `count` tokens, the toy's words in turn.
static Sentences long_sentence(Toy *toy, uint32_t count) {
  static const char *const forms[] = {"Berg", "the", "sued", "bank", "was"};
  Sentences result = {ARENA_NEW(toy->arena, Sentence, 1), 1};
  Sentence *sentence = result.sentences;
  sentence->tokens = ARENA_NEW(toy->arena, Token, count);
  sentence->token_count = count;
  for (uint32_t i = 0; i < count; i++) {
    sentence->tokens[i].form = str_from(forms[(i + i / 7) % 5]);
  }
  return result;
}

static void sentences_of_any_length_become_one_tree(void **state) {
  Toy *toy = *state;
  const uint32_t lengths[] = {1, 2, 299, 300, 301, 511, 512, 1500};
  for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
    uint32_t count = lengths[i];
    Sentences parsed = parse(toy, kernel_best(), long_sentence(toy, count));
    const Token *tokens = parsed.sentences[0].tokens;
    uint32_t roots = 0;
    for (uint32_t t = 0; t < count; t++) {
      roots += tokens[t].head == TOKEN_NONE;
      assert_true((tokens[t].head == TOKEN_NONE) ==
                  str_equal(tokens[t].relation, STR("root")));
      uint32_t steps = 0;
      for (uint32_t up = t; up != TOKEN_NONE; up = tokens[up].head) {
        assert_true(steps++ < count);
      }
    }
    assert_int_equal(roots, 1);
  }
}

static void a_sentence_is_parsed_alike_in_any_company(void **state) {
  Toy *toy = *state;
  Sentences crowd = {ARENA_NEW(toy->arena, Sentence, 400), 400};
  for (uint32_t i = 0; i < crowd.count; i++) {
    crowd.sentences[i] = long_sentence(toy, 1 + i % 23).sentences[0];
  }
  Sentences together = parse(toy, kernel_best(), crowd);
  for (uint32_t i = 0; i < crowd.count; i += 37) {
    Sentences one = {&crowd.sentences[i], 1};
    Sentences expected = {&together.sentences[i], 1};
    assert_same(expected, parse(toy, kernel_best(), one));
  }
}

static void odd_forms_do_no_harm(void **state) {
  Toy *toy = *state;
  char longest[300];
  memset(longest, 'x', sizeof longest);
  Sentences odd = long_sentence(toy, 3);
  odd.sentences[0].tokens[0].form = STR("");
  odd.sentences[0].tokens[1].form = (Str){longest, sizeof longest};
  odd.sentences[0].tokens[2].form = STR("\xf0\x9f\x98\x80");
  Sentences parsed = parse(toy, kernel_best(), odd);
  assert_true(parsed.sentences[0].tokens[2].xpos.length > 0);
}

static void damaged_sections_are_refused(void **state) {
  Toy *toy = *state;
  ParserTraining training = toy_settings();
  training.epochs = 1;
  Str section = toy_train(toy->arena, &training);
  char *bytes = kernel_buffer(toy->arena, section.length, 1);
  Network network;
  for (size_t length = 0; length < section.length;
       length += 1 + section.length / 97) {
    memcpy(bytes, section.data, length);
    assert_int_equal(network_load((Str){bytes, length}, STR("cut"), toy->arena,
                                  toy->report, &network),
                     STATUS_BAD_SETUP);
  }
  memcpy(bytes, section.data, section.length);
  for (size_t i = 0; i < 44; i++) {
    bytes[i] = (char)(bytes[i] ^ 0x55);
    Status status = network_load((Str){bytes, section.length}, STR("bad"),
                                 toy->arena, toy->report, &network);
    assert_int_equal(status, STATUS_BAD_SETUP);
    bytes[i] = (char)(bytes[i] ^ 0x55);
  }
  const Message *message =
      report_get(toy->report, report_count(toy->report) - 1);
  assert_true(str_equal(message->path, STR("bad")));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_was_learned_is_parsed),
      cmocka_unit_test(all_kernels_parse_alike),
      cmocka_unit_test(sentences_of_any_length_become_one_tree),
      cmocka_unit_test(a_sentence_is_parsed_alike_in_any_company),
      cmocka_unit_test(odd_forms_do_no_harm),
      cmocka_unit_test(damaged_sections_are_refused),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
