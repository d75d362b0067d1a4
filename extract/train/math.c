/// Choosing the training math.
#include "extract/train/math.h"

#include "extract/train/math_sets.h"

const TrainMath *train_math(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512dq")) {
    return &train_math_avx512;
  }
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    return &train_math_avx2;
  }
#endif
  return &train_math_plain;
}
