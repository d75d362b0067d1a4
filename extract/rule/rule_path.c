/// Paths: the tokens that steps over labels lead to.
#include "extract/rule/rule_matcher.h"

void rule_pool_push(RuleMatcher *matcher, uint32_t token) {
  *ARENA_PUSH(matcher->arena, matcher->pool, matcher->pool_count,
              matcher->pool_capacity) = token;
}

static bool step_takes(const Step *step, const Arc *arc) {
  if (step->any_label) {
    return arc->rule == NO_RULE;
  }
  if (step->bases >> arc->label & 1) {
    return true;
  }
  for (uint32_t i = 0; step->is_exact && i < step->label_count; i++) {
    if (rule_label_matches(&step->labels[i].label, arc)) {
      return true;
    }
  }
  return false;
}

static void visit(RuleMatcher *matcher, uint32_t token) {
  if (matcher->seen[token] != matcher->seen_stamp) {
    matcher->seen[token] = matcher->seen_stamp;
    rule_pool_push(matcher, token);
  }
}

/// Has the token no arc that the step could take?
static bool leads_nowhere(const RuleMatcher *matcher, const Step *step,
                          uint32_t from) {
  const uint64_t *traits =
      step->is_up ? matcher->parent_traits : matcher->child_traits;
  return !(traits[from] & step->traits);
}

/// Push what one step from a token leads to.
static void take_step(RuleMatcher *matcher, const Step *step, uint32_t from) {
  if (leads_nowhere(matcher, step, from)) {
    return;
  }
  const Node *node = &matcher->nodes[from];
  uint32_t work = 0;
  if (step->is_up) {
    for (uint32_t i = node->first_parent; i != NO_ARC;
         i = matcher->arcs[i].next_parent, work++) {
      if (step_takes(step, &matcher->arcs[i])) {
        visit(matcher, matcher->arcs[i].head);
      }
    }
    (void)rule_spend(matcher, work);
    return;
  }
  for (uint32_t i = node->first_child; i != NO_ARC;
       i = matcher->arcs[i].next_child, work++) {
    if (step_takes(step, &matcher->arcs[i])) {
      visit(matcher, matcher->arcs[i].dependent);
    }
  }
  (void)rule_spend(matcher, work);
}

uint32_t rule_path_find(RuleMatcher *matcher, const RuleLine *line,
                        uint32_t from) {
  bool may_stay = line->step_count == 0 || line->steps->quantifier == '?' ||
                  line->steps->quantifier == '*';
  if (!may_stay && leads_nowhere(matcher, line->steps, from)) {
    return 0;
  }
  uint32_t base = matcher->pool_count;
  uint32_t begin = base;
  rule_pool_push(matcher, from);
  for (uint32_t i = 0; i < line->step_count; i++) {
    const Step *step = &line->steps[i];
    uint32_t end = matcher->pool_count;
    matcher->seen_stamp++;
    if (step->quantifier == '?' || step->quantifier == '*') {
      for (uint32_t j = begin; j < end; j++) {
        visit(matcher, matcher->pool[j]);
      }
    }
    for (uint32_t j = begin; j < end; j++) {
      take_step(matcher, step, matcher->pool[j]);
    }
    bool repeats = step->quantifier == '*' || step->quantifier == '+';
    for (uint32_t j = end; repeats && j < matcher->pool_count; j++) {
      take_step(matcher, step, matcher->pool[j]);
    }
    begin = end;
  }
  uint32_t found = matcher->pool_count - begin;
  memmove(matcher->pool + base, matcher->pool + begin,
          found * sizeof *matcher->pool);
  matcher->pool_count = base + found;
  return found;
}
