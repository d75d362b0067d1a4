/// Mention: where a text names things, dates and quantities.
#ifndef QUERN_EXTRACT_MENTION_MENTION_H
#define QUERN_EXTRACT_MENTION_MENTION_H

#include "base/report.h"
#include "extract/lexicon/lexicon.h"
#include "extract/read/document.h"
#include "extract/syntax/name_tag.h"
#include "extract/syntax/sentence.h"

typedef enum {
  MENTION_NAME,    ///< a proper name
  MENTION_DEMONYM, ///< "Chinese", "Americans"
  MENTION_VALUE,   ///< a date, a time, a duration, a quantity
} MentionKind;

/// One stretch of tokens. All text lives as long as the document or the
/// knowledge.
typedef struct {
  MentionKind kind;
  uint32_t sentence; ///< index in Sentences
  uint32_t begin;    ///< tokens of the sentence
  uint32_t end;
  uint32_t head; ///< the token that the others hang on
  Range range;   ///< bytes of the document
  Str type;      ///< an ontology class ("Person", "Date"); empty if unknown
  Str label;     ///< the usual name of what is known, else the name without
                 ///< title and article; of a value its text
  Str id;        ///< the gazetteer's local name or IRI; empty if not linked
  Str core; ///< of an institution labelled with its owner, its own name alone
  Str stands_for; ///< id of what the name means where a place speaks; empty if
                  ///< nothing or not linked
  float confidence; ///< of the link, from 0 to 1; 0 if there is none
  bool is_open;     ///< while mentions are found: the link is not final
  bool is_homonym;  ///< not linked, but a known thing bears the name
  bool is_generic;  ///< an institution of every country; whose is not told
  bool is_metonym;  ///< "Beijing" is China here
  bool is_unsure;   ///< the type is a guess, and another as good as likely
  bool is_alone;    ///< an acronym that is short for no name of the document
  Str *links;       ///< IRIs of the same thing elsewhere
  uint32_t link_count;
  /// Of a value its normal form, empty if it is uncertain: "2013-04-13",
  /// "2013-04-13~" if it is about that day, "2013-04", "2013",
  /// "2013-01/2013-05" (both ends included), "15:30", "P3D", "2000000000 USD",
  /// "20..30 %", "-5 °C", "20 km/h", "1/3", "54/249", "200", "3" of an ordinal;
  /// ".." stands between the ends of a span.
  Str value;
  bool is_approximate; ///< "about 200", "early 2013"
} Mention;

/// The mentions of one document, in text order, not overlapping.
typedef struct {
  Mention *mentions;
  size_t count;
} MentionList;

/// What is known about names and words. Immutable: threads may share it.
typedef struct Mentions Mentions;

/// Load the built-in knowledge alone. Free with mentions_free(). Never NULL.
Mentions *mentions_new(Report *report);

/**
   Load the built-in knowledge and the user's gazetteers, Turtle files.

   @param paths  Files; may be NULL if `count` is 0.
   @param[out] knowledge  Free with mentions_free(). NULL on failure.
   @return STATUS_OK, STATUS_BAD_SETUP or STATUS_FAILED (reported with file,
           line and column).
*/
MUST_CHECK Status mentions_load(const char *const *paths, size_t count,
                                Report *report, Mentions **knowledge);
void mentions_free(Mentions *knowledge); ///< NULL is allowed

/// The word lists.
const Lexicon *mentions_lexicon(const Mentions *knowledge);

/// Is the word one that ends a firm's name ("Inc")?
bool mentions_is_suffix(const Mentions *knowledge, Str word);

/// Does the word stand before persons' names ("President")?
bool mentions_is_title(const Mentions *knowledge, Str word);

/**
   Find the mentions of a document's parsed sentences.

   @param arena     The document's: holds the mentions.
   @param document  Its date is what relative dates are resolved against.
*/
MentionList mentions_find(const Mentions *knowledge, Arena *arena,
                          const Document *document, const Sentences *sentences);

/// Types of all tokens, by sentence and token; empty where there is none. In
/// the arena.
const Str *const *mentions_types(const MentionList *list, Arena *arena,
                                 const Sentences *sentences);

/// Numbers of mentions, by sentence and token: 1 + the index in the list, 0
/// where there is none. In the arena.
const uint32_t *const *mentions_numbers(const MentionList *list, Arena *arena,
                                        const Sentences *sentences);

#endif
