/// quern query: ask a graph in SPARQL.
#include "cli/commands.h"

#include "graph/query.h"

enum { DEFAULT_SECONDS = 60 };

static Status run_query(Call *call) {
  const OptionValue *format = &call->options.values[OPTION_ROWS];
  const OptionValue *limit = &call->options.values[OPTION_TIME_LIMIT];
  QueryOptions options = {
      .format = format->is_set ? (QueryFormat)format->number : QUERY_TEXT,
      .seconds = limit->is_set ? limit->number : DEFAULT_SECONDS,
  };
  return query_run(call->options.arguments[0],
                   str_from(call->options.arguments[1]), &options, call->output,
                   call->report);
}

const Command command_query = {
    .name = "query",
    .arguments = "GRAPH SPARQL",
    .summary = "Answer a SPARQL query over a graph file",
    .least_arguments = 2,
    .most_arguments = 2,
    .options = OPTIONS(OPTION_ROWS, OPTION_TIME_LIMIT, OPTION_OUTPUT),
    .run = run_query,
};
