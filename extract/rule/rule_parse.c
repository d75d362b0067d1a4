/// Parser: the lines of a rule file and what each begins with.
#include "extract/rule/rule_parse.h"

#include <stdlib.h>

typedef enum { ANYWHERE, IN_RULE, ANCHOR_LINE, AFTER_ANCHOR } Where;

static bool parse_rule(Parser *parser);

/// Every kind of line.
static const struct {
  const char *keyword;
  Where where;
  bool (*parse)(Parser *parser);
} keywords[] = {
    {"include", ANYWHERE, rule_parse_include},
    {"list", ANYWHERE, rule_parse_list},
    {"def", ANYWHERE, rule_parse_definition},
    {"type", ANYWHERE, rule_parse_type},
    {"pred", ANYWHERE, rule_parse_predicate},
    {"rule", ANYWHERE, parse_rule},
    {"match", ANCHOR_LINE, rule_parse_match},
    {"seq", ANCHOR_LINE, rule_parse_seq},
    {"text", ANCHOR_LINE, rule_parse_text},
    {"with", AFTER_ANCHOR, rule_parse_with},
    {"maybe", AFTER_ANCHOR, rule_parse_maybe},
    {"every", AFTER_ANCHOR, rule_parse_every},
    {"not", AFTER_ANCHOR, rule_parse_not},
    {"emit", AFTER_ANCHOR, rule_parse_emit},
    {"else", AFTER_ANCHOR, rule_parse_else},
    {"attrib", AFTER_ANCHOR, rule_parse_attrib},
    {"mark", AFTER_ANCHOR, rule_parse_mark},
    {"link", AFTER_ANCHOR, rule_parse_link},
    {"test", IN_RULE, rule_parse_test},
};
enum { KEYWORD_COUNT = sizeof keywords / sizeof *keywords };

static size_t find_keyword(Str name) {
  size_t i = 0;
  while (i < KEYWORD_COUNT && !str_equal(name, str_from(keywords[i].keyword))) {
    i++;
  }
  return i;
}

static void unknown_keyword(Parser *parser, Word name) {
  if (!name.text.length) {
    rule_load_error(parser->loader, lexer_place(&parser->lexer),
                    "expected a keyword (rule, match, with, emit ...)");
    return;
  }
  Nearest nearest = rule_nearest_begin(name.text);
  for (size_t i = 0; i < KEYWORD_COUNT; i++) {
    rule_nearest_try(&nearest, str_from(keywords[i].keyword));
  }
  rule_load_error(parser->loader, name.place, "unknown keyword '%.*s'%.*s",
                  STR_ARG(name.text),
                  STR_ARG(rule_nearest_hint(&nearest, parser->loader->arena)));
}

/// Is a line of this kind allowed here?
static bool is_in_place(Parser *parser, Word name, Where where) {
  const Rule *rule = parser->rule;
  const char *problem = NULL;
  if (where != ANYWHERE && !rule) {
    problem = "stands outside a rule";
  } else if (where == ANCHOR_LINE && rule->has_anchor) {
    problem = "is too much: the rule already has a match, seq or text line";
  } else if (where == AFTER_ANCHOR && !rule->has_anchor && !rule->is_broken) {
    problem = "comes before the rule's match, seq or text line";
  }
  if (problem) {
    rule_load_error(parser->loader, name.place, "'%.*s' %s", STR_ARG(name.text),
                    problem);
  }
  return !problem;
}

static bool parse_line(Parser *parser) {
  if (lexer_at_end(&parser->lexer)) {
    return true;
  }
  parser->keyword = parser->lexer.offset;
  Word name = lexer_name(&parser->lexer);
  size_t keyword = find_keyword(name.text);
  if (keyword == KEYWORD_COUNT) {
    unknown_keyword(parser, name);
    return false;
  }
  if (!is_in_place(parser, name, keywords[keyword].where)) {
    return false;
  }
  lexer_peek(&parser->lexer);
  return keywords[keyword].parse(parser);
}

void rule_parse(RuleLoader *loader, uint32_t file) {
  Parser parser = {0};
  parser.loader = loader;
  parser.lexer = (Lexer){loader, loader->rules->files[file].text, file, 0};
  if (!parser.lexer.text.length) {
    return;
  }
  if (str_starts(parser.lexer.text, STR("\xEF\xBB\xBF"))) {
    parser.lexer.offset = 3;
  }
  do {
    parser.line = parser.lexer.offset;
    if (parse_line(&parser)) {
      lexer_expect_end(&parser.lexer);
      continue;
    }
    if (parser.rule) {
      parser.rule->is_broken = true;
    }
    parser.lexer.offset = parser.line;
  } while (lexer_next_line(&parser.lexer));
}

static bool parse_number(Parser *parser, double *number) {
  lexer_peek(&parser->lexer);
  Word word = lexer_bare(&parser->lexer, ":;");
  size_t length = word.text.length;
  size_t digits = 0;
  size_t points = 0;
  double value = 0;
  double unit = 1;
  for (size_t i = length && word.text.data[0] == '-'; i < length; i++) {
    char byte = word.text.data[i];
    if (byte >= '0' && byte <= '9' && ++digits < 10) {
      value = value * 10 + (byte - '0');
      unit *= points ? 10 : 1;
    } else if (byte != '.' || ++points > 1) {
      digits = 0;
      break;
    }
  }
  if (!digits) {
    rule_load_error(parser->loader, word.place, "expected a number");
    return false;
  }
  *number = (word.text.data[0] == '-' ? -value : value) / unit;
  return true;
}

static bool parse_priority(Parser *parser, Word option) {
  double number;
  if (!parse_number(parser, &number)) {
    return false;
  }
  Rule *rule = parser->rule;
  rule->priority = (int32_t)(number > 1e6    ? 1e6
                             : number < -1e6 ? -1e6
                                             : number);
  if ((double)rule->priority != number) {
    rule_load_error(parser->loader, option.place,
                    "the priority must be a whole number up to a million");
    return false;
  }
  return true;
}

static bool parse_confidence(Parser *parser, Word option) {
  double number;
  if (!parse_number(parser, &number)) {
    return false;
  }
  if (!(number > 0 && number <= 1)) {
    rule_load_error(parser->loader, option.place,
                    "the confidence must be above 0 and at most 1");
    return false;
  }
  parser->rule->confidence = number;
  return true;
}

static bool parse_option(Parser *parser) {
  Word option = lexer_name(&parser->lexer);
  if (str_equal(option.text, STR("prio"))) {
    return parse_priority(parser, option);
  }
  if (str_equal(option.text, STR("conf"))) {
    return parse_confidence(parser, option);
  }
  if (str_equal(option.text, STR("stop"))) {
    return parser->rule->stops = true;
  }
  if (str_equal(option.text, STR("own"))) {
    return parser->rule->is_own = true;
  }
  Place place = option.text.length ? option.place : lexer_place(&parser->lexer);
  rule_load_error(parser->loader, place,
                  "unknown rule option '%.*s'; there are: prio N, conf X, "
                  "stop, own",
                  STR_ARG(option.text));
  return false;
}

static void name_rule(Parser *parser, Word name) {
  RuleLoader *loader = parser->loader;
  MapEntry *entry = map_add(loader->rule_names, name.text);
  if (entry->pointer) {
    const Rule *other = entry->pointer;
    rule_load_error(loader, name.place, "rule '%.*s' is already at %.*s",
                    STR_ARG(name.text),
                    STR_ARG(rule_load_where(loader, other->name.place)));
  } else {
    entry->pointer = parser->rule;
  }
}

/// rule NAME { option } [ ":" line ]
static bool parse_rule(Parser *parser) {
  RuleLoader *loader = parser->loader;
  Rules *rules = loader->rules;
  Rule *rule = ARENA_NEW(loader->arena, Rule, 1);
  *ARENA_PUSH(loader->arena, rules->rules, rules->count, rules->capacity) =
      rule;
  parser->rule = rule;
  rule->priority = 50;
  rule->confidence = 1;
  rule->name = lexer_name(&parser->lexer);
  if (!rule->name.text.length) {
    rule->name.place = lexer_place(&parser->lexer);
    rule_load_error(loader, rule->name.place, "the rule needs a name");
    return false;
  }
  name_rule(parser, rule->name);
  for (;;) {
    char next = lexer_peek(&parser->lexer);
    if (next == '\0') {
      return true;
    }
    if (next == ':') {
      lexer_take(&parser->lexer, ':');
      return parse_line(parser);
    }
    if (!parse_option(parser)) {
      return false;
    }
  }
}
