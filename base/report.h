/// Report: messages for people, each with the place it speaks of.
#ifndef QUERN_BASE_REPORT_H
#define QUERN_BASE_REPORT_H

#include "base/arena.h"
#include "base/status.h"

typedef enum { SEVERITY_ERROR, SEVERITY_WARNING } Severity;

/// One message. Line and column count from 1, the column in characters;
/// line 0 means "the whole file", an empty path "no file".
typedef struct {
  Severity severity;
  Str path;
  uint32_t line;
  uint32_t column;
  Str source; ///< the line as written, shown above the caret; may be empty
  Str text;
} Message;

typedef struct Report Report;

/// Make an empty report. Free with report_free().
Report *report_new(void);
void report_free(Report *report); ///< NULL is allowed

/// Add a message about the byte `offset` of `source`, a file's whole text;
/// line, column and the line's text are worked out from it. Everything is
/// copied. Past the end of `source` means its end.
void report_at(Report *report, Severity severity, Str path, Str source,
               size_t offset, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

/// Add a message about a file as a whole, or (empty path) about no file.
void report_add(Report *report, Severity severity, Str path, const char *format,
                ...) __attribute__((format(printf, 4, 5)));

size_t report_error_count(const Report *report);
size_t report_count(const Report *report);
const Message *report_get(const Report *report, size_t index);

/// Forget all messages.
void report_clear(Report *report);

/// The message as it is printed, newline at the end. Control characters from
/// outside become question marks:
///     path:line:column: error: text
///         source line
///                ^
Str report_render(Arena *arena, const Message *message);

#endif
