/// Parser: emit, attrib, mark and link lines, and inline tests.
#include "extract/rule/rule_parse.h"

const char *const function_names[FUNCTION_LIST] = {
    [FUNCTION_PHRASE] = "",       [FUNCTION_LEMMA] = "lemma",
    [FUNCTION_WORD] = "word",     [FUNCTION_CASE] = "case",
    [FUNCTION_CLAUSE] = "clause", [FUNCTION_TEXT] = "text",
    [FUNCTION_FULL] = "full",     [FUNCTION_WITHOUT] = "without",
    [FUNCTION_WITH] = "with",
};

/// .lemma and the like; a name that is none of them is a list's.
static bool parse_function(Parser *parser, Term *term) {
  term->word = lexer_name(&parser->lexer);
  if (!term->word.text.length) {
    rule_load_error(parser->loader, lexer_place(&parser->lexer),
                    "expected lemma, word, case, clause, text, full, with, "
                    "without or a list's name after '.'");
    return false;
  }
  term->function = FUNCTION_LIST;
  for (int i = FUNCTION_LEMMA; i < FUNCTION_LIST; i++) {
    if (str_equal(term->word.text, str_from(function_names[i]))) {
      term->function = (PartFunction)i;
    }
  }
  if (term->function == FUNCTION_WITHOUT || term->function == FUNCTION_WITH) {
    return lexer_expect(&parser->lexer, ':') &&
           rule_parse_capture(parser, false, &term->second);
  }
  return true;
}

/// A word, a "string", or a capture with a function.
static bool parse_term(Parser *parser, const char *ends, Term *term) {
  Lexer *lexer = &parser->lexer;
  *term = (Term){.capture = CAPTURE_NONE};
  uint32_t begin = lexer->offset;
  char first = lexer_peek(lexer);
  bool is_good = true;
  if (first == '"') {
    term->is_quoted = true;
    is_good = lexer_string(lexer, &term->word);
  } else if (rule_is_capture_start(first)) {
    is_good = rule_parse_capture(parser, false, &term->capture) &&
              (!lexer_take(lexer, '.') || parse_function(parser, term));
  } else {
    term->word = lexer_bare(lexer, ends);
    if (!term->word.text.length) {
      rule_load_error(parser->loader, lexer_place(lexer),
                      "expected a word, a \"string\" or a capture");
      is_good = false;
    }
  }
  term->place = lexer_since(lexer, begin);
  return is_good;
}

/// Terms up to a `;` or `)`.
static bool parse_terms(Parser *parser, Terms *terms) {
  uint32_t capacity = 0;
  while (lexer_peek(&parser->lexer) && lexer_here(&parser->lexer) != ')') {
    Term *term =
        ARENA_PUSH(parser->loader->arena, terms->terms, terms->count, capacity);
    if (!parse_term(parser, ");\"", term)) {
      return false;
    }
  }
  if (!terms->count) {
    rule_load_error(parser->loader, lexer_place(&parser->lexer),
                    "expected a word, a \"string\" or a capture");
  }
  return terms->count > 0;
}

/// name=term, Capture.case=term, or a flag
static bool parse_role(Parser *parser, RoleTerm *role, bool has_flags) {
  Lexer *lexer = &parser->lexer;
  if (rule_is_capture_start(lexer_peek(lexer))) {
    if (!parse_term(parser, "=", &role->name)) {
      return false;
    }
  } else {
    role->name = (Term){.capture = CAPTURE_NONE};
    role->name.word = lexer_name(lexer);
    role->name.place = role->name.word.place;
    if (!role->name.word.text.length) {
      rule_load_error(parser->loader, lexer_place(lexer),
                      has_flags ? "expected a flag or name=Capture"
                                : "expected name=Capture");
      return false;
    }
  }
  if (lexer_take(lexer, '=')) {
    return parse_term(parser, ";\"", &role->value);
  }
  role->is_flag = true;
  if (!has_flags || role->name.capture != CAPTURE_NONE) {
    rule_load_error(parser->loader, role->name.place,
                    "expected '=' and a capture or word after this");
    return false;
  }
  return true;
}

static bool parse_roles(Parser *parser, Action *action, bool has_flags) {
  uint32_t capacity = 0;
  while (lexer_peek(&parser->lexer)) {
    RoleTerm *role = ARENA_PUSH(parser->loader->arena, action->roles,
                                action->role_count, capacity);
    if (!parse_role(parser, role, has_flags)) {
      return false;
    }
  }
  return true;
}

/// Add an action whose line began with `keyword`.
static bool add_action(Parser *parser, Action *action, uint32_t begin,
                       Pass pass) {
  Rule *rule = parser->rule;
  action->place = lexer_since(&parser->lexer, begin);
  if (rule->action_count == MOST_ACTIONS) {
    rule_load_error(parser->loader, action->place,
                    "a rule has at most %d actions", MOST_ACTIONS);
    return false;
  }
  *ARENA_PUSH(parser->loader->arena, rule->actions, rule->action_count,
              rule->action_capacity) = *action;
  rule->passes[pass] = true;
  return true;
}

/// ( subject ; predicate ; object|- ) roles
static bool parse_emit(Parser *parser, bool is_else) {
  Lexer *lexer = &parser->lexer;
  uint32_t begin = lexer->offset;
  Action action = {.kind = ACTION_EMIT, .is_else = is_else};
  action.capture = action.target = action.every = CAPTURE_NONE;
  bool is_good =
      lexer_expect(lexer, '(') && parse_terms(parser, &action.subject) &&
      lexer_expect(lexer, ';') && parse_terms(parser, &action.predicate) &&
      lexer_expect(lexer, ';') && parse_terms(parser, &action.object) &&
      lexer_expect(lexer, ')');
  if (!is_good) {
    return false;
  }
  const Term *first = action.object.terms;
  if (action.object.count == 1 && first->capture == CAPTURE_NONE &&
      !first->is_quoted && str_equal(first->word.text, STR("-"))) {
    action.object.count = 0;
  }
  return parse_roles(parser, &action, true) &&
         add_action(parser, &action, begin, PASS_EMIT);
}

bool rule_parse_emit(Parser *parser) { return parse_emit(parser, false); }

/// else emit ...
bool rule_parse_else(Parser *parser) {
  const Rule *rule = parser->rule;
  Word word = lexer_name(&parser->lexer);
  if (!str_equal(word.text, STR("emit"))) {
    rule_load_error(parser->loader, word.place, "expected 'emit' after 'else'");
    return false;
  }
  bool follows = rule->action_count &&
                 rule->actions[rule->action_count - 1].kind == ACTION_EMIT;
  if (!follows && !rule->is_broken) {
    rule_load_error(parser->loader, word.place,
                    "'else' must follow an emit line");
    return false;
  }
  return parse_emit(parser, true);
}

/// attrib Capture { source=.. cue=.. class=.. flag }
bool rule_parse_attrib(Parser *parser) {
  uint32_t begin = parser->lexer.offset;
  Action action = {.kind = ACTION_ATTRIB};
  action.target = action.every = CAPTURE_NONE;
  return rule_parse_capture(parser, false, &action.capture) &&
         parse_roles(parser, &action, true) &&
         add_action(parser, &action, begin, PASS_EMIT);
}

/// mark Capture { flag | role }
bool rule_parse_mark(Parser *parser) {
  uint32_t begin = parser->lexer.offset;
  Action action = {.kind = ACTION_MARK};
  action.target = action.every = CAPTURE_NONE;
  if (!rule_parse_capture(parser, false, &action.capture)) {
    return false;
  }
  if (!lexer_peek(&parser->lexer)) {
    rule_load_error(parser->loader, lexer_place(&parser->lexer),
                    "expected a flag or name=Capture");
    return false;
  }
  return parse_roles(parser, &action, true) &&
         add_action(parser, &action, begin, PASS_MARK);
}

/// link Capture > LABEL Capture
bool rule_parse_link(Parser *parser) {
  Lexer *lexer = &parser->lexer;
  uint32_t begin = lexer->offset;
  Action action = {.kind = ACTION_LINK, .every = CAPTURE_NONE};
  if (!rule_parse_capture(parser, false, &action.capture)) {
    return false;
  }
  lexer_peek(lexer);
  if (!lexer_expect(lexer, '>')) {
    return false;
  }
  action.label = lexer_bare(lexer, "|<>");
  return rule_parse_capture(parser, false, &action.target) &&
         add_action(parser, &action, begin, PASS_LINK);
}

// Inline tests.

static Str trim(Str text) {
  while (text.length && strchr(" \t", text.data[0])) {
    text = str_slice(text, 1, text.length);
  }
  while (text.length && strchr(" \t", text.data[text.length - 1])) {
    text.length--;
  }
  return text;
}

/// A part of a wanted fact, up to `end`, quotes around it removed.
static bool take_part(Parser *parser, char end, Str *part) {
  Lexer *lexer = &parser->lexer;
  Word word;
  lexer_at_end(lexer);
  if (lexer_peek(lexer) == '"') {
    if (!lexer_string(lexer, &word)) {
      return false;
    }
    *part = word.text;
    return lexer_expect(lexer, end);
  }
  uint32_t begin = lexer->offset;
  while (lexer->offset < lexer->text.length &&
         lexer->text.data[lexer->offset] != '\n' &&
         lexer->text.data[lexer->offset] != end) {
    lexer->offset++;
  }
  *part = trim(str_slice(lexer->text, begin, lexer->offset));
  if (!part->length) {
    rule_load_error(parser->loader, lexer_place(lexer),
                    "a part of the wanted fact is empty");
    return false;
  }
  return lexer_expect(lexer, end);
}

/// { flag, name=text, ... }
static bool take_marks(Parser *parser, Expected *expected) {
  Lexer *lexer = &parser->lexer;
  uint32_t capacity = 0;
  lexer_take(lexer, '{');
  for (;;) {
    lexer_peek(lexer);
    uint32_t begin = lexer->offset;
    Word name = lexer_bare(lexer, "=,}");
    if (!name.text.length) {
      rule_load_error(parser->loader, lexer_place(lexer),
                      "expected a flag or name=text");
      return false;
    }
    Word value = {0};
    if (lexer_take(lexer, '=')) {
      if (lexer_peek(lexer) == '"') {
        if (!lexer_string(lexer, &value)) {
          return false;
        }
      } else {
        uint32_t from = lexer->offset;
        while (lexer_here(lexer) && !strchr(",}", lexer_here(lexer))) {
          lexer->offset++;
        }
        value.text = trim(str_slice(lexer->text, from, lexer->offset));
      }
      name.text = arena_format(parser->loader->arena, "%.*s=%.*s",
                               STR_ARG(name.text), STR_ARG(value.text));
    } else {
      while (lexer_here(lexer) && !strchr(",}", lexer_here(lexer))) {
        lexer->offset++;
      }
      name.text = trim(str_slice(lexer->text, begin, lexer->offset));
    }
    *ARENA_PUSH(parser->loader->arena, expected->marks, expected->mark_count,
                capacity) = name;
    lexer_peek(lexer);
    if (!lexer_take(lexer, ',')) {
      return lexer_expect(lexer, '}');
    }
  }
}

/// (s; p; o) { marks }
static bool take_expected(Parser *parser, Expected *expected) {
  Lexer *lexer = &parser->lexer;
  uint32_t begin = lexer->offset;
  bool is_good = lexer_expect(lexer, '(') &&
                 take_part(parser, ';', &expected->subject) &&
                 take_part(parser, ';', &expected->predicate) &&
                 take_part(parser, ')', &expected->object);
  if (is_good && lexer_peek(lexer) == '{') {
    is_good = take_marks(parser, expected);
  }
  Place place = lexer_since(lexer, begin);
  expected->text = str_slice(lexer->text, place.begin, place.end);
  return is_good;
}

/// test "sentence" -> fact -> fact, or -> none
bool rule_parse_test(Parser *parser) {
  Lexer *lexer = &parser->lexer;
  Rule *rule = parser->rule;
  RuleTest test = {0};
  uint32_t capacity = 0;
  Word sentence;
  if (lexer_peek(lexer) != '"') {
    rule_load_error(parser->loader, lexer_place(lexer),
                    "expected a sentence in quotes");
    return false;
  }
  if (!lexer_string(lexer, &sentence)) {
    return false;
  }
  test.sentence = sentence.text;
  test.place = sentence.place;
  lexer_peek(lexer);
  while (lexer_take_text(lexer, "->")) {
    lexer_peek(lexer);
    if (lexer_take_text(lexer, "none")) {
      test.wants_none = true;
    } else if (!take_expected(parser,
                              ARENA_PUSH(parser->loader->arena, test.expected,
                                         test.expected_count, capacity))) {
      return false;
    }
    lexer_peek(lexer);
  }
  if (test.wants_none == (test.expected_count > 0)) {
    rule_load_error(parser->loader, lexer_place(lexer),
                    "expected -> (subject; predicate; object) or -> none");
    return false;
  }
  *ARENA_PUSH(parser->loader->arena, rule->tests, rule->test_count,
              rule->test_capacity) = test;
  return true;
}
