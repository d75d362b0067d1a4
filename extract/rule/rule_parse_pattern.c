/// Parser: conditions on one token, and sequences of tokens.
#include "extract/rule/rule_parse.h"

const char *const attribute_names[ATTRIBUTE_COUNT] = {
    [ATTRIBUTE_WORD] = "word", [ATTRIBUTE_LEMMA] = "lemma",
    [ATTRIBUTE_POS] = "pos",   [ATTRIBUTE_TAG] = "tag",
    [ATTRIBUTE_DEP] = "dep",   [ATTRIBUTE_TYPE] = "type",
    [ATTRIBUTE_FEAT] = "feat", [ATTRIBUTE_MARK] = "mark",
};

static bool find_attribute(Parser *parser, Word name, Attribute *attribute) {
  for (int i = 0; i < ATTRIBUTE_COUNT; i++) {
    if (str_equal(name.text, str_from(attribute_names[i]))) {
      *attribute = (Attribute)i;
      return true;
    }
  }
  Nearest nearest = rule_nearest_begin(name.text);
  for (int i = 0; i < ATTRIBUTE_COUNT; i++) {
    rule_nearest_try(&nearest, str_from(attribute_names[i]));
  }
  Str hint = rule_nearest_hint(&nearest, parser->loader->arena);
  rule_load_error(parser->loader, name.place, "unknown attribute '%.*s'%.*s",
                  STR_ARG(name.text),
                  STR_ARG(hint.length ? hint
                                      : STR("; there are: word lemma pos tag "
                                            "dep type feat mark")));
  return false;
}

/// $list or $list:value
static bool parse_list_value(Parser *parser, Value *value) {
  Lexer *lexer = &parser->lexer;
  value->kind = VALUE_LIST;
  lexer_take(lexer, '$');
  value->word = lexer_name(lexer);
  if (!value->word.text.length) {
    rule_load_error(parser->loader, lexer_place(lexer),
                    "expected the name of a list after '$'");
    return false;
  }
  if (lexer_take(lexer, ':')) {
    value->list_value = lexer_name(lexer);
    if (!value->list_value.text.length) {
      rule_load_error(parser->loader, lexer_place(lexer),
                      "expected a value of the list '%.*s'",
                      STR_ARG(value->word.text));
      return false;
    }
  }
  return true;
}

static bool parse_value(Parser *parser, Value *value) {
  Lexer *lexer = &parser->lexer;
  switch (lexer_here(lexer)) {
  case '$':
    return parse_list_value(parser, value);
  case '/':
    value->kind = VALUE_REGEX;
    return lexer_regex(lexer, &value->word);
  case '"':
    return lexer_string(lexer, &value->word);
  default:
    value->word = lexer_bare(lexer, ",|]\"");
    if (!value->word.text.length) {
      rule_load_error(parser->loader, lexer_place(lexer), "expected a value");
      return false;
    }
    return true;
  }
}

/// =, != or ~
static bool parse_comparison(Parser *parser, Condition *condition, Word name) {
  Lexer *lexer = &parser->lexer;
  lexer_peek(lexer);
  if (lexer_take(lexer, '~')) {
    condition->is_soft = true;
    if (condition->attribute != ATTRIBUTE_TYPE) {
      rule_load_error(parser->loader, name.place,
                      "'~' works with type only; use '='");
      return false;
    }
    return true;
  }
  condition->is_negated = lexer_take(lexer, '!');
  if (!lexer_take(lexer, '=')) {
    rule_load_error(parser->loader, lexer_place(lexer),
                    "expected '=', '!=' or '~' after '%.*s'",
                    STR_ARG(name.text));
    return false;
  }
  return true;
}

/// attr = value { | value }
static bool parse_comparing(Parser *parser, Condition *condition) {
  Word name = lexer_name(&parser->lexer);
  if (!name.text.length) {
    rule_load_error(parser->loader, lexer_place(&parser->lexer),
                    "expected a condition such as lemma=say or <name>");
    return false;
  }
  if (!find_attribute(parser, name, &condition->attribute) ||
      !parse_comparison(parser, condition, name)) {
    return false;
  }
  uint32_t capacity = 0;
  lexer_peek(&parser->lexer);
  do {
    Value *value = ARENA_PUSH(parser->loader->arena, condition->values,
                              condition->value_count, capacity);
    if (!parse_value(parser, value)) {
      return false;
    }
  } while (lexer_take(&parser->lexer, '|'));
  return true;
}

/// <name>
static bool parse_definition_name(Parser *parser, Word *name) {
  lexer_take(&parser->lexer, '<');
  *name = lexer_name(&parser->lexer);
  if (!name->text.length) {
    rule_load_error(parser->loader, lexer_place(&parser->lexer),
                    "expected the name of a definition after '<'");
    return false;
  }
  return lexer_expect(&parser->lexer, '>');
}

TokenTest *rule_parse_conditions(Parser *parser, char end) {
  Lexer *lexer = &parser->lexer;
  TokenTest *test = ARENA_NEW(parser->loader->arena, TokenTest, 1);
  uint32_t capacity = 0;
  uint32_t test_begin = lexer->offset;
  do {
    lexer_peek(lexer);
    uint32_t begin = lexer->offset;
    Condition *condition = ARENA_PUSH(parser->loader->arena, test->conditions,
                                      test->count, capacity);
    bool is_good = lexer_here(lexer) == '<'
                       ? parse_definition_name(parser, &condition->definition)
                       : parse_comparing(parser, condition);
    if (!is_good) {
      return NULL;
    }
    condition->place = lexer_since(lexer, begin);
    lexer_peek(lexer);
  } while (lexer_take(lexer, ','));
  test->place = lexer_since(lexer, test_begin);
  if (lexer_peek(lexer) != end) {
    rule_load_error(parser->loader, lexer_place(lexer),
                    end ? "expected ',' or ']'"
                        : "expected ',' or the end of the line");
    return NULL;
  }
  return test;
}

// Sequences.

static bool parse_units(Parser *parser, Sequence *sequence, uint32_t depth);

/// A test that the token is a certain word.
static TokenTest *word_test(Arena *arena, Str word, Place place) {
  TokenTest *test = ARENA_NEW(arena, TokenTest, 1);
  test->conditions = ARENA_NEW(arena, Condition, 1);
  test->count = 1;
  test->place = place;
  Condition *condition = test->conditions;
  condition->attribute = ATTRIBUTE_WORD;
  condition->values = ARENA_NEW(arena, Value, 1);
  condition->value_count = 1;
  condition->values->word = (Word){word, place};
  condition->place = place;
  return test;
}

/// "word", or "several words": a group of one test a word.
static bool parse_words(Parser *parser, Unit *unit) {
  Arena *arena = parser->loader->arena;
  Word word;
  if (!lexer_string(&parser->lexer, &word)) {
    return false;
  }
  Sequence sequence = {0};
  uint32_t capacity = 0;
  Str rest = word.text;
  while (rest.length) {
    const char *blank = memchr(rest.data, ' ', rest.length);
    size_t length = blank ? (size_t)(blank - rest.data) : rest.length;
    if (length) {
      Unit *one = ARENA_PUSH(arena, sequence.units, sequence.count, capacity);
      one->capture = CAPTURE_NONE;
      one->place = word.place;
      one->test = word_test(arena, str_slice(rest, 0, length), word.place);
    }
    rest = str_slice(rest, blank ? length + 1 : length, rest.length);
  }
  if (!sequence.count) {
    rule_load_error(parser->loader, word.place, "the string is empty");
    return false;
  }
  if (sequence.count == 1) {
    unit->test = sequence.units->test;
    return true;
  }
  unit->kind = UNIT_GROUP;
  unit->look = STR("?:");
  unit->units = sequence.units;
  unit->unit_count = sequence.count;
  return true;
}

/// [conds] or []
static bool parse_bracket(Parser *parser, Unit *unit) {
  Lexer *lexer = &parser->lexer;
  lexer_take(lexer, '[');
  if (lexer_peek(lexer) == ']') {
    unit->kind = UNIT_ANY;
    return lexer_take(lexer, ']');
  }
  unit->test = rule_parse_conditions(parser, ']');
  return unit->test && lexer_take(lexer, ']');
}

/// ( seq ), or a look-around
static bool parse_group(Parser *parser, Unit *unit, uint32_t depth) {
  Lexer *lexer = &parser->lexer;
  static const char *const looks[] = {"?:", "?=", "?!", "?<=", "?<!"};
  lexer_take(lexer, '(');
  unit->kind = UNIT_GROUP;
  unit->look = STR("?:");
  if (lexer_here(lexer) == '?') {
    bool is_known = false;
    for (size_t i = 0; i < sizeof looks / sizeof *looks && !is_known; i++) {
      is_known = lexer_take_text(lexer, looks[i]);
      unit->look = str_from(looks[i]);
    }
    if (!is_known) {
      rule_load_error(parser->loader, lexer_place(lexer),
                      "expected ?=, ?!, ?<= or ?<! after '('");
      return false;
    }
  }
  if (depth == DEEPEST_NESTING) {
    rule_load_error(parser->loader, unit->place,
                    "groups are nested more than %d deep", DEEPEST_NESTING);
    return false;
  }
  Sequence inner = {0};
  if (!parse_units(parser, &inner, depth + 1)) {
    return false;
  }
  if (!lexer_take(lexer, ')')) {
    rule_load_error(parser->loader, unit->place, "the '(' is not closed");
    return false;
  }
  unit->units = inner.units;
  unit->unit_count = inner.count;
  return true;
}

/// ? * + {n} {n,} {n,m}, and a `?` after it
static bool parse_quantifier(Parser *parser, Unit *unit) {
  Lexer *lexer = &parser->lexer;
  char first = lexer_peek(lexer);
  uint32_t begin = lexer->offset;
  if (first == '{') {
    uint32_t numbers[2] = {0, UINT32_MAX};
    int count = 0;
    lexer_take(lexer, '{');
    for (bool more = true; more && count < 2; count++) {
      uint32_t digits = 0;
      uint32_t number = 0;
      for (char byte; byte = lexer_here(lexer), byte >= '0' && byte <= '9';
           digits++) {
        number = number > 1000 ? number : number * 10 + (uint32_t)(byte - '0');
        lexer->offset++;
      }
      numbers[count] = digits ? number : count ? UINT32_MAX : 1001;
      more = count == 0 && lexer_take(lexer, ',');
    }
    if (count == 1) {
      numbers[1] = numbers[0];
    }
    bool is_good = lexer_take(lexer, '}') && numbers[0] <= 1000 &&
                   numbers[0] <= numbers[1] &&
                   (numbers[1] <= 1000 || numbers[1] == UINT32_MAX);
    if (!is_good) {
      rule_load_error(parser->loader, lexer_since(lexer, begin),
                      "expected {n}, {n,} or {n,m} with n <= m <= 1000");
      return false;
    }
  } else if (first && strchr("?*+", first)) {
    lexer_take(lexer, first);
  } else {
    return true;
  }
  lexer_take(lexer, '?');
  unit->quantifier = str_slice(lexer->text, begin, lexer->offset);
  return true;
}

/// Capture ":" before a unit
static bool parse_unit_capture(Parser *parser, Unit *unit) {
  Word name = lexer_name(&parser->lexer);
  if (!parser->rule) {
    rule_load_error(parser->loader, name.place,
                    "a definition cannot contain a capture");
    return false;
  }
  if (!rule_bind_capture(parser, name, &unit->capture)) {
    return false;
  }
  return lexer_expect(&parser->lexer, ':');
}

static bool parse_unit(Parser *parser, Unit *unit, uint32_t depth) {
  Lexer *lexer = &parser->lexer;
  if (rule_is_capture_start(lexer_peek(lexer)) &&
      !parse_unit_capture(parser, unit)) {
    return false;
  }
  unit->place = lexer_place(lexer);
  switch (lexer_peek(lexer)) {
  case '[':
    return parse_bracket(parser, unit);
  case '"':
    return parse_words(parser, unit);
  case '(':
    return parse_group(parser, unit, depth);
  case '<':
    unit->kind = UNIT_DEFINITION;
    return parse_definition_name(parser, &unit->definition);
  default:
    rule_load_error(parser->loader, lexer_place(lexer),
                    "expected [conditions], \"word\", <name>, Capture: or ( "
                    "in a sequence");
    return false;
  }
}

/// | ^ and $, which take no quantifier
static bool take_sign(Lexer *lexer, Unit *unit) {
  static const struct {
    char sign;
    UnitKind kind;
  } signs[] = {{'|', UNIT_OR}, {'^', UNIT_BEGIN}, {'$', UNIT_END}};
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
    if (lexer_take(lexer, signs[i].sign)) {
      unit->kind = signs[i].kind;
      return true;
    }
  }
  return false;
}

static bool parse_units(Parser *parser, Sequence *sequence, uint32_t depth) {
  uint32_t capacity = 0;
  while (lexer_peek(&parser->lexer) && lexer_here(&parser->lexer) != ')') {
    Unit unit = {.capture = CAPTURE_NONE};
    unit.place = lexer_place(&parser->lexer);
    if (!take_sign(&parser->lexer, &unit)) {
      bool is_good =
          parse_unit(parser, &unit, depth) && parse_quantifier(parser, &unit);
      if (!is_good) {
        return false;
      }
    }
    *ARENA_PUSH(parser->loader->arena, sequence->units, sequence->count,
                capacity) = unit;
  }
  return true;
}

bool rule_parse_sequence(Parser *parser, Sequence *sequence) {
  lexer_peek(&parser->lexer);
  uint32_t begin = parser->lexer.offset;
  if (!parse_units(parser, sequence, 0)) {
    return false;
  }
  if (lexer_here(&parser->lexer) == ')') {
    rule_load_error(parser->loader, lexer_place(&parser->lexer),
                    "this ')' closes nothing");
    return false;
  }
  if (!sequence->count) {
    rule_load_error(parser->loader, lexer_since(&parser->lexer, begin),
                    "the sequence is empty");
    return false;
  }
  return true;
}
