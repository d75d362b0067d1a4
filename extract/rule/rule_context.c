/// Context: drafts become statements with the marks of their tokens and the
/// sources in whose mouth they are.
#include "extract/rule/rule_matcher.h"
#include "extract/rule/rule_part.h"

static const char drop_flag[] = "drop";
static const char negative_flag[] = "negative";

/// Flags that steer other rules and attribution, and tell readers nothing.
static const char *const steering[] = {"aside",  "told",   "narrated",
                                       "titled", "offset", "of-clause"};

/// A statement in the making.
typedef struct {
  RuleMatcher *matcher;
  const Draft *draft;
  Statement statement;
  uint32_t role_capacity, source_capacity, flag_capacity;
} Making;

bool rule_has_flag(const RuleMatcher *matcher, uint32_t token,
                   const char *flag) {
  for (const Mark *mark = matcher->nodes[token].marks; mark;
       mark = mark->next) {
    if (mark->role->is_flag && str_equal(mark->name, str_from(flag))) {
      return true;
    }
  }
  return false;
}

static bool has_drop(const RuleMatcher *matcher, uint32_t token) {
  return rule_has_flag(matcher, token, drop_flag);
}

/// Is a draft not to be made: by a mark, or as a part of what was asked or not
/// said at all?
static bool is_dropped(const RuleMatcher *matcher, const Draft *draft) {
  bool is_dropped = has_drop(matcher, draft->anchor);
  for (uint32_t i = 0; i < matcher->scope_count && !draft->rule->is_own; i++) {
    const Scope *scope = &matcher->scopes[i];
    is_dropped |= rule_set_has(&scope->tokens, draft->anchor) &&
                  !scope->is_topic && has_drop(matcher, scope->head);
  }
  return is_dropped;
}

static bool is_modal(Str flag) {
  Modality modality;
  return rule_modality_strength(flag, &modality) ||
         str_equal(flag, str_from(negative_flag));
}

static void add_flag(Making *making, Str flag) {
  Statement *statement = &making->statement;
  for (size_t i = 0; i < sizeof steering / sizeof *steering; i++) {
    if (str_is(flag, steering[i])) {
      return;
    }
  }
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
  if (str_equal(mark->name, STR("time"))) {
    part.kind = PART_LITERAL; // "at an appropriate time" is no thing
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

static void add_source(Making *making, const Scope *scope) {
  *ARENA_PUSH(making->matcher->made, making->statement.sources,
              making->statement.source_count, making->source_capacity) =
      making->matcher->attributions[scope->attribution].source;
}

/// The attribution whose cue has a clause with the anchor as its complement,
/// though its content does not hold it: what a tree says in such a muddle is
/// rather claimed than true. NULL if there is none.
static const Scope *find_governor(const RuleMatcher *matcher, uint32_t anchor) {
  const Token *tokens = matcher->sentence->tokens;
  uint32_t token = anchor;
  for (uint32_t step = 0; token < matcher->count && step < matcher->count;
       step++) {
    uint32_t head = tokens[token].head;
    if (head == TOKEN_NONE || rule_has_flag(matcher, token, "aside") ||
        rule_has_flag(matcher, token, "narrated") ||
        rule_has_flag(matcher, token, "told") ||
        rule_resume_cue(matcher, token) != TOKEN_NONE) {
      break;
    }
    uint8_t label = matcher->nodes[token].label.base;
    bool is_complement = label == TREE_CCOMP || label == TREE_XCOMP;
    for (uint32_t i = 0; i < matcher->scope_count && is_complement; i++) {
      if (matcher->scopes[i].cue == head && !matcher->scopes[i].is_topic) {
        return &matcher->scopes[i];
      }
    }
    token = head;
  }
  return NULL;
}

/// "He said it failed, adding that it was late": has the same mouth reported it
/// already? So it has if a second cue resumes what the first one interrupts.
static bool is_said_again(const RuleMatcher *matcher, const Scope *inner,
                          const Scope *scope) {
  const Str report = STR("report");
  if (inner && inner->resumed_by != TOKEN_NONE &&
      inner->resumed_by == scope->cue) {
    return true;
  }
  return inner && scope->source != TOKEN_NONE &&
         inner->source == scope->source &&
         str_equal(matcher->attributions[inner->attribution].source.cue_class,
                   report) &&
         str_equal(matcher->attributions[scope->attribution].source.cue_class,
                   report);
}

/// "Wants to find those who robbed the bank": is the anchor in a clause that is
/// told to say what a deed is about?
static bool is_told(const RuleMatcher *matcher, const Scope *scope,
                    uint32_t anchor) {
  bool is_found = false;
  for (uint32_t i = anchor; i < matcher->count && i != scope->head;
       i = matcher->sentence->tokens[i].head) {
    is_found |= rule_has_flag(matcher, i, "told");
  }
  return is_found && rule_scope_is_deed(matcher, scope);
}

/// "Repeated a claim that it failed": whose claim the object is nobody tells
/// but the verb.
static bool is_own_report(const RuleMatcher *matcher, const Scope *inner,
                          const Scope *scope) {
  return inner && inner->source == TOKEN_NONE && inner->cue != TOKEN_NONE &&
         scope->source != TOKEN_NONE && scope->cue != TOKEN_NONE &&
         matcher->sentence->tokens[inner->cue].head == scope->cue &&
         matcher->nodes[inner->cue].label.base == TREE_OBJ &&
         str_is(matcher->attributions[scope->attribution].source.cue_class,
                "report");
}

/// Add the sources whose content holds the anchor, innermost first: scopes
/// are in the order of their size.
static void add_sources(Making *making) {
  RuleMatcher *matcher = making->matcher;
  uint32_t anchor = making->draft->anchor;
  const Scope *inner = NULL;
  for (uint32_t i = 0; i < matcher->scope_count; i++) {
    const Scope *scope = &matcher->scopes[i];
    if (!rule_set_has(&scope->tokens, anchor) || scope->cue == anchor ||
        scope->is_topic || is_said_again(matcher, inner, scope) ||
        is_told(matcher, scope, anchor)) {
      continue;
    }
    if (is_own_report(matcher, inner, scope)) {
      making->statement.source_count--;
    }
    inner = scope;
    add_source(making, scope);
    for (uint32_t j = 0; scope->head == anchor && j < scope->action->role_count;
         j++) {
      const RoleTerm *role = &scope->action->roles[j];
      if (role->is_flag) {
        add_flag(making, role->name.word.text);
      }
    }
  }
  const Scope *governor =
      making->statement.source_count ? NULL : find_governor(matcher, anchor);
  if (governor) {
    add_source(making, governor);
  }
}

/// Settle the modality, and take the flag that says the same off the flags.
static void settle_modality(Statement *statement) {
  statement->modality =
      statement->source_count ? MODALITY_REPORTED : MODALITY_ASSERTED;
  uint32_t strength = 0;
  uint32_t strongest = 0;
  for (uint32_t i = 0; i < statement->flag_count; i++) {
    Modality modality;
    uint32_t found = rule_modality_strength(statement->flags[i], &modality);
    if (found > strength) {
      strength = found;
      strongest = i;
      statement->modality = modality;
    }
  }
  if (strength && str_equal(statement->flags[strongest],
                            modality_name(statement->modality))) {
    memmove(&statement->flags[strongest], &statement->flags[strongest + 1],
            (statement->flag_count - strongest - 1) * sizeof(Str));
    statement->flag_count--;
  }
}

/// The clause that somebody says is what the attribution holds: more or less
/// than the tree hangs on the clause's head.
static void fit_clause(const RuleMatcher *matcher, const Draft *draft,
                       Part *object) {
  for (uint32_t i = 0; i < matcher->scope_count; i++) {
    const Scope *scope = &matcher->scopes[i];
    if (draft->object_clause == TOKEN_NONE || scope->is_topic ||
        scope->head != draft->object_clause || scope->cue != draft->anchor) {
      continue;
    }
    TokenSet set = rule_set_new(matcher);
    memcpy(set.bits, scope->tokens.bits, set.count * sizeof *set.bits);
    if (rule_quote_of(matcher, scope->head)) {
      rule_quote_unmark(matcher, &set);
    }
    rule_phrase_bare(matcher, &set);
    if (rule_set_has(&set, scope->head)) {
      rule_part_fill_text(matcher, object, &set, NULL);
      object->label = object->text;
    }
    return;
  }
}

static void finish_draft(RuleMatcher *matcher, const Draft *draft) {
  Making making = {.matcher = matcher, .draft = draft};
  Statement *statement = &making.statement;
  RuleInfo info = rules_info(matcher->rules, draft->rule->number);
  statement->subject = draft->subject;
  statement->predicate = draft->predicate;
  statement->object = draft->object;
  fit_clause(matcher, draft, &statement->object);
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
  rule_scope_finish(matcher);
  rule_source_attributions(matcher);
  // By anchors; drafts of one anchor in the order in which they were made.
  for (uint32_t i = 0; i < matcher->draft_count; i++) {
    const Draft *draft = &matcher->drafts[i];
    if (is_dropped(matcher, draft) || rule_resume_repeats(matcher, draft)) {
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
