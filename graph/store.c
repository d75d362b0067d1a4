/// Store: terms, loading, and the table librdf calls.
#include "graph/store_internal.h"

#include <rdf_storage_module.h>
#include <stdlib.h>
#include <time.h>

const int store_orders[ORDER_COUNT][POSITION_COUNT] = {
    {0, 1, 2, 3}, {1, 2, 0, 3}, {2, 0, 1, 3}, {3, 0, 1, 2}};

Store *store_of(librdf_storage *storage) {
  return librdf_storage_get_instance(storage);
}

void store_set_deadline(Store *store, double seconds) {
  store->deadline = seconds;
  store->is_late = false;
}

bool store_is_late(const Store *store) { return store->is_late; }

bool store_check_clock(Store *store) {
  if (store->deadline > 0 && !store->is_late) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    store->is_late =
        (double)now.tv_sec + (double)now.tv_nsec * 1e-9 >= store->deadline;
  }
  return store->is_late;
}

size_t store_size(Store *store) {
  store_sort(store);
  return store->count;
}

/// Put together what tells terms apart: kind, language, datatype, text. NUL
/// parts them; the text, in which it may stand, comes last.
static Str encode(Store *store, char kind, Str language, Str datatype,
                  Str text) {
  size_t length = 3 + language.length + datatype.length + text.length;
  if (length > store->scratch_size) {
    store->scratch_size = 2 * length;
    store->scratch = arena_alloc(store->arena, store->scratch_size, 1);
  }
  char *out = store->scratch;
  *out++ = kind;
  const Str parts[] = {language, datatype, text};
  for (size_t i = 0; i < 3; i++) {
    if (parts[i].length > 0) {
      memcpy(out, parts[i].data, parts[i].length);
      out += parts[i].length;
    }
    if (i < 2) {
      *out++ = '\0';
    }
  }
  return (Str){store->scratch, length};
}

static Str encode_node(Store *store, librdf_node *node) {
  Str none = STR("");
  size_t length = 0;
  if (librdf_node_is_resource(node)) {
    const unsigned char *text =
        librdf_uri_as_counted_string(librdf_node_get_uri(node), &length);
    return encode(store, 'U', none, none, (Str){(const char *)text, length});
  }
  if (librdf_node_is_blank(node)) {
    const unsigned char *text =
        librdf_node_get_counted_blank_identifier(node, &length);
    return encode(store, 'B', none, none, (Str){(const char *)text, length});
  }
  const unsigned char *text =
      librdf_node_get_literal_value_as_counted_string(node, &length);
  Str datatype = none;
  librdf_uri *uri = librdf_node_get_literal_value_datatype_uri(node);
  if (uri) {
    const unsigned char *name =
        librdf_uri_as_counted_string(uri, &datatype.length);
    datatype.data = (const char *)name;
  }
  return encode(store, 'L',
                str_from(librdf_node_get_literal_value_language(node)),
                datatype, (Str){(const char *)text, length});
}

uint32_t store_number(Store *store, librdf_node *node, bool add) {
  if (!node) {
    return 0;
  }
  Str key = encode_node(store, node);
  const MapEntry *known = map_find(store->terms, key);
  if (known) {
    return known->value;
  }
  if (!add) {
    return 0;
  }
  MapEntry *entry = map_add(store->terms, arena_copy(store->arena, key));
  entry->value = map_count(store->terms);
  return entry->value;
}

librdf_node *store_node(const Store *store, uint32_t number) {
  Str key = map_entry(store->terms, number - 1)->key;
  const char *language = key.data + 1;
  const char *datatype = language + strlen(language) + 1;
  const char *text = datatype + strlen(datatype) + 1;
  const unsigned char *bytes = (const unsigned char *)text;
  size_t length = key.length - (size_t)(text - key.data);
  if (key.data[0] == 'U') {
    return librdf_new_node_from_counted_uri_string(store->world, bytes, length);
  }
  if (key.data[0] == 'B') {
    return librdf_new_node_from_counted_blank_identifier(store->world, bytes,
                                                         length);
  }
  librdf_uri *uri = NULL;
  if (*datatype) {
    uri = librdf_new_uri(store->world, (const unsigned char *)datatype);
  }
  librdf_node *node = librdf_new_node_from_typed_counted_literal(
      store->world, bytes, length, *language ? language : NULL,
      strlen(language), uri);
  if (uri) {
    librdf_free_uri(uri);
  }
  return node;
}

static int compare(const void *a, const void *b, int order) {
  const StoreQuad *first = a;
  const StoreQuad *second = b;
  for (int i = 0; i < POSITION_COUNT; i++) {
    int position = store_orders[order][i];
    if (first->terms[position] != second->terms[position]) {
      return first->terms[position] < second->terms[position] ? -1 : 1;
    }
  }
  return 0;
}

static int compare_0(const void *a, const void *b) { return compare(a, b, 0); }
static int compare_1(const void *a, const void *b) { return compare(a, b, 1); }
static int compare_2(const void *a, const void *b) { return compare(a, b, 2); }
static int compare_3(const void *a, const void *b) { return compare(a, b, 3); }

static int (*const compares[ORDER_COUNT])(const void *, const void *) = {
    compare_0, compare_1, compare_2, compare_3};

void store_sort(Store *store) {
  if (store->is_sorted || store->count == 0) {
    return;
  }
  StoreQuad *quads = store->quads[0];
  qsort(quads, store->count, sizeof *quads, compares[0]);
  size_t kept = 1;
  for (size_t i = 1; i < store->count; i++) {
    if (compare_0(&quads[i], &quads[kept - 1]) != 0) {
      quads[kept++] = quads[i];
    }
  }
  store->count = kept;
  for (int order = 1; order < ORDER_COUNT; order++) {
    store->quads[order] =
        arena_grow(store->arena, quads, kept, kept, sizeof *quads);
    qsort(store->quads[order], kept, sizeof *quads, compares[order]);
  }
  store->is_sorted = true;
}

static int init(librdf_storage *storage, const char *name,
                librdf_hash *options) {
  (void)name;
  Arena *arena = arena_new();
  Store *store = ARENA_NEW(arena, Store, 1);
  store->arena = arena;
  store->world = librdf_storage_get_world(storage);
  store->terms = map_new(arena);
  librdf_storage_set_instance(storage, store);
  if (options) {
    librdf_free_hash(options);
  }
  return 0;
}

static void terminate(librdf_storage *storage) {
  Store *store = store_of(storage);
  if (store) {
    arena_free(store->arena);
  }
}

static int open_model(librdf_storage *storage, librdf_model *model) {
  (void)storage;
  (void)model;
  return 0;
}

static int close_model(librdf_storage *storage) {
  (void)storage;
  return 0;
}

static int size(librdf_storage *storage) {
  size_t count = store_size(store_of(storage));
  return count > INT32_MAX ? INT32_MAX : (int)count;
}

static int add_in_graph(librdf_storage *storage, librdf_node *graph,
                        librdf_statement *statement) {
  Store *store = store_of(storage);
  StoreQuad quad = {
      {store_number(store, librdf_statement_get_subject(statement), true),
       store_number(store, librdf_statement_get_predicate(statement), true),
       store_number(store, librdf_statement_get_object(statement), true),
       store_number(store, graph, true)}};
  *ARENA_PUSH(store->arena, store->quads[0], store->count, store->capacity) =
      quad;
  store->is_sorted = false;
  return 0;
}

static int add(librdf_storage *storage, librdf_statement *statement) {
  return add_in_graph(storage, NULL, statement);
}

static int add_stream(librdf_storage *storage, librdf_stream *stream) {
  for (; !librdf_stream_end(stream); librdf_stream_next(stream)) {
    add_in_graph(storage, librdf_stream_get_context2(stream),
                 librdf_stream_get_object(stream));
  }
  return 0;
}

static librdf_stream *find(librdf_storage *storage, librdf_statement *pattern) {
  return store_find(storage, pattern, NULL);
}

static librdf_stream *serialise(librdf_storage *storage) {
  return store_find(storage, NULL, NULL);
}

static librdf_stream *serialise_graph(librdf_storage *storage,
                                      librdf_node *graph) {
  return store_find(storage, NULL, graph);
}

static int contains(librdf_storage *storage, librdf_statement *statement) {
  librdf_stream *stream = store_find(storage, statement, NULL);
  int found = stream && !librdf_stream_end(stream);
  if (stream) {
    librdf_free_stream(stream);
  }
  return found;
}

static librdf_node *get_feature(librdf_storage *storage, librdf_uri *feature) {
  const Store *store = store_of(storage);
  Str name = str_from((const char *)librdf_uri_as_string(feature));
  if (!str_equal(name, str_from(LIBRDF_MODEL_FEATURE_CONTEXTS))) {
    return NULL;
  }
  return librdf_new_node_from_literal(store->world, (const unsigned char *)"1",
                                      NULL, 0);
}

static void fill(librdf_storage_factory *factory) {
  factory->version = LIBRDF_STORAGE_INTERFACE_VERSION;
  factory->init = init;
  factory->terminate = terminate;
  factory->open = open_model;
  factory->close = close_model;
  factory->size = size;
  factory->add_statement = add;
  factory->add_statements = add_stream;
  factory->contains_statement = contains;
  factory->serialise = serialise;
  factory->find_statements = find;
  factory->context_add_statement = add_in_graph;
  factory->context_serialise = serialise_graph;
  factory->find_statements_in_context = store_find;
  factory->get_contexts = store_graphs;
  factory->get_feature = get_feature;
}

bool store_register(librdf_world *world) {
  return librdf_storage_register_factory(world, STORE_NAME, "quern's store",
                                         fill) == 0;
}
