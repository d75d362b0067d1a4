/// Query: SPARQL over a file, with what rasqal can do.
///
/// rasqal does SPARQL 1.0 and simple aggregates. What it cannot do, and what
/// would reach beyond the file (SERVICE, FROM), is refused with a sentence.
#ifndef QUERN_GRAPH_QUERY_H
#define QUERN_GRAPH_QUERY_H

#include "base/output.h"

typedef enum {
  QUERY_TEXT, ///< for people: tab-separated, prefixed names, plain texts
  QUERY_TSV,  ///< SPARQL 1.1 TSV
  QUERY_CSV,  ///< SPARQL 1.1 CSV
  QUERY_JSON, ///< SPARQL 1.1 JSON
  QUERY_FORMAT_COUNT
} QueryFormat;

/// QUERY_FORMAT_COUNT if there is no such format ("tsv").
QueryFormat query_find_format(Str name);

typedef struct {
  QueryFormat format;
  Str base;       ///< whose prefixes (ent:, rel: ...) the query may use; empty:
                  ///< GRAPH_DEFAULT_BASE
  double seconds; ///< most time for the query, loading apart; 0: no limit
} QueryOptions;

/**
   Answer a SPARQL query (SELECT, ASK, CONSTRUCT) over one RDF file.

   Prefixes of the file and of quern's own graphs need not be declared. The
   default graph is the union of all graphs. CONSTRUCT gives N-Triples in all
   formats. Rows are written as they are found. Only for the main thread.

   @param path    Turtle, TriG, N-Triples, N-Quads or RDF/XML, told by its
                  ending; any other, and "-" (standard input), is Turtle.
   @param sparql  UTF-8; borrowed.
   @return STATUS_OK; STATUS_BAD_SETUP (the query is wrong or asks too much of
           rasqal); STATUS_BAD_INPUT (time is over; what was found is
           written); STATUS_FAILED (the file cannot be read or is no RDF).
           Reported.
*/
MUST_CHECK Status query_run(const char *path, Str sparql,
                            const QueryOptions *options, Output *output,
                            Report *report);

#endif
