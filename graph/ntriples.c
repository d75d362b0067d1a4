/// N-Triples and N-Quads: a line a quad, in UTF-8.
///
/// raptor's serializers write each byte by a call of its own and ask for
/// allocated terms: three times slower.
#include "graph/writer.h"

static void put_iri(const Stream *stream, Str iri) {
  stream_put(stream, STR("<"));
  stream_put(stream, iri);
  stream_put(stream, STR("> "));
}

static void put_object(const Stream *stream, Arena *scratch,
                       const Term *object) {
  if (object->kind == TERM_IRI) {
    put_iri(stream, object->text);
    return;
  }
  stream_put_quoted(stream, scratch, object->text);
  if (object->kind == TERM_TEXT) {
    stream_put(stream, STR("@"));
    stream_put(stream, object->qualifier);
    stream_put(stream, STR(" "));
  } else if (!str_equal(object->qualifier, STR(XSD "string"))) {
    stream_put(stream, STR("^^"));
    put_iri(stream, object->qualifier);
  } else {
    stream_put(stream, STR(" "));
  }
}

void ntriples_put(const Stream *stream, Arena *scratch, const Quad *quad,
                  bool with_graph) {
  put_iri(stream, quad->subject);
  put_iri(stream, quad->predicate);
  put_object(stream, scratch, &quad->object);
  if (with_graph && quad->graph.length > 0) {
    put_iri(stream, quad->graph);
  }
  stream_put(stream, STR(".\n"));
}
