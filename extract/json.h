/// JSON: what a text must look like between quotation marks.
#ifndef QUERN_EXTRACT_JSON_H
#define QUERN_EXTRACT_JSON_H

#include "base/output.h"

/// Write a text with marks, backslashes and control characters escaped.
void json_escape(Output *output, Str text);

/// Write a number from 0 to 1 with three digits after the point at most,
/// whatever the locale.
void json_share(Output *output, double share);

#endif
