/// Coreference score: how well chains of mentions agree with a gold standard.
///
/// The measures of the CoNLL-2011 and 2012 shared tasks (Pradhan et al. 2012,
/// section 4.5; Pradhan et al. 2014 for mentions that are predicted): a mention
/// counts if its first and last token are right, and chains of one mention are
/// left out on both sides.
#ifndef QUERN_EXTRACT_COREF_COREF_SCORE_H
#define QUERN_EXTRACT_COREF_COREF_SCORE_H

#include "base/output.h"

/// A mention, as far as it is compared.
typedef struct {
  uint32_t sentence;
  uint32_t begin; ///< tokens
  uint32_t end;
  uint32_t head;
  uint32_t chain; ///< a number that the mentions of one thing share
} CorefSpan;

/// The mentions of one document, in any order.
typedef struct {
  CorefSpan *spans;
  size_t count;
} CorefSpans;

typedef enum {
  COREF_MENTIONS, ///< in chains of two or more
  COREF_MUC,      ///< links: Vilain et al. 1995
  COREF_B3,       ///< mentions: Bagga and Baldwin 1998
  COREF_CEAFE,    ///< chains: Luo 2005, similarity phi 4
  COREF_PAIRS,    ///< pairs of mentions of one chain
  /// The same, a mention being its head token: what a graph is made of.
  COREF_HEAD_PAIRS,
  COREF_MEASURE_COUNT
} CorefMeasure;

/// What is right of what there is, on either side.
typedef struct {
  double gold_right;
  double gold_all;
  double system_right;
  double system_all;
} CorefCounts;

/// Counts over all documents so far; zero at first.
typedef struct {
  CorefCounts counts[COREF_MEASURE_COUNT];
} CorefScore;

/// Add the counts of a document. A span that stands in several chains counts
/// in the first. Time is cubic in the number of chains.
void coref_score_add(CorefScore *score, const CorefSpans *gold,
                     const CorefSpans *system);

/// Shares within 0 and 1; 0 where nothing is counted.
double coref_precision(const CorefScore *score, CorefMeasure measure);
double coref_recall(const CorefScore *score, CorefMeasure measure);
double coref_f1(const CorefScore *score, CorefMeasure measure);

/// The mean F1 of MUC, B3 and CEAFe.
double coref_conll(const CorefScore *score);

/// Write the measures as a table, in percent.
void coref_score_write(Output *output, const CorefScore *score);

#endif
