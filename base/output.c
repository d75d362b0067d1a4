/// Output: one growing or fixed buffer before a file descriptor.
#include "base/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_BUFFER = 64 * 1024, NO_FILE = -1 };

struct Output {
  Arena *arena;
  int file;         ///< NO_FILE in memory
  char *path;       ///< where the file belongs; NULL: it is there already
  char *temporary;  ///< where it is now; NULL if it is in its place
  const char *name; ///< for messages
  char *buffer;
  size_t length;
  size_t capacity;
  int error;       ///< errno of the first failed write; 0
  bool has_reader; ///< false after EPIPE
};

static Output *make_output(int file) {
  Arena *arena = arena_new();
  Output *output = ARENA_NEW(arena, Output, 1);
  output->arena = arena;
  output->file = file;
  output->has_reader = true;
  output->name = "standard output";
  output->capacity = FILE_BUFFER;
  output->buffer = arena_alloc(arena, output->capacity, 1);
  return output;
}

Output *output_to_memory(void) { return make_output(NO_FILE); }

/// The mode a new file would get, or the one of the file to be replaced.
static mode_t mode_for(const char *path) {
  struct stat facts;
  if (stat(path, &facts) == 0) {
    return facts.st_mode & 0777;
  }
  mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

static Status fail(Report *report, const char *path, const char *what) {
  report_add(report, SEVERITY_ERROR, str_from(path), "%s: %s", what,
             strerror(errno));
  return STATUS_FAILED;
}

/// Open a temporary file in the folder of the file it shall become.
static bool open_temporary(Output *output, const char *path) {
  char *target = realpath(path, NULL);
  output->path = (char *)(uintptr_t)arena_copy(output->arena,
                                               str_from(target ? target : path))
                     .data;
  free(target);
  output->temporary =
      (char *)(uintptr_t)arena_format(output->arena, "%s.XXXXXX", output->path)
          .data;
  output->file = mkstemp(output->temporary);
  if (output->file == NO_FILE) {
    output->temporary = NULL;
    return false;
  }
  return fchmod(output->file, mode_for(output->path)) == 0;
}

Status output_open(const char *path, Report *report, Output **output) {
  *output = NULL;
  if (!path || strcmp(path, "-") == 0) {
    *output = make_output(STDOUT_FILENO);
    return STATUS_OK;
  }
  Output *opened = make_output(NO_FILE);
  opened->name = arena_copy(opened->arena, str_from(path)).data;
  struct stat facts;
  bool is_special = stat(path, &facts) == 0 && !S_ISREG(facts.st_mode);
  bool done;
  if (is_special) {
    opened->file = open(path, O_WRONLY | O_CLOEXEC);
    done = opened->file != NO_FILE;
  } else {
    done = open_temporary(opened, path);
  }
  if (!done) {
    Status status = fail(report, path, "cannot create");
    output_discard(opened);
    return status;
  }
  *output = opened;
  return STATUS_OK;
}

static void write_all(Output *output, const char *data, size_t length) {
  while (length != 0 && !output_is_useless(output)) {
    ssize_t sent = write(output->file, data, length);
    if (sent >= 0) {
      data += sent;
      length -= (size_t)sent;
    } else if (errno == EPIPE) {
      output->has_reader = false;
    } else if (errno != EINTR) {
      output->error = errno;
    }
  }
}

void output_flush(Output *output) {
  if (output->file != NO_FILE) {
    write_all(output, output->buffer, output->length);
    output->length = 0;
  }
}

/// Room in a memory buffer; the old one is left to the arena, which at most
/// doubles what is held.
static void make_room(Output *output, size_t needed) {
  if (needed > output->capacity - output->length) {
    size_t capacity = output->capacity;
    while (capacity - output->length < needed) {
      capacity *= 2;
    }
    output->buffer =
        arena_grow(output->arena, output->buffer, output->length, capacity, 1);
    output->capacity = capacity;
  }
}

void output_write(Output *output, Str text) {
  if (output->file == NO_FILE) {
    make_room(output, text.length);
  } else if (text.length > output->capacity - output->length) {
    output_flush(output);
    if (text.length >= output->capacity) {
      write_all(output, text.data, text.length);
      return;
    }
  }
  if (text.length != 0) {
    memcpy(output->buffer + output->length, text.data, text.length);
    output->length += text.length;
  }
}

void output_byte(Output *output, char byte) {
  if (output->length < output->capacity) {
    output->buffer[output->length++] = byte;
  } else {
    output_write(output, (Str){&byte, 1});
  }
}

void output_format(Output *output, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  va_list again;
  va_copy(again, arguments);
  char small[256];
  int length = vsnprintf(small, sizeof small, format, arguments);
  va_end(arguments);
  if (length >= 0 && (size_t)length < sizeof small) {
    output_write(output, (Str){small, (size_t)length});
  } else if (length >= 0) {
    ArenaMark mark = arena_mark(output->arena);
    char *text = arena_alloc(output->arena, (size_t)length + 1, 1);
    vsnprintf(text, (size_t)length + 1, format, again);
    Arena *arena = output->arena;
    bool in_memory = output->file == NO_FILE;
    output_write(output, (Str){text, (size_t)length});
    if (!in_memory) {
      arena_rewind(arena, mark);
    }
  }
  va_end(again);
}

Str output_text(const Output *output) {
  return (Str){output->buffer, output->length};
}

void output_clear(Output *output) { output->length = 0; }

bool output_is_useless(const Output *output) {
  return output->error != 0 || !output->has_reader;
}

const char *output_temporary_path(const Output *output) {
  return output->temporary;
}

static void remember(Output *output, bool done) {
  if (!done && output->error == 0) {
    output->error = errno;
  }
}

Status output_close(Output *output, Report *report) {
  output_flush(output);
  if (output->file != NO_FILE) {
    remember(output, close(output->file) == 0);
    output->file = NO_FILE;
  }
  if (output->temporary && output->error == 0) {
    remember(output, rename(output->temporary, output->path) == 0);
    if (output->error == 0) {
      output->temporary = NULL;
    }
  }
  Status status = STATUS_OK;
  if (output->error != 0) {
    errno = output->error;
    status = fail(report, output->name, "cannot write");
  }
  output_discard(output);
  return status;
}

void output_discard(Output *output) {
  if (!output) {
    return;
  }
  if (output->file != NO_FILE && output->file != STDOUT_FILENO) {
    close(output->file);
  }
  if (output->temporary) {
    unlink(output->temporary);
  }
  arena_free(output->arena);
}
