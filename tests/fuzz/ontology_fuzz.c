/// Fuzz target: any bytes as a user's ontology are refused with a place, or
/// every class in them can be asked about.
#include "ontology/ontology_internal.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

// The sanitizer prescribes the name.
// NOLINTBEGIN(bugprone-reserved-identifier)
/// raptor loses terms of a broken statement.
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void) {
  return "leak:raptor_new_uri_from_counted_string\n"
         "leak:raptor_new_term_from\n";
}
// NOLINTEND(bugprone-reserved-identifier)

/// The terms of quern's own that users' files may name.
static const char vocabulary[] =
    "@prefix q: <https://example.org/quern#> .\n"
    "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    "q:role a owl:ObjectProperty . q:ruleName a owl:AnnotationProperty .\n"
    "q:suffix a owl:AnnotationProperty . q:predicate a owl:AnnotationProperty "
    ".\n"
    "q:Entity a owl:Class . q:Agent a owl:Class ; rdfs:subClassOf q:Entity .\n";

static void require(bool condition) {
  if (!condition) {
    abort();
  }
}

static void check(const Ontology *ontology) {
  for (size_t i = 0; i < ontology_type_count(ontology); i++) {
    Str name = ontology_type_name(ontology, i);
    require(ontology_has_type(ontology, name));
    require(ontology_is_subclass(ontology, name, name) == (name.length > 0));
    require(ontology_type_iri(ontology, name).length > 0);
    ontology_type_suffix(ontology, name);
  }
  require(ontology_is_subclass(ontology, STR("Agent"), STR("Entity")));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Report *report = report_new();
  OntologyFile files[] = {
      {STR("vocabulary"), {vocabulary, sizeof vocabulary - 1}},
      {STR("fuzz"), {(const char *)data, size}},
  };
  Ontology *ontology = NULL;
  Status status = ontology_load_texts(files, sizeof files / sizeof *files,
                                      report, &ontology);
  require((status == STATUS_OK) == (ontology != NULL));
  require((status == STATUS_OK) == (report_error_count(report) == 0));
  if (ontology) {
    check(ontology);
  }
  ontology_free(ontology);
  report_free(report);
  return 0;
}
