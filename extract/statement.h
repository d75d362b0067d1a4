/// Statement: who did, said or is what, with the characters that say so.
///
/// The meeting point of extract/ and graph/: rules make statements; the graph,
/// the JSON Lines output and `quern explain` all print this struct.
#ifndef QUERN_EXTRACT_STATEMENT_H
#define QUERN_EXTRACT_STATEMENT_H

#include "base/arena.h"
#include "extract/syntax/sentence.h"

typedef enum {
  POLARITY_POSITIVE,
  POLARITY_NEGATIVE,
} Polarity;

/// How the statement's content is held to be.
typedef enum {
  MODALITY_ASSERTED,    ///< in the article's own voice
  MODALITY_REPORTED,    ///< asserted by its source
  MODALITY_PLANNED,     ///< agreed, pledged, will, offered
  MODALITY_POSSIBLE,    ///< can, may, perhaps
  MODALITY_APPARENT,    ///< appears, seems, apparently
  MODALITY_DEMANDED,    ///< should, must, call on
  MODALITY_DESIRED,     ///< want, hope
  MODALITY_CONDITIONAL, ///< if, unless
  MODALITY_HYPOTHETICAL ///< would have, as if
} Modality;

typedef enum {
  PART_ABSENT,    ///< "-": a fact without object
  PART_MENTION,   ///< a phrase of the text that stands for a thing
  PART_LITERAL,   ///< a phrase that stands for itself: a quote, a clause, 43
  PART_STATEMENT, ///< the statement with the index `statement`
} PartKind;

/// Subject, predicate, object or a role's filler.
typedef struct {
  PartKind kind;
  bool is_renamed; ///< the label is another name than the words ("French")
  Str text;  ///< as written, determiners, auxiliaries and prepositions kept
  Str label; ///< normalised: the minimal phrase; for predicates the lemma with
             ///< particle and preposition ("agree to hold")
  Str full;  ///< the full phrase, modifiers included; may equal `text`
  Range *ranges; ///< what `text` covers, in text order, bytes of the document
  uint32_t range_count;
  uint32_t sentence;  ///< index of the sentence of the head token
  uint32_t head;      ///< index of the head token in it; TOKEN_NONE if none
  uint32_t statement; ///< for PART_STATEMENT: index in Statements
  Str type;           ///< an ontology class name ("Country"), or empty
  Str value;          ///< normalised value ("2013-04-13"), or empty
  uint32_t entity;    ///< index of the resolved entity; UINT32_MAX if none
  double link; ///< how sure it is that the known thing is meant, 0 to 1; 0 if
               ///< the words name none
  bool is_metonym; ///< the words name a place that stands for its government
} Part;

/// A named further argument: time, place, to, of, with, purpose ...
/// Marks of arguments are roles too ("subject.count").
typedef struct {
  Str name;
  Part part;
} Role;

/// Somebody in whose mouth the statement is.
typedef struct {
  Part part;    ///< PART_ABSENT: nobody is named ("it is said that"); its words
                ///< are those of all who say it, else it is the first of them
  Part *others; ///< the others of "Berg and Diaz said"
  uint32_t other_count;
  bool is_plural; ///< "officials say", not "says"
  Str cue;        ///< lemma: "say", "according to"
  Str cue_class;  ///< report, belief, intention, ... or empty
  Part cue_part;  ///< the cue's words
  Range *content; ///< what the source is said to have said
  uint32_t content_count;
  uint32_t attribution; ///< index in Statements.attributions; UINT32_MAX: none
} Source;

/// Somebody's words or thoughts in the text, whether or not a statement could
/// be made of them.
typedef struct {
  Source source;
  uint32_t sentence; ///< of the cue
  uint32_t outer; ///< the attribution whose content holds the cue; UINT32_MAX
  Polarity polarity; ///< of the content's head
  Modality modality;
  bool is_left_out; ///< not asked for: told only around others
} Attribution;

/// One statement. All text points into the document's arena or the rules.
typedef struct {
  Part subject;
  Part predicate;
  Part object;
  Role *roles;
  uint32_t role_count;
  Source *sources; ///< innermost first
  uint32_t source_count;
  Polarity polarity;
  Modality modality;
  Str *flags; ///< further marks as the rules set them: "future", "former"
  uint32_t flag_count;
  double confidence; ///< 0 to 1
  Str rule;          ///< name of the rule that made it
  Str rule_file;
  uint32_t rule_line;
  uint32_t sentence; ///< index of the anchor's sentence
  uint32_t anchor;   ///< token it belongs to
} Statement;

/// The statements of one document, and its attributions, in text order.
typedef struct {
  Statement *statements;
  size_t count;
  Attribution *attributions;
  size_t attribution_count;
} Statements;

/// How sure the least sure link of a statement's parts is; 1 if all are as good
/// as sure, or there are none.
double statement_link(const Statement *statement);

/// Drop the statements that are not wanted, but for those that another one's
/// object is. `is_wanted` has an entry for each.
void statements_keep(Statements *statements, const bool *is_wanted,
                     Arena *arena);

/// Drop the statements that are less certain than `confidence`, but for those
/// that another one's object is.
void statements_drop_below(Statements *statements, double confidence,
                           Arena *arena);

Str polarity_name(Polarity polarity);
Str modality_name(Modality modality);

#endif
