/// One sentence of CoNLL-U while it is read: its comments and words, checked.
#ifndef QUERN_EXTRACT_SYNTAX_CONLLU_SENTENCE_H
#define QUERN_EXTRACT_SYNTAX_CONLLU_SENTENCE_H

#include "base/report.h"
#include "extract/syntax/sentence.h"

/// Words written together, from a range line ("3-4 don't").
typedef struct {
  uint32_t first; ///< token index
  uint32_t count;
  Str form;
  bool space_after;
} Surface;

/// All text is borrowed from the file.
typedef struct {
  Str file;
  Str name;
  Report *report;
  Arena *arena;       ///< for the growing arrays below
  size_t errors;      ///< of the whole file
  size_t begin;       ///< offset of the sentence's first line
  bool is_bad;        ///< an error was found: the sentence will be left out
  bool has_lines;     ///< anything was read since the last sentence
  bool new_paragraph; ///< newpar or newdoc came before
  bool new_document;  ///< newdoc did
  Str id;             ///< empty if there was no sent_id
  Str text;           ///< of the text comment
  bool has_text;
  Token *tokens; ///< heads are checked by conllu_sentence_end() only
  size_t token_count;
  size_t token_capacity;
  Str *misc; ///< one a token
  size_t misc_count;
  size_t misc_capacity;
  size_t unattached; ///< tokens with HEAD "_"
  Surface *surfaces;
  size_t surface_count;
  size_t surface_capacity;
} ConlluSentence;

/// Forget the sentence; what belongs to the file stays.
void conllu_sentence_clear(ConlluSentence *sentence);

/// Take a line, without its end, that is not blank.
void conllu_sentence_add(ConlluSentence *sentence, Str line);

/// Check the whole sentence; false if it must be left out.
bool conllu_sentence_end(ConlluSentence *sentence);

/// Report an error at `place`, a part of the file; the sentence is bad. Only
/// its first error is told: what follows is mostly its echo.
void conllu_sentence_fail(ConlluSentence *sentence, Str place,
                          const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
