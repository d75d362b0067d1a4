/// Suggest.
#include "base/suggest.h"

enum { LONGEST_WORD = 64 };

static size_t smaller(size_t a, size_t b) { return a < b ? a : b; }

size_t suggest_distance(Str a, Str b) {
  if (a.length > LONGEST_WORD || b.length > LONGEST_WORD) {
    return SIZE_MAX;
  }
  // The last three rows of the table of distances between the words' heads.
  size_t rows[3][LONGEST_WORD + 1];
  for (size_t j = 0; j <= b.length; j++) {
    rows[0][j] = j;
  }
  for (size_t i = 1; i <= a.length; i++) {
    size_t *row = rows[i % 3];
    const size_t *above = rows[(i + 2) % 3];
    const size_t *two_above = rows[(i + 1) % 3];
    row[0] = i;
    for (size_t j = 1; j <= b.length; j++) {
      size_t other = above[j - 1] + (a.data[i - 1] != b.data[j - 1]);
      row[j] = smaller(other, smaller(above[j], row[j - 1]) + 1);
      if (i > 1 && j > 1 && a.data[i - 1] == b.data[j - 2] &&
          a.data[i - 2] == b.data[j - 1]) {
        row[j] = smaller(row[j], two_above[j - 2] + 1);
      }
    }
  }
  return rows[a.length % 3][b.length];
}

Str suggest_nearest(Str word, const Str *names, size_t count) {
  Str nearest = STR("");
  // One slip in a short word, one for every three letters in a long one.
  size_t too_far = word.length < 6 ? 2 : word.length / 3 + 1;
  for (size_t i = 0; i < count; i++) {
    size_t distance = suggest_distance(word, names[i]);
    if (distance < too_far && distance < names[i].length) {
      nearest = names[i];
      too_far = distance;
    }
  }
  return nearest;
}
