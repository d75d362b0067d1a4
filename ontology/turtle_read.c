/// Reading Turtle with raptor, which tells an error's line but not its column.
#include "ontology/turtle_read.h"

#include <raptor2.h>
#include <stdio.h>

enum {
  LONGEST_SEARCH = 2000,  ///< bytes of a line searched for the column
  MOST_SEARCHED = 1 << 26 ///< bytes read for that, the lines before included
};

/// One run over a text or a prefix of it.
typedef struct {
  Str text;
  TurtleHandler *handler; ///< NULL: only errors are of interest
  void *context;
  raptor_parser *parser;
  size_t line_offset; ///< where the line `line` begins
  int line;
  bool failed;
  int error_line;    ///< of the first error that has a line, else 0
  char message[256]; ///< the first error with a line, else the first one
} Reading;

static void take_message(void *user, raptor_log_message *message) {
  Reading *reading = user;
  if (message->level < RAPTOR_LOG_LEVEL_ERROR) {
    return;
  }
  int line = message->locator ? message->locator->line : 0;
  if (!reading->failed || (!reading->error_line && line > 0)) {
    snprintf(reading->message, sizeof reading->message, "%s", message->text);
    reading->error_line = line > 0 ? line : 0;
  }
  reading->failed = true;
}

/// Where the line `line` of the text begins, counted from 1; the last line's
/// begin if there are fewer.
static size_t find_line(Str text, size_t offset, int from, int line) {
  while (from < line) {
    const char *end = memchr(text.data + offset, '\n', text.length - offset);
    if (!end) {
      break;
    }
    offset = (size_t)(end - text.data) + 1;
    from++;
  }
  return offset;
}

static Str uri_text(raptor_uri *uri) {
  size_t length = 0;
  const unsigned char *text = raptor_uri_as_counted_string(uri, &length);
  return (Str){(const char *)text, length};
}

static TurtleKind read_term(const raptor_term *term, Str *text) {
  if (term->type == RAPTOR_TERM_TYPE_URI) {
    *text = uri_text(term->value.uri);
    return TURTLE_IRI;
  }
  if (term->type == RAPTOR_TERM_TYPE_LITERAL) {
    *text = (Str){(const char *)term->value.literal.string,
                  term->value.literal.string_len};
    return TURTLE_LITERAL;
  }
  *text = (Str){(const char *)term->value.blank.string,
                term->value.blank.string_len};
  return TURTLE_BLANK;
}

static void take_triple(void *user, raptor_statement *statement) {
  Reading *reading = user;
  if (!reading->handler || reading->failed) {
    return;
  }
  int line = raptor_locator_line(raptor_parser_get_locator(reading->parser));
  if (line > reading->line) {
    reading->line_offset =
        find_line(reading->text, reading->line_offset, reading->line, line);
    reading->line = line;
  }
  TurtleTriple triple = {.offset = reading->line_offset};
  triple.subject_kind = read_term(statement->subject, &triple.subject);
  read_term(statement->predicate, &triple.predicate);
  triple.object_kind = read_term(statement->object, &triple.object);
  if (triple.object_kind == TURTLE_LITERAL) {
    const raptor_term_literal_value *literal =
        &statement->object->value.literal;
    triple.language = (Str){(const char *)literal->language,
                            literal->language ? literal->language_len : 0};
    if (literal->datatype) {
      triple.datatype = uri_text(literal->datatype);
    }
  }
  reading->handler(reading->context, &triple);
}

/// Parse the text; false if raptor cannot even start.
static bool run(raptor_world *world, const char *base, Reading *reading) {
  raptor_world_set_log_handler(world, reading, take_message);
  raptor_uri *uri = raptor_new_uri(world, (const unsigned char *)base);
  raptor_parser *parser = raptor_new_parser(world, "turtle");
  bool started = false;
  if (uri && parser) {
    reading->parser = parser;
    reading->line = 1;
    raptor_parser_set_option(parser, RAPTOR_OPTION_NO_NET, NULL, 1);
    raptor_parser_set_statement_handler(parser, reading, take_triple);
    started = raptor_parser_parse_start(parser, uri) == 0;
  }
  if (started) {
    int rc = raptor_parser_parse_chunk(
        parser, (const unsigned char *)reading->text.data, reading->text.length,
        1);
    if (rc && !reading->failed) {
      reading->failed = true;
      snprintf(reading->message, sizeof reading->message, "not Turtle");
    }
  }
  raptor_free_parser(parser);
  if (uri) {
    raptor_free_uri(uri);
  }
  return started;
}

/// Find the error in its line: the shortest beginning of the line that, as the
/// file's last one, raises the same error ends with the bad word. The line's
/// begin if that would take too long.
static size_t locate(raptor_world *world, const char *base,
                     const Reading *failed) {
  Str text = failed->text;
  size_t begin = find_line(text, 0, 1, failed->error_line);
  size_t end = find_line(text, begin, 0, 1);
  end = end == begin ? text.length : end;
  size_t searched = 0;
  for (size_t stop = begin + 1;
       stop <= end && stop - begin < LONGEST_SEARCH && searched < MOST_SEARCHED;
       stop++) {
    searched += stop;
    Reading again = {.text = str_slice(text, 0, stop)};
    if (run(world, base, &again) && again.failed &&
        again.error_line == failed->error_line &&
        strcmp(again.message, failed->message) == 0) {
      size_t start = stop - 1;
      while (start > begin && !strchr(" \t;,[]()", text.data[start - 1]) &&
             !strchr(" \t;,[]()", text.data[start])) {
        start--;
      }
      return start;
    }
  }
  return begin;
}

Status turtle_read(Str text, Str path, const char *base, Report *report,
                   TurtleHandler *handler, void *context) {
  raptor_world *world = raptor_new_world();
  if (!world || raptor_world_open(world)) {
    raptor_free_world(world);
    report_add(report, SEVERITY_ERROR, path, "cannot start the RDF reader");
    return STATUS_FAILED;
  }
  Reading reading = {.text = text, .handler = handler, .context = context};
  bool started = run(world, base, &reading);
  Status status = STATUS_OK;
  if (!started) {
    report_add(report, SEVERITY_ERROR, path, "cannot start the RDF reader");
    status = STATUS_FAILED;
  } else if (reading.failed) {
    size_t offset =
        reading.error_line ? locate(world, base, &reading) : text.length;
    report_at(report, SEVERITY_ERROR, path, text, offset, "%s",
              reading.message);
    status = STATUS_BAD_SETUP;
  }
  raptor_free_world(world);
  return status;
}
