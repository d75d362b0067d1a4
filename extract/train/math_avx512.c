/// The training math for processors with AVX-512; the Makefile compiles this
/// file for them.
#include "extract/train/math_sets.h"

#ifdef __AVX512F__
#define MATH_SYMBOL train_math_avx512
#define MATH_NAME "avx512"
#include "extract/train/math_body.h"
#endif
