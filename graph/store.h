/// Store: a graph in memory, as a storage module of librdf.
///
/// librdf's own in-memory storages are quadratic, lose literals that differ in
/// language only, or scan all triples for a subject. This one numbers all terms
/// and keeps the quads in four orders, so that every pattern is a range found
/// by bisection. Triples are only added; queries see the union of all graphs as
/// the default graph.
#ifndef QUERN_GRAPH_STORE_H
#define QUERN_GRAPH_STORE_H

#include "base/arena.h"

#include <redland.h>

typedef struct Store Store;

/// The storage's name for librdf_new_storage().
#define STORE_NAME "quern"

/// Make the storage known to a world, before any is made; false on failure.
bool store_register(librdf_world *world);

/// What is behind a storage made under STORE_NAME. Borrowed.
Store *store_of(librdf_storage *storage);

/// Stop giving triples when the clock (CLOCK_MONOTONIC, in seconds) reaches
/// the deadline: queries then end early. 0: never.
void store_set_deadline(Store *store, double seconds);

/// Has the deadline cut a search short?
bool store_is_late(const Store *store);

/// Triples of all graphs, each counted once a graph.
size_t store_size(Store *store);

#endif
