/// quern extract: from articles to a graph.
#include "cli/commands.h"

#include "cli/inputs.h"
#include "extract/extract.h"
#include "extract/filter.h"
#include "extract/read/date.h"
#include "extract/read/read.h"
#include "extract/write_jsonl.h"
#include "extract/write_text.h"
#include "graph/graph.h"

/// What is shared by all documents.
typedef struct {
  Call *call;
  Layout *layout;
  Ontology *ontology;
  Extractor *extractor;
  ExtractWorker **workers; ///< one a thread
  Graph **graphs;          ///< one a thread; NULL if nothing needs IRIs
  size_t worker_count;
} Run;

/// The formats, in the order of the option's choices.
typedef enum { FORMAT_JSONL = GRAPH_FORMAT_COUNT, FORMAT_TEXT } Format;

static uint32_t chosen(const Call *call, OptionId id) {
  const OptionValue *value = &call->options.values[id];
  return value->is_set ? value->number : 0;
}

static Str name_statement(void *context, uint32_t index) {
  return graph_names_statement(context, index);
}

static Str name_thing(void *context, const Part *part) {
  return graph_names_thing(context, part);
}

static Str name_term(void *context, const Part *part) {
  return graph_names_term(context, part);
}

static Str name_relation(void *context, const Part *predicate) {
  return graph_names_relation(context, predicate);
}

static void write_lines(const Graph *graph, const Input *input,
                        const GraphInput *found) {
  JsonlNames names = {name_statement, name_thing, name_term, name_relation,
                      graph_names_new(graph, found, input->arena)};
  write_jsonl(input->output, found->document, found->sentences,
              found->statements, found->entities, &names, input->arena);
}

/// The text of an option; empty if it is not given.
static Str name_of(const Call *call, OptionId id) {
  const OptionValue *value = &call->options.values[id];
  return value->is_set ? str_from(value->text) : (Str){NULL, 0};
}

static Status extract_one(Run *run, const Input *input,
                          const Document *document) {
  Extraction extraction =
      extract_document(run->workers[input->worker], document, input->arena);
  GraphInput found = {document, &extraction.sentences, &extraction.statements,
                      &extraction.entities,
                      extraction.place < extraction.entities.count
                          ? &extraction.entities.entities[extraction.place]
                          : NULL};
  filter_apply(&(Filter){name_of(run->call, OPTION_CLAIMS_BY),
                         name_of(run->call, OPTION_ABOUT)},
               &extraction.entities, &extraction.statements, input->arena);
  uint32_t format = chosen(run->call, OPTION_FORMAT);
  if (format < GRAPH_FORMAT_COUNT) {
    return graph_add(run->graphs[input->worker], &found, input->arena,
                     input->output, input->report);
  }
  statements_drop_below(
      &extraction.statements,
      run->call->options.values[OPTION_MIN_CONFIDENCE].fraction, input->arena);
  if (format == FORMAT_JSONL) {
    write_lines(run->graphs[input->worker], input, &found);
  } else {
    write_text(input->output, &extraction.statements);
  }
  return STATUS_OK;
}

static Status work(void *context, Input *input) {
  Run *run = context;
  ReadFormat format = read_format_guess(input->name);
  Status worst = STATUS_OK;
  size_t offset = 0;
  do {
    Document document;
    Status status =
        read_document(format, input->bytes, &offset, input->name, run->layout,
                      input->arena, input->report, &document);
    if (status == STATUS_OK) {
      OptionValue date = run->call->options.values[OPTION_DATE];
      if (date.is_set) {
        document.date = str_from(date.text);
      }
      status = extract_one(run, input, &document);
    }
    worst = status > worst ? status : worst;
  } while (offset < input->bytes.length && worst <= STATUS_BAD_INPUT);
  return worst;
}

static bool type_exists(const void *context, Str type) {
  return ontology_has_type(context, type);
}

static bool is_subtype(const void *context, Str type, Str ancestor) {
  return ontology_is_subclass(context, type, ancestor);
}

static const char *text_of(const Call *call, OptionId id) {
  const OptionValue *value = &call->options.values[id];
  return value->is_set ? value->text : NULL;
}

/// A date is a year, a month and a day: "2013-04-13".
static Status check_date(const Call *call) {
  const char *date = text_of(call, OPTION_DATE);
  if (!date) {
    return STATUS_OK;
  }
  Str text = str_from(date);
  Str known = text.length == 10
                  ? date_format(call->arena, str_slice(text, 0, 4),
                                str_slice(text, 5, 7), str_slice(text, 8, 10))
                  : STR("");
  if (!str_equal(known, text)) {
    report_add(call->report, SEVERITY_ERROR, STR(""),
               "--date: '%s' is no date such as 2013-04-13", date);
    return STATUS_BAD_SETUP;
  }
  return STATUS_OK;
}

static Status load(Run *run) {
  Call *call = run->call;
  const char *ontology = text_of(call, OPTION_ONTOLOGY);
  run->layout = layout_builtin();
  Status status =
      ontology_load(&ontology, ontology ? 1 : 0, call->report, &run->ontology);
  if (status != STATUS_OK) {
    return status;
  }
  const OptionValue *entities = &call->options.values[OPTION_ENTITIES];
  ExtractSetup setup = {.model = text_of(call, OPTION_MODEL),
                        .rules = text_of(call, OPTION_RULES),
                        .entities = entities->texts,
                        .entity_count = entities->text_count,
                        .no_builtin_rules =
                            call->options.values[OPTION_ONLY_RULES].is_set,
                        .exists = type_exists,
                        .is_subtype = is_subtype,
                        .types = run->ontology};
  return extractor_new(&setup, call->report, &run->extractor);
}

static Status make_graphs(Run *run) {
  Call *call = run->call;
  const char *base = text_of(call, OPTION_BASE);
  uint32_t format = chosen(call, OPTION_FORMAT);
  GraphOptions options = {
      .format = format < GRAPH_FORMAT_COUNT ? (GraphFormat)format
                                            : GRAPH_NTRIPLES, // writes none
      .base = str_from(base),
      .provenance = call->options.values[OPTION_PROVENANCE].is_set
                        ? (Provenance)chosen(call, OPTION_PROVENANCE)
                        : PROVENANCE_SENTENCE,
      .min_confidence = call->options.values[OPTION_MIN_CONFIDENCE].fraction,
      .ontology = run->ontology};
  run->graphs = ARENA_NEW(call->arena, Graph *, run->worker_count);
  Status status = STATUS_OK;
  for (size_t i = 0; status == STATUS_OK && i < run->worker_count; i++) {
    status = graph_new(&options, call->report, &run->graphs[i]);
  }
  return status;
}

static Status prepare(Run *run) {
  Call *call = run->call;
  uint32_t format = chosen(call, OPTION_FORMAT);
  if (format == GRAPH_RDFXML) { // one writer knows what it has declared
    call->options.values[OPTION_JOBS] =
        (OptionValue){.is_set = true, .number = 1};
  }
  run->worker_count = inputs_worker_count(call);
  run->workers = ARENA_NEW(call->arena, ExtractWorker *, run->worker_count);
  Status status = check_date(call);
  if (status == STATUS_OK) {
    status = load(run);
  }
  if (status == STATUS_OK && format != FORMAT_TEXT) {
    status = make_graphs(run);
  }
  for (size_t i = 0; status == STATUS_OK && i < run->worker_count; i++) {
    run->workers[i] = extract_worker_new(run->extractor, NULL);
  }
  return status;
}

static void release(Run *run) {
  for (size_t i = 0; i < run->worker_count; i++) {
    extract_worker_free(run->workers[i]);
    if (run->graphs) {
      graph_free(run->graphs[i]);
    }
  }
  extractor_free(run->extractor);
  ontology_free(run->ontology);
  layout_free(run->layout);
}

static Status run(Call *call) {
  Run run = {.call = call};
  Status status = prepare(&run);
  if (status == STATUS_OK) {
    if (run.graphs) {
      graph_begin(run.graphs[0], call->output);
    }
    InputSteps steps = {.context = &run,
                        .takes = read_has_ending,
                        .endings = READ_ENDINGS,
                        .work = work};
    status = inputs_run(call, &steps);
    if (run.graphs && status <= STATUS_BAD_INPUT) {
      graph_end(run.graphs[0], call->output);
    }
  }
  release(&run);
  return status;
}

const Command command_extract = {
    .name = "extract",
    .arguments = "[FILE|DIR|-]...",
    .summary = "Turn articles (of a folder: *.txt, *.text) into a graph",
    .least_arguments = 0,
    .most_arguments = SIZE_MAX,
    .options = OPTIONS(OPTION_OUTPUT, OPTION_FORMAT, OPTION_BASE, OPTION_DATE,
                       OPTION_RULES, OPTION_ONLY_RULES, OPTION_ONTOLOGY,
                       OPTION_ENTITIES, OPTION_MODEL, OPTION_PROVENANCE,
                       OPTION_MIN_CONFIDENCE, OPTION_CLAIMS_BY, OPTION_ABOUT,
                       OPTION_JOBS),
    .run = run,
};
