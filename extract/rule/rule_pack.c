/// Packing: what matching reads of a rule, as a part of the program.
#include "extract/rule/rule_compile.h"

/// Append to an array of the program.
#define PUSH(loader, array, count, capacity)                                   \
  ARENA_PUSH((loader)->arena, (loader)->rules->program.array,                  \
             (loader)->rules->program.count,                                   \
             (loader)->rules->program.capacity)

static void pack_step(RuleLoader *loader, const Step *step) {
  ProgramStep packed = {
      .bases = step->bases,
      .traits = step->traits,
      .label = loader->rules->program.label_count,
      .is_up = step->is_up,
      .may_stay = step->quantifier == '?' || step->quantifier == '*',
      .repeats = step->quantifier == '+' || step->quantifier == '*'};
  for (uint32_t i = 0; step->is_exact && i < step->label_count; i++) {
    if (step->labels[i].label.kind != SUBTYPE_ANY) {
      *PUSH(loader, labels, label_count, label_capacity) =
          step->labels[i].label;
      packed.label_count++;
    }
  }
  *PUSH(loader, steps, step_count, step_capacity) = packed;
}

static void pack_captures(RuleLoader *loader, const int8_t *captures,
                          uint8_t count) {
  for (uint8_t i = 0; i < count; i++) {
    *PUSH(loader, captures, capture_count, capture_capacity) = captures[i];
  }
}

static void pack_line(RuleLoader *loader, const RuleLine *line) {
  Program *program = &loader->rules->program;
  ProgramLine packed = {.kind = (uint8_t)line->kind,
                        .order = (uint8_t)line->order,
                        .is_filter = line->is_filter,
                        .right = line->right,
                        .left_count = line->left_count,
                        .other_count = line->other_count,
                        .step_count = (uint8_t)line->step_count,
                        .test = line->test ? line->test->number : NO_TEST,
                        .step = program->step_count,
                        .left = program->capture_count};
  pack_captures(loader, line->left, line->left_count);
  pack_captures(loader, line->others, line->other_count);
  for (uint32_t i = 0; i < line->step_count; i++) {
    pack_step(loader, &line->steps[i]);
  }
  *PUSH(loader, lines, line_count, line_capacity) = packed;
}

/// Pack what a rule needs of the labels around, as far as there is room.
static void pack_needs(ProgramRule *packed, const Rule *rule) {
  uint32_t children = 0;
  for (uint32_t i = 0; i < ANCHOR_CHILDREN; i++) {
    packed->child[i] = NO_TRAIT;
  }
  packed->parent = NO_TRAIT;
  for (uint32_t i = 0; i < rule->need_count; i++) {
    const Need *need = &rule->needs[i];
    if (i < GATE_NEEDS) {
      packed->needs[i] = need->any;
    }
    if (need->where == NEED_CHILD && children < ANCHOR_CHILDREN) {
      packed->child[children++] = need->traits;
    } else if (need->where == NEED_PARENT && packed->parent == NO_TRAIT) {
      packed->parent = need->traits;
    }
  }
}

void rule_pack(RuleLoader *loader, const Rule *rule) {
  Program *program = &loader->rules->program;
  ProgramRule *packed = &program->rules[rule->rank];
  *packed = (ProgramRule){.test = rule->test ? rule->test->number : NO_TEST,
                          .line = program->line_count,
                          .line_count = (uint8_t)rule->line_count,
                          .capture_count = rule->capture_count,
                          .anchor = (uint8_t)rule->anchor,
                          .is_found = rule->key || rule->label_key};
  pack_needs(packed, rule);
  program->deep[rule->rank] = rule->deep;
  for (uint32_t i = 0; i < rule->line_count; i++) {
    pack_line(loader, &rule->lines[i]);
  }
  uint64_t bit = UINT64_C(1) << rule->rank % 64;
  for (int pass = 0; pass < PASS_COUNT; pass++) {
    program->in_pass[pass][rule->rank / 64] |= rule->passes[pass] ? bit : 0;
  }
  program->always[rule->rank / 64] |= packed->is_found ? 0 : bit;
}
