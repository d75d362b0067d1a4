/// Evaluate: scores as tables.
#include "extract/syntax/evaluate.h"

static const char *const measure_names[] = {
    [MEASURE_TOKENS] = "Tokens",
    [MEASURE_SENTENCES] = "Sentences",
    [MEASURE_WORDS] = "Words",
    [MEASURE_UPOS] = "UPOS",
    [MEASURE_XPOS] = "XPOS",
    [MEASURE_FEATURES] = "UFeats",
    [MEASURE_ALL_TAGS] = "AllTags",
    [MEASURE_LEMMAS] = "Lemmas",
    [MEASURE_UAS] = "UAS",
    [MEASURE_LAS] = "LAS",
    [MEASURE_UNIVERSAL_LAS] = "LAS-univ",
    [MEASURE_CLAS] = "CLAS",
};
_Static_assert(sizeof measure_names / sizeof *measure_names == MEASURE_COUNT,
               "every measure has a name");

Str measure_name(Measure measure) {
  return measure < MEASURE_COUNT ? str_from(measure_names[measure]) : STR("_");
}

static double divide(size_t part, size_t whole) {
  return whole ? (double)part / (double)whole : 0;
}

double score_precision(Score score) {
  return divide(score.correct, score.system);
}

double score_recall(Score score) { return divide(score.correct, score.gold); }

double score_f1(Score score) {
  return divide(2 * score.correct, score.gold + score.system);
}

static void write_shares(Output *output, Score score) {
  output_format(output, "%10.2f%10.2f%10.2f", 100 * score_precision(score),
                100 * score_recall(score), 100 * score_f1(score));
}

void evaluate_write(Output *output, const Evaluation *evaluation) {
  output_format(output, "%-12s%10s%10s%10s%10s\n", "measure", "precision",
                "recall", "F1", "aligned");
  for (int measure = 0; measure < MEASURE_COUNT; measure++) {
    Score score = evaluation->scores[measure];
    output_format(output, "%-12s", measure_names[measure]);
    write_shares(output, score);
    if (score.aligned) {
      output_format(output, "%10.2f",
                    100 * divide(score.correct, score.aligned));
    }
    output_byte(output, '\n');
  }
}

static void write_rows(Output *output, const char *title, const ScoreRow *rows,
                       size_t count) {
  output_format(output, "\n%-18s%8s%8s%8s%10s%10s%10s\n", title, "gold",
                "system", "correct", "precision", "recall", "F1");
  for (size_t i = 0; i < count; i++) {
    Score score = rows[i].score;
    output_format(output, "%-18.*s%8zu%8zu%8zu", STR_ARG(rows[i].name),
                  score.gold, score.system, score.correct);
    write_shares(output, score);
    output_byte(output, '\n');
  }
}

void evaluate_write_details(Output *output, const Evaluation *evaluation) {
  write_rows(output, "UPOS", evaluation->tags, evaluation->tag_count);
  write_rows(output, "relation (LAS)", evaluation->relations,
             evaluation->relation_count);
}

Sentences evaluate_strip(const Sentences *sentences, Arena *arena) {
  Sentences stripped = {ARENA_NEW(arena, Sentence, sentences->count),
                        sentences->count};
  for (size_t i = 0; i < sentences->count; i++) {
    const Sentence *sentence = &sentences->sentences[i];
    Sentence *copy = &stripped.sentences[i];
    *copy = *sentence;
    copy->tokens = ARENA_NEW(arena, Token, sentence->token_count);
    for (uint32_t token = 0; token < sentence->token_count; token++) {
      const Token *gold = &sentence->tokens[token];
      copy->tokens[token] = (Token){
          .form = gold->form,
          .range = gold->range,
          .upos = UPOS_COUNT,
          .head = TOKEN_NONE,
          .space_after = gold->space_after,
          .surface_count = gold->surface_count,
      };
    }
  }
  return stripped;
}
