/// Explain: how a sentence is read, and why rules fired or did not.
#include "extract/rule/rule_matcher.h"

static Str form(const RuleMatcher *matcher, uint32_t token) {
  return matcher->sentence->tokens[token].form;
}

static Str place_text(const Rules *rules, Place place) {
  Str text = str_slice(rules->files[place.file].text, place.begin, place.end);
  const char *newline =
      text.length ? memchr(text.data, '\n', text.length) : NULL;
  return newline ? str_slice(text, 0, (size_t)(newline - text.data)) : text;
}

static void write_place(Output *output, const Rules *rules, Place place) {
  uint32_t line;
  uint32_t column;
  rules_locate(rules, place, &line, &column);
  output_format(output, "%.*s:%u:%u", STR_ARG(rules->files[place.file].path),
                line, column);
}

void rule_explain_rule(const RuleMatcher *matcher, const Rule *rule,
                       Output *output) {
  const Rules *rules = matcher->rules;
  const Trace *trace = &matcher->traces[rule->rank];
  output_format(output, "  rule %.*s ", STR_ARG(rule->name.text));
  if (trace->was_rejected) {
    output_write(output, STR("made a fact that its pred line forbids\n"));
  } else if (trace->matches) {
    output_format(output, "matched %u time%s\n", trace->matches,
                  trace->matches > 1 ? "s" : "");
  } else if (!trace->reached) {
    output_write(output, STR("no token passes "));
    write_place(output, rules, rule->anchor_place);
    output_format(output, ": %.*s\n",
                  STR_ARG(place_text(rules, rule->anchor_place)));
  } else {
    uint32_t line = trace->reached > 1 ? trace->reached - 2 : 0;
    line = line < rule->line_count ? line : rule->line_count - 1;
    const RuleLine *stopper = &rule->lines[line];
    output_write(output, STR("stopped "));
    if (trace->token != TOKEN_NONE) {
      output_format(output, "at '%.*s' ", STR_ARG(form(matcher, trace->token)));
    }
    output_write(output, STR("by "));
    write_place(output, rules, stopper->place);
    output_format(output, ": %.*s\n",
                  STR_ARG(place_text(rules, stopper->place)));
  }
}

/// The tree as text: each token below its head, in the order of the text.
static void write_node(const RuleMatcher *matcher, uint32_t token, Str indent,
                       bool is_last, bool is_root, Output *output) {
  const Token *read = &matcher->sentence->tokens[token];
  output_format(output, "  %.*s%s%.*s", STR_ARG(indent),
                is_root   ? ""
                : is_last ? "└─ "
                          : "├─ ",
                STR_ARG(read->form));
  output_format(output, "  %.*s %.*s %.*s", STR_ARG(read->relation),
                STR_ARG(upos_name(read->upos)), STR_ARG(read->xpos));
  if (!str_equal(read->lemma, read->form)) {
    output_format(output, " (%.*s)", STR_ARG(read->lemma));
  }
  if (matcher->nodes[token].type.length) {
    output_format(output, " [%.*s]", STR_ARG(matcher->nodes[token].type));
  }
  for (const Mark *mark = matcher->nodes[token].marks; mark;
       mark = mark->next) {
    output_format(output, " {%.*s}", STR_ARG(mark->name));
  }
  output_byte(output, '\n');
  Str inner = is_root ? indent
                      : arena_format(matcher->arena, "%.*s%s", STR_ARG(indent),
                                     is_last ? "   " : "│  ");
  uint32_t last = TOKEN_NONE;
  for (uint32_t i = matcher->nodes[token].first_child; i != NO_ARC;
       i = matcher->arcs[i].next_child) {
    last = matcher->arcs[i].rule == NO_RULE ? i : last;
  }
  for (uint32_t i = matcher->nodes[token].first_child;
       i != NO_ARC && last != TOKEN_NONE && inner.length < 400;
       i = matcher->arcs[i].next_child) {
    if (matcher->arcs[i].rule == NO_RULE) {
      write_node(matcher, matcher->arcs[i].dependent, inner, i == last, false,
                 output);
    }
  }
}

static void write_tree(const RuleMatcher *matcher, Output *output) {
  for (uint32_t i = 0; i < matcher->count; i++) {
    uint32_t parent = matcher->nodes[i].first_parent;
    if (parent == NO_ARC || matcher->arcs[parent].rule != NO_RULE) {
      write_node(matcher, i, (Str){"", 0}, true, true, output);
    }
  }
}

static void write_arcs(const RuleMatcher *matcher, Output *output) {
  for (uint32_t i = 0; i < matcher->arc_count; i++) {
    const Arc *arc = &matcher->arcs[i];
    if (arc->rule == NO_RULE) {
      continue;
    }
    const Rule *rule = matcher->rules->by_rank[arc->rule];
    output_format(output, "  arc %.*s >%.*s %.*s  by %.*s (",
                  STR_ARG(form(matcher, arc->head)),
                  STR_ARG(matcher->rules->labels_by_number[arc->label]),
                  STR_ARG(form(matcher, arc->dependent)),
                  STR_ARG(rule->name.text));
    write_place(output, matcher->rules, rule->name.place);
    output_write(output, STR(")\n"));
  }
}

static void write_statements(const RuleMatcher *matcher, uint32_t first,
                             Output *output) {
  for (uint32_t i = first; i < matcher->statement_count; i++) {
    const Statement *statement = &matcher->statements[i];
    output_format(output, "  %.2f ", statement->confidence);
    rules_write_statement(output, statement);
    output_format(output, "  by %.*s (%.*s:%u)\n", STR_ARG(statement->rule),
                  STR_ARG(statement->rule_file), statement->rule_line);
  }
}

/// Is the rule worth a line? By default, those that came near, or fired and
/// made no fact.
static bool is_wanted(const RuleMatcher *matcher, const Rule *rule,
                      Str wanted) {
  const Trace *trace = &matcher->traces[rule->rank];
  if (wanted.length) {
    return str_equal(rule->name.text, wanted);
  }
  // Almost: two lines held, or the word that the rule is about is there.
  uint32_t least = rule->key ? 2 : 4;
  bool is_near = trace->reached >= least && !trace->matches;
  return trace->was_rejected || (rule->passes[PASS_EMIT] && is_near);
}

static void explain_sentence(RuleMatcher *matcher, Str wanted, Output *output) {
  Range range = matcher->sentence->range;
  uint32_t first = matcher->statement_count;
  memset(matcher->traces, 0, matcher->rules->count * sizeof(Trace));
  rule_match_sentence(matcher);
  output_format(output, "%.*s\n",
                STR_ARG(rule_ranges_text(matcher, &range, 1)));
  write_tree(matcher, output);
  write_arcs(matcher, output);
  write_statements(matcher, first, output);
  for (uint32_t i = 0; i < matcher->rules->count; i++) {
    const Rule *rule = matcher->rules->by_rank[i];
    if (is_wanted(matcher, rule, wanted)) {
      rule_explain_rule(matcher, rule, output);
    }
  }
}

void rules_explain(RuleMatcher *matcher, const RuleDocument *document, Str rule,
                   Output *output) {
  Arena *arena = arena_new();
  matcher->traces = ARENA_NEW(arena, Trace, matcher->rules->count + 1);
  rule_matcher_begin(matcher, document, arena);
  for (size_t i = 0; i < document->sentences->count; i++) {
    matcher->sentence = &document->sentences->sentences[i];
    matcher->sentence_index = (uint32_t)i;
    if (matcher->sentence->token_count <= LONGEST_SENTENCE) {
      explain_sentence(matcher, rule, output);
    }
  }
  matcher->traces = NULL;
  arena_free(arena);
}
