/// The steps of a query: check it, load the file, write the rows.
#ifndef QUERN_GRAPH_QUERY_INTERNAL_H
#define QUERN_GRAPH_QUERY_INTERNAL_H

#include "graph/prefix.h"
#include "graph/query.h"

#include <redland.h>

/// What the query's text shows before it is parsed.
typedef struct {
  Str text;
  bool has_optional;
  Str *prefixes; ///< names it declares
  size_t prefix_count;
  size_t prefix_capacity;
  const char **columns; ///< names of the columns, once it is parsed
  int column_count;
} QueryText;

/// Read the query's words. STATUS_BAD_SETUP (reported) if it needs what rasqal
/// lacks or must not do.
MUST_CHECK Status query_check(Str text, Arena *arena, Report *report,
                              QueryText *query);

/// Parse the query, `full` with a line of prefixes before it. Errors are
/// reported with their line in the query's own text.
MUST_CHECK Status query_parse(Str full, Arena *arena, Report *report,
                              QueryText *text);

/// Load an RDF file into a model; prefixes it declares are added in front.
/// STATUS_OK or STATUS_FAILED (reported).
MUST_CHECK Status query_load(const char *path, librdf_world *world,
                             librdf_model *model, Arena *arena,
                             PrefixList *prefixes, Report *report);

/// Writes rows of one format.
typedef struct {
  Output *output;
  QueryFormat format;
  const PrefixList *prefixes;
  Arena *scratch;
  librdf_world *world;
  const char *const *names; ///< of the columns
  int column_count;
  size_t row_count;
} RowWriter;

void rows_begin(RowWriter *rows);
/// NULL values are unbound.
void rows_put(RowWriter *rows, librdf_node *const *values);
void rows_end(RowWriter *rows);
void rows_put_boolean(RowWriter *rows, bool answer);

/// Write a triple as a line of N-Triples.
void rows_put_triple(RowWriter *rows, librdf_statement *statement);

#endif
