/// The gazetteer's table built into the program: QUERN_GAZETTEER of the
/// Makefile.
#include "extract/name/gazetteer_table.h"

#include "base/embed.h"

#ifndef QUERN_GAZETTEER // tools that read the source know no Makefile
#define QUERN_GAZETTEER "gazetteer.table"
#endif

EMBED_FILE("quern_gazetteer_begin", "quern_gazetteer_end", QUERN_GAZETTEER);

extern const char quern_gazetteer_begin[] __attribute__((visibility("hidden")));
extern const char quern_gazetteer_end[] __attribute__((visibility("hidden")));

Str gazetteer_builtin(void) {
  return (Str){quern_gazetteer_begin,
               (size_t)((uintptr_t)quern_gazetteer_end -
                        (uintptr_t)quern_gazetteer_begin)};
}
