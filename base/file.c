/// Files.
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIRST_READ = 64 * 1024 };

static Status fail(Report *report, const char *path, const char *what) {
  report_add(report, SEVERITY_ERROR, str_from(path), "%s: %s", what,
             strerror(errno));
  return STATUS_FAILED;
}

Status file_map(const char *path, Report *report, FileMap *map) {
  *map = (FileMap){{NULL, 0}};
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    return fail(report, path, "cannot open");
  }
  struct stat facts;
  if (fstat(file, &facts) != 0 || !S_ISREG(facts.st_mode)) {
    report_add(report, SEVERITY_ERROR, str_from(path), "not a regular file");
    close(file);
    return STATUS_FAILED;
  }
  size_t length = (size_t)facts.st_size;
  void *bytes = NULL;
  if (length != 0) {
    bytes = mmap(NULL, length, PROT_READ, MAP_PRIVATE, file, 0);
  }
  int map_error = errno;
  close(file);
  if (bytes == MAP_FAILED) {
    errno = map_error;
    return fail(report, path, "cannot map");
  }
  map->bytes = (Str){bytes, length};
  return STATUS_OK;
}

void file_unmap(FileMap *map) {
  if (map->bytes.length) {
    munmap((void *)(uintptr_t)map->bytes.data, map->bytes.length);
  }
  *map = (FileMap){{NULL, 0}};
}

/// Where to begin: a regular file's size, so that it is read in one piece.
static size_t first_room(int file, size_t limit) {
  struct stat facts;
  size_t room = FIRST_READ;
  if (fstat(file, &facts) == 0 && S_ISREG(facts.st_mode) && facts.st_size > 0) {
    room = (size_t)facts.st_size + 1;
  }
  return room <= limit ? room : limit + 1;
}

/// Read until the end or until more than `limit` bytes came; false and errno
/// on failure.
static bool read_all(int file, size_t limit, Arena *arena, Str *bytes) {
  size_t room = first_room(file, limit);
  char *data = arena_alloc(arena, room + 1, 1);
  size_t length = 0;
  for (;;) {
    if (length == room) {
      if (length > limit) {
        break;
      }
      room = room < (limit + 1) / 2 ? 2 * room : limit + 1;
      data = arena_grow(arena, data, length, room + 1, 1);
    }
    ssize_t got = read(file, data + length, room - length);
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got < 0) {
      return false;
    }
    if (got == 0) {
      break;
    }
    length += (size_t)got;
  }
  data[length] = '\0';
  *bytes = (Str){data, length};
  return true;
}

Status file_read(const char *path, size_t limit, Arena *arena, Report *report,
                 Str *bytes) {
  *bytes = STR("");
  bool is_input = strcmp(path, "-") == 0;
  int file = is_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    return fail(report, path, "cannot open");
  }
  if (limit > SIZE_MAX / 4) {
    limit = SIZE_MAX / 4;
  }
  Str all = STR("");
  bool done = read_all(file, limit, arena, &all);
  int read_error = errno;
  if (!is_input) {
    close(file);
  }
  if (!done) {
    errno = read_error;
    return fail(report, path, "cannot read");
  }
  if (all.length > limit) {
    report_add(report, SEVERITY_ERROR, str_from(path),
               "longer than the limit of %zu bytes", limit);
    return STATUS_BAD_INPUT;
  }
  *bytes = all;
  return STATUS_OK;
}

FileKind file_kind(const char *path) {
  struct stat facts;
  if (stat(path, &facts) != 0) {
    return FILE_MISSING;
  }
  if (S_ISREG(facts.st_mode)) {
    return FILE_REGULAR;
  }
  return S_ISDIR(facts.st_mode) ? FILE_DIRECTORY : FILE_OTHER;
}

static int compare_paths(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

Status file_list(const char *directory, Arena *arena, Report *report,
                 FileList *list) {
  *list = (FileList){NULL, 0};
  DIR *folder = opendir(directory);
  if (!folder) {
    return fail(report, directory, "cannot open");
  }
  const char *slash = str_ends(str_from(directory), STR("/")) ? "" : "/";
  char **paths = NULL;
  size_t count = 0;
  size_t capacity = 0;
  const struct dirent *entry;
  while (errno = 0, (entry = readdir(folder)) != NULL) {
    Str path = arena_format(arena, "%s%s%s", directory, slash, entry->d_name);
    if (entry->d_name[0] != '.' && file_kind(path.data) == FILE_REGULAR) {
      char **place = ARENA_PUSH(arena, paths, count, capacity);
      *place = (char *)(uintptr_t)path.data;
    }
  }
  int read_error = errno;
  closedir(folder);
  if (read_error) {
    errno = read_error;
    return fail(report, directory, "cannot read");
  }
  if (count != 0) {
    qsort(paths, count, sizeof *paths, compare_paths);
  }
  *list = (FileList){paths, count};
  return STATUS_OK;
}
