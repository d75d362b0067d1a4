/// The training math in plain C, for every processor.
#define MATH_SYMBOL train_math_plain
#define MATH_NAME "plain"
#include "extract/train/math_body.h"
