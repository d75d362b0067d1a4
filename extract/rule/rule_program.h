/// Program: what matching reads of the rules, packed.
///
/// A Rule keeps all that was written: names, places, tests, actions. Whether
/// it matches is decided by a few bytes of it. These stand here, in dense
/// arrays and in the order in which rules are tried: a document's rules are
/// then read with few cache misses, which cost more than all else. Everything
/// refers by index; only what matched is looked up in its Rule.
///
/// How a sentence is matched:
/// 1. Each token's word, lemma, part of speech and tag become numbers
///    (NameId). The table `sets` tells for each number to which sets of words
///    it belongs, so that a test is one bit or a few comparisons.
/// 2. A rule whose anchor needs certain words, or an arc of a certain label,
///    is found by them in `postings`; the token is noted as its candidate.
/// 3. A rule found, or one that is tried always, may need labels that the
///    sentence has not, or its anchor arcs that the candidate has not.
/// 4. The anchor's test, then the lines, one after the other.
#ifndef QUERN_EXTRACT_RULE_RULE_PROGRAM_H
#define QUERN_EXTRACT_RULE_RULE_PROGRAM_H

#include "extract/rule/rule_condition.h"

#define NO_TEST UINT32_MAX ///< always passes
#define NO_SET UINT32_MAX

enum { CHECK_NAMES = 3 };

/// Traits of arcs are bits by hash, see rule_trait(). The last bit stands for
/// "any or none": every token has it, and a rule that needs no trait needs it,
/// so that one comparison tells.
enum { TRAITS = 63 };
#define NO_TRAIT (UINT64_C(1) << TRAITS)

/// A condition of a token. Of a word, lemma, part of speech or tag: is its name
/// one of a few, or, if there are more, in a set?
typedef struct {
  enum { CHECK_FEW, CHECK_SET, CHECK_OTHER } kind;
  uint8_t attribute;
  bool is_negated;
  NameId names[CHECK_NAMES]; ///< the last again, if there are fewer
  uint32_t set;
  const Condition *condition;
} Check;

/// A token test: checks that must all hold.
typedef struct {
  uint32_t first; ///< of its checks
  uint8_t count;
  bool uses_marks;
  bool is_costly;  ///< its results are remembered by token
  uint32_t number; ///< among the costly ones
} ProgramTest;

/// A step of a path.
typedef struct {
  uint64_t bases;  ///< bits of labels that it takes with any subtype
  uint64_t traits; ///< of all its labels; all bits for any label
  uint32_t label;  ///< the first of its labels with a subtype
  uint8_t label_count;
  bool is_up;
  bool may_stay; ///< ? or *
  bool repeats;  ///< * or +
} ProgramStep;

/// A line after the anchor.
typedef struct {
  uint8_t kind;   ///< LineKind
  uint8_t order;  ///< Order
  bool is_filter; ///< see RuleLine
  int8_t right;
  uint8_t left_count, other_count, step_count;
  uint32_t test;
  uint32_t step; ///< the first
  uint32_t left; ///< the first, in `captures`; the others follow them
} ProgramLine;

enum { GATE_NEEDS = 3, ANCHOR_CHILDREN = 2 };

/// A rule: one cache line.
typedef struct {
  /// Labels of which the sentence must have one; 0: none.
  uint64_t needs[GATE_NEEDS];
  /// Traits of which the anchor must have one among its arcs to children, to
  /// its parent; NO_TRAIT: none.
  uint64_t child[ANCHOR_CHILDREN];
  uint64_t parent;
  uint32_t test; ///< of a match anchor
  uint32_t line; ///< the first
  uint8_t line_count;
  uint8_t capture_count;
  uint8_t anchor; ///< AnchorKind
  bool is_found;  ///< by postings
} ProgramRule;

/// A rule that is found by a word or a label.
typedef struct {
  uint64_t child; ///< traits of which the anchor needs one; or NO_TRAIT
  uint64_t parent;
  uint32_t pos; ///< bits of the parts of speech that it may be
  uint32_t rank;
} PostingEntry;

/// The rules found by a set of words, or by a label.
typedef struct {
  uint32_t first; ///< of its entries
  uint32_t count;
} Posting;

/// Link rules, which see labels of the tree alone, and all others.
typedef struct {
  Posting *by_set;
  uint64_t *keys[ATTRIBUTE_LEMMA + 1];     ///< bits of sets that find rules
  uint32_t key_words[ATTRIBUTE_LEMMA + 1]; ///< of 64 bits; the rest is 0
  Posting by_child[MOST_LABELS]; ///< label of an arc from the anchor to a child
  Posting by_parent[MOST_LABELS];
} Postings;

typedef struct {
  ProgramRule *rules;   ///< by rank
  uint64_t *deep;       ///< by rank: bits of deep labels that lines look at
  uint64_t *always;     ///< bits of ranks of rules tried on every sentence
  uint64_t *in_pass[3]; ///< bits of ranks
  ProgramLine *lines;
  uint32_t line_count, line_capacity;
  ProgramStep *steps;
  uint32_t step_count, step_capacity;
  Label *labels;
  uint32_t label_count, label_capacity;
  int8_t *captures;
  uint32_t capture_count, capture_capacity;
  ProgramTest *tests;
  uint32_t test_count, test_capacity;
  uint32_t costly_count; ///< tests
  Check *checks;
  uint32_t check_count, check_capacity;
  uint64_t *sets; ///< by NameId: bits of the sets that it is in
  uint32_t set_count;
  uint32_t set_words;   ///< of 64 bits, a name
  Postings postings[2]; ///< of link rules; of the others
  PostingEntry *entries;
  uint32_t entry_count, entry_capacity;
} Program;

/// The sets that a name is in: the first word of their bits.
static inline const uint64_t *program_sets(const Program *program,
                                           NameId name) {
  return &program->sets[(size_t)name * program->set_words];
}

#endif
