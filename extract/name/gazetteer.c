/// Gazetteer: known countries, cities and organizations and all their names.
#include "extract/name/gazetteer.h"

#include "base/file.h"
#include "extract/name/gazetteer_table.h"

enum {
  LARGEST_FILE = 1024 * 1024 * 1024, ///< bytes
  MOST_LINKS = 64,                   ///< of one thing
  MOST_STEPS = 1024 ///< names of one text looked at: a table may be hostile
};

struct Gazetteer {
  Arena *arena;
  GazetteerTable *tables; ///< the user's Turtle, his tables, the built-in one
  uint32_t table_count;
  FileMap *maps;
  uint32_t map_count;
};

/// Gazetteers while they are loaded.
typedef struct {
  Gazetteer *gazetteer;
  Arena *scratch; ///< what the tables do not hold is needed no longer
  Report *report;
  GazetteerThings things; ///< of all Turtle files
  size_t length;          ///< bytes of these files
} Loading;

static Status add_table(Loading *loading, Str bytes, Str path) {
  Gazetteer *gazetteer = loading->gazetteer;
  GazetteerTable table;
  Status status = gazetteer_open(bytes, path, loading->report, &table);
  if (status == STATUS_OK) {
    gazetteer->tables[gazetteer->table_count++] = table;
  }
  return status;
}

/// Is the file a table? It is mapped then, else `*status` tells the rest.
static bool load_table(Loading *loading, const char *path, Status *status) {
  if (file_kind(path) != FILE_REGULAR) {
    return false;
  }
  FileMap map;
  *status = file_map(path, loading->report, &map);
  if (*status != STATUS_OK || !gazetteer_is_table(map.bytes)) {
    file_unmap(&map);
    return *status != STATUS_OK;
  }
  Gazetteer *gazetteer = loading->gazetteer;
  gazetteer->maps[gazetteer->map_count++] = map;
  *status = add_table(loading, map.bytes, str_from(path));
  return true;
}

/// Read Turtle. Offsets in the table have 32 bits: all files together are
/// bounded as one is.
static Status load_turtle(Loading *loading, const char *path) {
  Str text;
  Status status = file_read(path, LARGEST_FILE - loading->length,
                            loading->scratch, loading->report, &text);
  if (status == STATUS_BAD_INPUT) {
    return STATUS_BAD_SETUP;
  }
  if (status == STATUS_OK) {
    loading->length += text.length;
    status = gazetteer_read(text, str_from(path), loading->scratch,
                            loading->report, &loading->things);
  }
  return status;
}

static Status load_files(Loading *loading, const char *const *paths,
                         size_t count) {
  Status worst = STATUS_OK;
  for (size_t i = 0; i < count; i++) {
    Status status = STATUS_OK;
    if (!load_table(loading, paths[i], &status)) {
      status = load_turtle(loading, paths[i]);
    }
    worst = status > worst ? status : worst;
  }
  if (worst == STATUS_OK && loading->things.count) {
    Str bytes =
        arena_copy(loading->gazetteer->arena,
                   gazetteer_compile(&loading->things, loading->scratch));
    worst = add_table(loading, bytes, STR("(memory)"));
  }
  return worst;
}

Status gazetteer_new(const char *const *paths, size_t count, Report *report,
                     Gazetteer **gazetteer) {
  *gazetteer = NULL;
  Arena *arena = arena_new();
  Gazetteer *made = ARENA_NEW(arena, Gazetteer, 1);
  made->arena = arena;
  made->tables = ARENA_NEW(arena, GazetteerTable, count + 2);
  made->maps = ARENA_NEW(arena, FileMap, count);
  Loading loading = {
      .gazetteer = made, .scratch = arena_new(), .report = report};
  Status status = load_files(&loading, paths, count);
  if (status == STATUS_OK) {
    status = add_table(&loading, gazetteer_builtin(), STR("(built in)"));
  }
  arena_free(loading.scratch);
  if (status != STATUS_OK) {
    gazetteer_free(made);
    made = NULL;
  }
  *gazetteer = made;
  return status;
}

Status gazetteer_make_table(const char *const *paths, size_t count,
                            Arena *arena, Report *report, Str *bytes) {
  Loading loading = {.scratch = arena, .report = report};
  Status worst = STATUS_OK;
  for (size_t i = 0; i < count; i++) {
    Status status = load_turtle(&loading, paths[i]);
    worst = status > worst ? status : worst;
  }
  if (worst == STATUS_OK) {
    *bytes = gazetteer_compile(&loading.things, arena);
  }
  return worst;
}

void gazetteer_free(Gazetteer *gazetteer) {
  if (gazetteer) {
    for (uint32_t i = 0; i < gazetteer->map_count; i++) {
      file_unmap(&gazetteer->maps[i]);
    }
    arena_free(gazetteer->arena);
  }
}

static bool is_known(const GazetteerHit *hits, size_t count, Str id) {
  for (size_t i = 0; i < count; i++) {
    if (str_equal(hits[i].entity.id, id)) {
      return true;
    }
  }
  return false;
}

static GazetteerEntity make_entity(const GazetteerTable *table, uint32_t index,
                                   const GazetteerRow *row) {
  uint32_t after = row->link_begin <= table->header.link_count
                       ? table->header.link_count - row->link_begin
                       : 0;
  uint32_t most = after < MOST_LINKS ? after : MOST_LINKS;
  return (GazetteerEntity){.id = gazetteer_view(table, row->id),
                           .label = gazetteer_view(table, row->label),
                           .type = gazetteer_view(table, row->type),
                           .place = gazetteer_view(table, row->place),
                           .region = gazetteer_view(table, row->region),
                           .is_shared = row->is_shared != 0,
                           .stands_for = gazetteer_view(table, row->stands_for),
                           .population = row->population,
                           .table = index,
                           .link_begin = row->link_begin,
                           .link_count =
                               row->link_count < most ? row->link_count : most};
}

/// The name at an index, if it is the text's; NULL at the end of its names.
static const GazetteerName *name_at(const GazetteerTable *table, uint32_t index,
                                    uint32_t first, Str text) {
  if (index >= table->header.name_count || index - first >= MOST_STEPS) {
    return NULL;
  }
  const GazetteerName *name = &table->names[index];
  return str_equal(gazetteer_view(table, name->text), text) ? name : NULL;
}

size_t gazetteer_find(const Gazetteer *gazetteer, Str name,
                      GazetteerHit hits[GAZETTEER_MOST_HITS]) {
  size_t count = 0;
  for (uint32_t t = 0; t < gazetteer->table_count; t++) {
    const GazetteerTable *table = &gazetteer->tables[t];
    uint32_t first = gazetteer_find_name(table, name);
    const GazetteerName *found;
    for (uint32_t i = first; count < GAZETTEER_MOST_HITS &&
                             (found = name_at(table, i, first, name));
         i++) {
      if (found->kind >= GAZETTEER_FIRST_WORD ||
          found->entity >= table->header.row_count) {
        break;
      }
      GazetteerEntity entity =
          make_entity(table, t, &table->rows[found->entity]);
      if (entity.id.length && entity.label.length &&
          !is_known(hits, count, entity.id)) {
        hits[count++] = (GazetteerHit){entity, (GazetteerNameKind)found->kind};
      }
    }
  }
  return count;
}

bool gazetteer_get(const Gazetteer *gazetteer, Str id,
                   GazetteerEntity *entity) {
  char key[256] = "=";
  if (id.length >= sizeof key) {
    return false;
  }
  memcpy(key + 1, id.data, id.length);
  for (uint32_t t = 0; t < gazetteer->table_count; t++) {
    const GazetteerTable *table = &gazetteer->tables[t];
    uint32_t name = gazetteer_find_name(table, (Str){key, id.length + 1});
    if (name < table->header.name_count &&
        table->names[name].kind == GAZETTEER_KEY &&
        table->names[name].entity < table->header.row_count) {
      *entity = make_entity(table, t, &table->rows[table->names[name].entity]);
      return entity->id.length && entity->label.length;
    }
  }
  return false;
}

uint32_t gazetteer_longest(const Gazetteer *gazetteer, Str first_word) {
  uint32_t longest = 0;
  for (uint32_t t = 0; t < gazetteer->table_count; t++) {
    const GazetteerTable *table = &gazetteer->tables[t];
    uint32_t first = gazetteer_find_name(table, first_word);
    const GazetteerName *found;
    for (uint32_t i = first; (found = name_at(table, i, first, first_word));
         i++) {
      if (found->kind == GAZETTEER_FIRST_WORD && found->entity > longest) {
        longest = found->entity;
      }
    }
  }
  return longest < GAZETTEER_LONGEST ? longest : GAZETTEER_LONGEST;
}

Str gazetteer_link(const Gazetteer *gazetteer, const GazetteerEntity *entity,
                   uint32_t index) {
  const GazetteerTable *table = &gazetteer->tables[entity->table];
  return gazetteer_view(table, table->links[entity->link_begin + index]);
}
