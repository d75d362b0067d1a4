/// The gazetteer's table: a block of bytes that is searched where it lies.
///
/// A header, then rows, names, links, slots, their tags and text. Numbers are
/// in the order of the machine that made the table; others refuse it. A table
/// may come from a file, so nothing in it is believed: the header is checked
/// when it is opened, all that it points to where it is used.
#ifndef QUERN_EXTRACT_NAME_GAZETTEER_TABLE_H
#define QUERN_EXTRACT_NAME_GAZETTEER_TABLE_H

#include "base/map.h"
#include "base/output.h"
#include "extract/name/gazetteer.h"

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
  GazetteerText stands_for;
  GazetteerText region;
  uint32_t is_shared; ///< 0 or 1
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

#define GAZETTEER_MAGIC "QUERNENT" // no NUL follows it in the file

enum {
  GAZETTEER_VERSION = 2,
  GAZETTEER_ORDER = 0x01020304 ///< as the machine writes it
};

typedef struct {
  char magic[8];
  uint32_t version;
  uint32_t order;
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
  const uint8_t *tags;   ///< by slot, likewise: see gazetteer_tag(); 0 if free
  const char *text;
} GazetteerTable;

/// A thing read from Turtle.
typedef struct {
  Str id;
  Str label;
  Str type;
  Str place;
  Str capital; ///< a country's: the label of a city in it
  Str region;
  bool is_shared;
  Str stands_for; ///< what the name means where places speak
  Str *names;     ///< all, the label included
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
  Map *ids; ///< of the things, to their indexes; NULL at first
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

/// Are these the bytes of a table, whole or broken?
bool gazetteer_is_table(Str bytes);

/**
   Find the parts of a table in its bytes, which must be aligned to 4 and
   outlive it.

   @param path  Name to show in messages.
   @return STATUS_OK or STATUS_BAD_SETUP (reported).
*/
MUST_CHECK Status gazetteer_open(Str bytes, Str path, Report *report,
                                 GazetteerTable *table);

/// A run of the table's text; empty if it is not there or no UTF-8.
Str gazetteer_view(const GazetteerTable *table, GazetteerText text);

/// The first of a text's names, and behind it the other ones; name_count if
/// there is none.
uint32_t gazetteer_find_name(const GazetteerTable *table, Str text);

/// What a slot's tag is for a text with that hash. Tags are few bytes, so that
/// what is not there is most often known without a look at slots and names.
static inline uint8_t gazetteer_tag(uint64_t hash) {
  return (uint8_t)(hash >> 56 | 1);
}

/// The built-in table's bytes.
Str gazetteer_builtin(void);

#endif
