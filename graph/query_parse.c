/// Parsing a query before it runs: names of its columns, and a second look for
/// what must not run.
#include "graph/query_internal.h"

#include <rasqal.h>

typedef struct {
  const QueryText *text;
  Report *report;
  bool failed;
} Parsing;

/// Tell rasqal's first error; it knows the line, our prefixes take one.
static void take_message(void *user, raptor_log_message *message) {
  Parsing *parsing = user;
  if (message->level < RAPTOR_LOG_LEVEL_ERROR || parsing->failed) {
    return;
  }
  parsing->failed = true;
  int line = message->locator ? message->locator->line - 1 : 1;
  Str text = parsing->text->text;
  size_t offset = 0;
  for (int i = 1; i < line && offset < text.length; i++) {
    const char *end = memchr(text.data + offset, '\n', text.length - offset);
    offset = end ? (size_t)(end - text.data) + 1 : text.length;
  }
  report_at(parsing->report, SEVERITY_ERROR, STR("(query)"), text, offset, "%s",
            message->text);
}

static int find_forbidden(rasqal_query *query, rasqal_graph_pattern *pattern,
                          void *user) {
  (void)query;
  rasqal_graph_pattern_operator kind =
      rasqal_graph_pattern_get_operator(pattern);
  bool *found = user;
  *found |= kind == RASQAL_GRAPH_PATTERN_OPERATOR_SERVICE ||
            kind == RASQAL_GRAPH_PATTERN_OPERATOR_MINUS ||
            kind == RASQAL_GRAPH_PATTERN_OPERATOR_UNKNOWN;
  return 0;
}

static bool is_allowed(rasqal_query *query) {
  rasqal_query_verb verb = rasqal_query_get_verb(query);
  bool forbidden = verb != RASQAL_QUERY_VERB_SELECT &&
                   verb != RASQAL_QUERY_VERB_CONSTRUCT &&
                   verb != RASQAL_QUERY_VERB_ASK;
  raptor_sequence *sources = rasqal_query_get_data_graph_sequence(query);
  forbidden |= sources && raptor_sequence_size(sources) > 0;
  rasqal_query_graph_pattern_visit2(query, find_forbidden, &forbidden);
  return !forbidden;
}

static void read_columns(rasqal_query *query, Arena *arena, QueryText *text) {
  raptor_sequence *variables = rasqal_query_get_bound_variable_sequence(query);
  int count = variables ? raptor_sequence_size(variables) : 0;
  text->columns = ARENA_NEW(arena, const char *, (size_t)count);
  for (int i = 0; i < count; i++) {
    const rasqal_variable *variable = raptor_sequence_get_at(variables, i);
    text->columns[i] =
        arena_copy(arena, str_from((const char *)variable->name)).data;
  }
  text->column_count = count;
}

static Status parse(rasqal_world *world, Str full, Parsing *parsing,
                    Arena *arena, QueryText *text) {
  rasqal_world_set_log_handler(world, parsing, take_message);
  rasqal_query *query = rasqal_new_query(world, "sparql11-query", NULL);
  if (!query) {
    return STATUS_FAILED;
  }
  rasqal_query_set_feature(query, RASQAL_FEATURE_NO_NET, 1);
  int rc = rasqal_query_prepare(query, (const unsigned char *)full.data, NULL);
  if (!parsing->failed && (rc || !is_allowed(query))) {
    report_add(parsing->report, SEVERITY_ERROR, STR("(query)"),
               "this query cannot be answered here; a SPARQL 1.1 store that "
               "has loaded the graph may");
    parsing->failed = true;
  }
  if (!parsing->failed) {
    read_columns(query, arena, text);
  }
  rasqal_free_query(query);
  return parsing->failed ? STATUS_BAD_SETUP : STATUS_OK;
}

Status query_parse(Str full, Arena *arena, Report *report, QueryText *text) {
  Parsing parsing = {.text = text, .report = report};
  rasqal_world *world = rasqal_new_world();
  Status status = STATUS_FAILED;
  if (world && rasqal_world_open(world) == 0) {
    status = parse(world, full, &parsing, arena, text);
  }
  if (world) {
    rasqal_free_world(world);
  }
  return status;
}
