/// Built-in files: rules, word lists, vocabularies and tables that are part of
/// the program. The Makefile's EMBEDDED names them; scripts/embed makes the
/// table.
#ifndef QUERN_BASE_BUILTIN_H
#define QUERN_BASE_BUILTIN_H

#include "base/str.h"

typedef struct {
  Str path;  ///< as in the source tree: "ontology/quern.ttl"
  Str bytes; ///< alive as long as the program, aligned to 64; a NUL follows
} BuiltinFile;

/// All files, sorted by path.
typedef struct {
  const BuiltinFile *files;
  size_t count;
} BuiltinList;
BuiltinList builtin_list(void);

/// Find a file by its path; the empty view (data NULL) if it is not built in.
Str builtin_find(Str path);

/// The files of a folder (and of those in it), whose path ends with '/'; a part
/// of the list.
BuiltinList builtin_folder(Str folder);

#endif
