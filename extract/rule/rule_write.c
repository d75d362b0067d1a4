/// Writing statements and lists of rules for people.
#include "extract/rule/rule_matcher.h"

/// Put ", " before all but the first mark.
static void write_mark(Output *output, bool *is_first, Str name, Str value) {
  output_write(output, *is_first ? STR(" {") : STR(", "));
  *is_first = false;
  output_write(output, name);
  if (value.length) {
    output_format(output, "=%.*s", STR_ARG(value));
  }
}

static void write_part(Output *output, const Part *part) {
  if (part->kind == PART_ABSENT) {
    output_byte(output, '-');
  } else if (part->kind == PART_STATEMENT) {
    output_format(output, "\"%.*s\"", STR_ARG(part->label));
  } else {
    output_write(output, part->label);
  }
}

void rules_write_statement(Output *output, const Statement *statement) {
  bool is_first = true;
  output_byte(output, '(');
  write_part(output, &statement->subject);
  output_format(output, "; %.*s; ", STR_ARG(statement->predicate.label));
  write_part(output, &statement->object);
  output_byte(output, ')');
  if (statement->polarity == POLARITY_NEGATIVE) {
    write_mark(output, &is_first, STR("negative"), (Str){NULL, 0});
  }
  if (statement->modality != MODALITY_ASSERTED &&
      statement->modality != MODALITY_REPORTED) {
    write_mark(output, &is_first, modality_name(statement->modality),
               (Str){NULL, 0});
  }
  for (uint32_t i = 0; i < statement->flag_count; i++) {
    write_mark(output, &is_first, statement->flags[i], (Str){NULL, 0});
  }
  for (uint32_t i = 0; i < statement->role_count; i++) {
    write_mark(output, &is_first, statement->roles[i].name,
               statement->roles[i].part.label);
  }
  for (uint32_t i = 0; i < statement->source_count; i++) {
    const Source *source = &statement->sources[i];
    write_mark(output, &is_first, STR("source"),
               source->part.kind == PART_ABSENT ? STR("unknown")
                                                : source->part.label);
    if (source->cue.length) {
      write_mark(output, &is_first, STR("cue"), source->cue);
    }
  }
  if (!is_first) {
    output_byte(output, '}');
  }
}

/// The rule that made a statement.
static const Rule *rule_of(const Rules *rules, const Statement *statement) {
  for (uint32_t i = 0; i < rules->count; i++) {
    if (rules->rules[i]->name.text.data == statement->rule.data) {
      return rules->rules[i];
    }
  }
  return rules->rules[0];
}

/// How all rules fare in a document, by rank.
static Trace *count_matches(const Rules *rules, const RuleDocument *document,
                            Arena *arena, uint32_t *facts) {
  Trace *traces = ARENA_NEW(arena, Trace, rules->count + 1);
  RuleMatcher *matcher = rule_matcher_new(rules, NULL);
  matcher->traces = traces;
  Statements statements;
  rules_match(matcher, document, arena, &statements);
  for (size_t i = 0; i < statements.count; i++) {
    facts[rule_of(rules, &statements.statements[i])->rank]++;
  }
  rule_matcher_free(matcher);
  return traces;
}

static double share(uint32_t sentences, const RuleDocument *document) {
  size_t all = document->sentences->count;
  return all ? 100.0 * sentences / (double)all : 0;
}

void rules_list(const Rules *rules, const RuleDocument *document,
                Output *output) {
  Arena *arena = arena_new();
  uint32_t *facts = ARENA_NEW(arena, uint32_t, rules->count + 1);
  const Trace *traces = NULL;
  if (document) {
    traces = count_matches(rules, document, arena, facts);
    output_write(output, STR("matches\tsentences\tfacts\t"));
  }
  output_write(output, STR("pass\tprio\tconf\ttests\trule\tplace\n"));
  for (uint32_t i = 0; i < rules->count; i++) {
    RuleInfo info = rules_info(rules, i);
    uint32_t rank = rules->rules[i]->rank;
    if (document) {
      output_format(output, "%u\t%.2f%%\t%u\t", traces[rank].matches,
                    share(traces[rank].sentences, document), facts[rank]);
    }
    output_format(output, "%s\t%d\t%.2f\t%u\t%.*s\t%.*s:%u\n", info.pass,
                  info.priority, info.confidence, info.test_count,
                  STR_ARG(info.name), STR_ARG(info.file), info.line);
  }
  arena_free(arena);
}
