/// Parser: include, list, def, type and pred lines.
#include "extract/rule/rule_parse.h"

/// The name a declaration begins with.
static bool take_name(Parser *parser, const char *what, Word *name) {
  lexer_peek(&parser->lexer);
  *name = lexer_name(&parser->lexer);
  if (!name->text.length) {
    rule_load_error(parser->loader, lexer_place(&parser->lexer),
                    "the %s needs a name", what);
    return false;
  }
  return true;
}

static bool take_string(Parser *parser, const char *what, Word *word) {
  if (lexer_peek(&parser->lexer) != '"') {
    rule_load_error(parser->loader, lexer_place(&parser->lexer),
                    "expected %s in quotes", what);
    return false;
  }
  return lexer_string(&parser->lexer, word);
}

/// Would reading this file again never end?
static bool is_being_read(const RuleLoader *loader, Str path) {
  for (const Reading *reading = loader->reading; reading;
       reading = reading->includer) {
    if (str_equal(loader->rules->files[reading->file].path, path)) {
      return true;
    }
  }
  return false;
}

bool rule_parse_include(Parser *parser) {
  RuleLoader *loader = parser->loader;
  Word name;
  if (!take_string(parser, "a file name", &name)) {
    return false;
  }
  Str path;
  Str text;
  path = rule_load_path(loader, parser->lexer.file, name.text);
  if (is_being_read(loader, path)) {
    rule_load_error(loader, name.place,
                    "'%.*s' includes itself, directly or by other files",
                    STR_ARG(path));
    return false;
  }
  if (!rule_load_fetch(loader, path, &text)) {
    rule_load_error(loader, name.place, "cannot read the file '%.*s'",
                    STR_ARG(path));
    return false;
  }
  rule_load_read(loader, path, text);
  parser->rule = NULL;
  return true;
}

static WordList *get_list(Parser *parser, Word name) {
  RuleLoader *loader = parser->loader;
  MapEntry *entry = map_add(loader->rules->lists, name.text);
  if (!entry->pointer) {
    WordList *list = ARENA_NEW(loader->arena, WordList, 1);
    list->name = name.text;
    list->place = name.place;
    list->entries = map_new(loader->arena);
    entry->pointer = list;
  }
  return entry->pointer;
}

/// Add a word; a second value for the same word is an error.
static void add_word(Parser *parser, WordList *list, Word word, Word value) {
  RuleLoader *loader = parser->loader;
  Str key = rule_load_lower(loader, word.text);
  uint32_t count = map_count(list->entries);
  MapEntry *entry = map_add(list->entries, key);
  if (map_count(list->entries) > count) {
    entry->value = count;
  }
  uint32_t index = entry->value;
  if (index == count) {
    if (count == list->capacity) {
      uint32_t capacity = count ? 2 * count : 8;
      list->values = arena_grow(loader->arena, list->values, count, capacity,
                                sizeof *list->values);
      list->capacity = capacity;
    }
    list->values[index] = value;
  } else if (value.text.length && list->values[index].text.length &&
             !str_equal(value.text, list->values[index].text)) {
    rule_load_error(loader, word.place,
                    "'%.*s' already has the value '%.*s' in the list '%.*s'",
                    STR_ARG(word.text), STR_ARG(list->values[index].text),
                    STR_ARG(list->name));
  } else if (value.text.length) {
    list->values[index] = value;
  }
  list->has_values |= value.text.length > 0;
}

/// A word or "several words", for a list.
static bool take_entry(Parser *parser, const char *ends, Word *word) {
  if (lexer_peek(&parser->lexer) == '"') {
    return lexer_string(&parser->lexer, word);
  }
  *word = lexer_bare(&parser->lexer, ends);
  if (!word->text.length) {
    rule_load_error(parser->loader, lexer_place(&parser->lexer),
                    "expected a word");
    return false;
  }
  return true;
}

static Str trim(Str text) {
  while (text.length && strchr(" \t\r", text.data[0])) {
    text = str_slice(text, 1, text.length);
  }
  while (text.length && strchr(" \t\r", text.data[text.length - 1])) {
    text.length--;
  }
  bool is_quoted = text.length > 1 && text.data[0] == '"' &&
                   text.data[text.length - 1] == '"';
  return is_quoted ? str_slice(text, 1, text.length - 1) : text;
}

/// One line of a list file: a word, or `word = value`, perhaps a comment.
static void add_file_line(Parser *parser, WordList *list, Str line,
                          Place place) {
  size_t length = 0;
  size_t equals = line.length;
  for (; length < line.length; length++) {
    if (line.data[length] == '#' &&
        (length == 0 || strchr(" \t", line.data[length - 1]))) {
      break;
    }
    if (line.data[length] == '=' && equals == line.length) {
      equals = length;
    }
  }
  Str word = trim(str_slice(line, 0, length < equals ? length : equals));
  Str value = {NULL, 0};
  if (equals < length) {
    value = trim(str_slice(line, equals + 1, length));
  }
  if (word.length) {
    add_word(parser, list, (Word){word, place}, (Word){value, place});
  } else if (equals < length) {
    rule_load_error(parser->loader, place, "a value without a word");
  }
}

/// Read a list's words from a file, which is kept so that errors in it can
/// be shown.
static bool read_list_file(Parser *parser, WordList *list) {
  RuleLoader *loader = parser->loader;
  Word name;
  Str path;
  Str text;
  if (!take_string(parser, "a file name", &name)) {
    return false;
  }
  path = rule_load_path(loader, parser->lexer.file, name.text);
  if (!rule_load_fetch(loader, path, &text)) {
    rule_load_error(loader, name.place, "cannot read the file '%.*s'",
                    STR_ARG(path));
    return false;
  }
  Rules *rules = loader->rules;
  uint32_t file = rules->file_count;
  *ARENA_PUSH(loader->arena, rules->files, rules->file_count,
              rules->file_capacity) = (RuleFile){path, text};
  for (size_t begin = 0; begin < text.length;) {
    const char *newline = memchr(text.data + begin, '\n', text.length - begin);
    size_t end = newline ? (size_t)(newline - text.data) : text.length;
    Place place = {file, (uint32_t)begin, (uint32_t)end};
    add_file_line(parser, list, str_slice(text, begin, end), place);
    begin = end + 1;
  }
  return true;
}

/// list NAME = { word [=value] }  |  list NAME from "file"
bool rule_parse_list(Parser *parser) {
  Lexer *lexer = &parser->lexer;
  Word name;
  if (!take_name(parser, "list", &name)) {
    return false;
  }
  WordList *list = get_list(parser, name);
  lexer_peek(lexer);
  if (lexer_take_text(lexer, "from")) {
    return read_list_file(parser, list);
  }
  if (!lexer_expect(lexer, '=')) {
    return false;
  }
  while (lexer_peek(lexer)) {
    Word word;
    Word value = {0};
    if (!take_entry(parser, "=\"", &word)) {
      return false;
    }
    if (lexer_take(lexer, '=') && !take_entry(parser, "=\"", &value)) {
      return false;
    }
    add_word(parser, list, word, value);
  }
  return true;
}

/// Enter a name in a table of declarations, each of which may stand once.
static MapEntry *declare(Parser *parser, Map *map, const char *what, Word name,
                         const Place *(*place_of)(const void *)) {
  MapEntry *entry = map_add(map, name.text);
  if (entry->pointer) {
    rule_load_error(
        parser->loader, name.place, "%s '%.*s' is already at %.*s", what,
        STR_ARG(name.text),
        STR_ARG(rule_load_where(parser->loader, *place_of(entry->pointer))));
  }
  return entry;
}

static const Place *definition_place(const void *definition) {
  return &((const Definition *)definition)->place;
}

static const Place *type_place(const void *type) {
  return &((const TypeUnion *)type)->place;
}

static const Place *predicate_place(const void *predicate) {
  return &((const Predicate *)predicate)->place;
}

/// def NAME = conds | seq
bool rule_parse_definition(Parser *parser) {
  Lexer *lexer = &parser->lexer;
  Word name;
  if (!take_name(parser, "definition", &name)) {
    return false;
  }
  if (lexer_peek(lexer) != '=') {
    return lexer_expect(lexer, '=');
  }
  lexer_take(lexer, '=');
  Definition *definition = ARENA_NEW(parser->loader->arena, Definition, 1);
  definition->name = name.text;
  definition->place = name.place;
  char first = lexer_peek(lexer);
  if (first == '\0') {
    rule_load_error(parser->loader, lexer_place(lexer),
                    "the definition is empty");
    return false;
  }
  definition->is_sequence =
      strchr("[\"(^$", first) || rule_is_capture_start(first);
  MapEntry *entry = declare(parser, parser->loader->rules->definitions,
                            "definition", name, definition_place);
  entry->pointer = definition;
  if (definition->is_sequence) {
    Rule *rule = parser->rule;
    parser->rule = NULL;
    bool is_good = rule_parse_sequence(parser, &definition->sequence);
    parser->rule = rule;
    return is_good;
  }
  definition->test = rule_parse_conditions(parser, '\0');
  return definition->test != NULL;
}

/// Names up to the line's end or a byte that no name begins with.
static bool take_names(Parser *parser, char separator, Word **names,
                       uint32_t *count) {
  uint32_t capacity = 0;
  for (;;) {
    lexer_peek(&parser->lexer);
    Word name = lexer_name(&parser->lexer);
    if (!name.text.length) {
      rule_load_error(parser->loader, lexer_place(&parser->lexer),
                      "expected the name of a type");
      return false;
    }
    *ARENA_PUSH(parser->loader->arena, *names, *count, capacity) = name;
    char next = lexer_peek(&parser->lexer);
    if (separator != ' ' && !lexer_take(&parser->lexer, separator)) {
      return true;
    }
    if (separator == ' ' && next == '\0') {
      return true;
    }
  }
}

/// type NAME = { Name }
bool rule_parse_type(Parser *parser) {
  Word name;
  if (!take_name(parser, "type", &name)) {
    return false;
  }
  lexer_peek(&parser->lexer);
  if (!lexer_expect(&parser->lexer, '=')) {
    return false;
  }
  TypeUnion *type = ARENA_NEW(parser->loader->arena, TypeUnion, 1);
  type->name = name.text;
  type->place = name.place;
  declare(parser, parser->loader->rules->types, "type", name, type_place)
      ->pointer = type;
  return take_names(parser, ' ', &type->members, &type->member_count);
}

/// The predicate's label: a bare name or "several words".
static bool take_predicate_name(Parser *parser, Word *name) {
  if (lexer_peek(&parser->lexer) == '"') {
    return lexer_string(&parser->lexer, name);
  }
  return take_name(parser, "predicate", name);
}

/// pred name : Name|Name -> Name|Name [as iri]; `_` for any
bool rule_parse_predicate(Parser *parser) {
  Lexer *lexer = &parser->lexer;
  Word name;
  if (!take_predicate_name(parser, &name) || !lexer_expect(lexer, ':')) {
    return false;
  }
  Predicate *predicate = ARENA_NEW(parser->loader->arena, Predicate, 1);
  predicate->name = name.text;
  predicate->place = name.place;
  declare(parser, parser->loader->rules->predicates, "predicate", name,
          predicate_place)
      ->pointer = predicate;
  if (!take_names(parser, '|', &predicate->subjects,
                  &predicate->subject_count)) {
    return false;
  }
  lexer_peek(lexer);
  if (!lexer_take_text(lexer, "->")) {
    rule_load_error(parser->loader, lexer_place(lexer),
                    "expected '->' between the types of subject and object");
    return false;
  }
  if (!take_names(parser, '|', &predicate->objects, &predicate->object_count)) {
    return false;
  }
  if (lexer_peek(lexer) == 'a' && lexer_take_text(lexer, "as")) {
    lexer_peek(lexer);
    predicate->iri = lexer_bare(lexer, ";").text;
    if (!predicate->iri.length) {
      rule_load_error(parser->loader, lexer_place(lexer), "expected an IRI");
      return false;
    }
  }
  return true;
}
