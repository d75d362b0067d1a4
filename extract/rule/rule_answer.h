/// Answers: what tags, types and relations are in the rules, remembered while a
/// document is matched.
///
/// Their texts are few, and stay where they are: the same place means the same
/// text, so that most need not be hashed and compared.
#ifndef QUERN_EXTRACT_RULE_RULE_ANSWER_H
#define QUERN_EXTRACT_RULE_RULE_ANSWER_H

#include "extract/rule/rule_condition.h"

/// What a tag or type of a token is called in the rules.
typedef struct {
  Str text;
  NameId name;
} NameAnswer;

/// What a relation of the tree is in the rules.
typedef struct {
  Str text;
  Label label;
} LabelAnswer;

/// Whether a type is another.
typedef struct {
  Str type;
  const char *ancestor; ///< where the rule writes it
  bool is_one;
} TypeAnswer;

enum { ANSWERS = 128 }; ///< of a kind, remembered by hash

typedef struct {
  NameAnswer names[ANSWERS];
  LabelAnswer labels[ANSWERS];
  TypeAnswer types[ANSWERS];
} Answers;

/// Where the answer to a text is remembered.
static inline size_t rule_answer_place(const char *text) {
  return ((uintptr_t)text * UINT32_C(0x9E3779B1) >> 16) % ANSWERS;
}

/// Do two views have the same place?
static inline bool rule_same_place(Str a, Str b) {
  return a.data == b.data && a.length == b.length;
}

#endif
