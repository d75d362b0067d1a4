/// quern train: make a model from treebanks.
#include "cli/commands.h"
#include "cli/train_salience.h"

#include "base/builtin.h"
#include "base/file.h"
#include "extract/syntax/conllu.h"
#include "extract/syntax/lemma.h"
#include "extract/syntax/segment.h"
#include "extract/syntax/syntax.h"
#include "extract/syntax/tokenize.h"
#include "extract/train/lemma_train.h"
#include "extract/train/name_train.h"
#include "extract/train/parser_train.h"
#include "extract/train/segment_train.h"
#include "extract/train/tokenize_train.h"

#include <stdio.h>

enum { TREEBANK_LARGEST = 1024 * 1024 * 1024 }; ///< bytes

/// Places of parts of the model.
enum { PARSER_PART = 3, NAMES_PART, PART_COUNT };

/// The data of a training.
typedef struct {
  Call *call;
  Treebank *treebanks;
  NameTreebank *entities; ///< the same ones, as they were read
  Sentences *sentences;   ///< of the treebanks, side by side
  size_t count;
  Treebank dev;                 ///< without sentences if there is none
  const Model *base;            ///< parts that are not trained come from here
  const ModelSection *sections; ///< of the new model, as far as they are made
} Training;

static const char *text_of(const Call *call, OptionId id, const char *other) {
  const OptionValue *value = &call->options.values[id];
  return value->is_set ? value->text : other;
}

static uint32_t number_of(const Call *call, OptionId id, uint32_t other) {
  const OptionValue *value = &call->options.values[id];
  return value->is_set ? value->number : other;
}

static Status read_treebank(Call *call, const char *path, Document *document,
                            Sentences *sentences, Str *bytes) {
  Status status =
      file_read(path, TREEBANK_LARGEST, call->arena, call->report, bytes);
  return status == STATUS_OK ? conllu_read(*bytes, str_from(path), call->arena,
                                           call->report, document, sentences)
                             : status;
}

static Status read_treebanks(Training *training) {
  Call *call = training->call;
  training->count = call->options.argument_count;
  training->treebanks = ARENA_NEW(call->arena, Treebank, training->count);
  training->entities = ARENA_NEW(call->arena, NameTreebank, training->count);
  training->sentences = ARENA_NEW(call->arena, Sentences, training->count);
  Str bytes;
  Status worst = STATUS_OK;
  for (size_t i = 0; i < training->count; i++) {
    Document *document = ARENA_NEW(call->arena, Document, 1);
    Status status = read_treebank(call, call->options.arguments[i], document,
                                  &training->sentences[i], &bytes);
    worst = status > worst ? status : worst;
    training->treebanks[i] = (Treebank){document, &training->sentences[i]};
    training->entities[i] =
        (NameTreebank){bytes, document->name, &training->sentences[i]};
  }
  const char *dev = text_of(call, OPTION_DEV, NULL);
  if (dev && worst == STATUS_OK) {
    Document *document = ARENA_NEW(call->arena, Document, 1);
    Sentences *sentences = ARENA_NEW(call->arena, Sentences, 1);
    worst = read_treebank(call, dev, document, sentences, &bytes);
    training->dev = (Treebank){document, sentences};
  }
  return worst;
}

static void show_progress(void *context, Str line) {
  const Call *call = context;
  if (!call->options.values[OPTION_QUIET].is_set) {
    fprintf(stderr, "%.*s\n", STR_ARG(line));
  }
}

static Status train_tokens(const Training *training, Str *section) {
  TokenizerLists lists = {
      builtin_find(STR("extract/train/english/joints.txt")),
      builtin_find(STR("extract/train/english/abbreviations.txt")),
      builtin_find(STR("extract/train/english/prefixes.txt")),
      builtin_find(STR("extract/train/english/units.txt"))};
  *section = tokenizer_train(training->call->arena, lists, training->treebanks,
                             training->count);
  return STATUS_OK;
}

static Status train_sentences(const Training *training, Str *section) {
  SegmentTraining settings = segment_training_default();
  *section = segmenter_train(training->call->arena, &settings,
                             training->treebanks, training->count);
  return STATUS_OK;
}

static Status train_lemmas(const Training *training, Str *section) {
  LemmaLists lists = {builtin_find(STR("extract/train/english/irregular.txt")),
                      builtin_find(STR("extract/train/english/verbs.txt"))};
  *section = lemmatizer_train(training->call->arena, lists, training->treebanks,
                              training->count);
  return STATUS_OK;
}

/// The settings that the options ask for. `base` is filled in if needed.
static Status choose_settings(const Training *training, Network *base,
                              ParserTraining *settings) {
  Call *call = training->call;
  *settings = parser_training_default();
  if (call->options.values[OPTION_FURTHER].is_set) {
    Str weights = model_section(training->base, STR(PARSER_SECTION));
    Status status = network_load(weights, STR("the model to train further"),
                                 call->arena, call->report, base);
    if (status != STATUS_OK) {
      return status;
    }
    *settings = parser_training_further(base);
  }
  parser_training_prune(settings,
                        (float)number_of(call, OPTION_ZEROS, 0) / 100);
  settings->seed = number_of(call, OPTION_SEED, (uint32_t)settings->seed);
  settings->epochs = number_of(call, OPTION_EPOCHS, settings->epochs);
  settings->teachers = number_of(call, OPTION_TEACHERS, settings->teachers);
  settings->lists = (VariationLists){
      builtin_find(STR("extract/train/english/variations.txt")),
      builtin_find(STR("extract/train/english/irregular.txt")),
      builtin_find(STR("extract/train/english/verbs.txt")),
      builtin_find(STR("extract/train/english/grafts.txt"))};
  return STATUS_OK;
}

static Status train_parser(const Training *training, Str *section) {
  Call *call = training->call;
  const Sentences none = {NULL, 0};
  Network base;
  ParserTraining settings;
  Status status = choose_settings(training, &base, &settings);
  Inventory inventory;
  memset(&inventory, 0, sizeof inventory);
  if (status == STATUS_OK) {
    status = inventory_read_vectors(
        &inventory, call->arena,
        text_of(call, OPTION_VECTORS, "model/words.vec"), call->report);
  }
  if (status != STATUS_OK) {
    return status;
  }
  *section = parser_train(
      call->arena, &settings, &inventory, training->sentences, training->count,
      training->dev.document ? training->dev.sentences : &none, show_progress,
      call);
  if (!section->length) {
    report_add(call->report, SEVERITY_ERROR, STR("the model to train further"),
               "its parser has other words or labels than these treebanks");
    return STATUS_BAD_SETUP;
  }
  return STATUS_OK;
}

/// The name tagger goes on from the other parts.
static Status train_names(const Training *training, Str *section) {
  Call *call = training->call;
  const OptionValue *part = &call->options.values[OPTION_PART];
  NameTraining settings = name_training_default();
  settings.seed = number_of(call, OPTION_SEED, (uint32_t)settings.seed);
  if (part->is_set && part->number) { // else the parser's
    settings.epochs = number_of(call, OPTION_EPOCHS, settings.epochs);
  }
  Str file = model_build(call->arena, training->sections, NAMES_PART);
  char *bytes = kernel_buffer(call->arena, file.length, 1);
  memcpy(bytes, file.data, file.length);
  Model *model = NULL;
  Status status = model_load((Str){bytes, file.length}, STR("the new model"),
                             call->report, &model);
  if (status == STATUS_OK) {
    status =
        name_train(call->arena, &settings, model, training->entities,
                   training->count, call->report, show_progress, call, section);
  }
  model_free(model);
  // Bad annotations are as bad as bad sentences.
  return status == STATUS_BAD_INPUT ? STATUS_BAD_SETUP : status;
}

/// The parts of a model, in the order of the file and of the option's choices.
static const struct {
  const char *section;
  Status (*train)(const Training *training, Str *section);
} parts[] = {
    {TOKENIZER_SECTION, train_tokens},  {SEGMENTER_SECTION, train_sentences},
    {LEMMATIZER_SECTION, train_lemmas}, {PARSER_SECTION, train_parser},
    {NAMES_SECTION, train_names},
};
_Static_assert(sizeof parts / sizeof *parts == PART_COUNT,
               "every part has an entry");

static Status train_parts(Training *training) {
  Call *call = training->call;
  const OptionValue *choice = &call->options.values[OPTION_PART];
  uint32_t chosen = choice->is_set ? choice->number : 0; // 0: all
  ModelSection sections[PART_COUNT];
  training->sections = sections;
  for (uint32_t i = 0; i < PART_COUNT; i++) {
    sections[i].name = str_from(parts[i].section);
    sections[i].bytes = model_section(training->base, sections[i].name);
    if (i == NAMES_PART && chosen == PARSER_PART + 1) {
      sections[i].bytes = STR(""); // it would go on from another parser
    }
    if (chosen == 0 || chosen == i + 1) {
      Status status = parts[i].train(training, &sections[i].bytes);
      if (status != STATUS_OK) {
        return status;
      }
    }
  }
  output_write(call->output, model_build(call->arena, sections, PART_COUNT));
  return STATUS_OK;
}

static Status run(Call *call) {
  enum { SALIENCE = PART_COUNT + 1 }; // no part of the model's file
  const OptionValue *part = &call->options.values[OPTION_PART];
  if (part->is_set && part->number == SALIENCE) {
    return train_salience(call);
  }
  Training training = {.call = call};
  Status status = read_treebanks(&training);
  if (status != STATUS_OK) {
    return status == STATUS_FAILED ? status : STATUS_BAD_SETUP;
  }
  const char *path = text_of(call, OPTION_MODEL, NULL);
  Model *base = NULL;
  if (path) {
    status = model_open(path, call->report, &base);
  } else {
    base = model_builtin();
  }
  training.base = base;
  if (status == STATUS_OK) {
    status = train_parts(&training);
  }
  model_free(base);
  return status;
}

const Command command_train = {
    .name = "train",
    .arguments = "TREEBANK.conllu...",
    .summary = "Make a model from treebanks",
    .least_arguments = 1,
    .most_arguments = SIZE_MAX,
    .options = OPTIONS(OPTION_OUTPUT, OPTION_PART, OPTION_MODEL, OPTION_VECTORS,
                       OPTION_DEV, OPTION_SEED, OPTION_EPOCHS, OPTION_TEACHERS,
                       OPTION_FURTHER, OPTION_ZEROS),
    .run = run,
};
