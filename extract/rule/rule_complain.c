/// Complaints about rule files: collected, put in order, told.
#include "extract/rule/rule_load.h"

#include "base/suggest.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

__attribute__((format(printf, 4, 0))) static void
complain(RuleLoader *loader, Severity severity, Place place, const char *format,
         va_list arguments) {
  va_list again;
  va_copy(again, arguments);
  int length = vsnprintf(NULL, 0, format, arguments);
  size_t size = length < 0 ? 0 : (size_t)length;
  char *text = ARENA_NEW(loader->arena, char, size + 1);
  vsnprintf(text, size + 1, format, again);
  va_end(again);
  *ARENA_PUSH(loader->arena, loader->complaints, loader->complaint_count,
              loader->complaint_capacity) =
      (Complaint){severity, place, {text, size}};
}

void rule_load_error(RuleLoader *loader, Place place, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  complain(loader, SEVERITY_ERROR, place, format, arguments);
  va_end(arguments);
}

void rule_load_warning(RuleLoader *loader, Place place, const char *format,
                       ...) {
  va_list arguments;
  va_start(arguments, format);
  complain(loader, SEVERITY_WARNING, place, format, arguments);
  va_end(arguments);
}

static int compare(const void *left, const void *right) {
  const Complaint *a = left;
  const Complaint *b = right;
  if (a->place.file != b->place.file) {
    return a->place.file < b->place.file ? -1 : 1;
  }
  if (a->place.begin != b->place.begin) {
    return a->place.begin < b->place.begin ? -1 : 1;
  }
  return str_compare(a->text, b->text);
}

void rule_load_tell(RuleLoader *loader) {
  if (loader->complaint_count) {
    qsort(loader->complaints, loader->complaint_count,
          sizeof *loader->complaints, compare);
  }
  size_t told = 0;
  size_t untold = 0;
  for (size_t i = 0; i < loader->complaint_count; i++) {
    const Complaint *complaint = &loader->complaints[i];
    if (told == RULE_MOST_ERRORS) {
      untold += complaint->severity == SEVERITY_ERROR;
      continue;
    }
    told += complaint->severity == SEVERITY_ERROR;
    const RuleFile *file = &loader->rules->files[complaint->place.file];
    report_at(loader->report, complaint->severity, file->path, file->text,
              complaint->place.begin, "%.*s", STR_ARG(complaint->text));
  }
  if (untold) {
    report_add(loader->report, SEVERITY_ERROR, (Str){NULL, 0},
               "%zu more error%s in the rules", untold, untold > 1 ? "s" : "");
  }
}

Str rule_load_where(RuleLoader *loader, Place place) {
  uint32_t line;
  uint32_t column;
  rules_locate(loader->rules, place, &line, &column);
  return arena_format(loader->arena, "%.*s:%u",
                      STR_ARG(loader->rules->files[place.file].path), line);
}

void rules_locate(const Rules *rules, Place place, uint32_t *line,
                  uint32_t *column) {
  Str text = rules->files[place.file].text;
  *line = 1;
  *column = 1;
  for (uint32_t i = 0; i < place.begin && i < text.length; i++) {
    if (text.data[i] == '\n') {
      (*line)++;
      *column = 1;
    } else {
      *column += ((uint8_t)text.data[i] & 0xC0) != 0x80;
    }
  }
}

Nearest rule_nearest_begin(Str word) {
  // A word of three letters may differ in one, longer ones in two.
  return (Nearest){word, {NULL, 0}, word.length > 3 ? 3 : 2};
}

void rule_nearest_try(Nearest *nearest, Str candidate) {
  size_t edits = suggest_distance(nearest->word, candidate);
  if (edits < nearest->distance && edits < candidate.length) {
    nearest->distance = edits;
    nearest->best = candidate;
  }
}

Str rule_nearest_hint(const Nearest *nearest, Arena *arena) {
  if (!nearest->best.length) {
    return (Str){"", 0};
  }
  return arena_format(arena, " (did you mean '%.*s'?)", STR_ARG(nearest->best));
}

Str rule_hint_in_map(RuleLoader *loader, Str word, const Map *map) {
  Nearest nearest = rule_nearest_begin(word);
  for (uint32_t i = 0; i < map_count(map); i++) {
    rule_nearest_try(&nearest, map_entry(map, i)->key);
  }
  return rule_nearest_hint(&nearest, loader->arena);
}
