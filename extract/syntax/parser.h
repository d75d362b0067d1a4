/// Parser: tags and dependency trees for tokenized sentences.
#ifndef QUERN_EXTRACT_SYNTAX_PARSER_H
#define QUERN_EXTRACT_SYNTAX_PARSER_H

#include "extract/syntax/name_network.h"
#include "extract/syntax/network.h"

/// A longer sentence is parsed in pieces; the roots of further pieces hang on
/// the first one by `parataxis`.
enum { PARSER_LONGEST_PIECE = 300 };

/// A running parser: buffers and a cache of word vectors. One a thread.
typedef struct Parser Parser;

/**
   Make a parser. Free with parser_free().

   @param network  Borrowed: must outlive the parser. May be shared.
   @param kernel   Usually kernel_best(); all give the same results.
*/
Parser *parser_new(const Network *network, const Kernel *kernel);
void parser_free(Parser *parser); ///< NULL is allowed

/// Tag names too: parser_run() fills the scores of sentences that have room for
/// them (`names.scores`). The network is borrowed and of the same parser.
void parser_use_names(Parser *parser, const NameNetwork *names);

/// Called with each token's vector by the encoder and its own inputs.
typedef void ParserVisitor(void *context, const Sentence *sentence,
                           uint32_t token, const float *vector,
                           const float *inputs);

/// As parser_run(), and visit all tokens, in their order.
void parser_visit(Parser *parser, Sentence *sentences, size_t count,
                  ParserVisitor *visit, void *context);

/// Fill upos, xpos, features, head and relation of all tokens. The texts point
/// into the network's model. Sentences without tokens are left alone.
void parser_run(Parser *parser, Sentence *sentences, size_t count);

#endif
