/// The front end: tokenizer, sentence splitter, parser and lemmatizer in a row.
#include "extract/syntax/syntax.h"

#include "extract/syntax/lemma.h"
#include "extract/syntax/network.h"
#include "extract/syntax/parser.h"
#include "extract/syntax/segment.h"
#include "extract/syntax/tokenize.h"

struct Syntax {
  const Tokenizer *tokenizer;
  const Segmenter *segmenter;
  const Lemmatizer *lemmatizer;
  Network network;
};

struct Analyzer {
  const Syntax *syntax;
  Arena *arena; ///< its own
  Parser *parser;
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
  *syntax = made;
  return status;
}

Analyzer *analyzer_new(const Syntax *syntax) {
  Arena *arena = arena_new();
  Analyzer *analyzer = ARENA_NEW(arena, Analyzer, 1);
  *analyzer =
      (Analyzer){syntax, arena, parser_new(&syntax->network, kernel_best())};
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
                       with_boilerplate, arena, document);
  analyzer_parse(analyzer, &sentences, arena);
  return sentences;
}

void analyzer_parse(Analyzer *analyzer, Sentences *sentences, Arena *arena) {
  parser_run(analyzer->parser, sentences->sentences, sentences->count);
  for (size_t s = 0; s < sentences->count; s++) {
    const Sentence *sentence = &sentences->sentences[s];
    for (uint32_t i = 0; i < sentence->token_count; i++) {
      Token *token = &sentence->tokens[i];
      token->lemma = lemma_find(analyzer->syntax->lemmatizer, arena,
                                token->form, token->upos, token->xpos);
    }
  }
}
