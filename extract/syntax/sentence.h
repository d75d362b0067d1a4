/// Sentence and token: what the syntax room makes and all later rooms read.
#ifndef QUERN_EXTRACT_SYNTAX_SENTENCE_H
#define QUERN_EXTRACT_SYNTAX_SENTENCE_H

#include "base/arena.h"
#include "extract/syntax/name_tag.h"

/// Universal part-of-speech tags, in alphabetical order.
typedef enum {
  UPOS_ADJ,
  UPOS_ADP,
  UPOS_ADV,
  UPOS_AUX,
  UPOS_CCONJ,
  UPOS_DET,
  UPOS_INTJ,
  UPOS_NOUN,
  UPOS_NUM,
  UPOS_PART,
  UPOS_PRON,
  UPOS_PROPN,
  UPOS_PUNCT,
  UPOS_SCONJ,
  UPOS_SYM,
  UPOS_VERB,
  UPOS_X,
  UPOS_COUNT
} Upos;

/// The tag's name ("ADJ"), or "_" past the end.
Str upos_name(Upos upos);
/// Find a tag by name; UPOS_COUNT if there is none.
Upos upos_find(Str name);

/// No token: the head of a root, an absent argument.
#define TOKEN_NONE UINT32_MAX

/// One syntactic word. `form` is the text as written, but for soft hyphens
/// and line breaks inside; all other text points into the document's arena,
/// the model, or static memory, and lives at least as long as the document.
typedef struct {
  Str form;
  Str lemma;
  Range range; ///< bytes in Document.text
  Upos upos;
  Str xpos;      ///< Penn Treebank tag
  Str features;  ///< "Number=Sing|Person=3", empty if none
  uint32_t head; ///< token index in the sentence; TOKEN_NONE at the root
  Str relation;  ///< "nsubj:pass", "root" at the root
  bool space_after;
  /// Number of tokens, this one included, written together as one surface
  /// word of CoNLL-U's range lines ("don't" = do + n't: 2 at "do"); 1
  /// elsewhere.
  uint8_t surface_count;
} Token;

/// One sentence of a document.
typedef struct {
  Token *tokens;
  uint32_t token_count;
  Range range;    ///< from the first token's begin to the last one's end
  uint32_t block; ///< index in Document.blocks
  Str id;         ///< CoNLL-U sent_id where one was read; else empty
  bool starts_paragraph;
  bool starts_document; ///< CoNLL-U's `newdoc` stood before it
  const Str *misc;      ///< CoNLL-U's MISC by token; NULL elsewhere
  NameScores names;     ///< from the name tagger
} Sentence;

/// The sentences of one document, in text order.
typedef struct {
  Sentence *sentences;
  size_t count;
} Sentences;

/// Is that a relation's name, whatever its subtype ("nsubj:pass" is "nsubj")?
static inline bool relation_is(Str relation, const char *base) {
  size_t i = 0;
  while (i < relation.length && base[i] && relation.data[i] == base[i]) {
    i++;
  }
  return !base[i] && (i == relation.length || relation.data[i] == ':');
}

#endif
