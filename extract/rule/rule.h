/// Rule: the structs that the parser fills, the checker completes, and the
/// matcher reads. Inside extract/rule only; rules.h is for the others.
///
/// Everything is made in the rules' arena while loading and constant after.
#ifndef QUERN_EXTRACT_RULE_RULE_H
#define QUERN_EXTRACT_RULE_RULE_H

#include "base/arena.h"
#include "base/map.h"
#include "extract/rule/regex.h"
#include "extract/rule/rules.h"

/// Limits of the language. Each has an error message of its own.
enum {
  MOST_CAPTURES = 16,
  MOST_STEPS = 8,  ///< of one line
  MOST_LINES = 32, ///< of one rule
  MOST_ACTIONS = 16,
  MOST_GROUPS = 32,
  MOST_TESTS_OF_SEQ = 63, ///< distinct token tests of one sequence
  MOST_LABELS = 64,       ///< tree labels and derived labels together
  MOST_SUBTYPES = 3,      ///< of one arc
  DEEPEST_NESTING = 32    ///< of groups and definitions in a sequence
};

/// A piece of a rule file: bytes [begin, end) of the text of `file`.
typedef struct {
  uint32_t file;
  uint32_t begin;
  uint32_t end;
} Place;

/// A name or word as written, and where.
typedef struct {
  Str text;
  Place place;
} Word;

/// An interned text: names that occur in rules have a number, others 0.
typedef uint32_t NameId;

// Lists and definitions.

/// A word list, perhaps with a value a word. Several lines add up.
typedef struct {
  Str name;
  Place place;
  Map *entries; ///< lower-cased word -> index in values, or no value
  Word *values; ///< values[i] for the i-th entry; text empty: none
  uint32_t capacity;
  bool has_values;
  bool is_used;
  uint64_t *members; ///< bits by NameId, made when all names are known
} WordList;

typedef enum {
  ATTRIBUTE_WORD,
  ATTRIBUTE_LEMMA,
  ATTRIBUTE_POS,
  ATTRIBUTE_TAG,
  ATTRIBUTE_DEP,
  ATTRIBUTE_TYPE,
  ATTRIBUTE_FEAT,
  ATTRIBUTE_MARK,
  ATTRIBUTE_COUNT
} Attribute;

extern const char *const attribute_names[ATTRIBUTE_COUNT];

typedef enum { VALUE_WORD, VALUE_LIST, VALUE_REGEX } ValueKind;

/// The labels of the tree, by number; deep labels follow.
typedef enum {
  TREE_NSUBJ,
  TREE_OBJ,
  TREE_IOBJ,
  TREE_CSUBJ,
  TREE_CCOMP,
  TREE_XCOMP,
  TREE_OBL,
  TREE_VOCATIVE,
  TREE_EXPL,
  TREE_DISLOCATED,
  TREE_ADVCL,
  TREE_ADVMOD,
  TREE_DISCOURSE,
  TREE_AUX,
  TREE_COP,
  TREE_MARK,
  TREE_NMOD,
  TREE_APPOS,
  TREE_NUMMOD,
  TREE_ACL,
  TREE_AMOD,
  TREE_DET,
  TREE_CLF,
  TREE_CASE,
  TREE_CONJ,
  TREE_CC,
  TREE_FIXED,
  TREE_FLAT,
  TREE_LIST,
  TREE_PARATAXIS,
  TREE_COMPOUND,
  TREE_ORPHAN,
  TREE_GOESWITH,
  TREE_REPARANDUM,
  TREE_PUNCT,
  TREE_ROOT,
  TREE_DEP,
  TREE_LABEL_COUNT
} TreeLabel;

/// A tree or derived label, with what may stand after the colon.
typedef struct {
  uint8_t base;
  enum { SUBTYPE_ANY, SUBTYPE_BARE, SUBTYPE_NAMED } kind;
  NameId subtype; ///< if named
} Label;

/// One alternative of a condition: a word, $list, $list:value or /regex/.
typedef struct {
  ValueKind kind;
  Word word;       ///< the word, list name, or regex
  Word list_value; ///< after $list: only words with that value
  NameId name;
  Label label; ///< of a `dep` condition
  const WordList *list;
  const uint64_t *members; ///< bits by NameId, of a list
  Regex *regex;
} Value;

typedef struct {
  Attribute attribute;
  bool is_negated;
  bool is_soft;    ///< ~: an unknown type passes
  Word definition; ///< <name> instead of a condition, if not empty
  const struct Definition *defined;
  Value *values;
  uint32_t value_count;
  Place place;
} Condition;

/// What one token must be. Equal tests share a number: their results are
/// remembered by token.
typedef struct {
  Condition *conditions;
  uint32_t count;
  uint32_t number; ///< index in Rules.tests
  bool uses_marks; ///< depends on marks: not remembered
  bool is_checked;
  Place place;
} TokenTest;

typedef enum {
  UNIT_TEST,       ///< [conditions] or "word"
  UNIT_ANY,        ///< []
  UNIT_DEFINITION, ///< <name>
  UNIT_GROUP,      ///< ( ... ) and its look-around forms
  UNIT_OR,         ///< |
  UNIT_BEGIN,      ///< ^
  UNIT_END         ///< $
} UnitKind;

/// One piece of a token sequence.
typedef struct Unit {
  UnitKind kind;
  int8_t capture; ///< -1: none
  TokenTest *test;
  Word definition;
  const struct Definition *defined;
  Str look;           ///< "?:", "?=", "?!", "?<=", "?<!" of a group
  struct Unit *units; ///< of a group
  uint32_t unit_count;
  Str quantifier; ///< as written, checked; empty: once
  Place place;
} Unit;

typedef struct {
  Unit *units;
  uint32_t count;
} Sequence;

/// A named part of patterns: conditions or a sequence.
typedef struct Definition {
  Str name;
  Place place;
  bool is_sequence;
  TokenTest *test;
  Sequence sequence;
  bool is_used;
  uint8_t visit; ///< while cycles are looked for
} Definition;

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
  uint64_t bases; ///< bits of labels that take any subtype
  bool is_exact;  ///< some label has a subtype: `bases` does not decide alone
} Step;

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
  FUNCTION_LIST ///< .listname: the list's value of the lemma
} PartFunction;

extern const char *const function_names[FUNCTION_LIST];

/// One word of a part: a literal, or a capture seen through a function.
typedef struct {
  int8_t capture; ///< CAPTURE_NONE: a literal
  PartFunction function;
  Word word; ///< the literal, or the list's name
  const WordList *list;
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
  uint64_t any; ///< bits of bases
} Need;

enum { MOST_NEEDS = 8 };

typedef struct {
  Word name;
  uint32_t line;
  uint32_t number; ///< in the order of the files
  uint32_t rank;   ///< in the order of trying
  int32_t priority;
  double confidence;
  bool stops;     ///< claims its anchor token
  bool is_own;    ///< its facts are the article's own voice
  bool is_broken; ///< has errors: follow-up errors are not told
  bool has_anchor;
  AnchorKind anchor;
  Place anchor_place;
  TokenTest *test;                ///< of a match anchor; NULL: none
  Sequence sequence;              ///< of a seq anchor
  Word pattern;                   ///< of a text anchor
  Regex *regex;                   ///< of a seq or text anchor
  int8_t groups[MOST_GROUPS + 1]; ///< capture of each PCRE2 group
  uint32_t group_count;           ///< groups, 0 (the whole match) included
  TokenTest **bits;               ///< the distinct tests of the sequence
  uint32_t bit_count;
  uint32_t width;    ///< bytes a token
  uint64_t required; ///< bits of tests that every match contains
  Capture captures[MOST_CAPTURES];
  uint8_t capture_count;
  RuleLine *lines;
  uint32_t line_count, line_capacity;
  Action *actions;
  uint32_t action_count, action_capacity;
  RuleTest *tests;
  uint32_t test_count, test_capacity;
  bool passes[PASS_COUNT];
  Need needs[MOST_NEEDS];
  uint32_t need_count;
  uint64_t deep;        ///< bits of deep labels that its lines look at
  const Condition *key; ///< the lemma or word a match needs; NULL: none
} Rule;

typedef struct {
  Str path;
  Str text;
} RuleFile;

/// Ranks of the rules found by a lemma or a word.
typedef struct {
  uint32_t *ranks;
  uint32_t count, capacity;
} Posting;

struct Rules {
  Arena *arena;
  RuleFile *files;
  uint32_t file_count, file_capacity;
  Map *names; ///< name -> NameId - 1
  Map *lists, *definitions, *types, *predicates, *labels;
  Rule **rules; ///< in the order of the files
  uint32_t count, capacity;
  Rule **by_rank;   ///< by priority, then in the order of the files
  Map *tests;       ///< distinct token tests: their number is their place
  uint64_t *always; ///< bits of ranks of rules tried on every sentence
  uint64_t *in_pass[PASS_COUNT]; ///< bits of ranks
  Posting *by_lemma;             ///< by NameId
  Posting *by_word;
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
