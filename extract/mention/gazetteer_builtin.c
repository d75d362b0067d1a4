/// The gazetteer's table built into the program: QUERN_GAZETTEER of the
/// Makefile.
#include "extract/mention/gazetteer_table.h"

#ifdef __APPLE__
#define READ_ONLY_SECTION ".const_data\n"
#define PREVIOUS_SECTION ".text\n"
#define SYMBOL(name) "_" name
#else
#define READ_ONLY_SECTION ".pushsection .rodata\n"
#define PREVIOUS_SECTION ".popsection\n"
#define SYMBOL(name) name
#endif

#define BEGIN SYMBOL("quern_gazetteer_begin")
#define END SYMBOL("quern_gazetteer_end")

__asm__(READ_ONLY_SECTION ".balign 64\n.globl " BEGIN "\n" BEGIN
                          ":\n.incbin \"" QUERN_GAZETTEER "\"\n.globl " END
                          "\n" END ":\n.byte 0\n" PREVIOUS_SECTION);

extern const char quern_gazetteer_begin[] __attribute__((visibility("hidden")));
extern const char quern_gazetteer_end[] __attribute__((visibility("hidden")));

Str gazetteer_builtin(void) {
  return (Str){quern_gazetteer_begin,
               (size_t)((uintptr_t)quern_gazetteer_end -
                        (uintptr_t)quern_gazetteer_begin)};
}
