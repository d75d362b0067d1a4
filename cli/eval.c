/// quern eval: accuracy on annotated data.
#include "cli/commands.h"

#include "base/file.h"
#include "cli/eval_coref.h"
#include "cli/eval_names.h"
#include "cli/front_end.h"
#include "extract/read/text.h"
#include "extract/syntax/conllu.h"
#include "extract/syntax/evaluate.h"

/// What is compared with a gold standard.
typedef struct {
  Document document;
  Sentences gold;
  Analyzer *analyzer;
} Evaluating;

/// Parse the gold standard's words.
static Status parse_words(Call *call, const Evaluating *evaluating,
                          Sentences *sentences) {
  *sentences = evaluate_strip(&evaluating->gold, call->arena);
  analyzer_parse(evaluating->analyzer, sentences, call->arena);
  return STATUS_OK;
}

/// Read the gold standard's text as if it were any text file.
static Status parse_text(Call *call, const Evaluating *evaluating,
                         Sentences *sentences) {
  Layout *layout = layout_builtin();
  Document document;
  Status status =
      text_read(evaluating->document.text, evaluating->document.name, layout,
                call->arena, call->report, &document);
  layout_free(layout);
  if (status == STATUS_OK) {
    *sentences =
        analyzer_run(evaluating->analyzer, &document, true, call->arena);
  }
  return status;
}

/// The first argument, and how the sentences to compare are made.
static const struct {
  const char *name;
  Status (*analyze)(Call *call, const Evaluating *evaluating,
                    Sentences *sentences);
} modes[] = {
    {"parse", parse_words},
    {"tokens", parse_text},
};
enum { MODE_COUNT = sizeof modes / sizeof *modes };

/// The index of a mode; MODE_COUNT, reported, if there is none of this name.
static size_t find_mode(Call *call, const char *name) {
  size_t mode = 0;
  while (mode < MODE_COUNT && strcmp(modes[mode].name, name) != 0) {
    mode++;
  }
  if (mode == MODE_COUNT) {
    report_add(call->report, SEVERITY_ERROR, STR(""),
               "nothing to evaluate is called '%s': expected 'parse', "
               "'tokens', 'names' or 'coref'",
               name);
  }
  return mode;
}

static Status compare(Call *call, const Evaluating *evaluating, size_t mode) {
  Analysis gold = {evaluating->document.text, evaluating->gold};
  Analysis system = {.text = evaluating->document.text};
  Status status = modes[mode].analyze(call, evaluating, &system.sentences);
  Evaluation evaluation;
  if (status == STATUS_OK) {
    status = evaluate(&gold, &system, evaluating->document.name, call->arena,
                      call->report, &evaluation);
  }
  if (status == STATUS_OK) {
    evaluate_write(call->output, &evaluation);
    if (call->options.values[OPTION_DETAILS].is_set) {
      evaluate_write_details(call->output, &evaluation);
    }
  }
  return status;
}

static Status evaluate_file(Call *call, size_t mode, const char *path) {
  Evaluating evaluating;
  Str bytes;
  Status reading =
      file_read(path, DOCUMENT_LONGEST, call->arena, call->report, &bytes);
  if (reading != STATUS_OK) {
    return reading;
  }
  // Good sentences are compared even if there are bad ones.
  reading = conllu_read(bytes, str_from(path), call->arena, call->report,
                        &evaluating.document, &evaluating.gold);
  FrontEnd front_end;
  Status status = front_end_open(call, 1, &front_end);
  if (status == STATUS_OK) {
    evaluating.analyzer = front_end.analyzers[0];
    status = compare(call, &evaluating, mode);
  }
  front_end_close(&front_end);
  return status > reading ? status : reading;
}

static Status run(Call *call) {
  if (strcmp(call->options.arguments[0], "names") == 0) {
    return eval_names(call, call->options.arguments[1]);
  }
  if (strcmp(call->options.arguments[0], "coref") == 0) {
    return eval_coref(call, call->options.arguments[1]);
  }
  size_t mode = find_mode(call, call->options.arguments[0]);
  return mode == MODE_COUNT
             ? STATUS_BAD_SETUP
             : evaluate_file(call, mode, call->options.arguments[1]);
}

const Command command_eval = {
    .name = "eval",
    .arguments = "parse|tokens|names|coref GOLD.conllu",
    .summary = "Measure accuracy on annotated sentences",
    .least_arguments = 2,
    .most_arguments = 2,
    .options = OPTIONS(OPTION_OUTPUT, OPTION_MODEL, OPTION_DETAILS),
    .run = run,
};
