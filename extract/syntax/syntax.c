/// The front end: tokenizer, sentence splitter, parser and lemmatizer in a row.
#include "extract/syntax/syntax.h"

#include "extract/syntax/amount.h"
#include "extract/syntax/lemma_memory.h"
#include "extract/syntax/network.h"
#include "extract/syntax/parser.h"
#include "extract/syntax/segment.h"
#include "extract/syntax/tokenize.h"

struct Syntax {
  const Tokenizer *tokenizer;
  const Segmenter *segmenter;
  const Lemmatizer *lemmatizer;
  Network network;
  bool has_names;
  NameNetwork names;
};

struct Analyzer {
  const Syntax *syntax;
  Arena *arena; ///< its own
  Parser *parser;
  SegmentMemory *memory;
  LemmaMemory *lemmas;
};

Status syntax_load(const Model *model, Str path, Arena *arena, Report *report,
                   const Syntax **syntax) {
  Syntax *made = ARENA_NEW(arena, Syntax, 1);
  Status status = tokenizer_load(model, path, arena, report, &made->tokenizer);
  if (status == STATUS_OK) {
    status = segmenter_load(model, path, arena, report, &made->segmenter);
  }
  if (status == STATUS_OK) {
    status = lemmatizer_load(model, path, arena, report, &made->lemmatizer);
  }
  if (status == STATUS_OK) {
    status = network_load(model_section(model, STR(PARSER_SECTION)), path,
                          arena, report, &made->network);
  }
  Str names = model_section(model, STR(NAMES_SECTION));
  if (status == STATUS_OK && names.length) {
    made->has_names = true;
    status =
        name_network_load(names, &made->network, path, report, &made->names);
  }
  *syntax = made;
  return status;
}

const Network *syntax_network(const Syntax *syntax) { return &syntax->network; }

Analyzer *analyzer_new(const Syntax *syntax) {
  Arena *arena = arena_new();
  Analyzer *analyzer = ARENA_NEW(arena, Analyzer, 1);
  *analyzer = (Analyzer){
      syntax, arena, parser_new(&syntax->network, kernel_best()),
      segment_memory_new(arena), lemma_memory_new(syntax->lemmatizer, arena)};
  if (syntax->has_names) {
    parser_use_names(analyzer->parser, &syntax->names);
  }
  return analyzer;
}

void analyzer_free(Analyzer *analyzer) {
  if (analyzer) {
    parser_free(analyzer->parser);
    arena_free(analyzer->arena);
  }
}

Sentences analyzer_run(Analyzer *analyzer, const Document *document,
                       bool with_boilerplate, Arena *arena) {
  const Syntax *syntax = analyzer->syntax;
  Sentences sentences =
      segment_document(syntax->tokenizer, syntax->segmenter, kernel_best(),
                       analyzer->memory, with_boilerplate, arena, document);
  analyzer_parse(analyzer, &sentences, arena);
  return sentences;
}

/// Make room for the name tagger's scores.
static void add_scores(const Syntax *syntax, Sentences *sentences,
                       Arena *arena) {
  for (size_t i = 0; syntax->has_names && i < sentences->count; i++) {
    Sentence *sentence = &sentences->sentences[i];
    sentence->names = (NameScores){
        .scores =
            ARENA_NEW(arena, float, (size_t)sentence->token_count *NAME_TAGS),
        .weights = syntax->names.feature_weights,
        .features = syntax->names.sizes.features};
  }
}

/// Parse sentences anew without what stands beside sums of money.
static void mend_amounts(const Analyzer *analyzer, Sentences *sentences) {
  ArenaMark mark = arena_mark(analyzer->arena);
  AmountCut *cuts = ARENA_NEW(analyzer->arena, AmountCut, sentences->count);
  Sentence *rests = ARENA_NEW(analyzer->arena, Sentence, sentences->count);
  for (size_t i = 0; i < sentences->count; i++) {
    if (amount_cut(&sentences->sentences[i], analyzer->arena, &cuts[i])) {
      rests[i] = cuts[i].rest;
    }
  }
  parser_run(analyzer->parser, rests, sentences->count);
  for (size_t i = 0; i < sentences->count; i++) {
    if (rests[i].token_count) {
      amount_join(&sentences->sentences[i], &cuts[i]);
    }
    amount_mend(&sentences->sentences[i]);
  }
  arena_rewind(analyzer->arena, mark);
}

void analyzer_parse(Analyzer *analyzer, Sentences *sentences, Arena *arena) {
  analyzer_visit(analyzer, sentences, arena, NULL, NULL);
}

void analyzer_visit(Analyzer *analyzer, Sentences *sentences, Arena *arena,
                    ParserVisitor *visit, void *context) {
  add_scores(analyzer->syntax, sentences, arena);
  parser_visit(analyzer->parser, sentences->sentences, sentences->count, visit,
               context);
  if (!visit) {
    mend_amounts(analyzer, sentences);
  }
  for (size_t s = 0; s < sentences->count; s++) {
    const Sentence *sentence = &sentences->sentences[s];
    for (uint32_t i = 0; i < sentence->token_count; i++) {
      Token *token = &sentence->tokens[i];
      token->lemma = lemma_memory_find(analyzer->lemmas, arena, token->form,
                                       token->upos, token->xpos);
    }
  }
}
