/// quern parse: text in, CoNLL-U out.
#include "cli/commands.h"

#include "cli/front_end.h"
#include "cli/inputs.h"
#include "extract/read/read.h"
#include "extract/syntax/conllu.h"
#include "extract/syntax/evaluate.h"

/// The choices of --input; the first ones are the formats of read/.
enum { INPUT_CONLLU = READ_FORMAT_COUNT };

static uint32_t choose_format(const OptionValue *option, Str name) {
  if (option->is_set) {
    return option->number;
  }
  return str_ends(name, STR(".conllu")) ? (uint32_t)INPUT_CONLLU
                                        : (uint32_t)read_format_guess(name);
}

static void write_sentences(Input *input, Document *document,
                            const Sentences *sentences) {
  if (str_equal(document->name, STR("-"))) {
    document->name = STR("stdin");
  }
  conllu_write(input->output, document, sentences);
}

typedef struct {
  FrontEnd front_end;
  Layout *layout;
  const OptionValue *format;
} Parsing;

/// Parse the words that a CoNLL-U file has; tags and trees of it are dropped.
static Status parse_conllu(const Parsing *parsing, Input *input) {
  Document document;
  Sentences read;
  Status status = conllu_read(input->bytes, input->name, input->arena,
                              input->report, &document, &read);
  Sentences sentences = evaluate_strip(&read, input->arena);
  analyzer_parse(parsing->front_end.analyzers[input->worker], &sentences,
                 input->arena);
  write_sentences(input, &document, &sentences);
  return status;
}

/// Parse all of a text, what looks like page noise too: the output can be laid
/// over the input, and whoever wants less can leave it out.
static Status parse_text(const Parsing *parsing, Input *input,
                         ReadFormat format) {
  Status worst = STATUS_OK;
  size_t offset = 0;
  do {
    Document document;
    Status status =
        read_document(format, input->bytes, &offset, input->name,
                      parsing->layout, input->arena, input->report, &document);
    if (status == STATUS_OK) {
      Sentences sentences =
          analyzer_run(parsing->front_end.analyzers[input->worker], &document,
                       true, input->arena);
      write_sentences(input, &document, &sentences);
    }
    worst = status > worst ? status : worst;
  } while (offset < input->bytes.length);
  return worst;
}

static Status work(void *context, Input *input) {
  const Parsing *parsing = context;
  uint32_t format = choose_format(parsing->format, input->name);
  return format == INPUT_CONLLU
             ? parse_conllu(parsing, input)
             : parse_text(parsing, input, (ReadFormat)format);
}

static bool has_ending(Str path) {
  return str_ends(path, STR(".conllu")) || read_has_ending(path);
}

static Status run(Call *call) {
  Parsing parsing = {.format = &call->options.values[OPTION_INPUT]};
  Status status =
      front_end_open(call, inputs_worker_count(call), &parsing.front_end);
  if (status == STATUS_OK) {
    parsing.layout = layout_builtin();
    InputSteps steps = {.context = &parsing,
                        .takes = has_ending,
                        .endings = ".conllu, " READ_ENDINGS,
                        .work = work};
    status = inputs_run(call, &steps);
    layout_free(parsing.layout);
  }
  front_end_close(&parsing.front_end);
  return status;
}

const Command command_parse = {
    .name = "parse",
    .arguments = "[FILE|DIR|-]...",
    .summary = "Write sentences, words and dependency trees as CoNLL-U",
    .most_arguments = SIZE_MAX,
    .options = OPTIONS(OPTION_OUTPUT, OPTION_INPUT, OPTION_MODEL, OPTION_JOBS),
    .run = run,
};
