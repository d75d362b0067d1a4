/// Evaluate: how well an analysis agrees with a gold standard.
///
/// The measures of the CoNLL 2018 shared task (Zeman et al. 2018, section 4):
/// words are aligned by their characters, white space left out; inside words
/// that are written together by the longest common subsequence of forms. F1 is
/// over aligned words, so that wrong tokens lower all measures.
#ifndef QUERN_EXTRACT_SYNTAX_EVALUATE_H
#define QUERN_EXTRACT_SYNTAX_EVALUATE_H

#include "base/output.h"
#include "base/report.h"
#include "extract/read/document.h"
#include "extract/syntax/sentence.h"

typedef enum {
  MEASURE_TOKENS,    ///< surface tokens
  MEASURE_SENTENCES, ///< sentences with the right begin and end
  MEASURE_WORDS,
  MEASURE_UPOS,
  MEASURE_XPOS,
  MEASURE_FEATURES, ///< universal features only
  MEASURE_ALL_TAGS, ///< the three before together
  MEASURE_LEMMAS,
  MEASURE_UAS,           ///< the right head
  MEASURE_LAS,           ///< and the right relation with its subtype
  MEASURE_UNIVERSAL_LAS, ///< and the right relation without its subtype
  MEASURE_CLAS,          ///< the same, of content words only
  MEASURE_COUNT
} Measure;

/// The measure's name ("UPOS"), or "_" past the end.
Str measure_name(Measure measure);

typedef struct {
  size_t gold;
  size_t system;
  size_t correct;
  size_t aligned; ///< words in both; 0 where words are not what is counted
} Score;

/// Shares within 0 and 1; 0 where nothing is counted.
double score_precision(Score score);
double score_recall(Score score);
double score_f1(Score score);

/// The score of one tag or relation.
typedef struct {
  Str name;
  Score score;
} ScoreRow;

typedef struct {
  Score scores[MEASURE_COUNT];
  ScoreRow *tags; ///< universal tags; this and the next: frequent ones first
  size_t tag_count;
  ScoreRow *relations; ///< with subtypes; a word is correct as for LAS
  size_t relation_count;
} Evaluation;

/// An analysis and the text its ranges speak of.
typedef struct {
  Str text;
  Sentences sentences;
} Analysis;

/**
   Compare an analysis with the gold standard.

   @param arena  For the evaluation's tables, whose names are borrowed from
                 the analyses.
   @param name   Of the gold file, for messages.
   @param[out] evaluation  Filled on success.
   @return STATUS_OK, or STATUS_BAD_INPUT (reported) if the two texts differ in
           more than white space.
*/
MUST_CHECK Status evaluate(const Analysis *gold, const Analysis *system,
                           Str name, Arena *arena, Report *report,
                           Evaluation *evaluation);

/// Copy sentences with forms, ranges and what is written together, without
/// tags, lemmas and trees: what a parser is to be given.
Sentences evaluate_strip(const Sentences *sentences, Arena *arena);

/// Write the measures as a table, in percent.
void evaluate_write(Output *output, const Evaluation *evaluation);

/// Write the tables of tags and relations.
void evaluate_write_details(Output *output, const Evaluation *evaluation);

#endif
