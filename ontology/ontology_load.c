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

Str ontology_builtin_vocabulary(void) {
  return builtin_find(STR("ontology/quern.ttl"));
}

Str ontology_builtin_shapes(void) {
  return builtin_find(STR("ontology/shapes.ttl"));
}

/// Read the texts in `files`, which the ontology's arena holds. Takes the
/// arena.
static Status load(Arena *arena, OntologyFile *files, size_t count,
                   Report *report, Ontology **ontology) {
  OntologyLoader loader = {.arena = arena, .report = report, .files = files};
  loader.ontology = ARENA_NEW(arena, Ontology, 1);
  loader.ontology->arena = arena;
  size_t errors = report_error_count(report);
  Status status = STATUS_OK;
  for (size_t i = 0; i < count; i++) {
    loader.file = (uint32_t)i;
    Status reading = read_text(&loader);
    status = reading > status ? reading : status;
  }
  if (status == STATUS_OK) {
    check_own_terms(&loader);
    ontology_make_tables(&loader);
    if (report_error_count(report) > errors) {
      status = STATUS_BAD_SETUP;
    }
  }
  *ontology = status == STATUS_OK ? loader.ontology : NULL;
  if (status != STATUS_OK) {
    ontology_free(loader.ontology);
  }
  return status;
}

Status ontology_load_texts(const OntologyFile *files, size_t count,
                           Report *report, Ontology **ontology) {
  Arena *arena = arena_new();
  OntologyFile *copy = arena_grow(arena, files, count, count, sizeof *files);
  return load(arena, copy, count, report, ontology);
}

Status ontology_load(const char *const *paths, size_t count, Report *report,
                     Ontology **ontology) {
  *ontology = NULL;
  Arena *arena = arena_new();
  OntologyFile *files = ARENA_NEW(arena, OntologyFile, count + 1);
  files[0] = (OntologyFile){STR("quern.ttl"), ontology_builtin_vocabulary()};
  Status worst = STATUS_OK;
  for (size_t i = 0; i < count; i++) {
    files[i + 1].path = str_from(paths[i]);
    Status status =
        file_read(paths[i], LARGEST_FILE, arena, report, &files[i + 1].text);
    status = status == STATUS_BAD_INPUT ? STATUS_BAD_SETUP : status;
    worst = status > worst ? status : worst;
  }
  Status status = load(arena, files, count + 1, report, ontology);
  if (worst != STATUS_OK) {
    ontology_free(*ontology);
    *ontology = NULL;
  }
  return status > worst ? status : worst;
}
