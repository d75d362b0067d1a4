/// Files: reading them whole, mapping them, listing folders.
#ifndef QUERN_BASE_FILE_H
#define QUERN_BASE_FILE_H

#include "base/report.h"

/// A file's bytes, mapped read-only: for files of our own (model, tables) that
/// nobody shortens while they are in use. Page-aligned.
typedef struct {
  Str bytes;
} FileMap;

/**
   Map a file read-only.

   @param[out] map  Release with file_unmap(). Empty on failure.
   @return STATUS_OK or STATUS_FAILED (reported).
*/
MUST_CHECK Status file_map(const char *path, Report *report, FileMap *map);

void file_unmap(FileMap *map); ///< an empty map is allowed

/**
   Read a whole file, or standard input for the path "-".

   @param arena  Holds the bytes; a NUL follows them, beyond the length.
   @param limit  Most bytes to read; a longer file is STATUS_BAD_INPUT.
   @return STATUS_OK, STATUS_BAD_INPUT (too long) or STATUS_FAILED (cannot be
           read); reported.
*/
MUST_CHECK Status file_read(const char *path, size_t limit, Arena *arena,
                            Report *report, Str *bytes);

typedef enum {
  FILE_MISSING,
  FILE_REGULAR,
  FILE_DIRECTORY,
  FILE_OTHER ///< a pipe, a device
} FileKind;

/// What a path leads to; links are followed.
FileKind file_kind(const char *path);

/// Paths, NUL-terminated, in the arena they were listed in.
typedef struct {
  char **paths;
  size_t count;
} FileList;

/**
   List a folder's regular files (links to such included), sorted by bytes, as
   paths that begin with `directory`. Names that begin with a dot are left out;
   folders inside are not entered.

   @return STATUS_OK or STATUS_FAILED (reported).
*/
MUST_CHECK Status file_list(const char *directory, Arena *arena, Report *report,
                            FileList *list);

#endif
