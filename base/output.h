/// Output: buffered writing to a file, standard output or memory.
///
/// Writing never fails on the spot: the first error is remembered and told by
/// output_close(). A reader that went away (closed pipe) is no error; writing
/// stops, and output_is_useless() tells so. The process must ignore SIGPIPE.
#ifndef QUERN_BASE_OUTPUT_H
#define QUERN_BASE_OUTPUT_H

#include "base/report.h"

typedef struct Output Output;

/**
   Open a file for writing; NULL or "-" is standard output.

   A regular file is written beside its place under a temporary name, which
   output_close() changes to `path`: nobody ever sees half a file.

   @param[out] output  End with output_close() or output_discard().
   @return STATUS_OK or STATUS_FAILED (reported).
*/
MUST_CHECK Status output_open(const char *path, Report *report,
                              Output **output);

/// Write to memory. Free with output_discard().
Output *output_to_memory(void);

void output_write(Output *output, Str text);
void output_byte(Output *output, char byte);
void output_format(Output *output, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/// What was written to memory; borrowed until the next call on the output.
Str output_text(const Output *output);

/// Forget what was written to memory; the room is kept.
void output_clear(Output *output);

/// Send what is buffered on its way; errors are remembered.
void output_flush(Output *output);

/// Can nothing reach anybody any more, because of an error or because the
/// reader is gone?
bool output_is_useless(const Output *output);

/// The file under its temporary name, NULL if there is none: to be removed by
/// whoever ends the process from outside.
const char *output_temporary_path(const Output *output);

/// Write the rest, close, put the file in its place and free the output.
/// STATUS_OK or STATUS_FAILED (the first error of all writing, reported).
MUST_CHECK Status output_close(Output *output, Report *report);

/// Free the output without putting a file in place. NULL is allowed.
void output_discard(Output *output);

#endif
