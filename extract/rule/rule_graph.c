/// Graph of a sentence: nodes and arcs, and the words that enhance labels.
#include "extract/rule/rule_matcher.h"

#include "base/utf8.h"

bool rule_label_matches(const Label *label, const Arc *arc) {
  if (label->base != arc->label) {
    return false;
  }
  if (label->kind != SUBTYPE_NAMED) {
    return label->kind == SUBTYPE_ANY || arc->is_bare;
  }
  for (uint8_t i = 0; i < arc->subtype_count; i++) {
    if (arc->subtypes[i] == label->subtype) {
      return true;
    }
  }
  return false;
}

/// Note what an arc is, for both of its ends, too.
static void add_traits(RuleMatcher *matcher, Arc *arc) {
  uint64_t traits = rule_trait(arc->label, SUBTYPE_ANY, 0);
  if (arc->is_bare) {
    traits |= rule_trait(arc->label, SUBTYPE_BARE, 0);
  }
  for (uint8_t i = 0; i < arc->subtype_count; i++) {
    traits |= rule_trait(arc->label, SUBTYPE_NAMED, arc->subtypes[i]);
  }
  arc->traits = traits;
  matcher->child_traits[arc->head] |= traits;
  matcher->parent_traits[arc->dependent] |= traits;
}

static Arc *add_arc(RuleMatcher *matcher, uint32_t head, uint32_t dependent,
                    uint8_t label) {
  uint32_t index = matcher->arc_count;
  Arc *arc = ARENA_PUSH(matcher->arena, matcher->arcs, matcher->arc_count,
                        matcher->arc_capacity);
  *arc = (Arc){.head = head,
               .dependent = dependent,
               .label = label,
               .is_bare = true,
               .rule = NO_RULE,
               .next_child = NO_ARC,
               .next_parent = NO_ARC};
  Node *above = &matcher->nodes[head];
  Node *below = &matcher->nodes[dependent];
  if (above->first_child == NO_ARC) {
    above->first_child = index;
  } else {
    matcher->arcs[above->last_child].next_child = index;
  }
  above->last_child = index;
  if (below->first_parent == NO_ARC) {
    below->first_parent = index;
  } else {
    matcher->arcs[below->last_parent].next_parent = index;
  }
  below->last_parent = index;
  uint64_t bit = UINT64_C(1) << label;
  matcher->children[head] |= bit;
  matcher->parents[dependent] |= bit;
  matcher->labels |= bit;
  return arc;
}

bool rule_graph_link(RuleMatcher *matcher, uint32_t head, uint32_t dependent,
                     uint8_t label, const Rule *rule) {
  if (head == dependent) {
    return false;
  }
  uint32_t work = 0;
  for (uint32_t i = matcher->nodes[head].first_child; i != NO_ARC;
       i = matcher->arcs[i].next_child, work++) {
    const Arc *arc = &matcher->arcs[i];
    if (arc->dependent == dependent && arc->label == label) {
      return false;
    }
  }
  if (!rule_spend(matcher, work)) {
    return false;
  }
  if (matcher->arc_count >= matcher->count * MOST_ARCS_A_TOKEN) {
    rule_limit(matcher, rule, "too many deep arcs");
    return false;
  }
  Arc *arc = add_arc(matcher, head, dependent, label);
  arc->rule = rule->rank;
  add_traits(matcher, arc);
  matcher->new_labels |= UINT64_C(1) << label;
  return true;
}

/// A relation's label: its number, and that of its subtype.
static Label read_label(const RuleMatcher *matcher, Str relation) {
  const Rules *rules = matcher->rules;
  const char *colon =
      relation.length ? memchr(relation.data, ':', relation.length) : NULL;
  size_t length = colon ? (size_t)(colon - relation.data) : relation.length;
  uint32_t base =
      map_get(rules->labels, str_slice(relation, 0, length), TREE_DEP);
  Label label = {.base = (uint8_t)base, .kind = SUBTYPE_BARE};
  if (colon && length + 1 < relation.length) {
    label.kind = SUBTYPE_NAMED;
    label.subtype =
        rules_name(rules, str_slice(relation, length + 1, relation.length));
  }
  return label;
}

static Label find_label(RuleMatcher *matcher, Str relation) {
  LabelAnswer *answer =
      &matcher->answers.labels[rule_answer_place(relation.data)];
  if (!rule_same_place(answer->text, relation) || !relation.length) {
    *answer = (LabelAnswer){relation, read_label(matcher, relation)};
  }
  return answer->label;
}

/// The name of a tag or type; 0 if no rule has it.
static NameId find_name(RuleMatcher *matcher, Str text) {
  NameAnswer *answer = &matcher->answers.names[rule_answer_place(text.data)];
  if (!rule_same_place(answer->text, text)) {
    *answer = (NameAnswer){text, rules_name(matcher->rules, text)};
  }
  return text.length ? answer->name : 0;
}

static void add_tree_arc(RuleMatcher *matcher, uint32_t dependent) {
  const Token *token = &matcher->sentence->tokens[dependent];
  Node *node = &matcher->nodes[dependent];
  node->label = find_label(matcher, token->relation);
  if (token->head >= matcher->count || token->head == dependent) {
    return;
  }
  Arc *arc = add_arc(matcher, token->head, dependent, node->label.base);
  if (node->label.kind == SUBTYPE_NAMED) {
    arc->is_bare = false;
    arc->subtypes[arc->subtype_count++] = node->label.subtype;
  }
}

static Str lower(const RuleMatcher *matcher, Str text) {
  for (size_t i = 0; i < text.length; i++) {
    char byte = text.data[i];
    if ((byte >= 'A' && byte <= 'Z') || (uint8_t)byte >= 0x80) {
      return utf8_to_lower(matcher->arena, text);
    }
  }
  return text;
}

static void build_node(RuleMatcher *matcher, uint32_t index) {
  const Rules *rules = matcher->rules;
  const Token *token = &matcher->sentence->tokens[index];
  const RuleDocument *document = matcher->document;
  Node *node = &matcher->nodes[index];
  node->first_child = node->first_parent = NO_ARC;
  node->word = lower(matcher, token->form);
  node->lemma = lower(matcher, token->lemma);
  node->names[ATTRIBUTE_WORD] = rules_name(rules, node->word);
  node->names[ATTRIBUTE_LEMMA] = str_equal(node->word, node->lemma)
                                     ? node->names[ATTRIBUTE_WORD]
                                     : rules_name(rules, node->lemma);
  node->names[ATTRIBUTE_POS] =
      token->upos < UPOS_COUNT ? rules->upos[token->upos] : 0;
  node->names[ATTRIBUTE_TAG] = find_name(matcher, token->xpos);
  if (document->types && document->types[matcher->sentence_index]) {
    node->type = document->types[matcher->sentence_index][index];
    node->names[ATTRIBUTE_TYPE] = find_name(matcher, node->type);
  }
  if (document->mentions && document->mentions[matcher->sentence_index]) {
    node->mention = document->mentions[matcher->sentence_index][index];
  }
}

Str rule_graph_case(const RuleMatcher *matcher, uint32_t token, TreeLabel label,
                    char glue) {
  const Node *node = &matcher->nodes[token];
  uint32_t i = node->first_child;
  while (i != NO_ARC && (matcher->arcs[i].rule != NO_RULE ||
                         matcher->arcs[i].label != label)) {
    i = matcher->arcs[i].next_child;
  }
  if (i == NO_ARC) {
    return (Str){NULL, 0};
  }
  uint32_t first = matcher->arcs[i].dependent;
  Str words = matcher->nodes[first].word;
  for (i = matcher->nodes[first].first_child; i != NO_ARC;
       i = matcher->arcs[i].next_child) {
    const Arc *arc = &matcher->arcs[i];
    if (arc->rule == NO_RULE && arc->label == TREE_FIXED) {
      words = arena_format(matcher->arena, "%.*s%c%.*s", STR_ARG(words), glue,
                           STR_ARG(matcher->nodes[arc->dependent].word));
    }
  }
  return words;
}

/// Labels that take a word of the text as a subtype, and where it stands.
static const struct {
  TreeLabel label;
  TreeLabel word;
} enhanced[] = {
    {TREE_OBL, TREE_CASE},   {TREE_NMOD, TREE_CASE}, {TREE_ADVCL, TREE_MARK},
    {TREE_ACL, TREE_MARK},   {TREE_CONJ, TREE_CC},   {TREE_OBL, TREE_MARK},
    {TREE_ADVCL, TREE_CASE}, {TREE_ACL, TREE_CASE},
};

static void enhance(RuleMatcher *matcher, Arc *arc) {
  for (size_t i = 0; i < sizeof enhanced / sizeof *enhanced; i++) {
    if (arc->label != enhanced[i].label ||
        arc->subtype_count == MOST_SUBTYPES) {
      continue;
    }
    Str words = rule_graph_case(matcher, arc->dependent, enhanced[i].word, '_');
    NameId name = words.length ? rules_name(matcher->rules, words) : 0;
    if (name) {
      arc->subtypes[arc->subtype_count++] = name;
    }
  }
}

void rule_graph_build(RuleMatcher *matcher) {
  matcher->count = matcher->sentence->token_count;
  matcher->nodes = ARENA_NEW(matcher->arena, Node, matcher->count + 1);
  matcher->children = ARENA_NEW(matcher->arena, uint64_t, matcher->count + 1);
  matcher->parents = ARENA_NEW(matcher->arena, uint64_t, matcher->count + 1);
  matcher->child_traits =
      ARENA_NEW(matcher->arena, uint64_t, matcher->count + 1);
  matcher->parent_traits =
      ARENA_NEW(matcher->arena, uint64_t, matcher->count + 1);
  matcher->arc_count = 0;
  matcher->arc_capacity = matcher->count * 3 + 8;
  matcher->arcs = ARENA_NEW(matcher->arena, Arc, matcher->arc_capacity);
  matcher->labels = 0;
  matcher->punctuation = rule_set_new(matcher);
  for (uint32_t i = 0; i < matcher->count; i++) {
    matcher->child_traits[i] = matcher->parent_traits[i] = NO_TRAIT;
    build_node(matcher, i);
    if (matcher->sentence->tokens[i].upos == UPOS_PUNCT) {
      rule_set_add(&matcher->punctuation, i);
    }
  }
  Range range = matcher->sentence->range;
  matcher->is_plain = rule_range_is_plain(
      str_slice(matcher->document->text, range.begin, range.end));
  for (uint32_t i = 0; i < matcher->count; i++) {
    add_tree_arc(matcher, i);
  }
  for (uint32_t i = 0; i < matcher->arc_count; i++) {
    enhance(matcher, &matcher->arcs[i]);
    add_traits(matcher, &matcher->arcs[i]);
  }
}
