/// The store's tables, shared by loading and searching.
#ifndef QUERN_GRAPH_STORE_INTERNAL_H
#define QUERN_GRAPH_STORE_INTERNAL_H

#include "base/map.h"
#include "graph/store.h"

enum { POSITION_COUNT = 4, ORDER_COUNT = 4 };

/// Subject, predicate, object, graph as numbers of terms; 0 is "any" in a
/// pattern and the default graph in a quad.
typedef struct {
  uint32_t terms[POSITION_COUNT];
} StoreQuad;

struct Store {
  librdf_world *world;
  Arena *arena;
  Map *terms;                    ///< encoded terms; number = place + 1
  StoreQuad *quads[ORDER_COUNT]; ///< sorted but for the first while loading
  size_t count;
  size_t capacity;
  bool is_sorted;
  double deadline;
  bool is_late;
  char *scratch; ///< for encoding a term
  size_t scratch_size;
};

/// For each order the positions from the most to the least significant; the
/// graph stays last, so that equal triples are neighbours, but in the last.
extern const int store_orders[ORDER_COUNT][POSITION_COUNT];

/// A term's number; 0 if it is NULL, or unknown and not to be added.
uint32_t store_number(Store *store, librdf_node *node, bool add);

/// A new node of a number.
librdf_node *store_node(const Store *store, uint32_t number);

/// Sort what was added; drop repeats.
void store_sort(Store *store);

/// Is the deadline over? Looks at the clock.
bool store_check_clock(Store *store);

/// Quads of a pattern, as librdf streams them; NULL where memory ends.
librdf_stream *store_find(librdf_storage *storage, librdf_statement *pattern,
                          librdf_node *graph);

/// The names of the graphs.
librdf_iterator *store_graphs(librdf_storage *storage);

#endif
