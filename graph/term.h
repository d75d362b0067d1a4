/// Terms and quads: what is built from statements and what writers write.
#ifndef QUERN_GRAPH_TERM_H
#define QUERN_GRAPH_TERM_H

#include "base/str.h"

#include "graph/vocabulary.h"

typedef enum {
  TERM_IRI,
  TERM_TEXT, ///< a literal with a language
  TERM_TYPED ///< a literal with a datatype
} TermKind;

/// One RDF term. Borrows its text.
typedef struct {
  TermKind kind;
  Str text;
  Str qualifier; ///< the language tag or the datatype's IRI
} Term;

/// One triple with its graph. Borrows its text. There are no blank nodes.
typedef struct {
  Str subject;
  Str predicate;
  Term object;
  Str graph; ///< empty: the default graph
} Quad;

/// Takes one quad after the other; the quad is borrowed for the call.
typedef void QuadSink(void *context, const Quad *quad);

static inline bool term_equal(const Term *a, const Term *b) {
  return a->kind == b->kind && str_equal(a->text, b->text) &&
         str_equal(a->qualifier, b->qualifier);
}

#endif
