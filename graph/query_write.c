/// Writing rows: text for people, and the W3C's TSV, CSV and JSON.
#include "graph/query_internal.h"

#include "base/utf8.h"
#include "graph/vocabulary.h"

static Str uri_text(librdf_uri *uri) {
  size_t length = 0;
  const unsigned char *text = librdf_uri_as_counted_string(uri, &length);
  return (Str){(const char *)text, length};
}

/// An IRI, a blank node's label, or a literal's text.
static Str node_text(librdf_node *node) {
  size_t length = 0;
  if (librdf_node_is_resource(node)) {
    return uri_text(librdf_node_get_uri(node));
  }
  const unsigned char *text =
      librdf_node_is_blank(node)
          ? librdf_node_get_counted_blank_identifier(node, &length)
          : librdf_node_get_literal_value_as_counted_string(node, &length);
  return (Str){(const char *)text, length};
}

/// A text on one line: runs of white space become one space.
static void put_line(Output *output, Str text) {
  bool space = false;
  bool begun = false;
  for (size_t i = 0; i < text.length; i++) {
    if (text.data[i] != '\0' && strchr(" \t\r\n", text.data[i])) {
      space = begun;
      continue;
    }
    if (space) {
      output_byte(output, ' ');
    }
    output_byte(output, text.data[i]);
    space = false;
    begun = true;
  }
}

static void put_for_people(const RowWriter *rows, librdf_node *node) {
  Str text = node_text(node);
  Str local;
  const Prefix *prefix = librdf_node_is_resource(node)
                             ? prefix_find(rows->prefixes, text, &local)
                             : NULL;
  if (prefix) {
    output_write(rows->output, prefix->name);
    output_byte(rows->output, ':');
    output_write(rows->output, local);
  } else if (librdf_node_is_resource(node)) {
    output_format(rows->output, "<%.*s>", STR_ARG(text));
  } else {
    put_line(rows->output, text);
  }
}

/// As N-Triples writes it, but as UTF-8.
static void put_ntriples(const RowWriter *rows, librdf_node *node) {
  unsigned char *text = NULL;
  size_t length = 0;
  raptor_iostream *stream = raptor_new_iostream_to_string(
      librdf_world_get_raptor(rows->world), (void **)&text, &length,
      librdf_alloc_memory);
  if (stream) {
    raptor_term_escaped_write(node,
                              RAPTOR_ESCAPED_WRITE_BITFLAG_UTF8 |
                                  RAPTOR_ESCAPED_WRITE_BITFLAG_BS_ESCAPES_TNRU,
                              stream);
    raptor_free_iostream(stream);
  }
  if (text) {
    output_write(rows->output, (Str){(const char *)text, length});
    librdf_free_memory(text);
  }
}

static void put_csv(const RowWriter *rows, librdf_node *node) {
  Str text = node_text(node);
  if (librdf_node_is_blank(node)) {
    output_write(rows->output, STR("_:"));
  }
  bool quoted = false;
  for (size_t i = 0; i < text.length; i++) {
    quoted |= text.data[i] != '\0' && strchr(",\"\r\n", text.data[i]);
  }
  if (!quoted) {
    output_write(rows->output, text);
    return;
  }
  output_byte(rows->output, '"');
  for (size_t i = 0; i < text.length; i++) {
    if (text.data[i] == '"') {
      output_byte(rows->output, '"');
    }
    output_byte(rows->output, text.data[i]);
  }
  output_byte(rows->output, '"');
}

static void put_json_text(Output *output, Str text) {
  output_byte(output, '"');
  for (size_t i = 0; i < text.length; i++) {
    char byte = text.data[i];
    if (byte == '"' || byte == '\\') {
      output_byte(output, '\\');
      output_byte(output, byte);
    } else if ((uint8_t)byte < ' ') {
      output_format(output, "\\u%04x", (unsigned)(uint8_t)byte);
    } else {
      output_byte(output, byte);
    }
  }
  output_byte(output, '"');
}

static void put_json(const RowWriter *rows, librdf_node *node) {
  Output *output = rows->output;
  const char *kind = librdf_node_is_resource(node) ? "uri"
                     : librdf_node_is_blank(node)  ? "bnode"
                                                   : "literal";
  output_format(output, "{\"type\":\"%s\",\"value\":", kind);
  put_json_text(output, node_text(node));
  if (librdf_node_is_literal(node)) {
    const char *language = librdf_node_get_literal_value_language(node);
    librdf_uri *datatype = librdf_node_get_literal_value_datatype_uri(node);
    if (language) {
      output_write(output, STR(",\"xml:lang\":"));
      put_json_text(output, str_from(language));
    } else if (datatype && !str_equal(uri_text(datatype), STR(XSD "string"))) {
      output_write(output, STR(",\"datatype\":"));
      put_json_text(output, uri_text(datatype));
    }
  }
  output_byte(output, '}');
}

static void put_json_row(const RowWriter *rows, librdf_node *const *values) {
  Output *output = rows->output;
  output_write(output, rows->row_count > 0 ? STR(",\n{") : STR("\n{"));
  bool begun = false;
  for (int i = 0; i < rows->column_count; i++) {
    if (values[i]) {
      output_write(output, begun ? STR(",") : STR(""));
      put_json_text(output, str_from(rows->names[i]));
      output_byte(output, ':');
      put_json(rows, values[i]);
      begun = true;
    }
  }
  output_byte(output, '}');
}

static Str separator(const RowWriter *rows) {
  return rows->format == QUERY_CSV ? STR(",") : STR("\t");
}

static Str line_end(const RowWriter *rows) {
  return rows->format == QUERY_CSV ? STR("\r\n") : STR("\n");
}

void rows_begin(RowWriter *rows) {
  Output *output = rows->output;
  if (rows->format == QUERY_JSON) {
    output_write(output, STR("{\"head\":{\"vars\":["));
    for (int i = 0; i < rows->column_count; i++) {
      output_write(output, i > 0 ? STR(",") : STR(""));
      put_json_text(output, str_from(rows->names[i]));
    }
    output_write(output, STR("]},\"results\":{\"bindings\":["));
    return;
  }
  for (int i = 0; i < rows->column_count; i++) {
    output_write(output, i > 0 ? separator(rows) : STR(""));
    output_format(output, "%s%s", rows->format == QUERY_TSV ? "?" : "",
                  rows->names[i]);
  }
  output_write(output, line_end(rows));
}

void rows_put(RowWriter *rows, librdf_node *const *values) {
  if (rows->format == QUERY_JSON) {
    put_json_row(rows, values);
    rows->row_count++;
    return;
  }
  for (int i = 0; i < rows->column_count; i++) {
    output_write(rows->output, i > 0 ? separator(rows) : STR(""));
    if (!values[i]) {
      continue;
    }
    if (rows->format == QUERY_TSV) {
      put_ntriples(rows, values[i]);
    } else if (rows->format == QUERY_CSV) {
      put_csv(rows, values[i]);
    } else {
      put_for_people(rows, values[i]);
    }
  }
  output_write(rows->output, line_end(rows));
  rows->row_count++;
}

void rows_end(RowWriter *rows) {
  if (rows->format == QUERY_JSON) {
    output_write(rows->output, STR("\n]}}\n"));
  }
}

void rows_put_boolean(RowWriter *rows, bool answer) {
  if (rows->format == QUERY_JSON) {
    output_format(rows->output, "{\"head\":{},\"boolean\":%s}\n",
                  answer ? "true" : "false");
  } else {
    output_write(rows->output, answer ? STR("true\n") : STR("false\n"));
  }
}

void rows_put_triple(RowWriter *rows, librdf_statement *statement) {
  put_ntriples(rows, librdf_statement_get_subject(statement));
  output_byte(rows->output, ' ');
  put_ntriples(rows, librdf_statement_get_predicate(statement));
  output_byte(rows->output, ' ');
  put_ntriples(rows, librdf_statement_get_object(statement));
  output_write(rows->output, STR(" .\n"));
}
