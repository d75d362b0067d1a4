/// Gate: what a term must be before it is made.
///
/// raptor checks nothing of this when writing: a language tag may hold a whole
/// triple, a NUL cuts a literal off, a space in an IRI makes the file invalid.
#ifndef QUERN_GRAPH_GATE_H
#define QUERN_GRAPH_GATE_H

#include "base/arena.h"
#include "graph/term.h"

/// An absolute IRI (RFC 3987), within its character set? IP literals in
/// brackets are refused.
bool gate_is_iri(Str iri);

/// A language tag as Turtle and BCP 47 write it?
bool gate_is_language(Str tag);

/// Valid UTF-8 of characters that every RDF syntax can hold and raptor write,
/// RDF/XML included: no NUL, no ASCII control characters but tab, line feed and
/// carriage return, no U+FFFE or U+FFFF?
bool gate_is_text(Str text);

/// `text` itself if it passes, else a copy in which U+FFFD stands for every
/// character that does not, one for one; a bad byte counts as a character.
Str gate_repair_text(Arena *arena, Str text);

/// Is the text in the lexical space of the datatype? Of datatypes the gate
/// does not know any text is.
bool gate_is_lexical(Str text, Str datatype);

/// IRIs that have passed, known by the place of their text: to be cleared
/// before any text of theirs changes or goes away.
typedef struct {
  Str passed[1024];
} GateMemory;

/// Do all terms pass? If not, `why` says in words what is wrong. Both `memory`
/// and `why` may be NULL.
bool gate_passes(const Quad *quad, GateMemory *memory, const char **why);

#endif
