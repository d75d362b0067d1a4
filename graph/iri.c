/// IRIs made from content.
#include "graph/iri.h"

#include "base/utf8.h"
#include "graph/gate.h"

#include <inttypes.h>
#include <stdlib.h>

#include <utf8proc.h>

static Str join(Arena *arena, Str space, Str name) {
  return ARENA_JOIN(arena, space, name);
}

bool iri_space(Arena *arena, Str base, IriSpace *space) {
  if (!gate_is_iri(base) || memchr(base.data, '?', base.length) ||
      memchr(base.data, '#', base.length)) {
    return false;
  }
  bool ends = str_ends(base, STR("/"));
  space->base = ends ? arena_copy(arena, base) : join(arena, base, STR("/"));
  space->entity = join(arena, space->base, STR("entity/"));
  space->relation = join(arena, space->base, STR("relation/"));
  space->statement = join(arena, space->base, STR("statement/"));
  space->role = join(arena, space->base, STR("role/"));
  space->value = join(arena, space->base, STR("value/"));
  space->document = join(arena, space->base, STR("document/"));
  space->claims = join(arena, space->base, STR("claims/"));
  return true;
}

/// The composed form (NFC), so that one name has one spelling.
static Str compose(Arena *arena, Str text) {
  bool ascii = true;
  for (size_t i = 0; i < text.length; i++) {
    ascii &= (uint8_t)text.data[i] < 0x80;
  }
  if (ascii) {
    return text;
  }
  utf8proc_uint8_t *composed = NULL;
  utf8proc_ssize_t length = utf8proc_map(
      (const utf8proc_uint8_t *)text.data, (utf8proc_ssize_t)text.length,
      &composed, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
  if (length >= 0) {
    text = arena_copy(arena, (Str){(const char *)composed, (size_t)length});
  }
  free(composed);
  return text;
}

static bool stays(uint32_t code_point) {
  if (code_point < 0x80) {
    return (code_point >= '0' && code_point <= '9') ||
           (code_point >= 'A' && code_point <= 'Z') ||
           (code_point >= 'a' && code_point <= 'z') || code_point == '-' ||
           code_point == '.' || code_point == '_';
  }
  utf8proc_category_t category =
      utf8proc_category((utf8proc_int32_t)code_point);
  char bytes[UTF8_LONGEST + 2] = "a:";
  size_t size = utf8_encode(code_point, bytes + 2);
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO &&
         gate_is_iri((Str){bytes, size + 2});
}

/// Write "%C3%A9" for the bytes; gives what was written.
static size_t percent_encode(char *out, Str bytes) {
  static const char digits[] = "0123456789ABCDEF";
  for (size_t i = 0; i < bytes.length; i++) {
    uint8_t byte = (uint8_t)bytes.data[i];
    *out++ = '%';
    *out++ = digits[byte >> 4];
    *out++ = digits[byte & 15];
  }
  return 3 * bytes.length;
}

Str iri_local_name(Arena *arena, Str name, char gap) {
  Str text = compose(arena, gate_repair_text(arena, name));
  char *out = arena_alloc(arena, text.length + 1, 3);
  size_t length = 0;
  size_t cut = 0; ///< where a name too long is cut: between two characters
  bool space = false;
  for (size_t offset = 0; offset < text.length;) {
    size_t begin = offset;
    uint32_t code_point = utf8_next(text, &offset);
    if (gap && utf8_is_space(code_point)) {
      space = length > 0;
      continue;
    }
    if (space) {
      out[length++] = gap;
      space = false;
    }
    Str bytes = str_slice(text, begin, offset);
    if (stays(code_point)) {
      memcpy(out + length, bytes.data, bytes.length);
      length += bytes.length;
    } else {
      length += percent_encode(out + length, bytes);
    }
    cut = length <= IRI_LONGEST_NAME ? length : cut;
  }
  if (length <= IRI_LONGEST_NAME) {
    return (Str){out, length};
  }
  return arena_format(arena, "%.*s-%012" PRIx64, (int)cut, out,
                      str_hash(text) >> 16);
}

/// A character that XML names and Turtle names may hold at any place.
static bool is_name_letter(uint32_t code_point) {
  return (code_point >= 'a' && code_point <= 'z') || code_point == '_' ||
         (code_point >= 0xF8 && code_point <= 0x2FF) ||
         (code_point >= 0x37F && code_point <= 0x1FFF) ||
         (code_point >= 0x3001 && code_point <= 0xD7FF) ||
         (code_point >= 0xDF && code_point <= 0xF6);
}

/// The local name of a property. RDF/XML must be able to split the IRI, so it
/// is a name of letters, digits and hyphens; a hash replaces what is lost.
static Str property_name(Arena *arena, Str label) {
  Str text =
      utf8_to_lower(arena, compose(arena, gate_repair_text(arena, label)));
  char *out = arena_alloc(arena, text.length + 2, 1);
  size_t length = 0;
  bool gap = false;
  bool lost = false;
  for (size_t offset = 0; offset < text.length;) {
    size_t begin = offset;
    uint32_t code_point = utf8_next(text, &offset);
    bool digit = code_point >= '0' && code_point <= '9';
    if (!is_name_letter(code_point) && !digit) {
      gap = true;
      lost |= code_point != '-' && !utf8_is_space(code_point);
      continue;
    }
    if (length == 0 && digit) {
      out[length++] = '_';
    } else if (length > 0 && gap) {
      out[length++] = '-';
    }
    gap = false;
    memcpy(out + length, text.data + begin, offset - begin);
    length += offset - begin;
  }
  Str name = {length > 0 ? out : "unnamed", length > 0 ? length : 7};
  if (length > 0 && length <= IRI_LONGEST_NAME && !lost) {
    return name;
  }
  while (name.length > IRI_LONGEST_NAME ||
         utf8_is_continuation(name.data[name.length])) {
    name.length--;
  }
  return arena_format(arena, "%.*s-%012" PRIx64, STR_ARG(name),
                      str_hash(text) >> 16);
}

/// Is it as "." and ".." are, which readers of IRIs would resolve?
static bool is_dots(Str segment) {
  size_t dots = 0;
  while (dots < segment.length && segment.data[dots] == '.') {
    dots++;
  }
  return dots == segment.length;
}

/// A path's segments as local names, without those that only lead elsewhere.
static Str path_name(Arena *arena, Str path) {
  Str name = STR("");
  for (size_t begin = 0; begin < path.length;) {
    size_t end = begin;
    while (end < path.length && path.data[end] != '/') {
      end++;
    }
    Str segment = str_slice(path, begin, end);
    if (!is_dots(segment)) {
      Str local = iri_local_name(arena, segment, '\0');
      name = arena_format(arena, "%.*s%s%.*s", STR_ARG(name),
                          name.length > 0 ? "/" : "", STR_ARG(local));
    }
    begin = end + 1;
  }
  return name.length > 0 ? name : STR("unnamed");
}

static Str without_fragment(Str iri) {
  const char *fragment = memchr(iri.data, '#', iri.length);
  return fragment ? str_slice(iri, 0, (size_t)(fragment - iri.data)) : iri;
}

Str iri_document(Arena *arena, const IriSpace *space,
                 const Document *document) {
  if (gate_is_iri(document->url)) {
    return without_fragment(document->url);
  }
  if (gate_is_iri(document->name) &&
      (str_starts(document->name, STR("http://")) ||
       str_starts(document->name, STR("https://")))) {
    return without_fragment(document->name);
  }
  Str name =
      str_equal(document->name, STR("-")) ? STR("stdin") : document->name;
  return join(arena, space->document, path_name(arena, name));
}

Str iri_range(Arena *arena, Str document, uint32_t begin, uint32_t end) {
  char first[STR_DIGITS];
  char last[STR_DIGITS];
  return ARENA_JOIN(arena, document, STR("#char="), str_decimal(first, begin),
                    STR(","), str_decimal(last, end));
}

Str iri_entity(Arena *arena, const IriSpace *space, const Ontology *ontology,
               const Entity *entity) {
  if (gate_is_iri(entity->id)) {
    return entity->id;
  }
  if (entity->id.length > 0) {
    return join(arena, space->entity, iri_local_name(arena, entity->id, '_'));
  }
  Str name = iri_local_name(arena, entity->name, '_');
  Str suffix = ontology_type_suffix(ontology, entity->type);
  if (entity->is_homonym && suffix.length == 0) {
    suffix = STR("unlinked"); // not the node of the known thing
  }
  bool is_single = !memchr(name.data, '_', name.length);
  if (suffix.length > 0 && (is_single || entity->is_homonym)) {
    name = arena_format(arena, "%.*s-%.*s", STR_ARG(name),
                        STR_ARG(iri_local_name(arena, suffix, '-')));
  }
  return join(arena, space->entity, name);
}

Str iri_thing(Arena *arena, const IriSpace *space, Str head, Str document,
              uint32_t place) {
  Str name = iri_local_name(arena, utf8_to_lower(arena, head), '-');
  char digits[STR_DIGITS];
  Str key = ARENA_JOIN(arena, document, STR(" "), str_decimal(digits, place));
  return ARENA_JOIN(arena, space->entity, name, STR("-"),
                    str_hexadecimal(digits, str_hash(key) >> 16, 12));
}

Str iri_relation(Arena *arena, const IriSpace *space, Str label) {
  return join(arena, space->relation, property_name(arena, label));
}

Str iri_role(Arena *arena, const IriSpace *space, const Ontology *ontology,
             Str name) {
  char *plain = arena_alloc(arena, name.length + 1, 1);
  for (size_t i = 0; i < name.length; i++) {
    bool gap = name.data[i] == '.' || name.data[i] == '_';
    plain[i] = gap ? '-' : name.data[i];
  }
  Str local = property_name(arena, (Str){plain, name.length});
  Str known = ontology_role_iri(ontology, local);
  return known.length > 0 ? known : join(arena, space->role, local);
}

Str iri_value(Arena *arena, const IriSpace *space, Str label) {
  const char *slash;
  while ((slash = memchr(label.data, '/', label.length)) != NULL) {
    size_t at = (size_t)(slash - label.data);
    label = ARENA_JOIN(arena, str_slice(label, 0, at), STR(" per "),
                       str_slice(label, at + 1, label.length));
  }
  return join(arena, space->value, iri_local_name(arena, label, '-'));
}

Str iri_statement(Arena *arena, const IriSpace *space, Str key) {
  char digits[STR_DIGITS];
  return ARENA_JOIN(arena, space->statement,
                    str_hexadecimal(digits, str_hash(key), 16));
}

Str iri_claims(Arena *arena, const IriSpace *space, Str source) {
  if (str_starts(source, space->entity)) {
    source = str_slice(source, space->entity.length, source.length);
    return join(arena, space->claims, source);
  }
  return join(arena, space->claims, iri_local_name(arena, source, '_'));
}
