/// Fuzz target: any bytes as a compiled gazetteer are refused, or searched
/// without leaving them. Texts of the table itself are looked up, so that the
/// search gets somewhere.
#include "extract/name/gazetteer_table.h"

#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/// Look a text up and read all that is said of it.
static size_t touch(const Gazetteer *gazetteer, Str text) {
  GazetteerHit hits[GAZETTEER_MOST_HITS];
  size_t count = gazetteer_find(gazetteer, text, hits);
  size_t length = gazetteer_longest(gazetteer, text);
  for (size_t i = 0; i < count; i++) {
    const GazetteerEntity *entity = &hits[i].entity;
    Str texts[] = {entity->id, entity->label, entity->type, entity->place,
                   entity->stands_for};
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
      length += (size_t)str_hash(texts[k]) & 1;
    }
    for (uint32_t k = 0; k < entity->link_count; k++) {
      length += gazetteer_link(gazetteer, entity, k).length;
    }
  }
  return length;
}

static void search(const char *path, Str bytes, Report *report) {
  Gazetteer *gazetteer = NULL;
  if (gazetteer_new(&path, 1, report, &gazetteer) != STATUS_OK) {
    if (report_error_count(report) == 0) {
      abort();
    }
    return;
  }
  enum { LONGEST_TEXT = 12 };
  size_t total = touch(gazetteer, STR("London"));
  for (size_t i = 0; i < bytes.length && i < 4096; i++) {
    for (size_t length = 1; length <= LONGEST_TEXT; length += 3) {
      total +=
          touch(gazetteer, str_slice(bytes, i,
                                     i + length < bytes.length ? i + length
                                                               : bytes.length));
    }
  }
  if (total > SIZE_MAX / 2) {
    abort();
  }
  gazetteer_free(gazetteer);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  char path[] = "/tmp/gazetteer-fuzz-XXXXXX";
  int file = mkstemp(path);
  if (file < 0) {
    return 0;
  }
  Report *report = report_new();
  // A table begins with its magic; bytes without are Turtle's, tried elsewhere.
  bool is_written = write(file, GAZETTEER_MAGIC, 8) == 8 &&
                    write(file, data, size) == (ssize_t)size;
  close(file);
  if (is_written) {
    search(path, (Str){(const char *)data, size}, report);
  }
  unlink(path);
  report_free(report);
  return 0;
}
