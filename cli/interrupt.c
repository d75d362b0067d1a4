/// Interrupt: a thread that waits for the signals all others have blocked, so
/// that no handler runs amid other code and no global flag is needed.
#include "cli/interrupt.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

/// Sent to the thread alone, to end it: cancelling it instead would leave its
/// exit to unwinding, which AddressSanitizer takes for an overflow.
enum { END_SIGNAL = SIGUSR1 };

struct Interrupt {
  pthread_t thread;
  sigset_t signals; ///< END_SIGNAL among them
  sigset_t old_mask;
  const char *path;
};

static void *wait_for_signal(void *argument) {
  const Interrupt *interrupt = argument;
  int number = 0;
  if (sigwait(&interrupt->signals, &number) != 0 || number == END_SIGNAL) {
    return NULL;
  }
  if (interrupt->path) {
    unlink(interrupt->path);
  }
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, number);
  pthread_sigmask(SIG_UNBLOCK, &only, NULL);
  raise(number);
  return NULL;
}

/// The signals that would end the process; one that is ignored (nohup) stays.
static void collect_signals(sigset_t *signals) {
  static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
  sigemptyset(signals);
  sigaddset(signals, END_SIGNAL);
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    struct sigaction action;
    if (sigaction(numbers[i], NULL, &action) == 0 &&
        action.sa_handler == SIG_DFL) {
      sigaddset(signals, numbers[i]);
    }
  }
}

Interrupt *interrupt_begin(const char *path) {
  Interrupt *interrupt = calloc(1, sizeof *interrupt);
  if (!interrupt) {
    return NULL;
  }
  interrupt->path = path;
  collect_signals(&interrupt->signals);
  pthread_sigmask(SIG_BLOCK, &interrupt->signals, &interrupt->old_mask);
  if (pthread_create(&interrupt->thread, NULL, wait_for_signal, interrupt) !=
      0) {
    pthread_sigmask(SIG_SETMASK, &interrupt->old_mask, NULL);
    free(interrupt);
    return NULL;
  }
  return interrupt;
}

void interrupt_end(Interrupt *interrupt) {
  if (!interrupt) {
    return;
  }
  pthread_kill(interrupt->thread, END_SIGNAL);
  pthread_join(interrupt->thread, NULL);
  pthread_sigmask(SIG_SETMASK, &interrupt->old_mask, NULL);
  free(interrupt);
}
