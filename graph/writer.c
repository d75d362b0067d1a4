/// Writer: the gate, then our own Turtle and N-Triples or raptor's RDF/XML.
#include "graph/writer.h"

#include "graph/gate.h"

#include <stdlib.h>

struct Writer {
  GraphFormat format;
  raptor_world *world;
  Stream stream;
  raptor_serializer *serializer;
  Turtle turtle;
  Arena *arena;
  PrefixList prefixes;
  GateMemory memory; ///< for quads since the last pause
  bool started;
  const char *fault;
};

static int write_byte(void *context, const int byte) {
  const Writer *writer = context;
  output_byte(writer->stream.output, (char)byte);
  return 0;
}

static int write_bytes(void *context, const void *bytes, size_t size,
                       size_t count) {
  const Writer *writer = context;
  output_write(writer->stream.output, (Str){bytes, size * count});
  return (int)count;
}

static const raptor_iostream_handler output_handler = {
    .version = 2, .write_byte = write_byte, .write_bytes = write_bytes};

static void add_namespaces(Writer *writer) {
  for (size_t i = 0; i < writer->prefixes.count; i++) {
    const Prefix *prefix = &writer->prefixes.prefixes[i];
    Str name = arena_copy(writer->arena, prefix->name); // raptor wants a NUL
    raptor_uri *uri = raptor_new_uri_from_counted_string(
        writer->world, (const unsigned char *)prefix->iri.data,
        prefix->iri.length);
    if (uri) {
      raptor_serializer_set_namespace(writer->serializer, uri,
                                      (const unsigned char *)name.data);
      raptor_free_uri(uri);
    }
  }
}

static bool start(Writer *writer, const IriSpace *space) {
  writer->world = raptor_new_world();
  if (!writer->world || raptor_world_open(writer->world)) {
    return false;
  }
  writer->stream.raptor =
      raptor_new_iostream_from_handler(writer->world, writer, &output_handler);
  if (!writer->stream.raptor) {
    return false;
  }
  if (writer->format == GRAPH_TURTLE) {
    writer->turtle.stream = &writer->stream;
    writer->turtle.scratch = writer->arena;
    writer->turtle.prefixes = writer->prefixes;
    writer->turtle.base = space->document;
  }
  if (writer->format != GRAPH_RDFXML) {
    return true;
  }
  writer->serializer = raptor_new_serializer(writer->world, "rdfxml");
  return writer->serializer != NULL;
}

Writer *writer_new(GraphFormat format, const IriSpace *space) {
  Writer *writer = calloc(1, sizeof *writer);
  if (!writer) {
    return NULL;
  }
  writer->format = format;
  writer->arena = arena_new();
  writer->prefixes = prefix_list(writer->arena, space);
  if (!start(writer, space)) {
    writer_free(writer);
    return NULL;
  }
  if (writer->serializer) {
    raptor_serializer_set_option(writer->serializer,
                                 RAPTOR_OPTION_RELATIVE_URIS, NULL, 0);
    raptor_serializer_set_option(writer->serializer,
                                 RAPTOR_OPTION_WRITE_BASE_URI, NULL, 0);
    add_namespaces(writer);
  }
  return writer;
}

void writer_free(Writer *writer) {
  if (!writer) {
    return;
  }
  raptor_free_serializer(writer->serializer);
  if (writer->stream.raptor) {
    raptor_free_iostream(writer->stream.raptor);
  }
  raptor_free_world(writer->world);
  arena_free(writer->arena);
  free(writer);
}

void writer_direct(Writer *writer, Output *output) {
  writer->stream.output = output;
}

static void note_fault(Writer *writer, const char *fault) {
  if (!writer->fault) {
    writer->fault = fault;
  }
}

static void start_serializer(Writer *writer) {
  if (!writer->started &&
      raptor_serializer_start_to_iostream(writer->serializer, NULL,
                                          writer->stream.raptor)) {
    note_fault(writer, "the serializer cannot start");
  }
  writer->started = true;
}

void writer_begin(Writer *writer) {
  if (writer->format == GRAPH_RDFXML) {
    start_serializer(writer);
  } else if (writer->format == GRAPH_TURTLE) {
    turtle_begin(&writer->turtle);
  }
}

static raptor_term *iri_term(Writer *writer, Str iri) {
  return raptor_new_term_from_counted_uri_string(
      writer->world, (const unsigned char *)iri.data, iri.length);
}

static raptor_term *object_term(Writer *writer, const Term *term) {
  if (term->kind == TERM_IRI) {
    return iri_term(writer, term->text);
  }
  const unsigned char *text = (const unsigned char *)term->text.data;
  if (term->kind == TERM_TEXT) {
    return raptor_new_term_from_counted_literal(
        writer->world, text, term->text.length, NULL,
        (const unsigned char *)term->qualifier.data,
        (unsigned char)term->qualifier.length);
  }
  raptor_uri *datatype = NULL;
  if (!str_equal(term->qualifier, STR(XSD "string"))) {
    datatype = raptor_new_uri_from_counted_string(
        writer->world, (const unsigned char *)term->qualifier.data,
        term->qualifier.length);
  }
  raptor_term *made = raptor_new_term_from_counted_literal(
      writer->world, text, term->text.length, datatype, NULL, 0);
  if (datatype) {
    raptor_free_uri(datatype);
  }
  return made;
}

static void serialize(Writer *writer, const Quad *quad) {
  raptor_statement statement;
  raptor_statement_init(&statement, writer->world);
  statement.subject = iri_term(writer, quad->subject);
  statement.predicate = iri_term(writer, quad->predicate);
  statement.object = object_term(writer, &quad->object);
  bool made = statement.subject && statement.predicate && statement.object;
  if (!made ||
      raptor_serializer_serialize_statement(writer->serializer, &statement)) {
    note_fault(writer, "raptor could not write a triple");
  }
  raptor_statement_clear(&statement);
}

void writer_put(Writer *writer, const Quad *quad) {
  const char *why = NULL;
  if (!gate_passes(quad, &writer->memory, &why)) {
    note_fault(writer, why);
  } else if (writer->format == GRAPH_TURTLE) {
    turtle_put(&writer->turtle, quad);
  } else if (writer->format == GRAPH_RDFXML) {
    start_serializer(writer);
    serialize(writer, quad);
  } else {
    ntriples_put(&writer->stream, writer->arena, quad,
                 writer->format == GRAPH_NQUADS);
  }
}

void writer_pause(Writer *writer) {
  writer->memory = (GateMemory){0};
  if (writer->format == GRAPH_TURTLE) {
    turtle_pause(&writer->turtle);
  }
}

void writer_end(Writer *writer) {
  if (writer->started && raptor_serializer_serialize_end(writer->serializer)) {
    note_fault(writer, "the serializer cannot end");
  }
}

const char *writer_fault(Writer *writer) {
  const char *fault = writer->fault;
  writer->fault = NULL;
  return fault;
}
