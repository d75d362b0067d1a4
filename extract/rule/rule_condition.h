/// Conditions on tokens, sequences of them, and the lists and definitions that
/// they name: the first half of the structs of rule.h.
#ifndef QUERN_EXTRACT_RULE_RULE_CONDITION_H
#define QUERN_EXTRACT_RULE_RULE_CONDITION_H

#include "base/arena.h"
#include "base/map.h"
#include "extract/rule/regex.h"

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

/// The words of a list, or those with a certain value.
typedef struct {
  NameId *names;
  uint32_t count;
} NameSet;

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

typedef enum { SUBTYPE_ANY, SUBTYPE_BARE, SUBTYPE_NAMED } SubtypeKind;

/// A tree or derived label, with what may stand after the colon.
typedef struct {
  uint8_t base;
  SubtypeKind kind;
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
  const NameSet *members; ///< of a list
  uint32_t set;           ///< the same among the program's sets, if needed
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

/// What one token must be. Equal tests share a number.
typedef struct {
  uint32_t count;
  uint32_t number; ///< among the program's tests
  Condition *conditions;
  bool uses_marks; ///< depends on marks
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

#endif
