/// The vocabulary and its shapes, built into the program.
#include "ontology/ontology.h"

#ifdef __APPLE__
#define READ_ONLY_SECTION ".const_data\n"
#define PREVIOUS_SECTION ".text\n"
#define SYMBOL(name) "_" name
#else
#define READ_ONLY_SECTION ".pushsection .rodata\n"
#define PREVIOUS_SECTION ".popsection\n"
#define SYMBOL(name) name
#endif

/// Define `name`_begin and `name`_end around the bytes of a file.
// clang-format off
#define EMBED(name, file)                                                      \
  __asm__(READ_ONLY_SECTION                                                    \
          ".globl " SYMBOL(name "_begin") "\n" SYMBOL(name "_begin") ":\n"     \
          ".incbin \"" file "\"\n"                                             \
          ".globl " SYMBOL(name "_end") "\n" SYMBOL(name "_end") ":\n"         \
          ".byte 0\n" PREVIOUS_SECTION)
// clang-format on

#define HIDDEN __attribute__((visibility("hidden")))

EMBED("quern_vocabulary", "ontology/quern.ttl");
extern const char quern_vocabulary_begin[] HIDDEN;
extern const char quern_vocabulary_end[] HIDDEN;

EMBED("quern_shapes", "ontology/shapes.ttl");
extern const char quern_shapes_begin[] HIDDEN;
extern const char quern_shapes_end[] HIDDEN;

static Str view(const char *begin, const char *end) {
  return (Str){begin, (size_t)((uintptr_t)end - (uintptr_t)begin)};
}

Str ontology_builtin_vocabulary(void) {
  return view(quern_vocabulary_begin, quern_vocabulary_end);
}

Str ontology_builtin_shapes(void) {
  return view(quern_shapes_begin, quern_shapes_end);
}
