/// Lexer: walking over a rule file.
#include "extract/rule/rule_lexer.h"

static bool is_blank(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\r';
}

static bool ends_here(const Lexer *lexer, uint32_t offset) {
  if (offset >= lexer->text.length) {
    return true;
  }
  char byte = lexer->text.data[offset];
  if (byte == '\n' || byte == ';') {
    return true;
  }
  char before = offset ? lexer->text.data[offset - 1] : '\n';
  return byte == '#' && (is_blank(before) || before == '\n' || before == ';');
}

bool lexer_at_end(Lexer *lexer) {
  while (lexer->offset < lexer->text.length &&
         is_blank(lexer->text.data[lexer->offset])) {
    lexer->offset++;
  }
  return ends_here(lexer, lexer->offset);
}

char lexer_here(const Lexer *lexer) {
  return ends_here(lexer, lexer->offset) ? '\0'
                                         : lexer->text.data[lexer->offset];
}

char lexer_peek(Lexer *lexer) {
  return lexer_at_end(lexer) ? '\0' : lexer->text.data[lexer->offset];
}

bool lexer_take(Lexer *lexer, char byte) {
  if (lexer_here(lexer) != byte) {
    return false;
  }
  lexer->offset++;
  return true;
}

bool lexer_take_text(Lexer *lexer, const char *text) {
  Str wanted = str_from(text);
  Str rest = str_slice(lexer->text, lexer->offset, lexer->text.length);
  if (!str_starts(rest, wanted)) {
    return false;
  }
  lexer->offset += (uint32_t)wanted.length;
  return true;
}

Place lexer_place(const Lexer *lexer) {
  return (Place){lexer->file, lexer->offset, lexer->offset + 1};
}

Place lexer_since(const Lexer *lexer, uint32_t begin) {
  uint32_t end = lexer->offset;
  while (end > begin && is_blank(lexer->text.data[end - 1])) {
    end--;
  }
  return (Place){lexer->file, begin, end};
}

/// What stands at the cursor, for messages.
static Str found(Lexer *lexer) {
  uint32_t begin = lexer->offset;
  if (lexer_at_end(lexer)) {
    return STR("the end of the line");
  }
  uint32_t end = lexer->offset;
  while (!ends_here(lexer, end) && !is_blank(lexer->text.data[end]) &&
         end - lexer->offset < 40) {
    end++;
  }
  Str text = str_slice(lexer->text, lexer->offset, end);
  lexer->offset = begin;
  return arena_format(lexer->loader->arena, "'%.*s'", STR_ARG(text));
}

bool lexer_expect(Lexer *lexer, char byte) {
  lexer_peek(lexer);
  if (byte == ';' && lexer->offset < lexer->text.length &&
      lexer->text.data[lexer->offset] == ';') {
    lexer->offset++;
    return true;
  }
  if (lexer_take(lexer, byte)) {
    return true;
  }
  rule_load_error(lexer->loader, lexer_place(lexer),
                  "expected '%c', found %.*s", byte, STR_ARG(found(lexer)));
  return false;
}

void lexer_expect_end(Lexer *lexer) {
  if (!lexer_at_end(lexer)) {
    rule_load_error(lexer->loader, lexer_place(lexer),
                    "expected the end of the line, found %.*s",
                    STR_ARG(found(lexer)));
  }
}

static bool is_name_byte(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9') || byte == '_' || byte == '-' ||
         (uint8_t)byte >= 0x80;
}

static Word word_since(const Lexer *lexer, uint32_t begin) {
  return (Word){str_slice(lexer->text, begin, lexer->offset),
                (Place){lexer->file, begin, lexer->offset}};
}

Word lexer_name(Lexer *lexer) {
  uint32_t begin = lexer->offset;
  while (is_name_byte(lexer_here(lexer))) {
    // "->" is an arrow, not a name that ends with a hyphen.
    if (lexer_here(lexer) == '-' && lexer->offset + 1 < lexer->text.length &&
        lexer->text.data[lexer->offset + 1] == '>') {
      break;
    }
    lexer->offset++;
  }
  return word_since(lexer, begin);
}

Word lexer_bare(Lexer *lexer, const char *ends) {
  uint32_t begin = lexer->offset;
  for (;;) {
    char byte = lexer_here(lexer);
    if (byte == '\0' || is_blank(byte) || strchr(ends, byte)) {
      return word_since(lexer, begin);
    }
    lexer->offset++;
  }
}

/// The offset of the closing byte of quoted text, or the line break's.
static uint32_t find_close(const Lexer *lexer, uint32_t offset, char close) {
  while (offset < lexer->text.length && lexer->text.data[offset] != '\n' &&
         lexer->text.data[offset] != close) {
    bool escapes = lexer->text.data[offset] == '\\' &&
                   offset + 1 < lexer->text.length &&
                   lexer->text.data[offset + 1] != '\n';
    offset += escapes ? 2 : 1;
  }
  return offset;
}

/// Read what stands between two `quote` bytes, as written.
static bool take_quoted(Lexer *lexer, char quote, const char *what,
                        Word *word) {
  uint32_t begin = lexer->offset + 1;
  uint32_t end = find_close(lexer, begin, quote);
  if (end >= lexer->text.length || lexer->text.data[end] != quote) {
    rule_load_error(lexer->loader, lexer_place(lexer),
                    "the %s has no closing '%c'", what, quote);
    lexer->offset = end;
    return false;
  }
  *word = (Word){str_slice(lexer->text, begin, end),
                 (Place){lexer->file, begin, end}};
  lexer->offset = end + 1;
  return true;
}

bool lexer_string(Lexer *lexer, Word *word) {
  if (!take_quoted(lexer, '"', "string", word)) {
    return false;
  }
  Str raw = word->text;
  if (!raw.length || !memchr(raw.data, '\\', raw.length)) {
    return true;
  }
  char *plain = ARENA_NEW(lexer->loader->arena, char, raw.length);
  size_t length = 0;
  for (size_t i = 0; i < raw.length; i++) {
    i += raw.data[i] == '\\' && i + 1 < raw.length;
    plain[length++] = raw.data[i];
  }
  word->text = (Str){plain, length};
  return true;
}

bool lexer_regex(Lexer *lexer, Word *word) {
  return take_quoted(lexer, '/', "regular expression", word);
}

/// Does a slash here begin a regular expression?
static bool begins_regex(const Lexer *lexer, uint32_t offset) {
  return offset > 0 && strchr(" \t=|", lexer->text.data[offset - 1]);
}

bool lexer_next_line(Lexer *lexer) {
  uint32_t depth = 0;
  for (; lexer->offset < lexer->text.length; lexer->offset++) {
    char byte = lexer->text.data[lexer->offset];
    uint32_t close = 0;
    if (byte == '\n' || (byte == ';' && depth == 0)) {
      lexer->offset++;
      return lexer->offset < lexer->text.length;
    }
    if (byte == '#' && ends_here(lexer, lexer->offset)) {
      close = find_close(lexer, lexer->offset, '\n');
    } else if (byte == '"' ||
               (byte == '/' && begins_regex(lexer, lexer->offset))) {
      close = find_close(lexer, lexer->offset + 1, byte);
    }
    depth += byte == '(';
    depth -= byte == ')' && depth;
    if (close) {
      bool is_closed =
          close < lexer->text.length && lexer->text.data[close] != '\n';
      lexer->offset = is_closed ? close : close - 1;
    }
  }
  return false;
}
