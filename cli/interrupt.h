/// Interrupt: leave at once and tidily when a signal asks for it.
#ifndef QUERN_CLI_INTERRUPT_H
#define QUERN_CLI_INTERRUPT_H

typedef struct Interrupt Interrupt;

/// From now on SIGINT, SIGTERM and SIGHUP (those that are not ignored) remove
/// the file `path` (NULL: none) and end the process as that signal does.
/// `path` is borrowed until interrupt_end(). Call it before other threads are
/// made. NULL if no thread can be made: then the signals keep their meaning.
Interrupt *interrupt_begin(const char *path);

/// Give the signals their old meaning and free. NULL is allowed.
void interrupt_end(Interrupt *interrupt);

#endif
