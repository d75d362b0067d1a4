/// Gazetteer: known countries, cities and organizations and all their names.
///
/// Its source are Turtle files; they are compiled into a table that is searched
/// where it lies. Immutable: threads may share it.
#ifndef QUERN_EXTRACT_NAME_GAZETTEER_H
#define QUERN_EXTRACT_NAME_GAZETTEER_H

#include "base/report.h"

typedef enum {
  GAZETTEER_LABEL,       ///< rdfs:label
  GAZETTEER_ALTERNATIVE, ///< skos:altLabel
  GAZETTEER_DEMONYM,     ///< dbo:demonym: "Chinese", "Briton"
  GAZETTEER_FIRST_WORD,  ///< of other names; not given to callers
  GAZETTEER_KEY          ///< an id behind "="; likewise
} GazetteerNameKind;

/// One known thing. All text lives as long as the gazetteer.
typedef struct {
  Str id;         ///< local name or absolute IRI
  Str label;      ///< its usual name
  Str type;       ///< an ontology class, or empty
  Str place;      ///< id of the place that it lies in, or empty
  Str stands_for; ///< id of what the name means where a place speaks ("Beijing
                  ///< said"), or empty
  Str region; ///< name of the state or province that a city lies in, or empty
  bool is_shared; ///< others bear the name, too: linked only with evidence
  uint32_t population;
  uint32_t table; ///< where the rest of it is found, see gazetteer_link()
  uint32_t link_begin;
  uint32_t link_count;
} GazetteerEntity;

/// A thing found by one of its names.
typedef struct {
  GazetteerEntity entity;
  GazetteerNameKind kind;
} GazetteerHit;

typedef struct Gazetteer Gazetteer;

enum {
  GAZETTEER_MOST_HITS = 16,
  GAZETTEER_LONGEST = 12 ///< words of a name
};

/**
   Make the gazetteer of the built-in table and the user's files: Turtle, or
   tables that gazetteer_make_table() made, which are mapped.

   @param paths  Files; may be NULL if `count` is 0. No table may be shortened
                 while it is in use.
   @param[out] gazetteer  Free with gazetteer_free(). NULL on failure.
   @return STATUS_OK, STATUS_BAD_SETUP or STATUS_FAILED (reported with file,
           line and column).
*/
MUST_CHECK Status gazetteer_new(const char *const *paths, size_t count,
                                Report *report, Gazetteer **gazetteer);
void gazetteer_free(Gazetteer *gazetteer); ///< NULL is allowed

/**
   Compile Turtle files into the bytes of a table.

   @param[out] bytes  In the arena. Unset on failure.
   @return as gazetteer_new().
*/
MUST_CHECK Status gazetteer_make_table(const char *const *paths, size_t count,
                                       Arena *arena, Report *report,
                                       Str *bytes);

/// Find the things of a name, as written; the user's before built-in ones,
/// labels before other names, large cities before small ones. Gives their
/// number, at most GAZETTEER_MOST_HITS.
size_t gazetteer_find(const Gazetteer *gazetteer, Str name,
                      GazetteerHit hits[GAZETTEER_MOST_HITS]);

/// Find the thing that another stands for, by its id.
bool gazetteer_get(const Gazetteer *gazetteer, Str id, GazetteerEntity *entity);

/// Words of the longest name that begins with a word; 0 if there is none.
uint32_t gazetteer_longest(const Gazetteer *gazetteer, Str first_word);

/// The IRI of the same thing elsewhere, by index below `entity.link_count`.
Str gazetteer_link(const Gazetteer *gazetteer, const GazetteerEntity *entity,
                   uint32_t index);

#endif
