/// Matching: pairing rows and columns one to one for the greatest sum.
#include "extract/coref/coref_match.h"

#include <math.h>

/// Rows and columns count from 1; 0 is none. `size` of each: what the smaller
/// side lacks is filled up with zeros.
typedef struct {
  const double *values;
  uint32_t rows;
  uint32_t columns;
  uint32_t size;
  double *row_price;
  double *column_price;
  uint32_t *row_of; ///< by column: the row it is paired with
  uint32_t *way;    ///< by column: the column before it on the path
  double *distance; ///< by column: of the path found so far
  bool *visited;    ///< by column
} Match;

static double cost(const Match *match, uint32_t row, uint32_t column) {
  return row <= match->rows && column <= match->columns
             ? -match->values[(size_t)(row - 1) * match->columns + column - 1]
             : 0;
}

/// Visit the nearest column; gives its number.
static uint32_t step(Match *match, uint32_t column) {
  uint32_t row = match->row_of[column];
  uint32_t next = 0;
  double nearest = INFINITY;
  for (uint32_t k = 1; k <= match->size; k++) {
    if (match->visited[k]) {
      continue;
    }
    double reduced =
        cost(match, row, k) - match->row_price[row] - match->column_price[k];
    if (reduced < match->distance[k]) {
      match->distance[k] = reduced;
      match->way[k] = column;
    }
    if (match->distance[k] < nearest) {
      nearest = match->distance[k];
      next = k;
    }
  }
  for (uint32_t k = 0; k <= match->size; k++) {
    if (match->visited[k]) {
      match->row_price[match->row_of[k]] += nearest;
      match->column_price[k] -= nearest;
    } else {
      match->distance[k] -= nearest;
    }
  }
  return next;
}

/// Pair a further row, along the cheapest path to a free column.
static void add_row(Match *match, uint32_t row) {
  match->row_of[0] = row;
  for (uint32_t k = 0; k <= match->size; k++) {
    match->distance[k] = INFINITY;
    match->visited[k] = false;
  }
  uint32_t column = 0;
  do {
    match->visited[column] = true;
    column = step(match, column);
  } while (match->row_of[column] != 0);
  while (column != 0) {
    uint32_t before = match->way[column];
    match->row_of[column] = match->row_of[before];
    column = before;
  }
}

double coref_match(Arena *scratch, const double *values, uint32_t rows,
                   uint32_t columns) {
  ArenaMark mark = arena_mark(scratch);
  size_t size = rows > columns ? rows : columns;
  Match match = {.values = values,
                 .rows = rows,
                 .columns = columns,
                 .size = (uint32_t)size,
                 .row_price = ARENA_NEW(scratch, double, size + 1),
                 .column_price = ARENA_NEW(scratch, double, size + 1),
                 .row_of = ARENA_NEW(scratch, uint32_t, size + 1),
                 .way = ARENA_NEW(scratch, uint32_t, size + 1),
                 .distance = ARENA_NEW(scratch, double, size + 1),
                 .visited = ARENA_NEW(scratch, bool, size + 1)};
  for (uint32_t row = 1; row <= size; row++) {
    add_row(&match, row);
  }
  double sum = 0;
  for (uint32_t column = 1; column <= size; column++) {
    sum -= cost(&match, match.row_of[column], column);
  }
  arena_rewind(scratch, mark);
  return sum;
}
