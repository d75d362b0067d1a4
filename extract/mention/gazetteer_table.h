/// The gazetteer's table: a block of bytes that is searched where it lies.
///
/// A header, then rows, slots and text. Numbers are in the machine's order:
/// tables are made where the program is built, or in memory.
#ifndef QUERN_EXTRACT_MENTION_GAZETTEER_TABLE_H
#define QUERN_EXTRACT_MENTION_GAZETTEER_TABLE_H

#include "base/output.h"
#include "extract/mention/gazetteer.h"

/// A run of the table's text.
typedef struct {
  uint32_t offset;
  uint32_t length;
} GazetteerText;

typedef struct {
  GazetteerText id;
  GazetteerText label;
  GazetteerText type;
  GazetteerText place;
  uint32_t population;
  uint32_t link_begin;
  uint32_t link_count;
} GazetteerRow;

/// One name of one thing; of a first word the number of words instead.
typedef struct {
  GazetteerText text;
  uint32_t entity;
  uint32_t kind;
} GazetteerName;

typedef struct {
  uint32_t row_count;
  uint32_t name_count; ///< sorted; equal ones stand together
  uint32_t link_count;
  uint32_t slot_count; ///< a power of two
  uint32_t text_length;
} GazetteerHeader;

/// A table's parts, all inside one block.
typedef struct {
  GazetteerHeader header;
  const GazetteerRow *rows;
  const GazetteerName *names;
  const GazetteerText *links;
  const uint32_t *slots; ///< by hash: index of a text's first name + 1, or 0
  const char *text;
} GazetteerTable;

/// A thing read from Turtle.
typedef struct {
  Str id;
  Str label;
  Str type;
  Str place;
  Str *names; ///< all, the label included
  GazetteerNameKind *kinds;
  uint32_t name_count;
  uint32_t name_capacity;
  Str *links;
  uint32_t link_count;
  uint32_t link_capacity;
  uint32_t population;
  size_t offset; ///< of its first triple, for messages
} GazetteerThing;

typedef struct {
  GazetteerThing *things;
  uint32_t count;
  uint32_t capacity;
} GazetteerThings;

/**
   Read the things of a Turtle file and add them to others.

   @param arena  Holds them.
   @return STATUS_OK or STATUS_BAD_SETUP (reported with line and column), or
           STATUS_FAILED.
*/
MUST_CHECK Status gazetteer_read(Str text, Str path, Arena *arena,
                                 Report *report, GazetteerThings *things);

/// Make a table's bytes, in the arena.
Str gazetteer_compile(const GazetteerThings *things, Arena *arena);

/// Find the parts of a table in its bytes, which must be aligned to 4.
GazetteerTable gazetteer_open(Str bytes);

/// The built-in table's bytes.
Str gazetteer_builtin(void);

#endif
