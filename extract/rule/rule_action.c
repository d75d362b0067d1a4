/// Actions: what a rule does when all of its lines hold.
#include "extract/rule/rule_matcher.h"

/// A copy of the bindings that outlasts the match.
static const Bindings *keep_bindings(Run *run) {
  Bindings *kept = ARENA_NEW(run->matcher->arena, Bindings, 1);
  memcpy(kept->captures, run->bindings.captures,
         run->rule->capture_count * sizeof(Binding));
  for (int i = run->rule->capture_count; i < MOST_CAPTURES; i++) {
    kept->captures[i].token = TOKEN_NONE;
  }
  kept->softness = run->bindings.softness;
  return kept;
}

static Mark *new_mark(Run *run, const RoleTerm *role,
                      const Bindings *bindings) {
  Str name;
  if (role->name.capture == CAPTURE_NONE) {
    name = role->name.word.text;
  } else if (!rule_term_label(run->matcher, &role->name, bindings, &name) ||
             !name.length) {
    return NULL;
  }
  Mark *mark = ARENA_NEW(run->matcher->arena, Mark, 1);
  mark->rule = run->rule;
  mark->role = role;
  mark->bindings = bindings;
  mark->name = name;
  return mark;
}

static bool same_mark(const Mark *a, const Mark *b) {
  if (!str_equal(a->name, b->name) || a->role->is_flag != b->role->is_flag) {
    return false;
  }
  if (a->role->is_flag) {
    return true;
  }
  const Term *left = &a->role->value;
  const Term *right = &b->role->value;
  if (left->capture == CAPTURE_NONE || right->capture == CAPTURE_NONE) {
    return left->capture == right->capture &&
           str_equal(left->word.text, right->word.text);
  }
  return a->bindings->captures[left->capture].token ==
         b->bindings->captures[right->capture].token;
}

static void put_mark(Node *node, Mark *mark) {
  for (const Mark *old = node->marks; old; old = old->next) {
    if (same_mark(old, mark)) {
      return;
    }
  }
  if (node->mark_count == MOST_MARKS) {
    return;
  }
  node->mark_count++;
  if (node->marks) {
    node->last_mark->next = mark;
  } else {
    node->marks = mark;
  }
  node->last_mark = mark;
}

/// Bindings in which an `every` capture stands for one of its tokens.
static const Bindings *bind_one(Run *run, const Bindings *bindings,
                                int8_t capture, uint32_t index) {
  Bindings *one = ARENA_NEW(run->matcher->arena, Bindings, 1);
  *one = *bindings;
  uint32_t token = bindings->captures[capture].many[index];
  one->captures[capture] = (Binding){.token = token};
  return one;
}

/// The `every` capture of a role, if it is bound to several tokens.
static int8_t every_of(const Rule *rule, const Bindings *bindings,
                       const RoleTerm *role) {
  int8_t capture = role->is_flag ? (int8_t)CAPTURE_NONE : role->value.capture;
  bool is_every = capture >= 0 && bindings->captures[capture].many_count > 1 &&
                  rule->captures[capture].is_every;
  return is_every ? capture : (int8_t)CAPTURE_NONE;
}

/// Put the roles and flags of an action on a node.
static void put_roles(Run *run, const Action *action, const Bindings *bindings,
                      Node *node) {
  for (uint32_t i = 0; i < action->role_count; i++) {
    const RoleTerm *role = &action->roles[i];
    int8_t every = every_of(run->rule, bindings, role);
    uint32_t count =
        every == CAPTURE_NONE ? 1 : bindings->captures[every].many_count;
    for (uint32_t j = 0; j < count; j++) {
      const Bindings *one =
          every == CAPTURE_NONE ? bindings : bind_one(run, bindings, every, j);
      bool is_bound = role->is_flag || role->value.capture < 0 ||
                      one->captures[role->value.capture].token != TOKEN_NONE;
      Mark *mark = is_bound ? new_mark(run, role, one) : NULL;
      if (mark) {
        put_mark(node, mark);
      }
    }
  }
}

static void mark_token(Run *run, const Action *action, const Bindings *bindings,
                       uint32_t token) {
  put_roles(run, action, bindings, &run->matcher->nodes[token]);
}

/// Do something to the token, or to each token, of a capture.
static void for_tokens(Run *run, const Action *action, const Bindings *bindings,
                       void (*apply)(Run *, const Action *, const Bindings *,
                                     uint32_t)) {
  const Binding *binding = &bindings->captures[action->capture];
  if (binding->many_count > 1) {
    for (uint32_t i = 0; i < binding->many_count; i++) {
      apply(run, action, bindings, binding->many[i]);
    }
  } else if (binding->token != TOKEN_NONE) {
    apply(run, action, bindings, binding->token);
  }
}

// Emitting.

/// Do known types of the arguments fit the predicate's `pred` line?
static bool type_fits(const RuleMatcher *matcher, const Word *types,
                      uint32_t count, Str type) {
  bool fits = count == 0 || type.length == 0;
  for (uint32_t i = 0; i < count && !fits; i++) {
    fits = str_equal(types[i].text, STR("_")) ||
           rules_type_is(matcher->rules, type, types[i].text);
  }
  return fits;
}

static bool predicate_fits(const RuleMatcher *matcher, const Draft *draft) {
  const MapEntry *entry =
      map_find(matcher->rules->predicates, draft->predicate.label);
  if (!entry) {
    return true;
  }
  const Predicate *predicate = entry->pointer;
  return type_fits(matcher, predicate->subjects, predicate->subject_count,
                   draft->subject.type) &&
         type_fits(matcher, predicate->objects, predicate->object_count,
                   draft->object.type);
}

/// Add the roles and flags of an emit line to a draft.
static void add_roles(Run *run, const Action *action, const Bindings *bindings,
                      Draft *draft) {
  Node holder = {.marks = draft->roles, .last_mark = draft->last_role};
  put_roles(run, action, bindings, &holder);
  draft->roles = holder.marks;
  draft->last_role = holder.last_mark;
}

static Draft *find_draft(const RuleMatcher *matcher, const Draft *wanted) {
  for (uint32_t i = 0; i < matcher->draft_count; i++) {
    Draft *draft = &matcher->drafts[i];
    if (draft->anchor == wanted->anchor &&
        str_equal(draft->subject.label, wanted->subject.label) &&
        str_equal(draft->predicate.label, wanted->predicate.label) &&
        str_equal(draft->object.label, wanted->object.label)) {
      return draft;
    }
  }
  return NULL;
}

/// Keep a draft, or join it to an equal one.
static void keep_draft(Run *run, Draft *draft) {
  RuleMatcher *matcher = run->matcher;
  Draft *same = find_draft(matcher, draft);
  if (!same && matcher->draft_count == MOST_DRAFTS) {
    rule_limit(matcher, run->rule, "too many facts");
    return;
  }
  if (!same) {
    same = ARENA_PUSH(matcher->arena, matcher->drafts, matcher->draft_count,
                      matcher->draft_capacity);
    *same = *draft;
  } else if (draft->confidence > same->confidence) {
    same->confidence = draft->confidence;
    same->rule = draft->rule;
  }
  add_roles(run, draft->action, draft->bindings, same);
}

/// The token a fact belongs to: the predicate's first capture, else the
/// anchor.
static uint32_t anchor_of(const Run *run, const Action *action,
                          const Bindings *bindings, const Draft *draft) {
  for (uint32_t i = 0; i < action->predicate.count; i++) {
    int8_t capture = action->predicate.terms[i].capture;
    if (capture >= 0 && bindings->captures[capture].token != TOKEN_NONE) {
      return bindings->captures[capture].token;
    }
  }
  if (run->rule->anchor == ANCHOR_MATCH) {
    return bindings->captures[0].token;
  }
  return draft->subject.head != TOKEN_NONE ? draft->subject.head : 0;
}

/// The clause that an object is, so that its statement can take its place.
static uint32_t clause_of(const Action *action, const Bindings *bindings) {
  const Term *term = action->object.terms;
  if (action->object.count != 1 || term->capture < 0 ||
      term->function != FUNCTION_CLAUSE) {
    return TOKEN_NONE;
  }
  return bindings->captures[term->capture].token;
}

/// The token of the first capture; TOKEN_NONE if there is none.
static uint32_t head_of(const Terms *terms, const Bindings *bindings) {
  for (uint32_t i = 0; i < terms->count; i++) {
    if (terms->terms[i].capture >= 0) {
      return bindings->captures[terms->terms[i].capture].token;
    }
  }
  return TOKEN_NONE;
}

static bool emit(Run *run, const Action *action, const Bindings *bindings) {
  RuleMatcher *matcher = run->matcher;
  // Making a fact walks over the whole sentence.
  if (!rule_spend(matcher, matcher->count / 4)) {
    return false;
  }
  Draft draft = {.rule = run->rule, .action = action, .bindings = bindings};
  TokenSet words = rule_set_new(matcher);
  if (!rule_part_predicate(matcher, run->rule, action, bindings, &words,
                           &draft.predicate)) {
    return false;
  }
  uint32_t verb = draft.predicate.head;
  bool is_own = run->rule->is_own;
  PartFrame subject = {&words, verb, head_of(&action->object, bindings), false,
                       is_own};
  PartFrame object = {&words, verb, head_of(&action->subject, bindings), false,
                      false};
  if (!rule_part_argument(matcher, &action->subject, bindings, &subject,
                          &draft.subject)) {
    return false;
  }
  draft.object_clause = TOKEN_NONE;
  if (action->object.count) {
    if (!rule_part_argument(matcher, &action->object, bindings, &object,
                            &draft.object)) {
      return false;
    }
    draft.object_clause = clause_of(action, bindings);
  } else {
    draft.object = (Part){.kind = PART_ABSENT, .head = TOKEN_NONE};
    draft.object.statement = draft.object.entity = UINT32_MAX;
    draft.object.sentence = matcher->sentence_index;
  }
  if (!predicate_fits(matcher, &draft)) {
    if (matcher->traces) {
      matcher->traces[run->rule->rank].was_rejected = true;
    }
    return true;
  }
  draft.anchor = anchor_of(run, action, bindings, &draft);
  draft.confidence = run->rule->confidence * bindings->softness;
  keep_draft(run, &draft);
  return true;
}

/// Emit once, or once for each token of an `every` capture.
static bool emit_all(Run *run, const Action *action, const Bindings *bindings) {
  int8_t every = action->every;
  if (every < 0 || bindings->captures[every].many_count < 2) {
    return emit(run, action, bindings);
  }
  bool any = false;
  for (uint32_t i = 0; i < bindings->captures[every].many_count; i++) {
    any |= emit(run, action, bind_one(run, bindings, every, i));
  }
  return any;
}

static void act_last(Run *run, const Bindings *bindings) {
  bool has_emitted = false;
  bool has_attributed = false;
  bool in_group = false;
  for (uint32_t i = 0; i < run->rule->action_count; i++) {
    const Action *action = &run->rule->actions[i];
    if (action->kind == ACTION_EMIT) {
      if (!action->is_else || !in_group) {
        in_group = emit_all(run, action, bindings);
        has_emitted |= in_group;
      }
    } else if (action->kind == ACTION_ATTRIB) {
      for_tokens(run, action, bindings, rule_scope_add);
      has_attributed = true;
    }
  }
  uint32_t anchor = bindings->captures[0].token;
  if (run->rule->stops && (has_emitted || has_attributed) &&
      anchor != TOKEN_NONE && !run->matcher->nodes[anchor].stopped_by) {
    run->matcher->nodes[anchor].stopped_by = run->rule->rank + 1;
  }
}

void rule_act(Run *run) {
  const Rule *rule = run->rule;
  if (run->matcher->traces) {
    Trace *trace = &run->matcher->traces[rule->rank];
    trace->matches++;
    trace->sentences += trace->stamp != run->matcher->stamp;
    trace->stamp = run->matcher->stamp;
  }
  if (run->pass == PASS_LINK) {
    for (uint32_t i = 0; i < rule->action_count; i++) {
      const Action *action = &rule->actions[i];
      uint32_t head = run->bindings.captures[action->capture].token;
      uint32_t target = run->bindings.captures[action->target].token;
      if (head != TOKEN_NONE && target != TOKEN_NONE) {
        rule_graph_link(run->matcher, head, target, action->base, rule);
      }
    }
    return;
  }
  const Bindings *bindings = keep_bindings(run);
  if (run->pass == PASS_EMIT) {
    act_last(run, bindings);
    return;
  }
  for (uint32_t i = 0; i < rule->action_count; i++) {
    if (rule->actions[i].kind == ACTION_MARK) {
      for_tokens(run, &rule->actions[i], bindings, mark_token);
    }
  }
}
