/// The training math of the instruction sets, for math.c.
#ifndef QUERN_EXTRACT_TRAIN_MATH_SETS_H
#define QUERN_EXTRACT_TRAIN_MATH_SETS_H

#include "extract/train/math.h"

extern const TrainMath train_math_plain;
#if defined(__x86_64__)
extern const TrainMath train_math_avx2;
extern const TrainMath train_math_avx512;
#endif

#endif
