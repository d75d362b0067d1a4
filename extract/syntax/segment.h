/// Segmenter: tokens to sentences.
///
/// A small recurrent network that has read the whole block decides after each
/// token whether a sentence ends there.
#ifndef QUERN_EXTRACT_SYNTAX_SEGMENT_H
#define QUERN_EXTRACT_SYNTAX_SEGMENT_H

#include "extract/syntax/kernel.h"
#include "extract/syntax/tokenize.h"

/// Immutable; may be used by any number of threads.
typedef struct Segmenter Segmenter;

/// What a segmenter remembers of forms; belongs to one thread.
typedef struct SegmentMemory SegmentMemory;

/// A memory without forms, which an arena holds.
SegmentMemory *segment_memory_new(Arena *arena);

/// The model's section that segmenter_load() reads.
#define SEGMENTER_SECTION "sentences"

/// No sentence is longer, in tokens: a longer one is cut at a semicolon, else
/// at a comma, else anywhere.
enum { SENTENCE_LONGEST = 300 };

/**
   Make the segmenter of a model.

   @param model  Must outlive the segmenter.
   @param path   The model's name to show in messages.
   @param arena  Holds the segmenter.
   @return STATUS_OK or STATUS_BAD_SETUP (reported).
*/
MUST_CHECK Status segmenter_load(const Model *model, Str path, Arena *arena,
                                 Report *report, const Segmenter **segmenter);

/**
   Find where the sentences of a block end.

   Time and memory grow with the number of tokens, not faster.

   @param kernel  Usually kernel_best(); all give the same results.
   @param memory  Of this segmenter alone. NULL: none, which is slower.
   @param text    The document's, which the tokens' ranges speak of.
   @param tokens  The block's, with form, range, space_after, surface_count.
   @param ends    [tokens.count]: set to true for the last token of a sentence,
                  false for others. The last token is always one.
*/
void segment(const Segmenter *segmenter, const Kernel *kernel,
             SegmentMemory *memory, Str text, TokenList tokens, bool *ends);

/**
   Tokenize a document and cut it into sentences; none crosses a block.

   @param memory  See segment().
   @param with_boilerplate  Look also into page noise and bylines.

   @param arena  Holds the sentences and tokens.
   @return all sentences, with tokens (see tokenize()), range, block, and
           starts_paragraph set at the first of each block.
*/
Sentences segment_document(const Tokenizer *tokenizer,
                           const Segmenter *segmenter, const Kernel *kernel,
                           SegmentMemory *memory, bool with_boilerplate,
                           Arena *arena, const Document *document);

#endif
