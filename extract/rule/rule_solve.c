/// Solving: the lines of a rule, one after the other, with all bindings.
#include "extract/rule/rule_matcher.h"

static const double SOFT_FACTOR = 0.8;

/// The captures that a line begins with.
static const int8_t *lefts(const Run *run, const ProgramLine *line) {
  return run->matcher->rules->program.captures + line->left;
}

/// The further captures that its right side may be.
static const int8_t *others(const Run *run, const ProgramLine *line) {
  return lefts(run, line) + line->left_count;
}

static void trace_line(const Run *run, uint32_t line) {
  Trace *traces = run->matcher->traces;
  if (traces && traces[run->rank].reached < line + 1) {
    traces[run->rank].reached = line + 1;
    traces[run->rank].token = run->bindings.captures[0].token;
  }
}

/// May the line's right side be this token, given what is bound?
static bool right_takes(const Run *run, const ProgramLine *line,
                        uint32_t token) {
  if (line->right < 0) {
    return true;
  }
  const Binding *bound = run->bindings.captures;
  uint32_t right = bound[line->right].token;
  if (!line->other_count) {
    return right == TOKEN_NONE ? line->kind != LINE_NOT : right == token;
  }
  bool is_one = right == token;
  for (uint8_t i = 0; i < line->other_count; i++) {
    is_one |= bound[others(run, line)[i]].token == token;
  }
  return is_one;
}

/// Push the tokens that fulfil a line, given where it begins.
static uint32_t find_right(Run *run, const ProgramLine *line, uint32_t from) {
  RuleMatcher *matcher = run->matcher;
  uint32_t base = matcher->pool_count;
  uint32_t found = rule_path_find(matcher, line, from);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < found; i++) {
    uint32_t token = matcher->pool[base + i];
    if (right_takes(run, line, token) &&
        rule_token_test(matcher, line->test, token) != TEST_FAILS) {
      matcher->pool[base + kept++] = token;
    }
  }
  matcher->pool_count = base + kept;
  return kept;
}

/// All tokens that fulfil a line from any of its left captures.
static uint32_t find_all(Run *run, const ProgramLine *line) {
  RuleMatcher *matcher = run->matcher;
  uint32_t base = matcher->pool_count;
  if (line->left_count == 1) {
    uint32_t from = run->bindings.captures[*lefts(run, line)].token;
    return from == TOKEN_NONE ? 0 : find_right(run, line, from);
  }
  for (uint8_t i = 0; i < line->left_count; i++) {
    uint32_t from = run->bindings.captures[lefts(run, line)[i]].token;
    if (from == TOKEN_NONE) {
      continue;
    }
    uint32_t begin = matcher->pool_count;
    uint32_t found = find_right(run, line, from);
    uint32_t kept = begin;
    for (uint32_t j = begin; i > 0 && j < begin + found; j++) {
      bool is_new = true;
      for (uint32_t k = base; k < begin && is_new; k++) {
        is_new = matcher->pool[k] != matcher->pool[j];
      }
      matcher->pool[kept] = matcher->pool[j];
      kept += is_new;
    }
    matcher->pool_count = i > 0 ? kept : begin + found;
  }
  return matcher->pool_count - base;
}

static bool order_holds(const Run *run, const ProgramLine *line,
                        uint32_t left) {
  uint32_t right = run->bindings.captures[line->right].token;
  if (left == TOKEN_NONE || right == TOKEN_NONE) {
    return false;
  }
  return line->order == ORDER_BEFORE ? left < right : left > right;
}

/// Does a line without new binding hold for this left token?
static bool holds_for(Run *run, const ProgramLine *line, uint32_t left) {
  RuleMatcher *matcher = run->matcher;
  if (left == TOKEN_NONE) {
    return false;
  }
  if (line->order != ORDER_NONE) {
    return order_holds(run, line, left);
  }
  if (!line->step_count) {
    return rule_token_test(matcher, line->test, left) != TEST_FAILS;
  }
  uint32_t base = matcher->pool_count;
  bool holds = find_right(run, line, left) > 0;
  matcher->pool_count = base;
  return holds;
}

static bool holds(Run *run, const ProgramLine *line, bool *is_soft) {
  bool any = false;
  for (uint8_t i = 0; i < line->left_count && !any; i++) {
    uint32_t left = run->bindings.captures[lefts(run, line)[i]].token;
    any = holds_for(run, line, left);
    if (any && !line->step_count && line->order == ORDER_NONE) {
      *is_soft = rule_token_test(run->matcher, line->test, left) == TEST_SOFT;
    }
  }
  return any;
}

/// Leave out the bindings of an `every` capture for which the line fails.
static void filter(Run *run, const ProgramLine *line, uint32_t next) {
  Binding *every = &run->bindings.captures[*lefts(run, line)];
  Binding saved = *every;
  uint32_t *kept = ARENA_NEW(run->matcher->arena, uint32_t, saved.many_count);
  uint32_t count = 0;
  for (uint32_t i = 0; i < saved.many_count; i++) {
    bool is_held = holds_for(run, line, saved.many[i]);
    if (is_held != (line->kind == LINE_NOT)) {
      kept[count++] = saved.many[i];
    }
  }
  every->many = kept;
  every->many_count = count;
  every->token = count ? kept[0] : TOKEN_NONE;
  rule_solve(run, next);
  *every = saved;
}

static void bind_every(Run *run, const ProgramLine *line, uint32_t next) {
  RuleMatcher *matcher = run->matcher;
  uint32_t base = matcher->pool_count;
  uint32_t count = find_all(run, line);
  Binding *every = &run->bindings.captures[line->right];
  Binding saved = *every;
  if (count) {
    uint32_t *many = ARENA_NEW(matcher->arena, uint32_t, count);
    memcpy(many, matcher->pool + base, count * sizeof *many);
    *every = (Binding){.token = many[0], .many = many, .many_count = count};
  }
  matcher->pool_count = base;
  rule_solve(run, next);
  *every = saved;
}

/// `with` and `maybe`: every token found is a binding.
static void bind(Run *run, const ProgramLine *line, uint32_t next) {
  RuleMatcher *matcher = run->matcher;
  uint32_t base = matcher->pool_count;
  uint32_t count = find_all(run, line);
  double softness = run->bindings.softness;
  if (!count) {
    if (line->kind == LINE_MAYBE) {
      rule_solve(run, next);
    }
    return;
  }
  if (line->right < 0 || line->other_count) {
    // Nothing is bound: that there is such a token is enough.
    matcher->pool_count = base;
    rule_solve(run, next);
    return;
  }
  Binding *right = &run->bindings.captures[line->right];
  Binding saved = *right;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t token = matcher->pool[base + i];
    if (saved.token == TOKEN_NONE) {
      *right = (Binding){.token = token};
    }
    bool is_soft = rule_token_test(matcher, line->test, token) == TEST_SOFT;
    run->bindings.softness = softness * (is_soft ? SOFT_FACTOR : 1);
    rule_solve(run, next);
  }
  *right = saved;
  run->bindings.softness = softness;
  matcher->pool_count = base;
}

void rule_solve(Run *run, uint32_t index) {
  if (!rule_spend(run->matcher, 1)) {
    return;
  }
  const ProgramRule *rule = run->packed;
  if (index == rule->line_count) {
    rule_act(run);
    return;
  }
  trace_line(run, index + 1);
  const ProgramLine *line =
      &run->matcher->rules->program.lines[rule->line + index];
  if (line->is_filter) {
    filter(run, line, index + 1);
  } else if (line->kind == LINE_NOT || !line->step_count) {
    bool is_soft = false;
    bool is_held = holds(run, line, &is_soft);
    if (is_held != (line->kind == LINE_NOT) || line->kind == LINE_MAYBE) {
      double softness = run->bindings.softness;
      run->bindings.softness *= is_soft ? SOFT_FACTOR : 1;
      rule_solve(run, index + 1);
      run->bindings.softness = softness;
    }
  } else if (line->kind == LINE_EVERY) {
    bind_every(run, line, index + 1);
  } else {
    bind(run, line, index + 1);
  }
}
