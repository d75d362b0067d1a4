/// Loading an RDF file with raptor: librdf's own loader drops graph names.
#include "base/file.h"
#include "base/utf8.h"
#include "graph/query_internal.h"

#include <raptor2.h>

enum { LARGEST_FILE = 0x7FFFFFFF, MOST_PREFIXES = 500 };

typedef struct {
  librdf_model *model;
  Arena *arena;
  PrefixList *prefixes;
  size_t prefix_count;
  Report *report;
  Str path;
  Str text;
  bool failed;
} Loading;

/// raptor's parser of a file's ending.
static const char *parser_name(Str path) {
  static const struct {
    const char *ending;
    const char *name;
  } endings[] = {
      {".nt", "ntriples"}, {".nq", "nquads"}, {".rdf", "rdfxml"},
      {".owl", "rdfxml"},  {".trig", "trig"},
  };
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    if (str_ends(path, str_from(endings[i].ending))) {
      return endings[i].name;
    }
  }
  return "turtle";
}

static void take_message(void *user, raptor_log_message *message) {
  Loading *loading = user;
  if (message->level < RAPTOR_LOG_LEVEL_ERROR || loading->failed) {
    return;
  }
  loading->failed = true;
  int line = message->locator ? message->locator->line : 0;
  size_t offset = 0;
  for (int i = 1; i < line && offset < loading->text.length; i++) {
    const char *end = memchr(loading->text.data + offset, '\n',
                             loading->text.length - offset);
    offset =
        end ? (size_t)(end - loading->text.data) + 1 : loading->text.length;
  }
  report_at(loading->report, SEVERITY_ERROR, loading->path, loading->text,
            offset, "%s", message->text);
}

static void take_triple(void *user, raptor_statement *statement) {
  const Loading *loading = user;
  // A node of librdf is a term of raptor, a statement is a statement.
  librdf_model_context_add_statement(loading->model, statement->graph,
                                     statement);
}

static void take_prefix(void *user, raptor_namespace *prefix) {
  Loading *loading = user;
  const char *name = (const char *)raptor_namespace_get_prefix(prefix);
  raptor_uri *uri = raptor_namespace_get_uri(prefix);
  if (uri && loading->prefix_count++ < MOST_PREFIXES) {
    prefix_add(loading->arena, loading->prefixes, str_from(name),
               str_from((const char *)raptor_uri_as_string(uri)));
  }
}

static void parse(Loading *loading, raptor_world *world) {
  raptor_parser *parser = raptor_new_parser(world, parser_name(loading->path));
  raptor_uri *base =
      raptor_new_uri(world, (const unsigned char *)"https://example.org/file");
  raptor_world_set_log_handler(world, loading, take_message);
  bool started = false;
  if (parser && base) {
    raptor_parser_set_option(parser, RAPTOR_OPTION_NO_NET, NULL, 1);
    raptor_parser_set_option(parser, RAPTOR_OPTION_NO_FILE, NULL, 1);
    raptor_parser_set_option(parser, RAPTOR_OPTION_LOAD_EXTERNAL_ENTITIES, NULL,
                             0);
    raptor_parser_set_statement_handler(parser, loading, take_triple);
    raptor_parser_set_namespace_handler(parser, loading, take_prefix);
    started = raptor_parser_parse_start(parser, base) == 0;
  }
  if (!started || (raptor_parser_parse_chunk(
                       parser, (const unsigned char *)loading->text.data,
                       loading->text.length, 1) &&
                   !loading->failed)) {
    report_add(loading->report, SEVERITY_ERROR, loading->path,
               "the file cannot be read as RDF");
    loading->failed = true;
  }
  raptor_free_parser(parser);
  if (base) {
    raptor_free_uri(base);
  }
  raptor_world_set_log_handler(world, NULL, NULL);
}

Status query_load(const char *path, librdf_world *world, librdf_model *model,
                  Arena *arena, PrefixList *prefixes, Report *report) {
  Loading loading = {.model = model,
                     .arena = arena,
                     .prefixes = prefixes,
                     .report = report,
                     .path = str_from(path)};
  Arena *text_arena = arena_new();
  Status status =
      file_read(path, LARGEST_FILE, text_arena, report, &loading.text);
  if (status == STATUS_OK) {
    size_t valid = utf8_valid_length(loading.text);
    if (valid < loading.text.length) {
      report_at(report, SEVERITY_ERROR, loading.path, loading.text, valid,
                "this is not UTF-8");
      loading.failed = true;
    } else {
      parse(&loading, librdf_world_get_raptor(world));
    }
    status = loading.failed ? STATUS_FAILED : STATUS_OK;
  }
  arena_free(text_arena);
  return status == STATUS_OK ? STATUS_OK : STATUS_FAILED;
}
