/// What a fallible function returns.
#ifndef QUERN_BASE_STATUS_H
#define QUERN_BASE_STATUS_H

/// The values are ordered by gravity and equal quern's exit codes.
typedef enum {
  STATUS_OK = 0,        ///< done
  STATUS_BAD_INPUT = 1, ///< a document is bad; the others may be good
  STATUS_BAD_SETUP = 2, ///< wrong usage, rules, ontology or model: nothing runs
  STATUS_FAILED = 3     ///< files or memory
} Status;

/// A result that must be looked at.
#define MUST_CHECK __attribute__((warn_unused_result))

#endif
