/// Turtle, streamed: consecutive quads of one subject make a block.
///
/// raptor's own Turtle serializer keeps the whole graph in memory and changes
/// some literals; its function that escapes a literal does neither.
#include "graph/lexical.h"
#include "graph/writer.h"

static void put_bytes(const Turtle *turtle, Str text) {
  stream_put(turtle->stream, text);
}

static void put_iri(const Turtle *turtle, Str iri) {
  Str local;
  const Prefix *prefix = prefix_find(&turtle->prefixes, iri, &local);
  put_bytes(turtle, prefix ? prefix->name : STR("<"));
  put_bytes(turtle, prefix ? STR(":") : iri);
  put_bytes(turtle, prefix ? local : STR(">"));
}

void turtle_begin(const Turtle *turtle) {
  for (size_t i = 0; i < turtle->prefixes.count; i++) {
    put_bytes(turtle, STR("@prefix "));
    put_bytes(turtle, turtle->prefixes.prefixes[i].name);
    put_bytes(turtle, STR(": <"));
    put_bytes(turtle, turtle->prefixes.prefixes[i].iri);
    put_bytes(turtle, STR("> .\n"));
  }
}

void turtle_pause(Turtle *turtle) {
  if (turtle->subject.length > 0) {
    put_bytes(turtle, STR(" .\n"));
  }
  turtle->subject = STR("");
  turtle->predicate = STR("");
}

/// May the literal stand bare? Only in the forms that mean just its datatype.
static bool is_bare(const Term *term) {
  if (str_equal(term->qualifier, STR(XSD "boolean"))) {
    return str_equal(term->text, STR("true")) ||
           str_equal(term->text, STR("false"));
  }
  bool decimal = str_equal(term->qualifier, STR(XSD "decimal"));
  if (!decimal && !str_equal(term->qualifier, STR(XSD "integer"))) {
    return false;
  }
  const char *point = memchr(term->text.data, '.', term->text.length);
  return decimal == (point != NULL) && !str_ends(term->text, STR(".")) &&
         lexical_is_valid(term->text, term->qualifier);
}

static void put_literal(const Turtle *turtle, const Term *term) {
  if (term->kind == TERM_TYPED && is_bare(term)) {
    put_bytes(turtle, term->text);
    return;
  }
  stream_put_quoted(turtle->stream, turtle->scratch, term->text);
  if (term->kind == TERM_TEXT) {
    put_bytes(turtle, STR("@"));
    put_bytes(turtle, term->qualifier);
  } else if (!str_equal(term->qualifier, STR(XSD "string"))) {
    put_bytes(turtle, STR("^^"));
    put_iri(turtle, term->qualifier);
  }
}

void turtle_put(Turtle *turtle, const Quad *quad) {
  if (!str_equal(turtle->subject, quad->subject)) {
    turtle_pause(turtle);
    put_bytes(turtle, STR("\n"));
    put_iri(turtle, quad->subject);
    put_bytes(turtle, STR(" "));
    turtle->subject = quad->subject;
  } else if (str_equal(turtle->predicate, quad->predicate)) {
    put_bytes(turtle, STR(" , "));
  } else {
    put_bytes(turtle, STR(" ;\n    "));
  }
  if (!str_equal(turtle->predicate, quad->predicate)) {
    if (str_equal(quad->predicate, STR(RDF "type"))) {
      put_bytes(turtle, STR("a"));
    } else {
      put_iri(turtle, quad->predicate);
    }
    put_bytes(turtle, STR(" "));
    turtle->predicate = quad->predicate;
  }
  if (quad->object.kind == TERM_IRI) {
    put_iri(turtle, quad->object.text);
  } else {
    put_literal(turtle, &quad->object);
  }
}
