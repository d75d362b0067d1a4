/// A toy treebank and small settings, for tests of training and parsing.
#ifndef QUERN_TESTS_UNIT_TOY_PARSER_H
#define QUERN_TESTS_UNIT_TOY_PARSER_H

#include "extract/syntax/conllu.h"
#include "extract/train/parser_train.h"

static const char toy_treebank[] =
    "1\tBerg\tBerg\tPROPN\tNNP\tNumber=Sing\t2\tnsubj\t_\t_\n"
    "2\tresigned\tresign\tVERB\tVBD\t_\t0\troot\t_\t_\n"
    "3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n"
    "\n"
    "1\tTelvik\tTelvik\tPROPN\tNNP\tNumber=Sing\t2\tnsubj\t_\t_\n"
    "2\tsued\tsue\tVERB\tVBD\t_\t0\troot\t_\t_\n"
    "3\tthe\tthe\tDET\tDT\t_\t4\tdet\t_\t_\n"
    "4\tbank\tbank\tNOUN\tNN\tNumber=Sing\t2\tobj\t_\t_\n"
    "5\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n"
    "\n"
    "1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_\n"
    "\n"
    "1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_\n"
    "2\tbank\tbank\tNOUN\tNN\tNumber=Sing\t5\tnsubj:pass\t_\t_\n"
    "3\twas\tbe\tAUX\tVBD\t_\t5\taux:pass\t_\t_\n"
    "4\tnot\tnot\tPART\tRB\t_\t5\tadvmod\t_\t_\n"
    "5\tsued\tsue\tVERB\tVBN\t_\t0\troot\t_\t_\n"
    "\n";

/// Read CoNLL-U; the text must be good.
static inline Sentences toy_read(Arena *arena, Str text) {
  Report *report = report_new();
  Document document;
  Sentences sentences;
  Status status =
      conllu_read(text, STR("toy"), arena, report, &document, &sentences);
  if (status != STATUS_OK) {
    sentences.count = 0;
  }
  report_free(report);
  return sentences;
}

/// Each tag and relation thrice, so that none is too rare.
static inline Sentences toy_sentences(Arena *arena) {
  const size_t length = sizeof toy_treebank - 1;
  char *text = ARENA_NEW(arena, char, 3 * length);
  for (size_t i = 0; i < 3; i++) {
    memcpy(text + i * length, toy_treebank, length);
  }
  return toy_read(arena, (Str){text, 3 * length});
}

static inline ParserTraining toy_settings(void) {
  ParserTraining training = parser_training_default();
  training.sizes.width = 64;
  training.sizes.layers = 2;
  training.sizes.embedding = 16;
  training.sizes.arc = 32;
  training.sizes.relation = 32;
  training.noise = (LearnerNoise){.teaching = 0.5f};
  training.epochs = 60;
  training.batch_words = 8;
  training.teachers = 0;
  return training;
}

/// An inventory without pretrained vectors.
static inline Inventory toy_inventory(void) {
  return (Inventory){.dimensions = 16};
}

/// The section of a small network that has learned nothing.
static inline Str toy_section(Arena *arena) {
  Inventory inventory = toy_inventory();
  Sentences sentences = toy_sentences(arena);
  inventory_count(&inventory, arena, &sentences, 1);
  ParserTraining training = toy_settings();
  NetworkSizes sizes = training.sizes;
  sizes.vector = inventory.dimensions;
  sizes.learned = inventory.learned_count;
  sizes.tags = inventory.tag_count;
  sizes.relations = inventory.relation_count;
  const Learner *learner =
      learner_new(arena, &inventory, &sizes, &training.noise, 1);
  return learner_write(learner, arena);
}

/// Train on the toy treebank; gives the section, aligned as a model's.
static inline Str toy_train(Arena *arena, const ParserTraining *training) {
  Inventory inventory = toy_inventory();
  Sentences sentences = toy_sentences(arena);
  Sentences none = {NULL, 0};
  Str section = parser_train(arena, training, &inventory, &sentences, 1, &none,
                             NULL, NULL);
  char *bytes = kernel_buffer(arena, section.length, 1);
  memcpy(bytes, section.data, section.length);
  return (Str){bytes, section.length};
}

#endif
