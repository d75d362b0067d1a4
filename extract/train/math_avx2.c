/// The training math for processors with AVX2 and FMA; the Makefile compiles
/// this file for them.
#include "extract/train/math_sets.h"

#ifdef __AVX2__
#define MATH_SYMBOL train_math_avx2
#define MATH_NAME "avx2"
#include "extract/train/math_body.h"
#endif
