/// JSON: what a text must look like between quotation marks.
#ifndef QUERN_EXTRACT_JSON_H
#define QUERN_EXTRACT_JSON_H

#include "base/output.h"

/// Write a text with marks, backslashes and control characters escaped.
void json_escape(Output *output, Str text);

#endif
