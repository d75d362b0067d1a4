/// Turtle, streamed: consecutive quads of one subject make a block.
///
/// raptor's own Turtle serializer keeps the whole graph in memory and changes
/// some literals; its function that escapes a literal does neither.
#include "base/utf8.h"
#include "graph/lexical.h"
#include "graph/writer.h"

enum {
  ESCAPES = RAPTOR_ESCAPED_WRITE_BITFLAG_UTF8 |
            RAPTOR_ESCAPED_WRITE_BITFLAG_BS_ESCAPES_TNRU |
            RAPTOR_ESCAPED_WRITE_BITFLAG_BS_ESCAPES_BF
};

static void put_bytes(const Turtle *turtle, Str text) {
  raptor_iostream_counted_string_write(text.data, text.length, turtle->stream);
}

/// Turtle's PN_CHARS without what needs care at a name's begin or end.
static bool is_name_character(uint32_t code_point) {
  static const uint32_t ranges[][2] = {
      {'0', '9'},       {'A', 'Z'},         {'_', '_'},       {'a', 'z'},
      {0xC0, 0xD6},     {0xD8, 0xF6},       {0xF8, 0x2FF},    {0x370, 0x37D},
      {0x37F, 0x1FFF},  {0x2C00, 0x2FEF},   {0x3001, 0xD7FF}, {0xF900, 0xFDCF},
      {0xFDF0, 0xFFFD}, {0x10000, 0xDFFFF},
  };
  for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
    if (code_point >= ranges[i][0] && code_point <= ranges[i][1]) {
      return true;
    }
  }
  return false;
}

/// May it follow a prefix without any escape? '-' and '.' only inside.
static bool is_local_name(Str name) {
  bool inside = false;
  for (size_t offset = 0; offset < name.length;) {
    uint32_t code_point = utf8_next(name, &offset);
    bool joint = code_point == '-' || code_point == '.';
    if (!is_name_character(code_point) &&
        !(inside && joint && offset < name.length)) {
      return false;
    }
    inside = true;
  }
  return inside;
}

static void put_iri(const Turtle *turtle, Str iri) {
  for (size_t i = 0; i < PREFIX_COUNT; i++) {
    const Prefix *prefix = &turtle->prefixes[i];
    if (str_starts(iri, prefix->iri)) {
      Str local = str_slice(iri, prefix->iri.length, iri.length);
      if (is_local_name(local)) {
        put_bytes(turtle, str_from(prefix->prefix));
        put_bytes(turtle, STR(":"));
        put_bytes(turtle, local);
        return;
      }
    }
  }
  put_bytes(turtle, STR("<"));
  put_bytes(turtle, iri);
  put_bytes(turtle, STR(">"));
}

void turtle_begin(const Turtle *turtle) {
  for (size_t i = 0; i < PREFIX_COUNT; i++) {
    put_bytes(turtle, STR("@prefix "));
    put_bytes(turtle, str_from(turtle->prefixes[i].prefix));
    put_bytes(turtle, STR(": <"));
    put_bytes(turtle, turtle->prefixes[i].iri);
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
  put_bytes(turtle, STR("\""));
  ArenaMark mark = arena_mark(turtle->scratch);
  Str text = arena_copy(turtle->scratch, term->text); // raptor reads up to NUL
  raptor_string_escaped_write((const unsigned char *)text.data, text.length,
                              '"', ESCAPES, turtle->stream);
  arena_rewind(turtle->scratch, mark);
  put_bytes(turtle, STR("\""));
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
