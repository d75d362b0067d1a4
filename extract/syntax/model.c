/// Model: reading the container of named sections.
///
/// Nothing in the file is believed: every number is checked against the bytes
/// that are there before it is used.
#include "extract/syntax/model.h"

#include "extract/syntax/model_format.h"
#include "extract/syntax/model_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
  Str name;
  Str bytes;
} Section;

struct Model {
  Arena *arena;
  Section *sections;
  size_t section_count;
  void *mapping; ///< NULL if the bytes are borrowed
  size_t mapping_length;
};

static Str entry_name(const char *entry) {
  size_t length = 0;
  while (length < MODEL_NAME_SIZE && entry[length] != '\0') {
    length++;
  }
  return (Str){entry, length};
}

static Str find_section(const Model *model, Str name) {
  for (size_t i = 0; i < model->section_count; i++) {
    if (str_equal(model->sections[i].name, name)) {
      return model->sections[i].bytes;
    }
  }
  return (Str){NULL, 0};
}

static Status fail(Report *report, Str path, const char *what) {
  report_add(report, SEVERITY_ERROR, path, "not a usable model file: %s", what);
  return STATUS_BAD_SETUP;
}

static Status check_header(Str bytes, Str path, Report *report) {
  if (bytes.length < MODEL_HEADER_SIZE ||
      memcmp(bytes.data, MODEL_MAGIC, sizeof(MODEL_MAGIC) - 1) != 0) {
    return fail(report, path, "it does not begin with " MODEL_MAGIC);
  }
  uint64_t version = model_get_number(bytes.data + MODEL_AT_VERSION, 4);
  if (version != MODEL_VERSION) {
    report_add(report, SEVERITY_ERROR, path,
               "the model file has version %" PRIu64
               ", this program reads version %d",
               version, MODEL_VERSION);
    return STATUS_BAD_SETUP;
  }
  uint64_t length = model_get_number(bytes.data + MODEL_AT_LENGTH, 8);
  if (length != bytes.length) {
    report_add(report, SEVERITY_ERROR, path,
               "the model file has %zu bytes, but says it has %" PRIu64
               ": it was cut off or changed",
               bytes.length, length);
    return STATUS_BAD_SETUP;
  }
  uint64_t count = model_get_number(bytes.data + MODEL_AT_COUNT, 4);
  if (count > MODEL_MAX_SECTIONS ||
      count > (bytes.length - MODEL_HEADER_SIZE) / MODEL_ENTRY_SIZE) {
    return fail(report, path, "its table of sections is larger than the file");
  }
  return STATUS_OK;
}

static Status check_sum(Str bytes, Str path, Report *report) {
  uint64_t expected = model_get_number(bytes.data + MODEL_AT_CHECKSUM, 8);
  if (str_hash(str_slice(bytes, MODEL_HEADER_SIZE, bytes.length)) != expected) {
    return fail(report, path, "its checksum is wrong: the file was changed");
  }
  return STATUS_OK;
}

/// Sections follow each other in the order of the table, so that they cannot
/// overlap; `*end` is where the last one ended.
static Status add_section(Model *model, Str bytes, const char *entry,
                          uint64_t *end, Str path, Report *report) {
  Str name = entry_name(entry);
  uint64_t offset = model_get_number(entry + MODEL_AT_OFFSET, 8);
  uint64_t length = model_get_number(entry + MODEL_AT_SIZE, 8);
  for (size_t i = 0; i < MODEL_NAME_SIZE; i++) {
    char byte = entry[i];
    if (i < name.length ? byte <= ' ' || byte > '~' : byte != '\0') {
      return fail(report, path, "a section's name is not printable");
    }
  }
  if (name.length == 0 || name.length == MODEL_NAME_SIZE) {
    return fail(report, path, "a section's name has no end or no beginning");
  }
  if (find_section(model, name).data) {
    return fail(report, path, "two sections have one name");
  }
  if (offset % MODEL_ALIGNMENT != 0) {
    return fail(report, path, "a section is not aligned");
  }
  if (offset < *end || offset > bytes.length ||
      length > bytes.length - offset) {
    return fail(report, path, "a section overlaps another or the file's end");
  }
  *end = offset + length;
  model->sections[model->section_count++] = (Section){
      name, str_slice(bytes, (size_t)offset, (size_t)(offset + length))};
  return STATUS_OK;
}

Status model_load_trusted(Str bytes, Str path, Report *report, Model **model) {
  *model = NULL;
  Status status = check_header(bytes, path, report);
  if (status != STATUS_OK) {
    return status;
  }
  size_t count = (size_t)model_get_number(bytes.data + MODEL_AT_COUNT, 4);
  Arena *arena = arena_new();
  Model *loaded = ARENA_NEW(arena, Model, 1);
  loaded->arena = arena;
  loaded->sections = ARENA_NEW(arena, Section, count);
  uint64_t end = MODEL_HEADER_SIZE + count * MODEL_ENTRY_SIZE;
  for (size_t i = 0; status == STATUS_OK && i < count; i++) {
    const char *entry = bytes.data + MODEL_HEADER_SIZE + i * MODEL_ENTRY_SIZE;
    status = add_section(loaded, bytes, entry, &end, path, report);
  }
  if (status != STATUS_OK) {
    model_free(loaded);
    return status;
  }
  *model = loaded;
  return STATUS_OK;
}

Status model_load(Str bytes, Str path, Report *report, Model **model) {
  *model = NULL;
  Status status = check_header(bytes, path, report);
  if (status == STATUS_OK) {
    status = check_sum(bytes, path, report);
  }
  return status == STATUS_OK ? model_load_trusted(bytes, path, report, model)
                             : status;
}

static Status map_failed(const char *path, int file, Report *report) {
  report_add(report, SEVERITY_ERROR, str_from(path),
             "cannot read the model file: %s", strerror(errno));
  if (file >= 0) {
    close(file);
  }
  return STATUS_FAILED;
}

Status model_open(const char *path, Report *report, Model **model) {
  *model = NULL;
  int file = open(path, O_RDONLY | O_CLOEXEC);
  struct stat information;
  if (file < 0 || fstat(file, &information) != 0) {
    return map_failed(path, file, report);
  }
  if (!S_ISREG(information.st_mode) || information.st_size == 0) {
    close(file);
    return fail(report, str_from(path), "it is empty or no regular file");
  }
  size_t length = (size_t)information.st_size;
  void *mapping = mmap(NULL, length, PROT_READ, MAP_PRIVATE, file, 0);
  if (mapping == MAP_FAILED) {
    return map_failed(path, file, report);
  }
  close(file);
  Status status =
      model_load((Str){mapping, length}, str_from(path), report, model);
  if (status != STATUS_OK) {
    munmap(mapping, length);
    return status;
  }
  (*model)->mapping = mapping;
  (*model)->mapping_length = length;
  return STATUS_OK;
}

void model_free(Model *model) {
  if (!model) {
    return;
  }
  if (model->mapping) {
    munmap(model->mapping, model->mapping_length);
  }
  arena_free(model->arena);
}

Str model_section(const Model *model, Str name) {
  return find_section(model, name);
}
