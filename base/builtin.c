/// Built-in files.
#include "base/builtin.h"

#include "base/builtin_table.h"

BuiltinList builtin_list(void) {
  return (BuiltinList){builtin_table, builtin_table_count};
}

/// The first file whose path is not before `path`.
static size_t find_place(Str path) {
  size_t low = 0;
  size_t high = builtin_table_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (str_compare(builtin_table[middle].path, path) < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

Str builtin_find(Str path) {
  size_t place = find_place(path);
  if (place < builtin_table_count &&
      str_equal(builtin_table[place].path, path)) {
    return builtin_table[place].bytes;
  }
  return (Str){NULL, 0};
}

BuiltinList builtin_folder(Str folder) {
  size_t begin = find_place(folder);
  size_t end = begin;
  while (end < builtin_table_count &&
         str_starts(builtin_table[end].path, folder)) {
    end++;
  }
  return (BuiltinList){builtin_table + begin, end - begin};
}
