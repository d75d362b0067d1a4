/// Features: what the tokenizer's classifier sees of a place between two atoms.
#ifndef QUERN_EXTRACT_SYNTAX_TOKENIZE_FEATURE_H
#define QUERN_EXTRACT_SYNTAX_TOKENIZE_FEATURE_H

#include "extract/syntax/tokenize_region.h"

/// What two neighbouring atoms without space between them may be.
typedef enum {
  BOUNDARY_NONE, ///< parts of one token
  BOUNDARY_TOKEN,
  BOUNDARY_WORD, ///< two tokens written together, as "do" and "n't"
  BOUNDARY_COUNT
} Boundary;

enum { BOUNDARY_FEATURES = 38, BOUNDARY_TABLE_BITS = 16 };

/// What is known of an atom before any decision. A chunk is what stands
/// between white space.
typedef struct {
  uint32_t class;      ///< hash of kind, casing and length, or the symbol
  uint32_t rest;       ///< hash of the chunk from here on
  uint32_t rest_class; ///< the same of the classes
  uint32_t chunk_begin;
  uint32_t chunk_end; ///< one past the last atom
  uint32_t kind;      ///< what the list of kinds says of the place behind it
  uint8_t flags;      ///< what is in the chunk
  uint8_t region;     ///< Region it shares with the atom before it
} AtomView;

/// A text's atoms as the classifier walks over them, from left to right.
typedef struct {
  Atoms atoms;
  const AtomView *views;
  uint32_t token;        ///< hash of the token's atoms so far
  uint32_t token_class;  ///< hash of their classes
  uint32_t token_length; ///< in atoms
} BoundaryWalk;

/// Begin before the first atom. What is made lives in the arena.
BoundaryWalk boundary_walk(Arena *arena, Atoms atoms, WordList kinds);

/// Take the atom `index`, which begins a token or (BOUNDARY_NONE) goes on with
/// the last one.
void boundary_take(BoundaryWalk *walk, uint32_t index, Boundary before);

/// Is the place before the atom, which is not the first, to be decided?
static inline bool boundary_is_open(Atoms atoms, uint32_t index) {
  return !atoms.atoms[index].space_before;
}

/// The features of the place before atom `index`, all atoms before it taken:
/// rows of the classifier's table.
void boundary_features(const BoundaryWalk *walk, uint32_t index,
                       uint32_t rows[BOUNDARY_FEATURES]);

#endif
