/// Annotation: entities as a treebank has them in CoNLL-U's MISC column.
///
/// The format of GUM and CorefUD: `Entity=(12-person-new-cf1-1,2-coref` opens a
/// mention of the entity 12, `12)` closes it, `(12-person-...)` does both; many
/// may stand side by side. A comment, "global.Entity = GRP-etype-...", names
/// the fields.
#ifndef QUERN_EXTRACT_MENTION_ANNOTATION_H
#define QUERN_EXTRACT_MENTION_ANNOTATION_H

#include "base/report.h"
#include "extract/syntax/sentence.h"

enum {
  ANNOTATION_DEEPEST = 256,   ///< mentions open at a time
  ANNOTATION_MOST_ERRORS = 20 ///< told one by one
};

/// One annotated mention, within a sentence.
typedef struct {
  uint32_t begin; ///< tokens
  uint32_t end;
  uint32_t head; ///< the token that the others hang on
  Str type;      ///< "person"
  Str core;      ///< tokens of its smallest span, from 1: "1,3"; or empty
} Annotation;

typedef struct {
  Annotation *mentions; ///< in the order of their ends
  size_t count;
  size_t capacity;
} Annotations;

/// A file whose annotations are read.
typedef struct {
  Str source; ///< the file, of which the sentences' MISC are parts
  Str name;
  Report *report;
  uint32_t type_field; ///< place of the fields
  uint32_t core_field;
  size_t errors;
} AnnotationReader;

/// Begin with a file: find out which fields its annotations have. Those of GUM
/// if the file does not tell.
AnnotationReader annotation_reader(Str source, Str name, Report *report);

/**
   Read the annotations of a sentence that conllu_read() made.

   Mentions of several parts ("12[1/2]") are left out.

   @param[out] annotations  In the arena. Empty if there is an error.
   @return STATUS_OK, or STATUS_BAD_INPUT (reported with line and column) if
           brackets do not match or fields are missing.
*/
MUST_CHECK Status annotation_read(AnnotationReader *reader,
                                  const Sentence *sentence, Arena *arena,
                                  Annotations *annotations);

#endif
