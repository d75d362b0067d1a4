/// The table of options.
#include "cli/option.h"

#include "base/pool.h"

#include <assert.h>

static const Option options[] = {
    [OPTION_OUTPUT] = {.name = "output",
                       .letter = 'o',
                       .kind = OPTION_IS_TEXT,
                       .value = "FILE",
                       .help = "write to FILE, which appears when complete"},
    [OPTION_JOBS] = {.name = "jobs",
                     .letter = 'j',
                     .kind = OPTION_IS_NUMBER,
                     .value = "N",
                     .low = 0,
                     .high = POOL_MOST_THREADS,
                     .help = "work on N documents at a time; 0: one a "
                             "processor (default: 1)"},
    [OPTION_QUIET] = {.name = "quiet",
                      .letter = 'q',
                      .kind = OPTION_IS_FLAG,
                      .help = "report errors only"},
    [OPTION_HELP] = {.name = "help",
                     .letter = 'h',
                     .kind = OPTION_IS_FLAG,
                     .help = "show this help"},
};

_Static_assert(sizeof options / sizeof *options == OPTION_COUNT,
               "an option has no entry");

const Option *option_get(OptionId id) {
  assert(id < OPTION_COUNT && options[id].name);
  return &options[id];
}
