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
    [OPTION_FORMAT] = {.name = "format",
                       .letter = 'f',
                       .kind = OPTION_IS_CHOICE,
                       .value = "turtle|ntriples|nquads|rdfxml|jsonl|text",
                       .help = "write in this format (default: turtle)"},
    [OPTION_BASE] = {.name = "base",
                     .kind = OPTION_IS_TEXT,
                     .value = "IRI",
                     .help = "begin the graph's own IRIs with IRI (default: "
                             "https://example.org/kg/)"},
    [OPTION_DATE] = {.name = "date",
                     .kind = OPTION_IS_TEXT,
                     .value = "YYYY-MM-DD",
                     .help = "the articles' date, instead of the one in the "
                             "text"},
    [OPTION_RULES] = {.name = "rules",
                      .letter = 'r',
                      .kind = OPTION_IS_TEXT,
                      .value = "FILE",
                      .help = "add the rules of FILE to the built-in ones"},
    [OPTION_ONLY_RULES] = {.name = "no-builtin-rules",
                           .kind = OPTION_IS_FLAG,
                           .help = "leave out the built-in rules"},
    [OPTION_ONTOLOGY] = {.name = "ontology",
                         .kind = OPTION_IS_TEXT,
                         .value = "FILE.ttl",
                         .help = "add classes and properties to the built-in "
                                 "vocabulary"},
    [OPTION_ENTITIES] = {.name = "entities",
                         .kind = OPTION_IS_LIST,
                         .value = "FILE",
                         .help = "know also the things named in FILE: Turtle, "
                                 "or a table of 'quern entities'; may be "
                                 "repeated"},
    [OPTION_PROVENANCE] = {.name = "provenance",
                           .kind = OPTION_IS_CHOICE,
                           .value = "none|sentence|span",
                           .help = "say where facts stand: in which document, "
                                   "sentence (default), or words"},
    [OPTION_MIN_CONFIDENCE] = {.name = "min-confidence",
                               .kind = OPTION_IS_FRACTION,
                               .value = "X",
                               .help = "leave out facts less certain than X"},
    [OPTION_CLAIMS_BY] = {.name = "claims-by",
                          .kind = OPTION_IS_TEXT,
                          .value = "NAME",
                          .help = "write only what NAME says, thinks, denies "
                                  "..."},
    [OPTION_ABOUT] = {.name = "about",
                      .kind = OPTION_IS_TEXT,
                      .value = "NAME",
                      .help = "write only facts and claims that NAME takes "
                              "part in"},
    [OPTION_JOBS] = {.name = "jobs",
                     .letter = 'j',
                     .kind = OPTION_IS_NUMBER,
                     .value = "N",
                     .low = 0,
                     .high = POOL_MOST_THREADS,
                     .help = "work on N documents at a time; 0: one a "
                             "processor (default: 1)"},
    [OPTION_PART] = {.name = "part",
                     .kind = OPTION_IS_CHOICE,
                     .value =
                         "all|tokens|sentences|lemmas|parser|names|salience",
                     .help = "train this part only (default: all)"},
    [OPTION_MODEL] = {.name = "model",
                      .letter = 'm',
                      .kind = OPTION_IS_TEXT,
                      .value = "FILE",
                      .help = "use this model instead of the built-in one"},
    [OPTION_VECTORS] = {.name = "vectors",
                        .kind = OPTION_IS_TEXT,
                        .value = "FILE",
                        .help = "take word vectors from FILE (default: "
                                "model/words.vec)"},
    [OPTION_DEV] = {.name = "dev",
                    .kind = OPTION_IS_TEXT,
                    .value = "FILE",
                    .help = "try on this treebank how sure a sentence end "
                            "must be, and show the parser's accuracy"},
    [OPTION_SEED] = {.name = "seed",
                     .kind = OPTION_IS_NUMBER,
                     .value = "N",
                     .low = 1,
                     .high = 1000000,
                     .help = "begin with other random numbers (default: 1)"},
    [OPTION_EPOCHS] = {.name = "epochs",
                       .kind = OPTION_IS_NUMBER,
                       .value = "N",
                       .low = 1,
                       .high = 10000,
                       .help = "train the parser N times over the treebanks "
                               "(default: 45)"},
    [OPTION_TEACHERS] = {.name = "teachers",
                         .kind = OPTION_IS_NUMBER,
                         .value = "N",
                         .low = 0,
                         .high = 16,
                         .help = "train N parsers first to learn from "
                                 "(default: 2)"},
    [OPTION_FURTHER] = {.name = "further",
                        .kind = OPTION_IS_FLAG,
                        .help = "begin with the model's parser and train it "
                                "further (12 epochs)"},
    [OPTION_ZEROS] = {.name = "zeros",
                      .kind = OPTION_IS_NUMBER,
                      .value = "N",
                      .low = 0,
                      .high = 90,
                      .help = "let N percent of the blocks of the parser's "
                              "large matrices become zero, which makes it "
                              "faster (default: 0)"},
    [OPTION_RULE] = {.name = "rule",
                     .kind = OPTION_IS_TEXT,
                     .value = "NAME",
                     .help = "tell of this rule alone"},
    [OPTION_STATS] = {.name = "stats",
                      .kind = OPTION_IS_TEXT,
                      .value = "FILE",
                      .help = "count matches and facts in the trees of a "
                              "CoNLL-U FILE"},
    [OPTION_INPUT] = {.name = "input",
                      .letter = 'i',
                      .kind = OPTION_IS_CHOICE,
                      .value = "text|conllu",
                      .help =
                          "format of the input (default: by the file's name)"},
    [OPTION_DETAILS] = {.name = "details",
                        .letter = 'd',
                        .kind = OPTION_IS_FLAG,
                        .help = "show also the scores of every tag, "
                                "relation and kind of name"},
    [OPTION_ROWS] = {.name = "format",
                     .letter = 'f',
                     .kind = OPTION_IS_CHOICE,
                     .value = "text|tsv|csv|json",
                     .help = "write rows for people, or as the W3C's TSV, CSV "
                             "or JSON (default: text)"},
    [OPTION_TIME_LIMIT] = {.name = "time-limit",
                           .kind = OPTION_IS_NUMBER,
                           .value = "SECONDS",
                           .low = 0,
                           .high = 1000000,
                           .help = "stop the query after this time; 0: never "
                                   "(default: 60)"},
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
