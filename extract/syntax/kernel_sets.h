/// The kernels of the instruction sets, for kernel.c.
#ifndef QUERN_EXTRACT_SYNTAX_KERNEL_SETS_H
#define QUERN_EXTRACT_SYNTAX_KERNEL_SETS_H

#include "extract/syntax/kernel.h"

extern const Kernel kernel_plain;
#if defined(__x86_64__)
extern const Kernel kernel_avx2;
extern const Kernel kernel_avx512;
#endif

#endif
