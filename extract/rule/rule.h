/// Rule: the structs that the parser fills, the checker completes, and the
/// matcher reads. Inside extract/rule only; rules.h is for the others.
///
/// Everything is made in the rules' arena while loading and constant after.
#ifndef QUERN_EXTRACT_RULE_RULE_H
#define QUERN_EXTRACT_RULE_RULE_H

#include "extract/rule/rule_program.h"
#include "extract/rule/rules.h"

typedef struct {
  Str name;
  Place place;
  Word *members;
  uint32_t member_count;
} TypeUnion;

/// What kinds of arguments a predicate takes.
typedef struct {
  Str name;
  Place place;
  Word *subjects; ///< none: any
  uint32_t subject_count;
  Word *objects;
  uint32_t object_count;
  Str iri; ///< may be empty
} Predicate;

// Rules.

typedef struct {
  Word text;
  Label label;
} LabelTerm;

/// A move in the tree: over any one of the labels, up or down.
typedef struct {
  bool is_up;
  char quantifier; ///< 0, '?', '*' or '+'
  bool any_label;  ///< _: any tree label
  LabelTerm *labels;
  uint32_t label_count;
  uint64_t bases;  ///< bits of labels that take any subtype
  bool is_exact;   ///< some label has a subtype: `bases` does not decide alone
  uint64_t traits; ///< of its labels; all bits for any label
} Step;

/// A bit for a label with its kind of subtype. An arc has several traits; a
/// step can take none of a token's arcs if it shares no trait with them.
static inline uint64_t rule_trait(uint8_t base, SubtypeKind kind,
                                  NameId subtype) {
  uint32_t name = kind == SUBTYPE_NAMED ? subtype : UINT32_MAX - (uint32_t)kind;
  uint32_t hash = (name * UINT32_C(31) + base) * UINT32_C(0x9E3779B1);
  return UINT64_C(1) << (hash >> 26) % TRAITS;
}

typedef enum { LINE_WITH, LINE_MAYBE, LINE_EVERY, LINE_NOT } LineKind;
typedef enum { ORDER_NONE, ORDER_BEFORE, ORDER_AFTER } Order;

enum { CAPTURE_NONE = -1, CAPTURE_ANY = -2 }; ///< absent, `_`

/// One constraint line after the anchor.
typedef struct {
  LineKind kind;
  Order order; ///< `with A before B` in place of steps
  int8_t left[MOST_CAPTURES];
  uint8_t left_count;
  Step *steps;
  uint32_t step_count;
  int8_t right; ///< capture; CAPTURE_ANY; CAPTURE_NONE: a test of the left
  int8_t others[MOST_CAPTURES]; ///< further captures that it may be
  uint8_t other_count;
  bool is_filter;  ///< begins with an `every` capture: leaves out bindings
  TokenTest *test; ///< NULL: none
  Place place;
} RuleLine;

typedef enum {
  FUNCTION_PHRASE, ///< nothing after the capture
  FUNCTION_LEMMA,
  FUNCTION_WORD,
  FUNCTION_CASE,
  FUNCTION_CLAUSE,
  FUNCTION_TEXT,
  FUNCTION_FULL,
  FUNCTION_WITHOUT, ///< .without:A: the phrase, less what is below A
  FUNCTION_WITH,    ///< .with:A: the lemma with the words of A before it
  FUNCTION_LIST     ///< .listname: the list's value of the lemma
} PartFunction;

extern const char *const function_names[FUNCTION_LIST];

/// One word of a part: a literal, or a capture seen through a function.
typedef struct {
  int8_t capture; ///< CAPTURE_NONE: a literal
  PartFunction function;
  Word word; ///< the literal, or the list's name
  const WordList *list;
  int8_t second; ///< the capture of FUNCTION_WITHOUT and FUNCTION_WITH
  bool is_quoted;
  Place place;
} Term;

typedef struct {
  Term *terms;
  uint32_t count;
} Terms;

/// A role `name=term`, or a flag: `name` alone.
typedef struct {
  Term name; ///< a literal, or Capture.case: named by the text
  Term value;
  bool is_flag;
  bool is_voided; ///< the name was bad: told already
} RoleTerm;

typedef enum {
  ACTION_EMIT,
  ACTION_ATTRIB,
  ACTION_MARK,
  ACTION_LINK
} ActionKind;

typedef struct {
  ActionKind kind;
  bool is_else;
  Terms subject;
  Terms predicate;
  Terms object; ///< none: `-`
  RoleTerm *roles;
  uint32_t role_count;
  int8_t capture; ///< attrib, mark, link: of what
  int8_t target;  ///< link: to what
  Word label;     ///< link
  uint8_t base;   ///< the label's number
  int8_t every;   ///< the `every` capture in subject, predicate or object
  const Predicate *typed; ///< the `pred` of a literal predicate
  Place place;
} Action;

/// A fact an inline test wants.
typedef struct {
  Str subject, predicate, object;
  Word *marks; ///< "negative", "time=Monday"
  uint32_t mark_count;
  Str text; ///< as written
} Expected;

typedef struct {
  Str sentence;
  bool wants_none;
  Expected *expected;
  uint32_t expected_count;
  Place place;
} RuleTest;

typedef enum { ANCHOR_MATCH, ANCHOR_SEQ, ANCHOR_TEXT } AnchorKind;
typedef enum { PASS_LINK, PASS_MARK, PASS_EMIT, PASS_COUNT } Pass;

typedef struct {
  Word name;
  bool is_every; ///< bound by `every`
  bool is_used;
  bool is_maybe;
} Capture;

/// Labels of which a match needs one: in the sentence, and, if the line starts
/// at the anchor, among the anchor's own arcs.
typedef struct {
  enum { NEED_SENTENCE, NEED_CHILD, NEED_PARENT } where;
  uint64_t any;    ///< bits of bases
  uint64_t traits; ///< of the labels
} Need;

enum { MOST_NEEDS = 8 };

/// A rule as written. Matching reads of it what is packed in the program, and
/// what follows from a match.
typedef struct {
  // What a match reads, in few cache lines.
  uint32_t rank; ///< in the order of trying
  AnchorKind anchor;
  bool stops;  ///< claims its anchor token
  bool is_own; ///< its facts are the article's own voice
  uint8_t capture_count;
  uint32_t action_count, action_capacity;
  Action *actions;
  double confidence;
  Regex *regex;      ///< of a seq or text anchor
  uint32_t *bits;    ///< the distinct tests of the sequence
  uint64_t required; ///< bits of tests that every match contains
  uint32_t bit_count;
  uint32_t width;                 ///< bytes a token
  uint32_t group_count;           ///< groups, 0 (the whole match) included
  int8_t groups[MOST_GROUPS + 1]; ///< capture of each PCRE2 group
  uint32_t need_count;
  uint32_t line_count, line_capacity;
  TokenTest *test;       ///< of a match anchor; NULL: none
  const Condition *key;  ///< the lemma or word a match needs; NULL: none
  uint32_t key_set;      ///< the program's set of them
  const Need *label_key; ///< else labels at the anchor; NULL: none
  RuleLine *lines;
  Need needs[MOST_NEEDS];
  uint64_t deep; ///< bits of deep labels that its lines look at
  Word name;
  uint32_t line;
  uint32_t number; ///< in the order of the files
  int32_t priority;
  bool is_broken; ///< has errors: follow-up errors are not told
  bool has_anchor;
  Place anchor_place;
  Sequence sequence; ///< of a seq anchor
  Word pattern;      ///< of a text anchor
  Capture captures[MOST_CAPTURES];
  RuleTest *tests;
  uint32_t test_count, test_capacity;
  bool passes[PASS_COUNT];
} Rule;

typedef struct {
  Str path;
  Str text;
} RuleFile;

struct Rules {
  Arena *arena;
  RuleFile *files;
  uint32_t file_count, file_capacity;
  Map *names; ///< name -> NameId - 1
  Map *lists, *definitions, *types, *predicates, *labels;
  Rule **rules; ///< in the order of the files
  uint32_t count, capacity;
  Rule **by_rank; ///< by priority, then in the order of the files
  Program program;
  uint32_t name_count; ///< NameIds are 1 to name_count
  NameId upos[UPOS_COUNT + 1];
  uint32_t label_count;
  Str labels_by_number[MOST_LABELS];
  uint64_t derived; ///< bits of derived labels
  RuleTypeExists type_exists;
  RuleSubtype is_subtype;
  const void *type_context;
};

/// Find an interned name; 0 if no rule uses it.
static inline NameId rules_name(const Rules *rules, Str text) {
  const MapEntry *entry = map_find(rules->names, text);
  return entry ? entry->value : 0;
}

/// Is a type another, by `type` lines or the ontology?
bool rules_type_is(const Rules *rules, Str type, Str ancestor);

/// Line and column, both from 1, of a place's begin.
void rules_locate(const Rules *rules, Place place, uint32_t *line,
                  uint32_t *column);

#endif
