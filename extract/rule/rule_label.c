/// Labels: the dependency labels of Universal Dependencies, their subtypes,
/// and the deep labels that link rules add.
#include "extract/rule/rule_load.h"

/// English labels (UD 2.16). An open subtype is a word of the text: the
/// preposition of obl and nmod, the marker of advcl and acl, the conjunction.
static const struct {
  const char *base;
  const char *subtypes; ///< of the treebank, blanks between
  bool is_open;
} tree_labels[] = {
    [TREE_NSUBJ] = {"nsubj", "pass outer", false},
    [TREE_OBJ] = {"obj", "", false},
    [TREE_IOBJ] = {"iobj", "", false},
    [TREE_CSUBJ] = {"csubj", "pass outer", false},
    [TREE_CCOMP] = {"ccomp", "", false},
    [TREE_XCOMP] = {"xcomp", "", false},
    [TREE_OBL] = {"obl", "agent unmarked arg tmod npmod", true},
    [TREE_VOCATIVE] = {"vocative", "", false},
    [TREE_EXPL] = {"expl", "", false},
    [TREE_DISLOCATED] = {"dislocated", "", false},
    [TREE_ADVCL] = {"advcl", "relcl", true},
    [TREE_ADVMOD] = {"advmod", "emph", false},
    [TREE_DISCOURSE] = {"discourse", "", false},
    [TREE_AUX] = {"aux", "pass", false},
    [TREE_COP] = {"cop", "", false},
    [TREE_MARK] = {"mark", "", false},
    [TREE_NMOD] = {"nmod", "poss desc unmarked tmod npmod", true},
    [TREE_APPOS] = {"appos", "", false},
    [TREE_NUMMOD] = {"nummod", "", false},
    [TREE_ACL] = {"acl", "relcl", true},
    [TREE_AMOD] = {"amod", "", false},
    [TREE_DET] = {"det", "predet", false},
    [TREE_CLF] = {"clf", "", false},
    [TREE_CASE] = {"case", "", false},
    [TREE_CONJ] = {"conj", "", true},
    [TREE_CC] = {"cc", "preconj", false},
    [TREE_FIXED] = {"fixed", "", false},
    [TREE_FLAT] = {"flat", "foreign name", false},
    [TREE_LIST] = {"list", "", false},
    [TREE_PARATAXIS] = {"parataxis", "", false},
    [TREE_COMPOUND] = {"compound", "prt", false},
    [TREE_ORPHAN] = {"orphan", "", false},
    [TREE_GOESWITH] = {"goeswith", "", false},
    [TREE_REPARANDUM] = {"reparandum", "", false},
    [TREE_PUNCT] = {"punct", "", false},
    [TREE_ROOT] = {"root", "", false},
    [TREE_DEP] = {"dep", "", false},
};
_Static_assert(sizeof tree_labels / sizeof *tree_labels == TREE_LABEL_COUNT,
               "every tree label has its entry");

void rule_label_begin(RuleLoader *loader) {
  Rules *rules = loader->rules;
  rules->labels = map_new(loader->arena);
  for (uint32_t i = 0; i < TREE_LABEL_COUNT; i++) {
    Str base = str_from(tree_labels[i].base);
    map_set(rules->labels, base, i);
    rules->labels_by_number[i] = base;
  }
  rules->label_count = TREE_LABEL_COUNT;
}

uint32_t rule_label_find(const Rules *rules, Str base) {
  return map_get(rules->labels, base, MOST_LABELS);
}

/// Walk over the blank-separated words of a text; false at its end.
static bool next_word(Str *rest, Str *word) {
  if (!rest->length) {
    return false;
  }
  const char *blank = memchr(rest->data, ' ', rest->length);
  size_t length = blank ? (size_t)(blank - rest->data) : rest->length;
  *word = str_slice(*rest, 0, length);
  *rest = str_slice(*rest, blank ? length + 1 : length, rest->length);
  return true;
}

/// May the subtype stand after the base? Complain if not.
static bool check_subtype(RuleLoader *loader, Word word, uint32_t base,
                          Str subtype) {
  if (base >= TREE_LABEL_COUNT) {
    rule_load_error(loader, word.place, "'%.*s': deep labels have no subtypes",
                    STR_ARG(word.text));
    return false;
  }
  if (tree_labels[base].is_open) {
    return true;
  }
  const Str subtypes = str_from(tree_labels[base].subtypes);
  Str rest = subtypes;
  for (Str known; next_word(&rest, &known);) {
    if (str_equal(known, subtype)) {
      return true;
    }
  }
  Nearest nearest = rule_nearest_begin(subtype);
  rest = subtypes;
  for (Str known; next_word(&rest, &known);) {
    rule_nearest_try(&nearest, known);
  }
  rule_load_error(loader, word.place, "'%s' has no subtype '%.*s'%.*s",
                  tree_labels[base].base, STR_ARG(subtype),
                  STR_ARG(rule_nearest_hint(&nearest, loader->arena)));
  return false;
}

static bool is_capitals(Str text) {
  for (size_t i = 0; i < text.length; i++) {
    char byte = text.data[i];
    if (!(byte >= 'A' && byte <= 'Z') && byte != '_') {
      return false;
    }
  }
  return text.length > 0;
}

bool rule_label_resolve(RuleLoader *loader, LabelTerm *term) {
  Str text = term->text.text;
  const char *colon = memchr(text.data, ':', text.length);
  size_t length = colon ? (size_t)(colon - text.data) : text.length;
  Str base_name = str_slice(text, 0, length);
  uint32_t base = rule_label_find(loader->rules, base_name);
  if (base == MOST_LABELS && is_capitals(base_name)) {
    Str hint = rule_hint_in_map(loader, base_name, loader->rules->labels);
    rule_load_error(loader, term->text.place,
                    "no link line adds the deep label '%.*s'%.*s",
                    STR_ARG(base_name), STR_ARG(hint));
    return false;
  }
  if (base == MOST_LABELS) {
    Str hint = rule_hint_in_map(loader, base_name, loader->rules->labels);
    rule_load_error(loader, term->text.place,
                    "unknown dependency label '%.*s'%.*s", STR_ARG(base_name),
                    STR_ARG(hint));
    return false;
  }
  term->label.base = (uint8_t)base;
  term->label.kind = SUBTYPE_ANY;
  if (!colon) {
    return true;
  }
  Str subtype = str_slice(text, length + 1, text.length);
  if (!subtype.length) {
    term->label.kind = SUBTYPE_BARE;
    return true;
  }
  term->label.kind = SUBTYPE_NAMED;
  term->label.subtype = rule_load_name(loader, subtype);
  return check_subtype(loader, term->text, base, subtype);
}

bool rule_label_derive(RuleLoader *loader, Word word, uint8_t *base) {
  Rules *rules = loader->rules;
  uint32_t number = rule_label_find(rules, word.text);
  if (!is_capitals(word.text)) {
    rule_load_error(loader, word.place,
                    "link adds deep labels, written in capitals (SUBJ, OBJ): "
                    "'%.*s' is none",
                    STR_ARG(word.text));
    return false;
  }
  if (number == MOST_LABELS) {
    if (rules->label_count == MOST_LABELS) {
      rule_load_error(loader, word.place, "there are more than %d deep labels",
                      MOST_LABELS - TREE_LABEL_COUNT);
      return false;
    }
    number = rules->label_count++;
    rules->labels_by_number[number] = word.text;
    map_set(rules->labels, word.text, number);
  }
  rules->derived |= UINT64_C(1) << number;
  *base = (uint8_t)number;
  return true;
}
