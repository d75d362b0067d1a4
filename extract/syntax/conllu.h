/// CoNLL-U: reading and writing sentences in the treebanks' format.
///
/// https://universaldependencies.org/format.html
#ifndef QUERN_EXTRACT_SYNTAX_CONLLU_H
#define QUERN_EXTRACT_SYNTAX_CONLLU_H

#include "base/output.h"
#include "base/report.h"
#include "extract/read/document.h"
#include "extract/syntax/sentence.h"

enum {
  CONLLU_LONGEST_LINE = 16 * 1024 * 1024, ///< bytes
  CONLLU_LONGEST_SENTENCE = 1000 * 1000,  ///< words
  CONLLU_MOST_ERRORS = 20                 ///< told one by one; the rest counted
};

/**
   Read a whole CoNLL-U file as one document.

   The text is rebuilt from the forms and SpaceAfter=No: a paragraph (`newpar`
   or `newdoc`) is a block, blank lines stand between blocks. Empty nodes and
   DEPS are left out; MISC is kept as written. HEAD and DEPREL may both be "_"
   in all words of a sentence (heads are then TOKEN_NONE, relations empty), UPOS
   in any word (UPOS_COUNT).

   A sentence with an error is reported and left out; all others are read. A
   `text` comment that differs from the words is a warning.

   @param source     The file's bytes. Borrowed: must outlive the document.
   @param name       For messages, and the document's name. Borrowed.
   @param arena      The document's.
   @param[out] document   Filled, also if sentences were left out.
   @param[out] sentences  Likewise.
   @return STATUS_OK, or STATUS_BAD_INPUT if anything was left out.
*/
MUST_CHECK Status conllu_read(Str source, Str name, Arena *arena,
                              Report *report, Document *document,
                              Sentences *sentences);

/// Write sentences, with the comments newdoc, newpar, sent_id and text. The
/// text comment is what the written words say, so that both always agree.
/// Sentences without an id get the document's name and their number.
void conllu_write(Output *output, const Document *document,
                  const Sentences *sentences);

/**
   Check that a file is valid and complete: what conllu_read() demands, `text`
   comments that are there and agree, and a tree in every sentence.

   @return STATUS_OK or STATUS_BAD_INPUT (reported).
*/
MUST_CHECK Status conllu_check(Str source, Str name, Report *report);

#endif
