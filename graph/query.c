/// Query: load the file, let rasqal work, write what it finds.
#include "graph/query.h"

#include "graph/graph.h"
#include "graph/query_internal.h"
#include "graph/store.h"

#include <stdlib.h>
#include <time.h>

typedef struct {
  const QueryOptions *options;
  Arena *arena;
  Report *report;
  Output *output;
  QueryText text;
  PrefixList prefixes;
  librdf_world *world;
  librdf_storage *storage;
  librdf_model *model;
  bool failed; ///< an error was reported
} Run;

QueryFormat query_find_format(Str name) {
  static const char *const names[] = {
      [QUERY_TEXT] = "text",
      [QUERY_TSV] = "tsv",
      [QUERY_CSV] = "csv",
      [QUERY_JSON] = "json",
  };
  _Static_assert(sizeof names / sizeof *names == QUERY_FORMAT_COUNT,
                 "every format has a name");
  int format = 0;
  while (format < QUERY_FORMAT_COUNT &&
         !str_equal(name, str_from(names[format]))) {
    format++;
  }
  return (QueryFormat)format;
}

/// Errors while the query runs; those of its text were told before.
static int take_message(void *user, librdf_log_message *message) {
  Run *run = user;
  if (librdf_log_message_level(message) >= LIBRDF_LOG_ERROR && !run->failed) {
    run->failed = true;
    report_add(run->report, SEVERITY_ERROR, STR("(query)"), "%s",
               librdf_log_message_message(message));
  }
  return 1;
}

static bool start(Run *run) {
  run->world = librdf_new_world();
  if (!run->world) {
    return false;
  }
  librdf_world_open(run->world);
  librdf_world_set_logger(run->world, run, take_message);
  if (!store_register(run->world)) {
    return false;
  }
  run->storage = librdf_new_storage(run->world, STORE_NAME, NULL, NULL);
  run->model =
      run->storage ? librdf_new_model(run->world, run->storage, NULL) : NULL;
  return run->model != NULL;
}

static void stop(Run *run) {
  if (run->model) {
    librdf_free_model(run->model);
  }
  if (run->storage) {
    librdf_free_storage(run->storage);
  }
  if (run->world) {
    librdf_free_world(run->world);
  }
}

/// The query behind one line of prefixes it does not declare itself.
static Str with_prefixes(const Run *run) {
  Str line = STR("");
  for (size_t i = 0; i < run->prefixes.count; i++) {
    const Prefix *prefix = &run->prefixes.prefixes[i];
    bool declared = false;
    for (size_t k = 0; k < run->text.prefix_count; k++) {
      declared |= str_equal(run->text.prefixes[k], prefix->name);
    }
    if (!declared) {
      line = arena_format(run->arena, "%.*sPREFIX %.*s: <%.*s> ", STR_ARG(line),
                          STR_ARG(prefix->name), STR_ARG(prefix->iri));
    }
  }
  return arena_format(run->arena, "%.*s\n%.*s", STR_ARG(line),
                      STR_ARG(run->text.text));
}

static bool is_over(const Run *run) {
  return store_is_late(store_of(run->storage)) ||
         output_is_useless(run->output);
}

static void write_rows(const Run *run, RowWriter *rows,
                       librdf_query_results *results) {
  rows->column_count = run->text.column_count;
  rows->names = run->text.columns;
  librdf_node **values =
      ARENA_NEW(run->arena, librdf_node *, (size_t)rows->column_count);
  rows_begin(rows);
  while (!librdf_query_results_finished(results) && !is_over(run)) {
    for (int i = 0; i < rows->column_count; i++) {
      values[i] = librdf_query_results_get_binding_value_by_name(
          results, rows->names[i]);
    }
    rows_put(rows, values);
    for (int i = 0; i < rows->column_count; i++) {
      if (values[i]) {
        librdf_free_node(values[i]);
      }
    }
    librdf_query_results_next(results);
  }
  rows_end(rows);
}

static void write_triples(const Run *run, RowWriter *rows,
                          librdf_query_results *results) {
  librdf_stream *stream = librdf_query_results_as_stream(results);
  for (; stream && !librdf_stream_end(stream) && !is_over(run);
       librdf_stream_next(stream)) {
    rows_put_triple(rows, librdf_stream_get_object(stream));
  }
  if (stream) {
    librdf_free_stream(stream);
  }
}

static void write_results(const Run *run, librdf_query_results *results) {
  RowWriter rows = {.output = run->output,
                    .format = run->options->format,
                    .prefixes = &run->prefixes,
                    .world = run->world};
  if (librdf_query_results_is_bindings(results)) {
    write_rows(run, &rows, results);
  } else if (librdf_query_results_is_boolean(results)) {
    rows_put_boolean(&rows, librdf_query_results_get_boolean(results) > 0);
  } else if (librdf_query_results_is_graph(results)) {
    write_triples(run, &rows, results);
  }
}

static void begin_clock(const Run *run) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  double limit = run->options->seconds;
  store_set_deadline(
      store_of(run->storage),
      limit > 0 ? (double)now.tv_sec + (double)now.tv_nsec * 1e-9 + limit : 0);
}

static Status complain_of_time(const Run *run) {
  report_add(run->report, SEVERITY_ERROR, STR(""),
             "the query was stopped after %g seconds; the rows written are not "
             "all%s",
             run->options->seconds,
             run->text.has_optional
                 ? " (OPTIONAL is slow here on large graphs; a SPARQL 1.1 "
                   "store that has loaded the graph does it fast)"
                 : "");
  return STATUS_BAD_INPUT;
}

static Status execute(Run *run) {
  Str text = with_prefixes(run);
  Status status = query_parse(text, run->arena, run->report, &run->text);
  if (status != STATUS_OK) {
    return status;
  }
  librdf_query *query =
      librdf_new_query(run->world, "sparql11-query", NULL,
                       (const unsigned char *)text.data, NULL);
  store_size(store_of(run->storage));
  begin_clock(run);
  librdf_query_results *results =
      query ? librdf_model_query_execute(run->model, query) : NULL;
  if (results && !run->failed) {
    write_results(run, results);
  } else if (!run->failed) {
    report_add(run->report, SEVERITY_ERROR, STR("(query)"),
               "this query cannot be answered here; a SPARQL 1.1 store that "
               "has loaded the graph may");
    run->failed = true;
  }
  if (results) {
    librdf_free_query_results(results);
  }
  if (query) {
    librdf_free_query(query);
  }
  if (run->failed) {
    return STATUS_BAD_SETUP;
  }
  return store_is_late(store_of(run->storage)) ? complain_of_time(run)
                                               : STATUS_OK;
}

static Status run_in_arena(const char *path, Str sparql, Run *run) {
  Status status = query_check(sparql, run->arena, run->report, &run->text);
  if (status != STATUS_OK) {
    return status;
  }
  Str base = run->options->base;
  IriSpace space;
  if (!iri_space(run->arena, base.length > 0 ? base : STR(GRAPH_DEFAULT_BASE),
                 &space)) {
    report_add(run->report, SEVERITY_ERROR, STR(""),
               "the base '%.*s' is no absolute IRI", STR_ARG(base));
    return STATUS_BAD_SETUP;
  }
  run->prefixes = prefix_list(run->arena, &space);
  if (!start(run)) {
    report_add(run->report, SEVERITY_ERROR, STR(""),
               "cannot start the RDF library");
    return STATUS_FAILED;
  }
  status = query_load(path, run->world, run->model, run->arena, &run->prefixes,
                      run->report);
  return status == STATUS_OK ? execute(run) : status;
}

Status query_run(const char *path, Str sparql, const QueryOptions *options,
                 Output *output, Report *report) {
  Run run = {.options = options,
             .arena = arena_new(),
             .report = report,
             .output = output};
  Status status = run_in_arena(path, sparql, &run);
  stop(&run);
  arena_free(run.arena);
  return status;
}
