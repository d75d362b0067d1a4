/// Paths: the tokens that steps over labels lead to.
#include "extract/rule/rule_matcher.h"

void rule_pool_push(RuleMatcher *matcher, uint32_t token) {
  *ARENA_PUSH(matcher->arena, matcher->pool, matcher->pool_count,
              matcher->pool_capacity) = token;
}

static inline bool step_takes(const RuleMatcher *matcher,
                              const ProgramStep *step, const Arc *arc) {
  if (!(step->traits & arc->traits)) {
    return false;
  }
  if (step->bases >> arc->label & 1) {
    return true;
  }
  const Label *labels = matcher->rules->program.labels; // none: NULL
  for (uint32_t i = step->label; i < step->label + step->label_count; i++) {
    if (rule_label_matches(&labels[i], arc)) {
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

/// Push what one step from a token leads to.
static void take_step(RuleMatcher *matcher, const ProgramStep *step,
                      uint32_t from) {
  if (rule_step_leads_nowhere(matcher, step, from)) {
    return;
  }
  const Node *node = &matcher->nodes[from];
  uint32_t work = 0;
  uint32_t next = step->is_up ? node->first_parent : node->first_child;
  for (; next != NO_ARC; work++) {
    const Arc *arc = &matcher->arcs[next];
    if (step_takes(matcher, step, arc)) {
      visit(matcher, step->is_up ? arc->head : arc->dependent);
    }
    next = step->is_up ? arc->next_parent : arc->next_child;
  }
  (void)rule_spend(matcher, work);
}

/// A path of one step, once: the most frequent.
static uint32_t find_near(RuleMatcher *matcher, const ProgramStep *step,
                          uint32_t from) {
  uint32_t base = matcher->pool_count;
  matcher->seen_stamp++;
  take_step(matcher, step, from);
  return matcher->pool_count - base;
}

uint32_t rule_path_find(RuleMatcher *matcher, const ProgramLine *line,
                        uint32_t from) {
  const ProgramStep *steps = matcher->rules->program.steps + line->step;
  if (line->step_count && !steps->may_stay) {
    if (rule_step_leads_nowhere(matcher, steps, from)) {
      return 0;
    }
    if (line->step_count == 1 && !steps->repeats) {
      return find_near(matcher, steps, from);
    }
  }
  uint32_t base = matcher->pool_count;
  uint32_t begin = base;
  rule_pool_push(matcher, from);
  for (uint8_t i = 0; i < line->step_count; i++) {
    const ProgramStep *step = &steps[i];
    uint32_t end = matcher->pool_count;
    matcher->seen_stamp++;
    if (step->may_stay) {
      for (uint32_t j = begin; j < end; j++) {
        visit(matcher, matcher->pool[j]);
      }
    }
    for (uint32_t j = begin; j < end; j++) {
      take_step(matcher, step, matcher->pool[j]);
    }
    for (uint32_t j = end; step->repeats && j < matcher->pool_count; j++) {
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
