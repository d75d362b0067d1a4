/// Report: messages for people.
#include "base/report.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { LONGEST_SOURCE_LINE = 200 }; ///< bytes shown of a source line

struct Report {
  Arena *arena;
  ArenaMark start; ///< what was made after it are messages
  Message *messages;
  size_t count;
  size_t capacity;
  size_t error_count;
};

Report *report_new(void) {
  Arena *arena = arena_new();
  Report *report = ARENA_NEW(arena, Report, 1);
  report->arena = arena;
  report->start = arena_mark(arena);
  return report;
}

void report_free(Report *report) {
  if (report) {
    arena_free(report->arena);
  }
}

__attribute__((format(printf, 2, 0))) static Str
format_text(Arena *arena, const char *format, va_list arguments) {
  va_list again;
  va_copy(again, arguments);
  int length = vsnprintf(NULL, 0, format, arguments);
  size_t size = length < 0 ? 0 : (size_t)length;
  char *text = arena_alloc(arena, size + 1, 1);
  vsnprintf(text, size + 1, format, again);
  va_end(again);
  return (Str){text, size};
}

static Message *push(Report *report, Severity severity, Str path) {
  Message *message = ARENA_PUSH(report->arena, report->messages, report->count,
                                report->capacity);
  message->severity = severity;
  message->path = arena_copy(report->arena, path);
  report->error_count += severity == SEVERITY_ERROR;
  return message;
}

/// Work out line, column and source line of a byte offset.
static void locate(Arena *arena, Message *message, Str source, size_t offset) {
  if (offset > source.length) {
    offset = source.length;
  }
  size_t line_begin = 0;
  message->line = 1;
  for (size_t i = 0; i < offset; i++) {
    if (source.data[i] == '\n') {
      message->line++;
      line_begin = i + 1;
    }
  }
  message->column = 1;
  for (size_t i = line_begin; i < offset; i++) {
    message->column += !utf8_is_continuation(source.data[i]);
  }
  size_t line_end = line_begin;
  while (line_end < source.length && source.data[line_end] != '\n' &&
         source.data[line_end] != '\r') {
    line_end++;
  }
  if (line_end - line_begin <= LONGEST_SOURCE_LINE) {
    message->source =
        arena_copy(arena, str_slice(source, line_begin, line_end));
  }
}

void report_at(Report *report, Severity severity, Str path, Str source,
               size_t offset, const char *format, ...) {
  Message *message = push(report, severity, path);
  locate(report->arena, message, source, offset);
  va_list arguments;
  va_start(arguments, format);
  message->text = format_text(report->arena, format, arguments);
  va_end(arguments);
}

void report_add(Report *report, Severity severity, Str path, const char *format,
                ...) {
  Message *message = push(report, severity, path);
  va_list arguments;
  va_start(arguments, format);
  message->text = format_text(report->arena, format, arguments);
  va_end(arguments);
}

size_t report_error_count(const Report *report) { return report->error_count; }

size_t report_count(const Report *report) { return report->count; }

const Message *report_get(const Report *report, size_t index) {
  return &report->messages[index];
}

void report_clear(Report *report) {
  arena_rewind(report->arena, report->start);
  report->messages = NULL;
  report->capacity = 0;
  report->count = 0;
  report->error_count = 0;
}

/// The caret's indentation: tabs stay tabs, so that it stands below its column.
static Str caret_indent(Arena *arena, const Message *message) {
  char *indent = arena_alloc(arena, message->column, 1);
  size_t width = 0;
  for (size_t i = 0; i < message->source.length && width + 1 < message->column;
       i++) {
    if (!utf8_is_continuation(message->source.data[i])) {
      indent[width++] = message->source.data[i] == '\t' ? '\t' : ' ';
    }
  }
  return (Str){indent, width};
}

/// Take the power over a terminal from text that came from outside.
static Str disarm(Arena *arena, Str text) {
  char *safe = arena_alloc(arena, text.length + 1, 1);
  for (size_t i = 0; i < text.length; i++) {
    uint8_t byte = (uint8_t)text.data[i];
    uint8_t next = i + 1 < text.length ? (uint8_t)text.data[i + 1] : 0;
    bool is_control = (byte < 0x20 && byte != '\t') || byte == 0x7F;
    // U+0080 to U+009F, two bytes each.
    bool is_late_control = byte == 0xC2 && next >= 0x80 && next < 0xA0;
    safe[i] = is_control || is_late_control ? '?' : text.data[i];
    if (is_late_control) {
      safe[++i] = '?';
    }
  }
  return (Str){safe, text.length};
}

Str report_render(Arena *arena, const Message *message) {
  Str path = disarm(arena, message->path);
  Str text = disarm(arena, message->text);
  Str place = STR("quern: ");
  if (path.length && message->line) {
    place = arena_format(arena, "%.*s:%u:%u: ", STR_ARG(path), message->line,
                         message->column);
  } else if (path.length) {
    place = arena_format(arena, "%.*s: ", STR_ARG(path));
  }
  const char *word = message->severity == SEVERITY_ERROR ? "error" : "warning";
  if (!message->source.length) {
    return arena_format(arena, "%.*s%s: %.*s\n", STR_ARG(place), word,
                        STR_ARG(text));
  }
  Str source = disarm(arena, message->source);
  Str indent = caret_indent(arena, message);
  return arena_format(arena, "%.*s%s: %.*s\n    %.*s\n    %.*s^\n",
                      STR_ARG(place), word, STR_ARG(text), STR_ARG(source),
                      STR_ARG(indent));
}
