/// Lexer: a cursor over one rule file, which knows where lines end.
///
/// A line ends at a line break, at `;`, or where a comment begins. All
/// functions but lexer_next_line() stay inside the line.
#ifndef QUERN_EXTRACT_RULE_RULE_LEXER_H
#define QUERN_EXTRACT_RULE_RULE_LEXER_H

#include "extract/rule/rule_load.h"

typedef struct {
  RuleLoader *loader;
  Str text;
  uint32_t file;
  uint32_t offset; ///< of the next byte
} Lexer;

/// Skip blanks; is the line at its end?
bool lexer_at_end(Lexer *lexer);

/// The next byte after blanks; NUL at the end of the line.
char lexer_peek(Lexer *lexer);

/// The next byte, blanks not skipped; NUL at the end of the line.
char lexer_here(const Lexer *lexer);

/// Step over a byte, or a text, if it is the next one.
bool lexer_take(Lexer *lexer, char byte);
bool lexer_take_text(Lexer *lexer, const char *text);

/// Step over the byte or complain that it is missing.
bool lexer_expect(Lexer *lexer, char byte);

/// A name: letters, digits, `_` and `-`; empty if none is there.
Word lexer_name(Lexer *lexer);

/// A run of bytes up to a blank, the line's end or one of `ends`.
Word lexer_bare(Lexer *lexer, const char *ends);

/// A "string" with its quotes removed; `\"` and `\\` stand for themselves.
/// False, with a complaint, if the quote is not closed.
bool lexer_string(Lexer *lexer, Word *word);

/// A /regex/ with its slashes removed; `\/` stays as it is for PCRE2.
bool lexer_regex(Lexer *lexer, Word *word);

/// The place from `begin` up to here, blanks at its end left out.
Place lexer_since(const Lexer *lexer, uint32_t begin);
Place lexer_place(const Lexer *lexer); ///< the next byte alone

/// After a line: complain if something is left of it.
void lexer_expect_end(Lexer *lexer);

/// Go to the beginning of the next line, quoted text and groups skipped as a
/// whole; false at the end of the file.
bool lexer_next_line(Lexer *lexer);

#endif
