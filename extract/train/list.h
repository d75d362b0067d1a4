/// Lists: walking over the lines and words of the trainers' data files.
#ifndef QUERN_EXTRACT_TRAIN_LIST_H
#define QUERN_EXTRACT_TRAIN_LIST_H

#include "base/str.h"

/// Take the first line off a text; empty if it is a comment ("# ...").
Str list_take_line(Str *text);

/// Take the first word off a line; empty at the line's end.
Str list_take_word(Str *line);

#endif
