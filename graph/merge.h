/// Merge: statements to nodes of the graph, repeats of one fact to one node.
#ifndef QUERN_GRAPH_MERGE_H
#define QUERN_GRAPH_MERGE_H

#include "graph/resolve.h"

typedef struct {
  Str name;
  Str property;
  Term term;
} NodeRole;

typedef struct {
  Str iri; ///< empty: nobody is named
  Str cue;
  Str cue_class;
} NodeSource;

/// Somebody who makes a claim, and through whom it came.
typedef struct {
  const NodeSource *chain; ///< innermost first, at least one
  uint32_t length;
  uint32_t *members; ///< indexes of the statements that tell of it
  uint32_t member_count;
  uint32_t member_capacity;
} Voice;

/// One statement of the graph: what several sentences say alike, and of a
/// claim all who make it.
typedef struct Node {
  Str iri;
  Str subject; ///< the vocabulary's "unnamed" if the text leaves it out
  Str predicate;
  Str label; ///< of the predicate, in lower case
  Term object;
  Polarity polarity;
  Modality modality;
  Voice *voices; ///< none: the article's own
  uint32_t voice_count;
  uint32_t voice_capacity;
  NodeRole *roles;
  uint32_t role_count;
  uint32_t role_capacity;
  uint32_t *members; ///< indexes of the statements merged
  uint32_t member_count;
  uint32_t member_capacity;
  double confidence;
  bool subject_is_named; ///< is there a subject?
  struct Node *next;     ///< another node of the same parts
} Node;

/// Give every statement its node; NULL where the confidence is below
/// `min_confidence`. The array has as many entries as there are statements.
Node **merge_statements(Resolver *resolver, double min_confidence);

/// What a predicate is called; never empty.
Str merge_predicate_label(const Part *predicate);

/// From the first to the last word of a statement in its sentence, bytes of
/// the document.
Range merge_hull(const GraphInput *input, const Statement *statement);

/// The statement's sentence, NULL if there is none.
const Sentence *merge_sentence(const GraphInput *input,
                               const Statement *statement);

#endif
