/// Loading the ontology: the files' triples, checked.
#include "base/builtin.h"
#include "base/file.h"
#include "base/utf8.h"
#include "ontology/ontology_internal.h"
#include "ontology/turtle_read.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { LARGEST_FILE = 64 * 1024 * 1024 };

void ontology_complain(const OntologyLoader *loader, const OntologyFact *fact,
                       const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char text[512];
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  const OntologyFile *file = &loader->files[fact->file];
  size_t offset = fact->offset;
  while (offset < file->text.length &&
         (file->text.data[offset] == ' ' || file->text.data[offset] == '\t')) {
    offset++;
  }
  report_at(loader->report, SEVERITY_ERROR, file->path, file->text, offset,
            "%s", text);
}

static void take_triple(void *context, const TurtleTriple *triple) {
  OntologyLoader *loader = context;
  if (triple->subject_kind != TURTLE_IRI ||
      triple->object_kind == TURTLE_BLANK) {
    return;
  }
  OntologyFact *fact =
      ARENA_PUSH(loader->arena, loader->facts, loader->count, loader->capacity);
  fact->subject = arena_copy(loader->arena, triple->subject);
  fact->predicate = arena_copy(loader->arena, triple->predicate);
  fact->object = arena_copy(loader->arena, triple->object);
  fact->object_is_iri = triple->object_kind == TURTLE_IRI;
  fact->file = loader->file;
  fact->offset = triple->offset;
}

static Status read_text(OntologyLoader *loader) {
  const OntologyFile *file = &loader->files[loader->file];
  size_t valid = utf8_valid_length(file->text);
  if (valid < file->text.length) {
    report_at(loader->report, SEVERITY_ERROR, file->path, file->text, valid,
              "this is not UTF-8");
    return STATUS_BAD_SETUP;
  }
  return turtle_read(file->text, file->path, "file:///ontology", loader->report,
                     take_triple, loader);
}

static int compare_text(const void *a, const void *b) {
  return str_compare(*(const Str *)a, *(const Str *)b);
}

/// Every term of quern's own namespace must be one that quern.ttl declares.
static void check_own_terms(const OntologyLoader *loader) {
  Str *known = ARENA_NEW(loader->arena, Str, loader->count + 1);
  size_t count = 0;
  for (size_t i = 0; i < loader->count; i++) {
    if (loader->facts[i].file == 0) {
      known[count++] = loader->facts[i].subject;
    }
  }
  if (count > 0) {
    qsort(known, count, sizeof *known, compare_text);
  }
  for (size_t i = 0; i < loader->count; i++) {
    const OntologyFact *fact = &loader->facts[i];
    const Str terms[] = {fact->subject, fact->predicate,
                         fact->object_is_iri ? fact->object : STR("")};
    for (size_t k = 0; k < sizeof terms / sizeof *terms; k++) {
      if (str_starts(terms[k], STR(QUERN_NAMESPACE)) &&
          (count == 0 ||
           !bsearch(&terms[k], known, count, sizeof *known, compare_text))) {
        ontology_complain(loader, fact, "quern's vocabulary has no term <%.*s>",
                          STR_ARG(terms[k]));
      }
    }
  }
}

static Status read_files(OntologyLoader *loader, const char *const *paths,
                         size_t count) {
  loader->files = ARENA_NEW(loader->arena, OntologyFile, count + 1);
  loader->files[0] =
      (OntologyFile){STR("quern.ttl"), ontology_builtin_vocabulary()};
  Status worst = read_text(loader);
  for (size_t i = 0; i < count; i++) {
    OntologyFile *file = &loader->files[i + 1];
    file->path = str_from(paths[i]);
    loader->file = (uint32_t)i + 1;
    Status status = file_read(paths[i], LARGEST_FILE, loader->arena,
                              loader->report, &file->text);
    if (status == STATUS_BAD_INPUT) {
      status = STATUS_BAD_SETUP;
    } else if (status == STATUS_OK) {
      status = read_text(loader);
    }
    worst = status > worst ? status : worst;
  }
  return worst;
}

Str ontology_builtin_vocabulary(void) {
  return builtin_find(STR("ontology/quern.ttl"));
}

Str ontology_builtin_shapes(void) {
  return builtin_find(STR("ontology/shapes.ttl"));
}

Status ontology_load(const char *const *paths, size_t count, Report *report,
                     Ontology **ontology) {
  *ontology = NULL;
  Arena *arena = arena_new();
  OntologyLoader loader = {.arena = arena, .report = report};
  loader.ontology = ARENA_NEW(arena, Ontology, 1);
  loader.ontology->arena = arena;
  size_t errors = report_error_count(report);
  Status status = read_files(&loader, paths, count);
  if (status == STATUS_OK) {
    check_own_terms(&loader);
    ontology_make_tables(&loader);
    if (report_error_count(report) > errors) {
      status = STATUS_BAD_SETUP;
    }
  }
  if (status != STATUS_OK) {
    ontology_free(loader.ontology);
    return status;
  }
  *ontology = loader.ontology;
  return STATUS_OK;
}
