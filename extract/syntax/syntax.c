/// The front end: tokenizer, sentence splitter, parser and lemmatizer in a row.
#include "extract/syntax/syntax.h"

#include "extract/syntax/lemma.h"
#include "extract/syntax/network.h"
#include "extract/syntax/parser.h"
#include "extract/syntax/tokenize.h"

struct Syntax {
  const Tokenizer *tokenizer;
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

/// Does a sentence end after this token?
static bool ends_sentence(const Token *token) {
  return token->space_after &&
         (str_equal(token->form, STR(".")) ||
          str_equal(token->form, STR("!")) || str_equal(token->form, STR("?")));
}

typedef struct {
  Sentence *sentences;
  size_t count;
  size_t capacity;
} SentenceList;

static void add_sentence(SentenceList *list, Arena *arena, Token *tokens,
                         size_t count, uint32_t block, bool is_first) {
  *ARENA_PUSH(arena, list->sentences, list->count, list->capacity) =
      (Sentence){.tokens = tokens,
                 .token_count = (uint32_t)count,
                 .range = {tokens[0].range.begin, tokens[count - 1].range.end},
                 .block = block,
                 .starts_paragraph = is_first};
}

static void cut_block(SentenceList *list, Arena *arena, TokenList tokens,
                      uint32_t block) {
  size_t begin = 0;
  for (size_t i = 0; i < tokens.count; i++) {
    if (i + 1 == tokens.count || ends_sentence(&tokens.tokens[i])) {
      add_sentence(list, arena, tokens.tokens + begin, i + 1 - begin, block,
                   begin == 0);
      begin = i + 1;
    }
  }
}

Sentences analyzer_run(Analyzer *analyzer, const Document *document,
                       bool with_boilerplate, Arena *arena) {
  SentenceList list = {NULL, 0, 0};
  for (size_t i = 0; i < document->block_count; i++) {
    const Block *block = &document->blocks[i];
    if (block->kind == BLOCK_BOILERPLATE && !with_boilerplate) {
      continue;
    }
    TokenList tokens = tokenize(analyzer->syntax->tokenizer, arena,
                                document->text, block->range);
    cut_block(&list, arena, tokens, (uint32_t)i);
  }
  Sentences sentences = {list.sentences, list.count};
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
