/// Parser of rule files: text to the structs of rule.h, names unresolved.
///
/// Every function below reads one construct at the cursor. It returns false
/// after complaining; the rest of the line is then passed over.
#ifndef QUERN_EXTRACT_RULE_RULE_PARSE_H
#define QUERN_EXTRACT_RULE_RULE_PARSE_H

#include "extract/rule/rule_lexer.h"

typedef struct {
  Lexer lexer;
  RuleLoader *loader;
  Rule *rule;       ///< the rule being read; NULL before the first
  uint32_t line;    ///< where the line began
  uint32_t keyword; ///< where its keyword began: a line may hold two
} Parser;

/// Parse all lines of a file.
void rule_parse(RuleLoader *loader, uint32_t file);

// Declarations, after their keyword.
bool rule_parse_include(Parser *parser);
bool rule_parse_list(Parser *parser);
bool rule_parse_definition(Parser *parser);
bool rule_parse_type(Parser *parser);
bool rule_parse_predicate(Parser *parser);

// Lines of rules, after their keyword.
bool rule_parse_match(Parser *parser);
bool rule_parse_seq(Parser *parser);
bool rule_parse_text(Parser *parser);
bool rule_parse_with(Parser *parser);
bool rule_parse_maybe(Parser *parser);
bool rule_parse_every(Parser *parser);
bool rule_parse_not(Parser *parser);
bool rule_parse_emit(Parser *parser);
bool rule_parse_else(Parser *parser);
bool rule_parse_attrib(Parser *parser);
bool rule_parse_mark(Parser *parser);
bool rule_parse_link(Parser *parser);
bool rule_parse_test(Parser *parser);

/// conds up to the line's end or the byte `end`.
TokenTest *rule_parse_conditions(Parser *parser, char end);

/// A token sequence up to the line's end.
bool rule_parse_sequence(Parser *parser, Sequence *sequence);

/// A capture's name (`_`: CAPTURE_ANY). A new one is added if `may_bind`.
bool rule_parse_capture(Parser *parser, bool may_bind, int8_t *capture);
int8_t rule_find_capture(const Rule *rule, Str name);
bool rule_bind_capture(Parser *parser, Word name, int8_t *capture);

bool rule_is_capture_start(char byte);

#endif
