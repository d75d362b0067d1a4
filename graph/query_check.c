/// Checking a query's words for what rasqal cannot do.
///
/// rasqal itself would stay silent, say "syntax error", or (SERVICE, FROM)
/// fetch from the network and from files.
#include "graph/query_internal.h"

enum { DEEPEST_PARENTHESES = 64 };

static const struct {
  const char *word;
  const char *meaning;
} refused[] = {
    {"EXISTS", "EXISTS"},
    {"MINUS", "MINUS"},
    {"DESCRIBE", "DESCRIBE"},
    {"SERVICE", "SERVICE: queries never reach other servers"},
    {"FROM", "FROM: the graph is the file on the command line"},
    {"INSERT", "updates"},
    {"DELETE", "updates"},
    {"LOAD", "updates"},
    {"CLEAR", "updates"},
    {"DROP", "updates"},
    {"CREATE", "updates"},
    {"COPY", "updates"},
    {"MOVE", "updates"},
    {"ADD", "updates"},
};

typedef enum {
  TOKEN_START,
  TOKEN_WORD, ///< a keyword or function
  TOKEN_NAME, ///< an IRI, a prefixed name, `a`
  TOKEN_OTHER ///< a variable, literal, mark
} Kind;

typedef struct {
  Str text;
  size_t offset;
  Arena *arena;
  Report *report;
  QueryText *query;
  Kind previous;
  Str word; ///< the previous token, if a word
  /// For each open parenthesis: is it part of an expression?
  bool expression[DEEPEST_PARENTHESES];
  size_t depth;
  Status status;
} Scanner;

static bool is_alpha(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         byte == '_' || (uint8_t)byte >= 0x80;
}

static bool is_name(char byte) {
  return is_alpha(byte) || (byte >= '0' && byte <= '9') || byte == '-';
}

static char at(const Scanner *scanner, size_t offset) {
  return offset < scanner->text.length ? scanner->text.data[offset] : '\0';
}

static bool same_word(Str word, const char *upper) {
  size_t i = 0;
  for (; i < word.length && upper[i]; i++) {
    char byte = word.data[i];
    if ((byte >= 'a' && byte <= 'z' ? byte - 32 : byte) != upper[i]) {
      return false;
    }
  }
  return i == word.length && !upper[i];
}

static void refuse(Scanner *scanner, size_t offset, const char *meaning) {
  if (scanner->status == STATUS_OK) {
    report_at(scanner->report, SEVERITY_ERROR, STR("(query)"), scanner->text,
              offset,
              "`quern query` cannot do %s; a SPARQL 1.1 store (Oxigraph, Jena, "
              "Virtuoso) that has loaded the graph can answer this",
              meaning);
  }
  scanner->status = STATUS_BAD_SETUP;
}

/// Skip a string in any of the four kinds of quotes.
static void skip_string(Scanner *scanner) {
  char quote = at(scanner, scanner->offset);
  bool is_long = at(scanner, scanner->offset + 1) == quote &&
                 at(scanner, scanner->offset + 2) == quote;
  size_t marks = is_long ? 3 : 1;
  size_t offset = scanner->offset + marks;
  while (offset < scanner->text.length) {
    if (at(scanner, offset) == '\\') {
      offset += 2;
      continue;
    }
    if (at(scanner, offset) == quote &&
        (!is_long || (at(scanner, offset + 1) == quote &&
                      at(scanner, offset + 2) == quote))) {
      offset += marks;
      break;
    }
    offset++;
  }
  scanner->offset =
      offset < scanner->text.length ? offset : scanner->text.length;
}

/// The length of an IRI in angle brackets here; 0 if `<` means "less than".
static size_t iri_length(const Scanner *scanner) {
  size_t end = scanner->offset + 1;
  while (end < scanner->text.length && (uint8_t)at(scanner, end) > ' ' &&
         !strchr("<>\"{}|^`\\", at(scanner, end))) {
    end++;
  }
  return at(scanner, end) == '>' ? end + 1 - scanner->offset : 0;
}

static void take_word(Scanner *scanner, Str word) {
  for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
    if (same_word(word, refused[i].word)) {
      refuse(scanner, (size_t)(word.data - scanner->text.data),
             refused[i].meaning);
    }
  }
  scanner->query->has_optional |= same_word(word, "OPTIONAL");
  scanner->previous = str_equal(word, STR("a")) ? TOKEN_NAME : TOKEN_WORD;
}

/// A word, or a prefixed name, which may begin with the colon.
static void read_name(Scanner *scanner) {
  size_t begin = scanner->offset;
  size_t end = begin;
  while (is_name(at(scanner, end)) || at(scanner, end) == '.') {
    end++;
  }
  if (at(scanner, end) != ':') {
    while (end > begin && at(scanner, end - 1) == '.') {
      end--;
    }
    scanner->offset = end;
    Str word = str_slice(scanner->text, begin, end);
    take_word(scanner, word);
    scanner->word = word;
    return;
  }
  QueryText *query = scanner->query;
  if (scanner->previous == TOKEN_WORD && same_word(scanner->word, "PREFIX")) {
    *ARENA_PUSH(scanner->arena, query->prefixes, query->prefix_count,
                query->prefix_capacity) = str_slice(scanner->text, begin, end);
  }
  end++;
  while (is_name(at(scanner, end)) || at(scanner, end) == ':' ||
         at(scanner, end) == '%' || at(scanner, end) == '.') {
    end++;
  }
  while (at(scanner, end - 1) == '.') {
    end--;
  }
  scanner->offset = end;
  scanner->previous = TOKEN_NAME;
}

static bool in_expression(const Scanner *scanner) {
  return scanner->depth > 0 && (scanner->depth > DEEPEST_PARENTHESES ||
                                scanner->expression[scanner->depth - 1]);
}

static void open_parenthesis(Scanner *scanner) {
  if (scanner->depth < DEEPEST_PARENTHESES) {
    scanner->expression[scanner->depth] =
        in_expression(scanner) || (scanner->previous == TOKEN_WORD &&
                                   !same_word(scanner->word, "VALUES"));
  }
  scanner->depth++;
}

/// Outside expressions these marks make a property path.
static bool is_path(const Scanner *scanner, char mark) {
  bool after_name = scanner->previous == TOKEN_NAME;
  if (in_expression(scanner) || scanner->previous == TOKEN_START) {
    return false;
  }
  if (mark == '?' || mark == '*' || mark == '+') {
    return after_name;
  }
  return mark == '/' || mark == '|' || mark == '^' || mark == '!';
}

static void take_mark(Scanner *scanner) {
  char mark = at(scanner, scanner->offset);
  if (mark == '(') {
    open_parenthesis(scanner);
  } else if (mark == ')') {
    scanner->depth -= scanner->depth > 0;
  } else if (mark == '^' && at(scanner, scanner->offset + 1) == '^') {
    scanner->offset++;
  } else if (is_path(scanner, mark)) {
    refuse(scanner, scanner->offset, "property paths");
  }
  scanner->previous = TOKEN_OTHER;
  scanner->offset++;
}

/// Skip a variable; false if the mark is none.
static bool skip_variable(Scanner *scanner) {
  char mark = at(scanner, scanner->offset);
  if ((mark != '?' && mark != '$') ||
      !is_name(at(scanner, scanner->offset + 1))) {
    return false;
  }
  do {
    scanner->offset++;
  } while (is_name(at(scanner, scanner->offset)) &&
           at(scanner, scanner->offset) != '-');
  scanner->previous = TOKEN_OTHER;
  return true;
}

static void skip_number(Scanner *scanner) {
  while (is_name(at(scanner, scanner->offset)) ||
         at(scanner, scanner->offset) == '.') {
    scanner->offset++;
  }
  scanner->previous = TOKEN_OTHER;
}

static void skip_line(Scanner *scanner) {
  while (scanner->offset < scanner->text.length &&
         !strchr("\r\n", at(scanner, scanner->offset))) {
    scanner->offset++;
  }
}

static void read_token(Scanner *scanner) {
  char byte = at(scanner, scanner->offset);
  size_t iri = byte == '<' ? iri_length(scanner) : 0;
  if (byte != '\0' && strchr(" \t\r\n", byte)) {
    scanner->offset++;
  } else if (byte == '#') {
    skip_line(scanner);
  } else if (byte == '"' || byte == '\'') {
    skip_string(scanner);
    scanner->previous = TOKEN_OTHER;
  } else if (byte == '@') {
    scanner->offset++;
    skip_number(scanner);
  } else if (iri > 0) {
    scanner->offset += iri;
    scanner->previous = TOKEN_NAME;
  } else if (byte >= '0' && byte <= '9') {
    skip_number(scanner);
  } else if (is_alpha(byte) || byte == ':') {
    read_name(scanner);
  } else if (!skip_variable(scanner)) {
    take_mark(scanner);
  }
}

Status query_check(Str text, Arena *arena, Report *report, QueryText *query) {
  *query = (QueryText){.text = text};
  Scanner scanner = {
      .text = text, .arena = arena, .report = report, .query = query};
  while (scanner.offset < text.length) {
    read_token(&scanner);
  }
  return scanner.status;
}
