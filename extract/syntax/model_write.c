/// Model: writing the container of named sections.
#include "extract/syntax/model.h"

#include "extract/syntax/model_format.h"
#include "extract/syntax/model_internal.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>

static size_t align(size_t offset) {
  return (offset + MODEL_ALIGNMENT - 1) / MODEL_ALIGNMENT * MODEL_ALIGNMENT;
}

static size_t place_sections(const ModelSection *sections, size_t count,
                             size_t *offsets) {
  size_t end = MODEL_HEADER_SIZE + count * MODEL_ENTRY_SIZE;
  for (size_t i = 0; i < count; i++) {
    offsets[i] = align(end);
    end = offsets[i] + sections[i].bytes.length;
  }
  return end;
}

Str model_build(Arena *arena, const ModelSection *sections, size_t count) {
  size_t *offsets = ARENA_NEW(arena, size_t, count);
  size_t length = place_sections(sections, count, offsets);
  char *bytes = ARENA_NEW(arena, char, length);
  for (size_t i = 0; i < count; i++) {
    Str name = sections[i].name;
    assert(name.length > 0 && name.length < MODEL_NAME_SIZE);
    char *entry = bytes + MODEL_HEADER_SIZE + i * MODEL_ENTRY_SIZE;
    memcpy(entry, name.data, name.length);
    model_put_number(entry + MODEL_AT_OFFSET, 8, offsets[i]);
    model_put_number(entry + MODEL_AT_SIZE, 8, sections[i].bytes.length);
    if (sections[i].bytes.length) {
      memcpy(bytes + offsets[i], sections[i].bytes.data,
             sections[i].bytes.length);
    }
  }
  Str file = {bytes, length};
  uint64_t checksum = str_hash(str_slice(file, MODEL_HEADER_SIZE, length));
  memcpy(bytes, MODEL_MAGIC, sizeof(MODEL_MAGIC) - 1);
  model_put_number(bytes + MODEL_AT_VERSION, 4, MODEL_VERSION);
  model_put_number(bytes + MODEL_AT_COUNT, 4, count);
  model_put_number(bytes + MODEL_AT_LENGTH, 8, length);
  model_put_number(bytes + MODEL_AT_CHECKSUM, 8, checksum);
  return file;
}

static bool write_file(const char *path, Str bytes) {
  FILE *file = fopen(path, "wb");
  if (!file) {
    return false;
  }
  bool written = fwrite(bytes.data, 1, bytes.length, file) == bytes.length;
  int cause = errno;
  if (fclose(file) != 0) {
    cause = errno;
    written = false;
  }
  errno = cause;
  return written;
}

/// The file appears whole or not at all: it is written beside its place and
/// then renamed.
Status model_write(const char *path, const ModelSection *sections, size_t count,
                   Report *report) {
  assert(count <= MODEL_MAX_SECTIONS);
  Arena *arena = arena_new();
  Str bytes = model_build(arena, sections, count);
  Str draft = arena_format(arena, "%s.new", path);
  Status status = STATUS_OK;
  if (!write_file(draft.data, bytes) || rename(draft.data, path) != 0) {
    report_add(report, SEVERITY_ERROR, str_from(path),
               "cannot write the model file: %s", strerror(errno));
    remove(draft.data);
    status = STATUS_FAILED;
  }
  arena_free(arena);
  return status;
}
