/// Annotation: entities as a treebank has them in CoNLL-U's MISC column.
#include "extract/mention/annotation.h"

#include "extract/name/name.h"

#include <stdarg.h>
#include <stdio.h>

/// A mention that is not at its end.
typedef struct {
  Str group;
  Str fields; ///< what follows the group
  uint32_t begin;
} Open;

/// One sentence that is read.
typedef struct {
  AnnotationReader *reader;
  const Sentence *sentence;
  Arena *arena;
  Annotations annotations;
  Open open[ANNOTATION_DEEPEST];
  uint32_t depth;
  bool is_bad;
} Reading;

static void fail(Reading *reading, Str place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/// Only a sentence's first error is told.
static void fail(Reading *reading, Str place, const char *format, ...) {
  AnnotationReader *reader = reading->reader;
  if (reading->is_bad || ++reader->errors > ANNOTATION_MOST_ERRORS) {
    reading->is_bad = true;
    return;
  }
  reading->is_bad = true;
  char text[200];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  report_at(reader->report, SEVERITY_ERROR, reader->name, reader->source,
            (size_t)(place.data - reader->source.data), "%s", text);
}

static Str trim(Str text) {
  while (text.length && (text.data[0] == ' ' || text.data[0] == '\t')) {
    text = str_slice(text, 1, text.length);
  }
  while (text.length && (text.data[text.length - 1] == ' ' ||
                         text.data[text.length - 1] == '\r')) {
    text.length--;
  }
  return text;
}

AnnotationReader annotation_reader(Str source, Str name, Report *report) {
  static const Str mark = {"# global.Entity", sizeof "# global.Entity" - 1};
  AnnotationReader reader = {.source = source,
                             .name = name,
                             .report = report,
                             .type_field = 1,
                             .core_field = 5};
  Str rest = source;
  while (rest.length) {
    Str line = str_cut(&rest, '\n');
    if (!str_starts(line, mark)) {
      continue;
    }
    str_cut(&line, '=');
    line = trim(line);
    reader.core_field = UINT32_MAX; // unless it is named
    for (uint32_t field = 0; line.length; field++) {
      Str label = str_cut(&line, '-');
      if (str_equal(label, STR("etype")) || str_equal(label, STR("entity"))) {
        reader.type_field = field;
      } else if (str_equal(label, STR("minspan")) ||
                 str_equal(label, STR("head"))) {
        reader.core_field = field;
      }
    }
    break;
  }
  return reader;
}

/// The index-th field, the group being field 0; empty if there is none.
static Str field_of(const Open *open, uint32_t index) {
  Str rest = open->fields;
  for (uint32_t i = 1; i < index && rest.length; i++) {
    str_cut(&rest, '-');
  }
  return str_cut(&rest, '-');
}

static void add(Reading *reading, const Open *open, uint32_t end) {
  if (memchr(open->group.data, '[', open->group.length)) {
    return;
  }
  Str type = field_of(open, reading->reader->type_field);
  if (!type.length) {
    fail(reading, open->group, "the mention of entity %.*s has no type",
         (int)(open->group.length < 20 ? open->group.length : 20),
         open->group.data);
    return;
  }
  Annotation *mention =
      ARENA_PUSH(reading->arena, reading->annotations.mentions,
                 reading->annotations.count, reading->annotations.capacity);
  *mention =
      (Annotation){.begin = open->begin,
                   .end = end,
                   .head = name_head(reading->sentence, open->begin, end),
                   .type = type,
                   .core = field_of(open, reading->reader->core_field)};
}

static void close_mention(Reading *reading, Str group, uint32_t end) {
  for (uint32_t i = reading->depth; i-- > 0;) {
    if (str_equal(reading->open[i].group, group)) {
      add(reading, &reading->open[i], end);
      memmove(reading->open + i, reading->open + i + 1,
              (reading->depth - i - 1) * sizeof *reading->open);
      reading->depth--;
      return;
    }
  }
  fail(reading, group, "entity %.*s ends, but has not begun",
       (int)(group.length < 20 ? group.length : 20), group.data);
}

/// Read a token's brackets: "(12-person-...(13-place-...)".
static void read_brackets(Reading *reading, Str text, uint32_t token) {
  while (text.length && !reading->is_bad) {
    bool opens = text.data[0] == '(';
    size_t end = opens ? 1 : 0;
    while (end < text.length && text.data[end] != ')' &&
           text.data[end] != '(') {
      end++;
    }
    bool closes = end < text.length && text.data[end] == ')';
    Str fields = str_slice(text, opens ? 1 : 0, end);
    Str group = str_cut(&fields, '-');
    Open open = {group, fields, token};
    if (!group.length || (!opens && !closes)) {
      fail(reading, text, "expected '(' or ')' about an entity");
    } else if (opens && closes) {
      add(reading, &open, token + 1);
    } else if (closes) {
      close_mention(reading, group, token + 1);
    } else if (reading->depth == ANNOTATION_DEEPEST) {
      fail(reading, group, "more than %d mentions in each other",
           ANNOTATION_DEEPEST);
    } else {
      reading->open[reading->depth++] = open;
    }
    text = str_slice(text, closes ? end + 1 : end, text.length);
  }
}

Status annotation_read(AnnotationReader *reader, const Sentence *sentence,
                       Arena *arena, Annotations *annotations) {
  Reading reading = {.reader = reader, .sentence = sentence, .arena = arena};
  for (uint32_t i = 0; sentence->misc && i < sentence->token_count; i++) {
    Str misc = sentence->misc[i];
    while (misc.length && !reading.is_bad) {
      Str attribute = str_cut(&misc, '|');
      if (str_starts(attribute, STR("Entity="))) {
        read_brackets(&reading, str_slice(attribute, 7, attribute.length), i);
      }
    }
  }
  if (reading.depth && !reading.is_bad) {
    Str group = reading.open[reading.depth - 1].group;
    fail(&reading, group, "entity %.*s does not end in its sentence",
         (int)(group.length < 20 ? group.length : 20), group.data);
  }
  if (reading.is_bad) {
    reading.annotations = (Annotations){0};
  }
  *annotations = reading.annotations;
  return reading.is_bad ? STATUS_BAD_INPUT : STATUS_OK;
}
