/// Options: parsing and help.
#include "cli/option.h"

#include "base/suggest.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/// The command line with the place reached in it.
typedef struct {
  OptionList list;
  char *const *words;
  size_t word_count;
  size_t next;
  Arena *arena;
  Report *report;
  OptionResult *result;
} Parser;

/// Report a mistake; how to get help is said by the caller of option_parse().
__attribute__((format(printf, 2, 3))) static Status
complain(const Parser *parser, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char text[512];
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  report_add(parser->report, SEVERITY_ERROR, STR(""), "%s", text);
  return STATUS_BAD_SETUP;
}

/// Words of "a|b|c"; the array is in the arena.
static size_t split_choices(Arena *arena, const char *text, Str **words) {
  size_t count = 0;
  size_t capacity = 0;
  *words = NULL;
  Str rest = str_from(text);
  for (;;) {
    const char *bar = memchr(rest.data, '|', rest.length);
    size_t end = bar ? (size_t)(bar - rest.data) : rest.length;
    Str *word = ARENA_PUSH(arena, *words, count, capacity);
    *word = str_slice(rest, 0, end);
    if (!bar) {
      return count;
    }
    rest = str_slice(rest, end + 1, rest.length);
  }
}

/// " (did you mean 'x'?)", or nothing.
static Str hint(Arena *arena, const char *dashes, Str nearest) {
  if (nearest.length == 0) {
    return STR("");
  }
  return arena_format(arena, " (did you mean '%s%.*s'?)", dashes,
                      STR_ARG(nearest));
}

static Status set_choice(const Parser *parser, const Option *option,
                         OptionValue *value) {
  Str *words;
  size_t count = split_choices(parser->arena, option->value, &words);
  Str given = str_from(value->text);
  for (size_t i = 0; i < count; i++) {
    if (str_equal(words[i], given)) {
      value->number = (uint32_t)i;
      return STATUS_OK;
    }
  }
  Str nearest = suggest_nearest(given, words, count);
  Str suggestion = hint(parser->arena, "", nearest);
  return complain(parser, "option '--%s' takes %s, not '%s'%.*s", option->name,
                  option->value, value->text, STR_ARG(suggestion));
}

static Status set_number(const Parser *parser, const Option *option,
                         OptionValue *value) {
  char *end = NULL;
  errno = 0;
  unsigned long number = 0;
  bool is_number = value->text[0] >= '0' && value->text[0] <= '9';
  if (is_number) {
    number = strtoul(value->text, &end, 10);
    is_number = *end == '\0' && errno == 0;
  }
  if (!is_number || number < option->low || number > option->high) {
    return complain(parser,
                    "option '--%s' takes a number from %u to %u, "
                    "not '%s'",
                    option->name, option->low, option->high, value->text);
  }
  value->number = (uint32_t)number;
  return STATUS_OK;
}

static Status set_fraction(const Parser *parser, const Option *option,
                           OptionValue *value) {
  char *end = NULL;
  value->fraction = strtod(value->text, &end);
  bool is_number = end != value->text && *end == '\0' &&
                   value->text[strspn(value->text, "0123456789.")] == '\0';
  if (!is_number || !(value->fraction >= 0 && value->fraction <= 1)) {
    return complain(parser,
                    "option '--%s' takes a number from 0 to 1, not "
                    "'%s'",
                    option->name, value->text);
  }
  return STATUS_OK;
}

/// Set an option; `attached` is the value written in the same word, or NULL.
static Status set_option(Parser *parser, OptionId id, const char *attached) {
  const Option *option = option_get(id);
  OptionValue *value = &parser->result->values[id];
  value->is_set = true;
  if (option->kind == OPTION_IS_FLAG) {
    return attached
               ? complain(parser, "option '--%s' takes no value", option->name)
               : STATUS_OK;
  }
  if (!attached && parser->next == parser->word_count) {
    return complain(parser, "option '--%s' needs a value: %s", option->name,
                    option->value);
  }
  value->text = attached ? attached : parser->words[parser->next++];
  switch (option->kind) {
  case OPTION_IS_CHOICE:
    return set_choice(parser, option, value);
  case OPTION_IS_NUMBER:
    return set_number(parser, option, value);
  case OPTION_IS_FRACTION:
    return set_fraction(parser, option, value);
  case OPTION_IS_LIST:
    if (!value->texts) {
      value->texts = ARENA_NEW(parser->arena, const char *, parser->word_count);
    }
    value->texts[value->text_count++] = value->text;
    break;
  case OPTION_IS_FLAG:
  case OPTION_IS_TEXT:
    break;
  }
  return STATUS_OK;
}

static Status parse_name(Parser *parser, const char *word) {
  const char *equals = strchr(word, '=');
  size_t length = equals ? (size_t)(equals - word) : strlen(word);
  Str name = {word, length};
  Str *names = ARENA_NEW(parser->arena, Str, parser->list.count);
  for (size_t i = 0; i < parser->list.count; i++) {
    names[i] = str_from(option_get(parser->list.ids[i])->name);
    if (str_equal(names[i], name)) {
      return set_option(parser, parser->list.ids[i],
                        equals ? equals + 1 : NULL);
    }
  }
  Str nearest = suggest_nearest(name, names, parser->list.count);
  Str suggestion = hint(parser->arena, "--", nearest);
  return complain(parser, "unknown option '--%.*s'%.*s", STR_ARG(name),
                  STR_ARG(suggestion));
}

static Status parse_letter(Parser *parser, const char *word) {
  for (size_t i = 0; i < parser->list.count; i++) {
    OptionId id = parser->list.ids[i];
    if (option_get(id)->letter == word[0]) {
      return set_option(parser, id, word[1] ? word + 1 : NULL);
    }
  }
  return complain(parser, "unknown option '-%s'", word);
}

Status option_parse(OptionList list, char *const *words, size_t word_count,
                    Arena *arena, Report *report, OptionResult *result) {
  *result = (OptionResult){0};
  result->arguments = ARENA_NEW(arena, const char *, word_count + 1);
  Parser parser = {list, words, word_count, 0, arena, report, result};
  bool has_ended = false;
  Status status = STATUS_OK;
  while (parser.next < word_count && status == STATUS_OK) {
    const char *word = words[parser.next++];
    if (has_ended || word[0] != '-' || word[1] == '\0') {
      result->arguments[result->argument_count++] = word;
    } else if (word[1] != '-') {
      status = parse_letter(&parser, word + 1);
    } else if (word[2] != '\0') {
      status = parse_name(&parser, word + 2);
    } else {
      has_ended = true;
    }
  }
  return status;
}

/// "  -o, --output FILE"
static Str help_head(const Option *option, Arena *arena) {
  char letter[] = "    ";
  if (option->letter) {
    memcpy(letter, (char[]){'-', option->letter, ',', ' '}, 4);
  }
  return arena_format(arena, "  %s--%s%s%s", letter, option->name,
                      option->value ? " " : "",
                      option->value ? option->value : "");
}

Str option_help(OptionList list, Arena *arena) {
  enum { HELP_COLUMN = 26 };
  Str text = STR("");
  for (size_t i = 0; i < list.count; i++) {
    const Option *option = option_get(list.ids[i]);
    Str head = help_head(option, arena);
    bool fits = head.length < HELP_COLUMN;
    text = arena_format(arena, "%.*s%.*s%s%*s%s\n", STR_ARG(text),
                        STR_ARG(head), fits ? "" : "\n",
                        fits ? HELP_COLUMN - (int)head.length : HELP_COLUMN, "",
                        option->help);
  }
  return text;
}
