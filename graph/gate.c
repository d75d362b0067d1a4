/// Gate: checks of IRIs, language tags, texts, and whole quads.
#include "graph/gate.h"

#include "base/utf8.h"
#include "graph/lexical.h"

static bool is_letter(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

static bool is_hex(char byte) {
  return is_digit(byte) || (byte >= 'a' && byte <= 'f') ||
         (byte >= 'A' && byte <= 'F');
}

static bool is_scheme_byte(char byte) {
  return is_letter(byte) || is_digit(byte) || byte == '+' || byte == '-' ||
         byte == '.';
}

/// The length of "http:", 0 if no scheme begins the IRI.
static size_t scheme_length(Str iri) {
  if (iri.length == 0 || !is_letter(iri.data[0])) {
    return 0;
  }
  size_t length = 1;
  while (length < iri.length && is_scheme_byte(iri.data[length])) {
    length++;
  }
  return length < iri.length && iri.data[length] == ':' ? length + 1 : 0;
}

/// The ASCII characters an IRI may hold, a bit each: not controls, space,
/// <>"{}|^`\ and brackets.
static bool is_iri_ascii(uint8_t byte) {
  static const uint64_t allowed[] = {0xAFFFFFFA00000000, 0x47FFFFFE87FFFFFF};
  return byte < 0x80 && (allowed[byte / 64] >> (byte % 64) & 1);
}

/// RFC 3987's ucschar.
static bool is_iri_character(uint32_t code_point) {
  return (code_point >= 0xA0 && code_point <= 0xD7FF) ||
         (code_point >= 0xF900 && code_point <= 0xFDCF) ||
         (code_point >= 0xFDF0 && code_point <= 0xFFEF) ||
         (code_point >= 0x10000 && code_point < 0xE0000 &&
          (code_point & 0xFFFF) < 0xFFFE) ||
         (code_point >= 0xE1000 && code_point < 0xEFFFE);
}

static bool has_iri_characters(Str iri) {
  bool ascii = true;
  for (size_t i = 0; i < iri.length; i++) {
    uint8_t byte = (uint8_t)iri.data[i];
    if (byte >= 0x80) {
      ascii = false;
      continue;
    }
    if (!is_iri_ascii(byte) ||
        (byte == '%' && !(i + 3 <= iri.length && is_hex(iri.data[i + 1]) &&
                          is_hex(iri.data[i + 2])))) {
      return false;
    }
  }
  if (!ascii && utf8_valid_length(iri) != iri.length) {
    return false;
  }
  for (size_t offset = 0; !ascii && offset < iri.length;) {
    uint32_t code_point = utf8_next(iri, &offset);
    if (code_point >= 0x80 && !is_iri_character(code_point)) {
      return false;
    }
  }
  return true;
}

static bool ends_authority(char byte) {
  return byte == '/' || byte == '?' || byte == '#';
}

/// "//host:port" must have a port of digits, and no second '@'.
static bool has_good_authority(Str rest) {
  if (!str_starts(rest, STR("//"))) {
    return true;
  }
  size_t end = 2;
  size_t host = 2;
  while (end < rest.length && !ends_authority(rest.data[end])) {
    if (rest.data[end] == '@' && host > 2) {
      return false;
    }
    host = rest.data[end] == '@' ? end + 1 : host;
    end++;
  }
  size_t port = host;
  while (port < end && rest.data[port] != ':') {
    port++;
  }
  for (port++; port < end; port++) {
    if (!is_digit(rest.data[port])) {
      return false;
    }
  }
  return true;
}

bool gate_is_iri(Str iri) {
  size_t scheme = scheme_length(iri);
  if (scheme == 0 || !has_iri_characters(iri)) {
    return false;
  }
  const char *fragment = memchr(iri.data, '#', iri.length);
  if (fragment && memchr(fragment + 1, '#',
                         iri.length - (size_t)(fragment + 1 - iri.data))) {
    return false;
  }
  return has_good_authority(str_slice(iri, scheme, iri.length));
}

bool gate_is_language(Str tag) {
  size_t part = 0; ///< length of the part between hyphens
  bool first = true;
  for (size_t i = 0; i < tag.length; i++) {
    char byte = tag.data[i];
    if (byte == '-') {
      if (part == 0) {
        return false;
      }
      part = 0;
      first = false;
    } else if (is_letter(byte) || (!first && is_digit(byte))) {
      part++;
    } else {
      return false;
    }
    if (part > 8) {
      return false;
    }
  }
  return part > 0;
}

static bool is_text_character(uint32_t code_point) {
  if (code_point < ' ') {
    return code_point == '\t' || code_point == '\n' || code_point == '\r';
  }
  return code_point != 0x7F && code_point != 0xFFFE && code_point != 0xFFFF;
}

/// The number of leading bytes that pass.
static size_t text_length(Str text) {
  size_t plain = 0;
  while (plain < text.length && text.data[plain] >= ' ' &&
         text.data[plain] < 0x7F) {
    plain++;
  }
  if (plain == text.length) {
    return plain;
  }
  size_t valid = plain + utf8_valid_length(str_slice(text, plain, text.length));
  for (size_t offset = plain; offset < valid;) {
    size_t begin = offset;
    if (!is_text_character(utf8_next(text, &offset))) {
      return begin;
    }
  }
  return valid;
}

bool gate_is_text(Str text) { return text_length(text) == text.length; }

Str gate_repair_text(Arena *arena, Str text) {
  const Str replacement = STR("\xEF\xBF\xBD");
  if (gate_is_text(text)) {
    return text;
  }
  char *copy = arena_alloc(arena, text.length, replacement.length);
  size_t length = 0;
  size_t offset = 0;
  while (offset < text.length) {
    size_t end =
        offset + utf8_valid_length(str_slice(text, offset, text.length));
    while (offset < end) {
      size_t begin = offset;
      bool good = is_text_character(utf8_next(text, &offset));
      size_t size = good ? offset - begin : replacement.length;
      memcpy(copy + length, good ? text.data + begin : replacement.data, size);
      length += size;
    }
    if (offset < text.length) {
      memcpy(copy + length, replacement.data, replacement.length);
      length += replacement.length;
      offset++;
    }
  }
  return (Str){copy, length};
}

bool gate_is_lexical(Str text, Str datatype) {
  return lexical_is_valid(text, datatype);
}

/// gate_is_iri(), which is asked once for a text that many quads share.
static bool passes(Str iri, GateMemory *memory) {
  if (!memory || iri.length == 0) {
    return gate_is_iri(iri);
  }
  enum { PLACES = sizeof memory->passed / sizeof *memory->passed };
  const uint64_t factor = 0x9E3779B97F4A7C15u;
  uint64_t hash = ((uint64_t)(uintptr_t)iri.data ^ iri.length) * factor;
  Str *place = &memory->passed[(hash >> 32) % PLACES];
  if (place->data == iri.data && place->length == iri.length) {
    return true;
  }
  if (!gate_is_iri(iri)) {
    return false;
  }
  *place = iri;
  return true;
}

static const char *find_fault(const Quad *quad, GateMemory *memory) {
  if (!passes(quad->subject, memory)) {
    return "the subject is no absolute IRI";
  }
  if (!passes(quad->predicate, memory)) {
    return "the predicate is no absolute IRI";
  }
  if (quad->graph.length > 0 && !passes(quad->graph, memory)) {
    return "the graph's name is no absolute IRI";
  }
  const Term *object = &quad->object;
  if (object->kind == TERM_IRI) {
    return passes(object->text, memory) ? NULL
                                        : "the object is no absolute IRI";
  }
  if (!gate_is_text(object->text)) {
    return "a literal holds characters that RDF cannot";
  }
  if (object->kind == TERM_TEXT) {
    return gate_is_language(object->qualifier) ? NULL
                                               : "this is no language tag";
  }
  if (!passes(object->qualifier, memory)) {
    return "the datatype is no absolute IRI";
  }
  return gate_is_lexical(object->text, object->qualifier)
             ? NULL
             : "a literal does not fit its datatype";
}

bool gate_passes(const Quad *quad, GateMemory *memory, const char **why) {
  const char *fault = find_fault(quad, memory);
  if (fault && why) {
    *why = fault;
  }
  return fault == NULL;
}
