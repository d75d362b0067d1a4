/// Turtle, streamed: consecutive quads of one subject make a block.
///
/// raptor's own Turtle serializer keeps the whole graph in memory and changes
/// some literals; its function that escapes a literal does neither.
#include "graph/lexical.h"
#include "graph/writer.h"

static void put_bytes(const Turtle *turtle, Str text) {
  stream_put(turtle->stream, text);
}

/// What follows the base in the IRI of a document or of a range in one; empty
/// if the IRI is none, or would not be the same when it is resolved.
static Str relative_to(Str base, Str iri) {
  if (!str_starts(iri, base)) {
    return STR("");
  }
  Str rest = str_slice(iri, base.length, iri.length);
  bool same = rest.length > 0 && !memchr("/?#.", rest.data[0], 4);
  for (size_t i = 0; same && i < rest.length; i++) {
    bool dots = rest.data[i] == '/' && i + 1 < rest.length &&
                (rest.data[i + 1] == '.' || rest.data[i + 1] == '/');
    same = rest.data[i] != ':' && !dots;
  }
  return same ? rest : STR("");
}

static void put_iri(const Turtle *turtle, Str iri) {
  Str relative = relative_to(turtle->base, iri);
  Str local;
  const Prefix *prefix =
      relative.length > 0 ? NULL : prefix_find(&turtle->prefixes, iri, &local);
  if (prefix) {
    put_bytes(turtle, prefix->name);
    put_bytes(turtle, STR(":"));
    put_bytes(turtle, local);
    return;
  }
  put_bytes(turtle, STR("<"));
  put_bytes(turtle, relative.length > 0 ? relative : iri);
  put_bytes(turtle, STR(">"));
}

void turtle_begin(const Turtle *turtle) {
  put_bytes(turtle, STR("@base <"));
  put_bytes(turtle, turtle->base);
  put_bytes(turtle, STR("> .\n"));
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
