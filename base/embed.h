/// Embed: a file's bytes as a part of the program.
#ifndef QUERN_BASE_EMBED_H
#define QUERN_BASE_EMBED_H

#ifdef __APPLE__
#define EMBED_SECTION ".const_data\n"
#define EMBED_PREVIOUS ".text\n"
#define EMBED_SYMBOL(name) "_" name
#else
#define EMBED_SECTION ".pushsection .rodata\n"
#define EMBED_PREVIOUS ".popsection\n"
#define EMBED_SYMBOL(name) name
#endif

/// Put the file at `path` between the symbols `begin` and `end` (literals),
/// aligned to 64, a NUL behind it. They are to be declared as hidden arrays of
/// const char.
#define EMBED_FILE(begin, end, path)                                           \
  __asm__(EMBED_SECTION                                                        \
          ".balign 64\n.globl " EMBED_SYMBOL(begin) "\n" EMBED_SYMBOL(         \
              begin) ":\n.incbin \"" path                                      \
                     "\"\n.globl " EMBED_SYMBOL(end) "\n" EMBED_SYMBOL(        \
                         end) ":\n"                                            \
                              ".byte "                                         \
                              "0\n" EMBED_PREVIOUS)

#endif
