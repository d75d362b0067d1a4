/// Model: what the model's own files and the tests share.
#ifndef QUERN_EXTRACT_SYNTAX_MODEL_INTERNAL_H
#define QUERN_EXTRACT_SYNTAX_MODEL_INTERNAL_H

#include "extract/syntax/model.h"

/// As model_load(), but the checksum is not computed: for bytes that are part
/// of the program, and whose checksum the tests check.
MUST_CHECK Status model_load_trusted(Str bytes, Str path, Report *report,
                                     Model **model);

/// The bytes of the built-in model file.
Str model_builtin_bytes(void);

#endif
