/// Options: one table for parsing, help, messages, and the check of the man
/// pages.
#ifndef QUERN_CLI_OPTION_H
#define QUERN_CLI_OPTION_H

#include "base/report.h"

/// Every option of every subcommand. Two subcommands whose options share a name
/// but not a meaning have an entry each.
typedef enum {
  OPTION_OUTPUT,
  OPTION_FORMAT,
  OPTION_BASE,
  OPTION_DATE,
  OPTION_RULES,
  OPTION_ONLY_RULES,
  OPTION_ONTOLOGY,
  OPTION_ENTITIES,
  OPTION_PROVENANCE,
  OPTION_MIN_CONFIDENCE,
  OPTION_CLAIMS_BY,
  OPTION_ABOUT,
  OPTION_JOBS,
  OPTION_INPUT,
  OPTION_DETAILS,
  OPTION_PART,
  OPTION_MODEL,
  OPTION_VECTORS,
  OPTION_DEV,
  OPTION_SEED,
  OPTION_EPOCHS,
  OPTION_TEACHERS,
  OPTION_FURTHER,
  OPTION_ZEROS,
  OPTION_RULE,
  OPTION_STATS,
  OPTION_ROWS,
  OPTION_TIME_LIMIT,
  OPTION_QUIET,
  OPTION_HELP,
  OPTION_COUNT
} OptionId;

typedef enum {
  OPTION_IS_FLAG,
  OPTION_IS_TEXT,
  OPTION_IS_LIST,    ///< a text; the option may be given several times
  OPTION_IS_CHOICE,  ///< one of the words of `value`, which '|' parts
  OPTION_IS_NUMBER,  ///< a whole number within `low` and `high`
  OPTION_IS_FRACTION ///< a number within 0 and 1
} OptionKind;

typedef struct {
  const char *name; ///< without the dashes
  char letter;      ///< NUL if it has only a name
  OptionKind kind;
  const char *value; ///< as shown by the help: "FILE"; NULL for a flag
  uint32_t low;
  uint32_t high;
  const char *help; ///< one line
} Option;

/// What the command line says of an option.
typedef struct {
  bool is_set;
  const char *text; ///< as written; the last one if given twice
  uint32_t number;  ///< of a number; of a choice its place, from 0
  double fraction;
  const char **texts; ///< of a list all texts, in their order
  size_t text_count;
} OptionValue;

const Option *option_get(OptionId id);

/// Some of the options, in the order in which the help shows them.
typedef struct {
  const OptionId *ids;
  size_t count;
} OptionList;

/// A command line taken apart. All text is borrowed from it.
typedef struct {
  OptionValue values[OPTION_COUNT];
  const char **arguments; ///< what is no option
  size_t argument_count;
} OptionResult;

/**
   Take a command line apart. Options may stand among the arguments; "--" ends
   them, "-" is an argument.

   @param words  Without the names of program and subcommand.
   @return STATUS_OK or STATUS_BAD_SETUP (the first mistake, reported).
*/
MUST_CHECK Status option_parse(OptionList list, char *const *words,
                               size_t word_count, Arena *arena, Report *report,
                               OptionResult *result);

/// The lines of the help about these options.
Str option_help(OptionList list, Arena *arena);

#endif
