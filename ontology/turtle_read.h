/// Reading Turtle: triples one by one, errors with their place.
#ifndef QUERN_ONTOLOGY_TURTLE_READ_H
#define QUERN_ONTOLOGY_TURTLE_READ_H

#include "base/report.h"

typedef enum { TURTLE_IRI, TURTLE_LITERAL, TURTLE_BLANK } TurtleKind;

/// One triple. All text is borrowed: valid during the callback only.
typedef struct {
  TurtleKind subject_kind;
  TurtleKind object_kind;
  Str subject;
  Str predicate;
  Str object;
  Str language;  ///< of a literal object; may be empty
  Str datatype;  ///< of a literal object; may be empty
  size_t offset; ///< of the line it ends in, or a line before, in the text
} TurtleTriple;

typedef void TurtleHandler(void *context, const TurtleTriple *triple);

/**
   Read Turtle text; the handler gets every triple before the first error.

   @param text  The whole file; any bytes.
   @param path  Name to show in messages.
   @param base  What relative IRIs are resolved against; NUL-terminated.
   @return STATUS_OK, STATUS_BAD_SETUP (reported with line and column) or
           STATUS_FAILED (raptor cannot start).
*/
MUST_CHECK Status turtle_read(Str text, Str path, const char *base,
                              Report *report, TurtleHandler *handler,
                              void *context);

#endif
