/// Context: drafts become statements with the marks of their tokens and the
/// sources in whose mouth they are.
#include "extract/rule/rule_matcher.h"

#include <stdlib.h>

/// Flags that say how a fact is held to be, the strongest first.
static const struct {
  const char *flag;
  Modality modality;
} modal_flags[] = {
    {"conditional", MODALITY_CONDITIONAL},
    {"hypothetical", MODALITY_HYPOTHETICAL},
    {"demanded", MODALITY_DEMANDED},
    {"required", MODALITY_DEMANDED},
    {"desired", MODALITY_DESIRED},
    {"planned", MODALITY_PLANNED},
    {"future", MODALITY_PLANNED},
    {"apparent", MODALITY_APPARENT},
    {"possible", MODALITY_POSSIBLE},
};
enum { MODAL_FLAG_COUNT = sizeof modal_flags / sizeof *modal_flags };

static const char drop_flag[] = "drop";
static const char negative_flag[] = "negative";

/// A statement in the making.
typedef struct {
  RuleMatcher *matcher;
  const Draft *draft;
  Statement statement;
  uint32_t role_capacity, source_capacity, flag_capacity;
} Making;

static bool is_dropped(const RuleMatcher *matcher, uint32_t token) {
  for (const Mark *mark = matcher->nodes[token].marks; mark;
       mark = mark->next) {
    if (mark->role->is_flag && str_equal(mark->name, str_from(drop_flag))) {
      return true;
    }
  }
  return false;
}

static bool is_modal(Str flag) {
  for (size_t i = 0; i < MODAL_FLAG_COUNT; i++) {
    if (str_equal(flag, str_from(modal_flags[i].flag))) {
      return true;
    }
  }
  return str_equal(flag, str_from(negative_flag));
}

static void add_flag(Making *making, Str flag) {
  Statement *statement = &making->statement;
  if (str_equal(flag, str_from(negative_flag))) {
    statement->polarity = POLARITY_NEGATIVE;
    return;
  }
  for (uint32_t i = 0; i < statement->flag_count; i++) {
    if (str_equal(statement->flags[i], flag)) {
      return;
    }
  }
  *ARENA_PUSH(making->matcher->made, statement->flags, statement->flag_count,
              making->flag_capacity) = flag;
}

/// Is the role's filler an argument of the fact, or in another role already?
static bool is_said(const Statement *statement, const Part *part) {
  if (part->head == TOKEN_NONE) {
    return false;
  }
  bool is_found = part->head == statement->subject.head ||
                  part->head == statement->object.head;
  for (uint32_t i = 0; i < statement->role_count; i++) {
    is_found |= statement->roles[i].part.head == part->head;
  }
  return is_found;
}

static void add_role(Making *making, const char *prefix, const Mark *mark) {
  RuleMatcher *matcher = making->matcher;
  Terms terms = {NULL, 1};
  Term value = mark->role->value;
  terms.terms = &value;
  Part part;
  PartFrame frame = {NULL, TOKEN_NONE, TOKEN_NONE,
                     value.function == FUNCTION_PHRASE, false};
  if (!rule_part_argument(matcher, &terms, mark->bindings, &frame, &part)) {
    return;
  }
  // Numbers of an argument are inside of it.
  if (!*prefix && is_said(&making->statement, &part)) {
    return;
  }
  Str name = arena_format(matcher->made, "%s%.*s", prefix, STR_ARG(mark->name));
  for (uint32_t i = 0; i < making->statement.role_count; i++) {
    const Role *role = &making->statement.roles[i];
    if (str_equal(role->name, name) &&
        str_equal(role->part.label, part.label)) {
      return;
    }
  }
  *ARENA_PUSH(matcher->made, making->statement.roles,
              making->statement.role_count, making->role_capacity) =
      (Role){name, part};
}

/// Add the marks of a list; own facts do not take the mode of the clause.
static void add_marks(Making *making, const Mark *marks, bool is_own) {
  for (const Mark *mark = marks; mark; mark = mark->next) {
    if (!mark->role->is_flag) {
      add_role(making, "", mark);
    } else if (!is_own || !is_modal(mark->name)) {
      add_flag(making, mark->name);
    }
  }
}

/// Add the roles marked on an argument, under its name.
static void add_argument_marks(Making *making, const Part *part,
                               const char *prefix) {
  if (part->head == TOKEN_NONE) {
    return;
  }
  for (const Mark *mark = making->matcher->nodes[part->head].marks; mark;
       mark = mark->next) {
    if (!mark->role->is_flag) {
      add_role(making, prefix, mark);
    }
  }
}

// Sources.

static const Term *role_value(const Action *action, const char *name) {
  for (uint32_t i = 0; i < action->role_count; i++) {
    const RoleTerm *role = &action->roles[i];
    if (!role->is_flag && str_equal(role->name.word.text, str_from(name))) {
      return &role->value;
    }
  }
  return NULL;
}

/// The cue's words: a verb with its auxiliaries, under its lemma.
static void fill_cue(const RuleMatcher *matcher, const Scope *scope,
                     const Term *term, Source *source) {
  TokenSet words = rule_set_new(matcher);
  Term cue = *term;
  if (cue.function == FUNCTION_PHRASE) {
    cue.function = FUNCTION_LEMMA;
  }
  Action action = *scope->action;
  action.predicate = (Terms){&cue, 1};
  if (rule_part_predicate(matcher, scope->rule, &action, scope->bindings,
                          &words, &source->cue_part)) {
    source->cue = source->cue_part.label;
  }
}

static Source make_source(const RuleMatcher *matcher, const Scope *scope) {
  Source source = {0};
  source.part.head = TOKEN_NONE;
  source.cue_part.head = TOKEN_NONE;
  source.part.statement = source.part.entity = UINT32_MAX;
  const Term *who = role_value(scope->action, "source");
  if (who) {
    Term value = *who;
    Terms terms = {&value, 1};
    PartFrame frame = {NULL, TOKEN_NONE, TOKEN_NONE, false, false};
    if (!rule_part_argument(matcher, &terms, scope->bindings, &frame,
                            &source.part)) {
      source.part = (Part){.kind = PART_ABSENT, .head = TOKEN_NONE};
      source.part.statement = source.part.entity = UINT32_MAX;
    }
  }
  const Term *cue = role_value(scope->action, "cue");
  if (cue) {
    fill_cue(matcher, scope, cue, &source);
  }
  const Term *class = role_value(scope->action, "class");
  if (class) {
    rule_term_label(matcher, class, scope->bindings, &source.cue_class);
  }
  TokenSet content = rule_set_new(matcher);
  memcpy(content.bits, scope->tokens.bits, content.count * sizeof(uint64_t));
  rule_set_fit_quotes(matcher, &content);
  rule_set_ranges(matcher, &content, &source.content, &source.content_count);
  return source;
}

/// Is the attribution one that the statement already has, said differently?
static bool is_known_source(const Statement *statement, const Source *source) {
  for (uint32_t i = 0; i < statement->source_count; i++) {
    const Source *known = &statement->sources[i];
    if (source->cue_part.head != TOKEN_NONE
            ? known->cue_part.head == source->cue_part.head
            : str_equal(known->cue, source->cue) &&
                  str_equal(known->part.label, source->part.label)) {
      return true;
    }
  }
  return false;
}

/// Add the sources whose content holds the anchor, innermost first: scopes
/// are in the order of their size.
static void add_sources(Making *making) {
  RuleMatcher *matcher = making->matcher;
  uint32_t anchor = making->draft->anchor;
  for (uint32_t i = 0; i < matcher->scope_count; i++) {
    const Scope *scope = &matcher->scopes[i];
    if (!rule_set_has(&scope->tokens, anchor) || scope->cue == anchor) {
      continue;
    }
    Source source = make_source(matcher, scope);
    if (!is_known_source(&making->statement, &source)) {
      *ARENA_PUSH(matcher->made, making->statement.sources,
                  making->statement.source_count, making->source_capacity) =
          source;
    }
    for (uint32_t j = 0; scope->head == anchor && j < scope->action->role_count;
         j++) {
      const RoleTerm *role = &scope->action->roles[j];
      if (role->is_flag) {
        add_flag(making, role->name.word.text);
      }
    }
  }
}

static int compare_scopes(const void *left, const void *right) {
  const Scope *a = left;
  const Scope *b = right;
  if (a->size != b->size) {
    return a->size < b->size ? -1 : 1;
  }
  if (a->head != b->head) {
    return a->head < b->head ? -1 : 1;
  }
  return a->rule->rank < b->rule->rank ? -1 : a->rule->rank > b->rule->rank;
}

/// Settle the modality, and take the flag that says the same off the flags.
static void settle_modality(Statement *statement) {
  statement->modality =
      statement->source_count ? MODALITY_REPORTED : MODALITY_ASSERTED;
  for (size_t i = 0; i < MODAL_FLAG_COUNT; i++) {
    Str flag = str_from(modal_flags[i].flag);
    for (uint32_t j = 0; j < statement->flag_count; j++) {
      if (!str_equal(statement->flags[j], flag)) {
        continue;
      }
      statement->modality = modal_flags[i].modality;
      if (str_equal(flag, modality_name(statement->modality))) {
        memmove(&statement->flags[j], &statement->flags[j + 1],
                (statement->flag_count - j - 1) * sizeof(Str));
        statement->flag_count--;
      }
      return;
    }
  }
}

static void finish_draft(RuleMatcher *matcher, const Draft *draft) {
  Making making = {.matcher = matcher, .draft = draft};
  Statement *statement = &making.statement;
  RuleInfo info = rules_info(matcher->rules, draft->rule->number);
  statement->subject = draft->subject;
  statement->predicate = draft->predicate;
  statement->object = draft->object;
  statement->confidence = draft->confidence;
  statement->rule = info.name;
  statement->rule_file = info.file;
  statement->rule_line = info.line;
  statement->sentence = matcher->sentence_index;
  statement->anchor = draft->anchor;
  bool is_own = draft->rule->is_own;
  add_marks(&making, draft->roles, false);
  add_marks(&making, matcher->nodes[draft->anchor].marks, is_own);
  add_argument_marks(&making, &draft->subject, "subject.");
  add_argument_marks(&making, &draft->object, "object.");
  if (!is_own) {
    add_sources(&making);
  }
  settle_modality(statement);
  *ARENA_PUSH(matcher->made, matcher->statements, matcher->statement_count,
              matcher->statement_capacity) = *statement;
}

/// Let objects that are clauses point at the statements made of them.
static void join_clauses(RuleMatcher *matcher, const Draft *const *kept,
                         uint32_t first) {
  uint32_t count = matcher->statement_count - first;
  for (uint32_t i = 0; i < count; i++) {
    for (uint32_t j = 0; kept[i]->object_clause != TOKEN_NONE && j < count;
         j++) {
      if (j != i && kept[j]->anchor == kept[i]->object_clause &&
          !kept[j]->rule->is_own) {
        Part *object = &matcher->statements[first + i].object;
        object->kind = PART_STATEMENT;
        object->statement = first + j;
        break;
      }
    }
  }
}

void rule_context_finish(RuleMatcher *matcher) {
  uint32_t first = matcher->statement_count;
  uint32_t count = 0;
  const Draft **kept =
      ARENA_NEW(matcher->arena, const Draft *, matcher->draft_count + 1);
  if (matcher->scope_count) {
    qsort(matcher->scopes, matcher->scope_count, sizeof *matcher->scopes,
          compare_scopes);
  }
  // By anchors; drafts of one anchor in the order in which they were made.
  for (uint32_t i = 0; i < matcher->draft_count; i++) {
    const Draft *draft = &matcher->drafts[i];
    if (is_dropped(matcher, draft->anchor)) {
      continue;
    }
    uint32_t place = count++;
    for (; place && kept[place - 1]->anchor > draft->anchor; place--) {
      kept[place] = kept[place - 1];
    }
    kept[place] = draft;
  }
  for (uint32_t i = 0; i < count; i++) {
    finish_draft(matcher, kept[i]);
  }
  join_clauses(matcher, kept, first);
}
