/// Parser: anchors, constraint lines, and the paths in them.
#include "extract/rule/rule_compile.h"
#include "extract/rule/rule_parse.h"

bool rule_is_capture_start(char byte) { return byte >= 'A' && byte <= 'Z'; }

int8_t rule_find_capture(const Rule *rule, Str name) {
  for (uint8_t i = 0; i < rule->capture_count; i++) {
    if (str_equal(rule->captures[i].name.text, name)) {
      return (int8_t)i;
    }
  }
  return CAPTURE_NONE;
}

bool rule_bind_capture(Parser *parser, Word name, int8_t *capture) {
  Rule *rule = parser->rule;
  if (!name.text.length || !rule_is_capture_start(name.text.data[0])) {
    Place place = name.text.length ? name.place : lexer_place(&parser->lexer);
    rule_load_error(parser->loader, place,
                    "expected a capture: a name that begins with a capital");
    return false;
  }
  *capture = rule_find_capture(rule, name.text);
  if (*capture != CAPTURE_NONE) {
    return true;
  }
  if (rule->capture_count == MOST_CAPTURES) {
    rule_load_error(parser->loader, name.place,
                    "a rule has at most %d captures", MOST_CAPTURES);
    return false;
  }
  *capture = (int8_t)rule->capture_count;
  rule->captures[rule->capture_count++].name = name;
  return true;
}

/// Complain about a capture that no line binds, unless the rule has errors
/// already: then its binding line may be the broken one.
static void unbound(Parser *parser, Word name) {
  const Rule *rule = parser->rule;
  if (rule->is_broken) {
    return;
  }
  Nearest nearest = rule_nearest_begin(name.text);
  for (uint8_t i = 0; i < rule->capture_count; i++) {
    rule_nearest_try(&nearest, rule->captures[i].name.text);
  }
  rule_load_error(parser->loader, name.place,
                  "capture '%.*s' is not bound above%.*s", STR_ARG(name.text),
                  STR_ARG(rule_nearest_hint(&nearest, parser->loader->arena)));
}

bool rule_parse_capture(Parser *parser, bool may_bind, int8_t *capture) {
  lexer_peek(&parser->lexer);
  Word name = lexer_name(&parser->lexer);
  if (may_bind || !name.text.length ||
      !rule_is_capture_start(name.text.data[0])) {
    return rule_bind_capture(parser, name, capture);
  }
  *capture = rule_find_capture(parser->rule, name.text);
  if (*capture == CAPTURE_NONE) {
    unbound(parser, name);
    return false;
  }
  parser->rule->captures[*capture].is_used = true;
  return true;
}

static void begin_anchor(Parser *parser, AnchorKind kind) {
  parser->rule->has_anchor = true;
  parser->rule->anchor = kind;
}

/// match Capture [: conds]
bool rule_parse_match(Parser *parser) {
  Lexer *lexer = &parser->lexer;
  Rule *rule = parser->rule;
  begin_anchor(parser, ANCHOR_MATCH);
  int8_t capture;
  if (!rule_parse_capture(parser, true, &capture)) {
    return false;
  }
  rule->captures[capture].is_used = true;
  if (lexer_peek(lexer) == ':') {
    lexer_take(lexer, ':');
    rule->test = rule_parse_conditions(parser, '\0');
    if (!rule->test) {
      return false;
    }
  }
  rule->anchor_place = lexer_since(lexer, parser->keyword);
  return true;
}

/// seq units
bool rule_parse_seq(Parser *parser) {
  begin_anchor(parser, ANCHOR_SEQ);
  bool is_good = rule_parse_sequence(parser, &parser->rule->sequence);
  parser->rule->anchor_place = lexer_since(&parser->lexer, parser->keyword);
  return is_good;
}

/// text /regex/
bool rule_parse_text(Parser *parser) {
  begin_anchor(parser, ANCHOR_TEXT);
  if (lexer_peek(&parser->lexer) != '/') {
    rule_load_error(parser->loader, lexer_place(&parser->lexer),
                    "expected a regular expression between slashes");
    return false;
  }
  bool is_good = lexer_regex(&parser->lexer, &parser->rule->pattern) &&
                 rule_pattern_text(parser->loader, parser->rule);
  parser->rule->anchor_place = parser->rule->pattern.place;
  return is_good;
}

/// label { | label }
static bool parse_labels(Parser *parser, Step *step) {
  Lexer *lexer = &parser->lexer;
  uint32_t capacity = 0;
  do {
    LabelTerm *term = ARENA_PUSH(parser->loader->arena, step->labels,
                                 step->label_count, capacity);
    // A quantifier follows a label without a blank.
    term->text = lexer_bare(lexer, "|,<>?*+\"()");
    if (!term->text.text.length) {
      rule_load_error(parser->loader, lexer_place(lexer),
                      "expected a dependency label or '_'");
      return false;
    }
  } while (lexer_take(lexer, '|'));
  if (step->label_count == 1 &&
      str_equal(step->labels[0].text.text, STR("_"))) {
    step->any_label = true;
  }
  return true;
}

static bool parse_step(Parser *parser, Step *step) {
  Lexer *lexer = &parser->lexer;
  step->is_up = lexer_here(lexer) == '<';
  lexer->offset++;
  if (!parse_labels(parser, step)) {
    return false;
  }
  char next = lexer_here(lexer);
  if (next && strchr("?*+", next)) {
    step->quantifier = next;
    lexer_take(lexer, next);
  }
  return true;
}

/// Step over a `_` that only joins two steps: `V >obl _ >nmod W`.
static void skip_joint(Lexer *lexer) {
  uint32_t begin = lexer->offset;
  if (lexer_peek(lexer) == '_') {
    Word name = lexer_name(lexer);
    char next = lexer_peek(lexer);
    if (name.text.length == 1 && (next == '>' || next == '<')) {
      return;
    }
  }
  lexer->offset = begin;
}

static bool parse_path(Parser *parser, RuleLine *line) {
  Lexer *lexer = &parser->lexer;
  uint32_t capacity = 0;
  while (lexer_peek(lexer) == '>' || lexer_here(lexer) == '<') {
    if (line->step_count == MOST_STEPS) {
      rule_load_error(parser->loader, lexer_place(lexer),
                      "a path has at most %d steps", MOST_STEPS);
      return false;
    }
    Step *step = ARENA_PUSH(parser->loader->arena, line->steps,
                            line->step_count, capacity);
    if (!parse_step(parser, step)) {
      return false;
    }
    skip_joint(lexer);
  }
  return true;
}

/// Capture { | Capture }
static bool parse_left(Parser *parser, RuleLine *line) {
  do {
    int8_t capture;
    if (!rule_parse_capture(parser, false, &capture)) {
      return false;
    }
    line->is_filter |= parser->rule->captures[capture].is_every;
    line->left[line->left_count++] = capture;
  } while (line->left_count < MOST_CAPTURES && lexer_take(&parser->lexer, '|'));
  if (line->is_filter && line->left_count > 1) {
    rule_load_error(parser->loader, line->place,
                    "a capture of an 'every' line stands alone here");
    return false;
  }
  return true;
}

/// The first capture a path leads to: a new one is bound, unless by `not`.
static bool parse_first_right(Parser *parser, RuleLine *line) {
  Lexer *lexer = &parser->lexer;
  Rule *rule = parser->rule;
  uint32_t begin = lexer->offset;
  Word name = lexer_name(lexer);
  lexer->offset = begin;
  bool is_new = name.text.length && rule_is_capture_start(name.text.data[0]) &&
                rule_find_capture(rule, name.text) == CAPTURE_NONE;
  bool is_barred = line->kind == LINE_NOT || line->is_filter;
  if (is_new && is_barred && !rule->is_broken) {
    rule_load_error(
        parser->loader, name.place, "%s cannot bind '%.*s': use '_'",
        line->kind == LINE_NOT ? "a 'not' line"
                               : "a line that begins with an 'every' capture",
        STR_ARG(name.text));
    return false;
  }
  bool may_bind = !is_barred && line->order == ORDER_NONE;
  if (!rule_parse_capture(parser, may_bind, &line->right)) {
    return false;
  }
  Capture *capture = &rule->captures[line->right];
  if (is_new) {
    capture->is_every = line->kind == LINE_EVERY;
    capture->is_maybe = line->kind == LINE_MAYBE;
    return true;
  }
  capture->is_used = true;
  if (capture->is_every || line->kind == LINE_EVERY) {
    rule_load_error(parser->loader, name.place,
                    "'%.*s' is bound twice, once by 'every'",
                    STR_ARG(name.text));
    return false;
  }
  return true;
}

/// What a path leads to: `_`, a capture, or one of several bound captures.
static bool parse_right(Parser *parser, RuleLine *line) {
  Lexer *lexer = &parser->lexer;
  lexer_peek(lexer);
  uint32_t begin = lexer->offset;
  if (str_equal(lexer_name(lexer).text, STR("_"))) {
    line->right = CAPTURE_ANY;
    return true;
  }
  lexer->offset = begin;
  if (!parse_first_right(parser, line)) {
    return false;
  }
  while (lexer_take(lexer, '|') && line->other_count < MOST_CAPTURES) {
    if (!rule_parse_capture(parser, false,
                            &line->others[line->other_count++])) {
      return false;
    }
  }
  return true;
}

/// `with A before B`
static bool parse_order(Parser *parser, RuleLine *line) {
  lexer_peek(&parser->lexer);
  if (lexer_take_text(&parser->lexer, "before ")) {
    line->order = ORDER_BEFORE;
  } else if (lexer_take_text(&parser->lexer, "after ")) {
    line->order = ORDER_AFTER;
  }
  return line->order != ORDER_NONE;
}

static bool parse_test(Parser *parser, RuleLine *line) {
  lexer_take(&parser->lexer, ':');
  line->test = rule_parse_conditions(parser, '\0');
  return line->test != NULL;
}

/// What follows the keyword of a constraint line.
static bool parse_constraint(Parser *parser, RuleLine *line) {
  Lexer *lexer = &parser->lexer;
  if (!parse_left(parser, line) || !parse_path(parser, line)) {
    return false;
  }
  if (line->step_count || parse_order(parser, line)) {
    if (!parse_right(parser, line)) {
      return false;
    }
    return lexer_peek(lexer) != ':' || parse_test(parser, line);
  }
  if (lexer_peek(lexer) != ':') {
    rule_load_error(parser->loader, lexer_place(lexer),
                    "expected a path (>label or <label), 'before', 'after' "
                    "or ': conditions'");
    return false;
  }
  return parse_test(parser, line);
}

static bool parse_extra(Parser *parser, LineKind kind) {
  Rule *rule = parser->rule;
  RuleLine line = {.kind = kind, .right = CAPTURE_NONE};
  line.place = lexer_place(&parser->lexer);
  if (rule->line_count == MOST_LINES) {
    rule_load_error(parser->loader, line.place,
                    "a rule has at most %d lines after its anchor", MOST_LINES);
    return false;
  }
  if (!parse_constraint(parser, &line)) {
    return false;
  }
  line.place = lexer_since(&parser->lexer, parser->keyword);
  *ARENA_PUSH(parser->loader->arena, rule->lines, rule->line_count,
              rule->line_capacity) = line;
  return true;
}

bool rule_parse_with(Parser *parser) { return parse_extra(parser, LINE_WITH); }

bool rule_parse_maybe(Parser *parser) {
  return parse_extra(parser, LINE_MAYBE);
}

bool rule_parse_every(Parser *parser) {
  return parse_extra(parser, LINE_EVERY);
}

bool rule_parse_not(Parser *parser) { return parse_extra(parser, LINE_NOT); }
