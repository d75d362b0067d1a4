/// Gazetteer: known countries, cities and organizations and all their names.
#include "extract/mention/gazetteer.h"

#include "base/file.h"
#include "extract/mention/gazetteer_table.h"

enum { LARGEST_FILE = 1024 * 1024 * 1024 };

struct Gazetteer {
  Arena *arena;
  GazetteerTable tables[2]; ///< the user's, the built-in
  uint32_t table_count;
};

static Status read_files(const char *const *paths, size_t count, Arena *arena,
                         Report *report, GazetteerThings *things) {
  Status worst = STATUS_OK;
  for (size_t i = 0; i < count; i++) {
    Str text;
    Status status = file_read(paths[i], LARGEST_FILE, arena, report, &text);
    if (status == STATUS_BAD_INPUT) {
      status = STATUS_BAD_SETUP;
    } else if (status == STATUS_OK) {
      status = gazetteer_read(text, str_from(paths[i]), arena, report, things);
    }
    worst = status > worst ? status : worst;
  }
  return worst;
}

Status gazetteer_new(const char *const *paths, size_t count, Report *report,
                     Gazetteer **gazetteer) {
  *gazetteer = NULL;
  Arena *arena = arena_new();
  Gazetteer *made = ARENA_NEW(arena, Gazetteer, 1);
  made->arena = arena;
  if (count) {
    // What the table does not hold is needed no longer than this.
    Arena *scratch = arena_new();
    GazetteerThings things = {0};
    Status status = read_files(paths, count, scratch, report, &things);
    if (status == STATUS_OK) {
      Str bytes = arena_copy(arena, gazetteer_compile(&things, scratch));
      made->tables[made->table_count++] = gazetteer_open(bytes);
    }
    arena_free(scratch);
    if (status != STATUS_OK) {
      arena_free(arena);
      return status;
    }
  }
  made->tables[made->table_count++] = gazetteer_open(gazetteer_builtin());
  *gazetteer = made;
  return STATUS_OK;
}

void gazetteer_free(Gazetteer *gazetteer) {
  if (gazetteer) {
    arena_free(gazetteer->arena);
  }
}

static Str view(const GazetteerTable *table, GazetteerText text) {
  return (Str){table->text + text.offset, text.length};
}

/// The first of a text's names in a table; the count if there is none.
static uint32_t find_name(const GazetteerTable *table, Str text) {
  uint32_t slot = (uint32_t)str_hash(text);
  uint32_t mask = table->header.slot_count - 1;
  for (uint32_t name = table->slots[slot & mask]; name;
       name = table->slots[++slot & mask]) {
    if (str_equal(view(table, table->names[name - 1].text), text)) {
      return name - 1;
    }
  }
  return table->header.name_count;
}

static bool is_known(const GazetteerHit *hits, size_t count, Str id) {
  for (size_t i = 0; i < count; i++) {
    if (str_equal(hits[i].entity.id, id)) {
      return true;
    }
  }
  return false;
}

size_t gazetteer_find(const Gazetteer *gazetteer, Str name,
                      GazetteerHit hits[GAZETTEER_MOST_HITS]) {
  size_t count = 0;
  for (uint32_t t = 0; t < gazetteer->table_count; t++) {
    const GazetteerTable *table = &gazetteer->tables[t];
    for (uint32_t i = find_name(table, name);
         i < table->header.name_count && count < GAZETTEER_MOST_HITS; i++) {
      const GazetteerName *found = &table->names[i];
      if (found->kind == GAZETTEER_FIRST_WORD ||
          !str_equal(view(table, found->text), name)) {
        break;
      }
      const GazetteerRow *row = &table->rows[found->entity];
      if (!is_known(hits, count, view(table, row->id))) {
        hits[count++] = (GazetteerHit){
            {view(table, row->id), view(table, row->label),
             view(table, row->type), view(table, row->place), row->population,
             t, row->link_begin, row->link_count},
            (GazetteerNameKind)found->kind};
      }
    }
  }
  return count;
}

uint32_t gazetteer_longest(const Gazetteer *gazetteer, Str first_word) {
  uint32_t longest = 0;
  for (uint32_t t = 0; t < gazetteer->table_count; t++) {
    const GazetteerTable *table = &gazetteer->tables[t];
    for (uint32_t i = find_name(table, first_word);
         i < table->header.name_count &&
         str_equal(view(table, table->names[i].text), first_word);
         i++) {
      if (table->names[i].kind == GAZETTEER_FIRST_WORD &&
          table->names[i].entity > longest) {
        longest = table->names[i].entity;
      }
    }
  }
  return longest < GAZETTEER_LONGEST ? longest : GAZETTEER_LONGEST;
}

Str gazetteer_link(const Gazetteer *gazetteer, const GazetteerEntity *entity,
                   uint32_t index) {
  const GazetteerTable *table = &gazetteer->tables[entity->table];
  return view(table, table->links[entity->link_begin + index]);
}
