/// Searching the store: streams over ranges of sorted quads.
#include "graph/store_internal.h"

#include <stdlib.h>

enum { STEPS_BETWEEN_CLOCKS = 1024 };

typedef struct {
  Store *store;
  librdf_storage *storage;
  const StoreQuad *begin;
  const StoreQuad *end;
  const StoreQuad *next;
  StoreQuad pattern;
  librdf_statement *statement; ///< of `next`, made when asked for
  librdf_node *graph;
  unsigned steps;
} Search;

static bool same_triple(const StoreQuad *a, const StoreQuad *b) {
  return a->terms[0] == b->terms[0] && a->terms[1] == b->terms[1] &&
         a->terms[2] == b->terms[2];
}

/// Without a graph in the pattern, a triple of several graphs is given once.
static bool is_wanted(const Search *search) {
  for (int i = 0; i < POSITION_COUNT; i++) {
    if (search->pattern.terms[i] != 0 &&
        search->pattern.terms[i] != search->next->terms[i]) {
      return false;
    }
  }
  return search->pattern.terms[3] != 0 || search->next == search->begin ||
         !same_triple(search->next, search->next - 1);
}

static void skip_unwanted(Search *search) {
  while (search->next < search->end && !is_wanted(search)) {
    search->next++;
  }
  if (++search->steps % STEPS_BETWEEN_CLOCKS == 0 || search->store->is_late) {
    if (store_check_clock(search->store)) {
      search->next = search->end;
    }
  }
}

static void forget(Search *search) {
  if (search->statement) {
    librdf_free_statement(search->statement);
  }
  if (search->graph) {
    librdf_free_node(search->graph);
  }
  search->statement = NULL;
  search->graph = NULL;
}

static int is_end(void *context) {
  const Search *search = context;
  return search->next >= search->end;
}

static int next(void *context) {
  Search *search = context;
  forget(search);
  if (search->next < search->end) {
    search->next++;
    skip_unwanted(search);
  }
  return is_end(context);
}

static void *get(void *context, int what) {
  Search *search = context;
  if (is_end(context)) {
    return NULL;
  }
  const uint32_t *terms = search->next->terms;
  Store *store = search->store;
  if (what == LIBRDF_ITERATOR_GET_METHOD_GET_OBJECT) {
    if (!search->statement) {
      search->statement = librdf_new_statement_from_nodes(
          store->world, store_node(store, terms[0]),
          store_node(store, terms[1]), store_node(store, terms[2]));
    }
    return search->statement;
  }
  if (what == LIBRDF_ITERATOR_GET_METHOD_GET_CONTEXT && terms[3] != 0 &&
      !search->graph) {
    search->graph = store_node(store, terms[3]);
  }
  return what == LIBRDF_ITERATOR_GET_METHOD_GET_CONTEXT ? search->graph : NULL;
}

static void finish(void *context) {
  Search *search = context;
  forget(search);
  librdf_storage_remove_reference(search->storage);
  free(search);
}

/// The order in which the known terms of a pattern come first, as far as one
/// does.
static int choose_order(const StoreQuad *pattern) {
  const uint32_t *terms = pattern->terms;
  if (terms[3] && !terms[0] && !terms[2]) {
    return 3;
  }
  if (terms[0]) {
    return terms[2] && !terms[1] ? 2 : 0;
  }
  if (terms[1]) {
    return 1;
  }
  return terms[2] ? 2 : 0;
}

/// The first quad not below the pattern (or, `past`, the first above it), as
/// far as the pattern's terms lead in the order.
static size_t bisect(const Store *store, const StoreQuad *pattern, int order,
                     bool past) {
  const int *positions = store_orders[order];
  size_t low = 0;
  size_t high = store->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    const StoreQuad *quad = &store->quads[order][middle];
    int sign = 0;
    for (int i = 0; i < POSITION_COUNT && !sign; i++) {
      uint32_t wanted = pattern->terms[positions[i]];
      uint32_t found = quad->terms[positions[i]];
      if (wanted == 0) {
        break;
      }
      sign = (found > wanted) - (found < wanted);
    }
    if (sign < 0 || (past && sign == 0)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/// Turn a pattern of nodes to numbers; false if the store lacks one of them.
static bool encode_pattern(Store *store, librdf_statement *pattern,
                           librdf_node *graph, StoreQuad *quad) {
  librdf_node *nodes[POSITION_COUNT] = {NULL, NULL, NULL, graph};
  if (pattern) {
    nodes[0] = librdf_statement_get_subject(pattern);
    nodes[1] = librdf_statement_get_predicate(pattern);
    nodes[2] = librdf_statement_get_object(pattern);
  }
  for (int i = 0; i < POSITION_COUNT; i++) {
    quad->terms[i] = store_number(store, nodes[i], false);
    if (nodes[i] && quad->terms[i] == 0) {
      return false;
    }
  }
  return true;
}

librdf_stream *store_find(librdf_storage *storage, librdf_statement *pattern,
                          librdf_node *graph) {
  Store *store = store_of(storage);
  store_sort(store);
  Search *search = calloc(1, sizeof *search);
  if (!search) {
    return NULL;
  }
  search->store = store;
  search->storage = storage;
  librdf_storage_add_reference(storage);
  if (store->count > 0 &&
      encode_pattern(store, pattern, graph, &search->pattern)) {
    int order = choose_order(&search->pattern);
    const StoreQuad *quads = store->quads[order];
    search->begin = quads + bisect(store, &search->pattern, order, false);
    search->end = quads + bisect(store, &search->pattern, order, true);
    search->next = search->begin;
    store_check_clock(store);
    skip_unwanted(search);
  }
  librdf_stream *stream =
      librdf_new_stream(store->world, search, is_end, next, get, finish);
  if (!stream) {
    finish(search);
  }
  return stream;
}

typedef struct {
  Store *store;
  librdf_storage *storage;
  size_t place; ///< in the order by graphs
  librdf_node *node;
} Walk;

static uint32_t graph_at(const Walk *walk) {
  return walk->place < walk->store->count
             ? walk->store->quads[3][walk->place].terms[3]
             : 0;
}

static void skip_graph(Walk *walk, uint32_t graph) {
  while (walk->place < walk->store->count && graph_at(walk) == graph) {
    walk->place++;
  }
}

static int walk_is_end(void *context) {
  const Walk *walk = context;
  return walk->place >= walk->store->count;
}

static int walk_next(void *context) {
  Walk *walk = context;
  if (walk->node) {
    librdf_free_node(walk->node);
    walk->node = NULL;
  }
  skip_graph(walk, graph_at(walk));
  return walk_is_end(context);
}

static void *walk_get(void *context, int what) {
  Walk *walk = context;
  if (what != LIBRDF_ITERATOR_GET_METHOD_GET_OBJECT || walk_is_end(context)) {
    return NULL;
  }
  if (!walk->node) {
    walk->node = store_node(walk->store, graph_at(walk));
  }
  return walk->node;
}

static void walk_finish(void *context) {
  Walk *walk = context;
  if (walk->node) {
    librdf_free_node(walk->node);
  }
  librdf_storage_remove_reference(walk->storage);
  free(walk);
}

librdf_iterator *store_graphs(librdf_storage *storage) {
  Store *store = store_of(storage);
  store_sort(store);
  Walk *walk = calloc(1, sizeof *walk);
  if (!walk) {
    return NULL;
  }
  walk->store = store;
  walk->storage = storage;
  librdf_storage_add_reference(storage);
  skip_graph(walk, 0);
  librdf_iterator *iterator = librdf_new_iterator(
      store->world, walk, walk_is_end, walk_next, walk_get, walk_finish);
  if (!iterator) {
    walk_finish(walk);
  }
  return iterator;
}
