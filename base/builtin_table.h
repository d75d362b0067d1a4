/// The table that scripts/embed makes.
#ifndef QUERN_BASE_BUILTIN_TABLE_H
#define QUERN_BASE_BUILTIN_TABLE_H

#include "base/builtin.h"

extern const BuiltinFile builtin_table[];
extern const size_t builtin_table_count;

#endif
