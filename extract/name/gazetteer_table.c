/// Gazetteer's table: opening it and searching in it.
#include "extract/name/gazetteer_table.h"

#include "base/utf8.h"

/// Slots looked at for a name. A table that is half empty needs few dozens.
enum { MOST_PROBES = 4096 };

bool gazetteer_is_table(Str bytes) {
  return str_starts(bytes, (Str){GAZETTEER_MAGIC, 8});
}

static Status fail(Report *report, Str path, const char *what) {
  report_add(report, SEVERITY_ERROR, path,
             "not a usable table of entities: %s; compile it again with "
             "'quern entities'",
             what);
  return STATUS_BAD_SETUP;
}

/// Bytes of all parts, which cannot overflow 64 bits.
static uint64_t count_bytes(const GazetteerHeader *header) {
  return sizeof *header + (uint64_t)header->row_count * sizeof(GazetteerRow) +
         (uint64_t)header->name_count * sizeof(GazetteerName) +
         (uint64_t)header->link_count * sizeof(GazetteerText) +
         (uint64_t)header->slot_count * (sizeof(uint32_t) + sizeof(uint8_t)) +
         header->text_length;
}

Status gazetteer_open(Str bytes, Str path, Report *report,
                      GazetteerTable *table) {
  *table = (GazetteerTable){.header = {.version = 0}};
  GazetteerHeader *header = &table->header;
  if (bytes.length < sizeof *header || !gazetteer_is_table(bytes)) {
    return fail(report, path, "it was cut off");
  }
  memcpy(header, bytes.data, sizeof *header);
  if (header->order != GAZETTEER_ORDER) {
    return fail(report, path, "it was made on another kind of machine");
  }
  if (header->version != GAZETTEER_VERSION) {
    return fail(report, path, "it was made by another version");
  }
  if (header->slot_count == 0 ||
      (header->slot_count & (header->slot_count - 1)) != 0) {
    return fail(report, path, "its slots are no power of two");
  }
  if (count_bytes(header) != bytes.length) {
    return fail(report, path, "its length is not what it says");
  }
  // The parts are arrays of 32-bit numbers; tags and text come last.
  const void *next = bytes.data + sizeof *header;
  table->rows = next;
  next = table->rows + header->row_count;
  table->names = next;
  next = table->names + header->name_count;
  table->links = next;
  next = table->links + header->link_count;
  table->slots = next;
  next = table->slots + header->slot_count;
  table->tags = next;
  next = table->tags + header->slot_count;
  table->text = next;
  return STATUS_OK;
}

/// The bytes of a text, of any kind; empty if they are not there.
static Str bytes_of(const GazetteerTable *table, GazetteerText text) {
  bool is_there = text.offset <= table->header.text_length &&
                  text.length <= table->header.text_length - text.offset;
  return is_there ? (Str){table->text + text.offset, text.length} : STR("");
}

Str gazetteer_view(const GazetteerTable *table, GazetteerText text) {
  Str bytes = bytes_of(table, text);
  return utf8_valid_length(bytes) == bytes.length ? bytes : STR("");
}

uint32_t gazetteer_find_name(const GazetteerTable *table, Str text) {
  uint64_t hash = str_hash(text);
  uint32_t slot = (uint32_t)hash;
  uint32_t mask = table->header.slot_count - 1;
  for (uint32_t probe = 0; probe < MOST_PROBES; probe++, slot++) {
    uint8_t tag = table->tags[slot & mask];
    if (tag == 0) {
      break;
    }
    if (tag != gazetteer_tag(hash)) {
      continue;
    }
    uint32_t name = table->slots[slot & mask];
    if (name == 0 || name > table->header.name_count) {
      break;
    }
    if (str_equal(bytes_of(table, table->names[name - 1].text), text)) {
      return name - 1;
    }
  }
  return table->header.name_count;
}
