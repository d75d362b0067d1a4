/// Parts: the subject, object or role that terms of a rule stand for, with the
/// tokens that say so.
#include "extract/rule/rule_part.h"

bool rule_part_is_verb(const RuleMatcher *matcher, uint32_t token) {
  Upos upos = matcher->sentence->tokens[token].upos;
  return upos == UPOS_VERB || upos == UPOS_AUX;
}

/// A verb's lemma or word with its particle ("turn down").
static Str add_particles(const RuleMatcher *matcher, uint32_t token, Str verb) {
  const Token *tokens = matcher->sentence->tokens;
  for (uint32_t i = matcher->nodes[token].first_child; i != NO_ARC;
       i = matcher->arcs[i].next_child) {
    const Arc *arc = &matcher->arcs[i];
    if (rule_arc_is_tree(arc, TREE_COMPOUND) && !arc->is_bare) {
      verb = arena_format(matcher->made, "%.*s %.*s", STR_ARG(verb),
                          STR_ARG(tokens[arc->dependent].lemma));
    }
  }
  return verb;
}

Str rule_part_lemma(const RuleMatcher *matcher, uint32_t token) {
  Str lemma = matcher->sentence->tokens[token].lemma;
  if (!lemma.length) {
    lemma = arena_copy(matcher->made, matcher->nodes[token].word);
  }
  return add_particles(matcher, token, lemma);
}

/// The value of the token's lemma, else of its word, in a list.
static Str value_of(const RuleMatcher *matcher, const WordList *list,
                    uint32_t token) {
  const Node *node = &matcher->nodes[token];
  const Str keys[] = {node->lemma, node->word};
  for (size_t i = 0; i < 2; i++) {
    const MapEntry *entry = map_find(list->entries, keys[i]);
    if (entry && list->values[entry->value].text.length) {
      return list->values[entry->value].text;
    }
  }
  return (Str){NULL, 0};
}

/// Add the tokens of a capture, seen as a phrase of a kind.
void rule_part_add_phrase(const RuleMatcher *matcher, const Binding *binding,
                          PhraseKind kind, TokenSet *set) {
  if (rule_binding_has_span(binding)) {
    for (uint32_t i = binding->first; i < binding->end; i++) {
      rule_set_add(set, i);
    }
    return;
  }
  bool is_clause =
      kind != PHRASE_FULL && rule_part_is_verb(matcher, binding->token);
  rule_phrase(matcher, binding->token, is_clause ? PHRASE_CLAUSE : kind, set);
}

static Str phrase_text(const RuleMatcher *matcher, const Binding *binding,
                       PhraseKind kind) {
  if (rule_binding_has_range(binding)) {
    return rule_ranges_text(matcher, &binding->range, 1);
  }
  TokenSet set = rule_set_new(matcher);
  rule_part_add_phrase(matcher, binding, kind, &set);
  return rule_set_text(matcher, &set);
}

/// Remove all below a token from a phrase, unless that is all of it.
static void leave_out_below(const RuleMatcher *matcher, TokenSet *set,
                            uint32_t head, uint32_t token) {
  if (token == TOKEN_NONE || token == head || !rule_set_has(set, token)) {
    return;
  }
  TokenSet below = rule_set_new(matcher);
  rule_set_subtree(matcher, token, &below);
  uint32_t mention = matcher->nodes[token].mention;
  for (uint32_t i = token; mention && i > 0; i--) { // "North Korean"
    if (mention == matcher->nodes[head].mention ||
        matcher->nodes[i - 1].mention != mention) {
      break;
    }
    rule_set_add(&below, i - 1);
  }
  if (rule_set_has(&below, head)) {
    return;
  }
  for (uint32_t i = 0; i < set->count; i++) {
    set->bits[i] &= ~below.bits[i];
  }
  rule_set_close_gaps(matcher, set);
}

/// Remove what a term's phrase goes without.
static void leave_out_without(const RuleMatcher *matcher, const Term *term,
                              const Bindings *bindings, TokenSet *set) {
  if (term->function != FUNCTION_WITHOUT) {
    return;
  }
  uint32_t head = bindings->captures[term->capture].token;
  const Binding *without = &bindings->captures[term->second];
  if (without->many_count < 2) {
    leave_out_below(matcher, set, head, without->token);
  }
  for (uint32_t i = 0; i < without->many_count; i++) {
    leave_out_below(matcher, set, head, without->many[i]);
  }
}

/// The label of a bound capture seen through a function.
static Str capture_label(const RuleMatcher *matcher, const Term *term,
                         const Bindings *bindings) {
  const Binding *binding = &bindings->captures[term->capture];
  uint32_t token = binding->token;
  switch (term->function) {
  case FUNCTION_PHRASE:
    return phrase_text(matcher, binding, PHRASE_MINIMAL);
  case FUNCTION_LEMMA:
    return rule_part_lemma(matcher, token);
  case FUNCTION_WORD:
    return add_particles(matcher, token,
                         arena_copy(matcher->made, matcher->nodes[token].word));
  case FUNCTION_CASE:
    return arena_copy(matcher->made,
                      rule_graph_case(matcher, token, TREE_CASE, ' '));
  case FUNCTION_CLAUSE:
    return phrase_text(matcher, binding, PHRASE_CLAUSE);
  case FUNCTION_TEXT:
    return phrase_text(matcher, binding, PHRASE_TEXT);
  case FUNCTION_FULL:
    return phrase_text(matcher, binding, PHRASE_FULL);
  case FUNCTION_WITHOUT: {
    TokenSet set = rule_set_new(matcher);
    rule_part_add_phrase(matcher, binding, PHRASE_MINIMAL, &set);
    leave_out_without(matcher, term, bindings, &set);
    return rule_set_text(matcher, &set);
  }
  case FUNCTION_WITH:
    return rule_kind_label(matcher, token, &bindings->captures[term->second]);
  case FUNCTION_LIST:
    return value_of(matcher, term->list, token);
  }
  return (Str){NULL, 0};
}

bool rule_term_label(const RuleMatcher *matcher, const Term *term,
                     const Bindings *bindings, Str *label) {
  if (term->capture == CAPTURE_NONE) {
    *label = term->word.text;
    return true;
  }
  const Binding *binding = &bindings->captures[term->capture];
  bool is_bound =
      binding->token != TOKEN_NONE ||
      (rule_binding_has_range(binding) && term->function == FUNCTION_TEXT);
  if (!is_bound) {
    return false;
  }
  *label = capture_label(matcher, term, bindings);
  return term->function != FUNCTION_LIST || label->length > 0;
}

/// Put a word behind a label.
void rule_part_append(const RuleMatcher *matcher, Str *label, Str word) {
  if (!label->length) {
    *label = word;
  } else if (word.length) {
    *label = arena_format(matcher->made, "%.*s %.*s", STR_ARG(*label),
                          STR_ARG(word));
  }
}

/// The tokens that a term of an argument covers, as written.
static void add_argument_tokens(const RuleMatcher *matcher, const Term *term,
                                const Bindings *bindings, TokenSet *set) {
  const Binding *binding = &bindings->captures[term->capture];
  const Binding *second = &bindings->captures[term->second];
  switch (term->function) {
  case FUNCTION_PHRASE:
  case FUNCTION_TEXT:
  case FUNCTION_WITHOUT:
    rule_part_add_phrase(matcher, binding, PHRASE_TEXT, set);
    break;
  case FUNCTION_CLAUSE:
    rule_part_add_phrase(matcher, binding, PHRASE_CLAUSE, set);
    break;
  case FUNCTION_FULL:
    rule_part_add_phrase(matcher, binding, PHRASE_FULL, set);
    break;
  case FUNCTION_CASE:
    rule_phrase_case(matcher, binding->token, set);
    break;
  case FUNCTION_WORD:
    if (!rule_phrase_mention(matcher, binding->token, set)) {
      rule_set_add(set, binding->token);
    }
    break;
  case FUNCTION_LEMMA:
  case FUNCTION_LIST:
    rule_set_add(set, binding->token);
    break;
  case FUNCTION_WITH:
    rule_kind_add(matcher, binding->token, second, set);
    break;
  }
}

/// Things can be spoken of again; numbers, qualities and clauses stand for
/// themselves.
static PartKind kind_of(const RuleMatcher *matcher, const Term *term,
                        uint32_t token) {
  if (term->function == FUNCTION_CLAUSE || term->function == FUNCTION_CASE ||
      token == TOKEN_NONE) {
    return PART_LITERAL;
  }
  switch (matcher->sentence->tokens[token].upos) {
  case UPOS_NOUN:
  case UPOS_PROPN:
  case UPOS_PRON:
  case UPOS_DET:
  case UPOS_X:
    return PART_MENTION;
  default:
    return matcher->nodes[token].mention ? PART_MENTION : PART_LITERAL;
  }
}

void rule_part_begin(const RuleMatcher *matcher, Part *part) {
  *part = (Part){0};
  part->kind = PART_ABSENT;
  part->sentence = matcher->sentence_index;
  part->head = TOKEN_NONE;
  part->statement = UINT32_MAX;
  part->entity = UINT32_MAX;
}

static void set_head(const RuleMatcher *matcher, Part *part, const Term *term,
                     uint32_t token) {
  part->kind = kind_of(matcher, term, token);
  part->head = token;
  if (token != TOKEN_NONE) {
    part->type = matcher->nodes[token].type;
  }
}

/// Ranges and texts of a part from its tokens.
void rule_part_fill_text(const RuleMatcher *matcher, Part *part,
                         const TokenSet *set, const Range *raw) {
  if (raw) {
    part->ranges = ARENA_NEW(matcher->made, Range, 1);
    part->ranges[0] = *raw;
    part->range_count = 1;
  } else {
    rule_set_ranges(matcher, set, &part->ranges, &part->range_count);
  }
  part->text = rule_ranges_text(matcher, part->ranges, part->range_count);
  part->full = part->text;
}

/// In a fact about a name, remove its title, and what says the name's kind
/// before it ("the party Future Forward").
static void leave_out_title(const RuleMatcher *matcher, TokenSet *set,
                            uint32_t head, const PartFrame *frame) {
  if (!frame->is_own) {
    return;
  }
  uint32_t title = rule_phrase_title(matcher, head);
  uint32_t other = frame->other;
  bool is_kind = other != TOKEN_NONE && other < head &&
                 matcher->nodes[other].label.base == TREE_COMPOUND &&
                 matcher->sentence->tokens[other].head == head;
  title = title == TOKEN_NONE && is_kind ? other : title;
  for (uint32_t i = 0; title != TOKEN_NONE && i <= title; i++) {
    rule_set_remove(set, i);
  }
}

/// The child of a phrase's head below which a verb is: the clause that the
/// phrase contains; the verb itself if it is not below the head.
static uint32_t clause_below(const RuleMatcher *matcher, uint32_t head,
                             uint32_t verb) {
  const Token *tokens = matcher->sentence->tokens;
  uint32_t top = verb;
  for (uint32_t depth = 0; top < matcher->count && depth < 8; depth++) {
    if (tokens[top].head == head) {
      return top;
    }
    top = tokens[top].head;
  }
  return verb;
}

/// Remove what belongs to the predicate and to the other argument.
static void leave_out(const RuleMatcher *matcher, TokenSet *set, uint32_t head,
                      const PartFrame *frame) {
  leave_out_below(matcher, set, head, clause_below(matcher, head, frame->verb));
  leave_out_below(matcher, set, head, frame->other);
  leave_out_title(matcher, set, head, frame);
  uint32_t mention = matcher->nodes[head].mention;
  const TokenSet *words = frame->predicate;
  for (uint32_t i = words ? rule_set_next(words, 0) : TOKEN_NONE;
       i != TOKEN_NONE; i = rule_set_next(words, i + 1)) {
    if (!mention || matcher->nodes[i].mention != mention) {
      rule_set_remove(set, i);
    }
  }
}

/// The full phrase of a part that is a phrase.
static void fill_full(const RuleMatcher *matcher, Part *part,
                      const Binding *binding, const PartFrame *frame) {
  TokenSet full = rule_set_new(matcher);
  rule_part_add_phrase(
      matcher, binding,
      rule_part_is_verb(matcher, binding->token) ? PHRASE_CLAUSE : PHRASE_FULL,
      &full);
  leave_out(matcher, &full, binding->token, frame);
  part->full = rule_set_text(matcher, &full);
}

/// Add a capture's tokens to an argument, with its preposition if wanted.
static void add_capture(const RuleMatcher *matcher, const Term *term,
                        const Bindings *bindings, bool with_case,
                        TokenSet *set) {
  const Binding *binding = &bindings->captures[term->capture];
  if (binding->token == TOKEN_NONE) {
    return;
  }
  add_argument_tokens(matcher, term, bindings, set);
  if (with_case) {
    rule_phrase_case(matcher, binding->token, set);
  }
}

/// Is a term's label its text?
static bool is_as_written(const Term *term) {
  return term->capture != CAPTURE_NONE &&
         (term->function == FUNCTION_CLAUSE ||
          term->function == FUNCTION_FULL || term->function == FUNCTION_TEXT);
}

bool rule_part_argument(const RuleMatcher *matcher, const Terms *terms,
                        const Bindings *bindings, const PartFrame *frame,
                        Part *part) {
  rule_part_begin(matcher, part);
  TokenSet set = rule_set_new(matcher);
  const Binding *phrase = NULL;
  const Range *raw = NULL;
  for (uint32_t i = 0; i < terms->count; i++) {
    const Term *term = &terms->terms[i];
    Str word;
    if (!rule_term_label(matcher, term, bindings, &word)) {
      return false;
    }
    rule_part_append(matcher, &part->label, word);
    if (term->capture == CAPTURE_NONE) {
      part->kind = part->kind == PART_ABSENT ? PART_LITERAL : part->kind;
      continue;
    }
    const Binding *binding = &bindings->captures[term->capture];
    if (part->head == TOKEN_NONE) {
      set_head(matcher, part, term, binding->token);
      phrase = term->function == FUNCTION_PHRASE ? binding : NULL;
      raw = rule_binding_has_range(binding) && terms->count == 1
                ? &binding->range
                : NULL;
    }
    part->is_renamed |= term->function == FUNCTION_LIST;
    add_capture(matcher, term, bindings, frame->with_case, &set);
    leave_out_without(matcher, term, bindings, &set);
  }
  if (part->head != TOKEN_NONE) {
    leave_out(matcher, &set, part->head, frame);
  }
  rule_part_fill_text(matcher, part, &set, raw);
  if (phrase && !rule_binding_has_span(phrase) && !raw) {
    fill_full(matcher, part, phrase, frame);
  }
  if (terms->count == 1 && !frame->with_case && part->text.length &&
      is_as_written(terms->terms)) {
    part->label = part->text;
  }
  if (!part->text.length) {
    part->text = part->full = part->label;
  }
  return part->label.length > 0;
}
