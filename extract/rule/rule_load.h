/// Loading: what the parser and the checker share until the rules are done.
#ifndef QUERN_EXTRACT_RULE_RULE_LOAD_H
#define QUERN_EXTRACT_RULE_RULE_LOAD_H

#include "extract/rule/rule.h"

/// A message kept until all are known, so that they can be put in order.
typedef struct {
  Severity severity;
  Place place;
  Str text;
} Complaint;

/// One file being read: an include within an include makes a chain.
typedef struct Reading {
  const struct Reading *includer;
  uint32_t file;
} Reading;

struct RuleLoader {
  Rules *rules;
  Arena *arena; ///< the rules'
  Report *report;
  RuleResolver resolver;
  void *resolver_context;
  Complaint *complaints;
  size_t complaint_count, complaint_capacity;
  Output *scratch; ///< in memory, for making texts
  Map *paths;      ///< of files read: index of the file
  Map *rule_names; ///< index of the rule
  Map *members;    ///< NameSets by list and value
  Map *tests;      ///< distinct token tests: their number is their place
  Map *sets;       ///< distinct sets of words, likewise
  bool unreadable; ///< a file named by the caller could not be read
  const Reading *reading;
};

/// Complain about a place.
void rule_load_error(RuleLoader *loader, Place place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void rule_load_warning(RuleLoader *loader, Place place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/// " (did you mean 'x'?)" for the candidate nearest to `word`, or empty.
typedef struct {
  Str word;
  Str best;
  size_t distance;
} Nearest;
Nearest rule_nearest_begin(Str word);
void rule_nearest_try(Nearest *nearest, Str candidate);
Str rule_nearest_hint(const Nearest *nearest, Arena *arena);
/// The same among the keys of a map.
Str rule_hint_in_map(RuleLoader *loader, Str word, const Map *map);

/// "file:line" of a place, for "already defined at".
Str rule_load_where(RuleLoader *loader, Place place);

/// Number a name. The text is borrowed.
NameId rule_load_name(RuleLoader *loader, Str text);

/// Lower-case a word for comparison.
Str rule_load_lower(RuleLoader *loader, Str text);

/// The path of a file that the file `from` names: beside it, unless absolute.
Str rule_load_path(RuleLoader *loader, uint32_t from, Str name);

/// Fetch a file by its path.
bool rule_load_fetch(RuleLoader *loader, Str path, Str *text);

/// Read a rule file: parse all of its lines.
void rule_load_read(RuleLoader *loader, Str path, Str text);

/// Put the reported complaints in order and hand them on.
void rule_load_tell(RuleLoader *loader);

// The stages after parsing, each complaining for itself.
void rule_check(RuleLoader *loader);   ///< names, cycles, what is missing
void rule_compile(RuleLoader *loader); ///< patterns, tests, indexes

/// Find a tree label's number; MOST_LABELS if there is none.
uint32_t rule_label_find(const Rules *rules, Str base);
void rule_label_begin(RuleLoader *loader);
/// Check a label and number its parts; false after an error.
bool rule_label_resolve(RuleLoader *loader, LabelTerm *term);
/// Number the label that a link rule makes.
bool rule_label_derive(RuleLoader *loader, Word word, uint8_t *base);

#endif
