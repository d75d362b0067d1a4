/// Write statements as JSON Lines: one object a line, for programs that are
/// not RDF.
#ifndef QUERN_EXTRACT_WRITE_JSONL_H
#define QUERN_EXTRACT_WRITE_JSONL_H

#include "base/output.h"
#include "extract/name/entity.h"
#include "extract/read/document.h"
#include "extract/statement.h"

/// Who knows the IRIs that things have in a graph; the keys "iri". Each
/// function may be NULL, and each may give the empty view: the key is left out
/// then.
typedef struct {
  /// Statements that say the same share one; their "id" tells them apart.
  Str (*statement)(void *context, uint32_t index);
  Str (*thing)(void *context, const Part *part); ///< of subjects and sources
  Str (*term)(void *context, const Part *part);  ///< of objects and roles
  Str (*relation)(void *context, const Part *predicate);
  void *context;
} JsonlNames;

/**
   Write a document's statements, in their order.

   Ranges are code points of the document, end exclusive. Absent parts, empty
   texts and values are left out. The "id" is a hash of what the statement says
   and where.

   @param entities  Whom parts speak of (Part.entity). A part that stands for
                    something with a proper name has that name as its "label",
                    whatever its words. NULL: no entities.
   @param names  NULL: no IRIs.
   @param arena  For scratch: rewound before the function returns.
*/
void write_jsonl(Output *output, const Document *document,
                 const Sentences *sentences, const Statements *statements,
                 const Entities *entities, const JsonlNames *names,
                 Arena *arena);

#endif
