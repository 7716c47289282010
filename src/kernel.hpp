#pragma once

/// Function attributes of the kernels, and their choice. A loop is written once and compiled for
/// each machine, or written with the machine's own instructions where the compiler does not find
/// them.

#include <leitwort/kernel.hpp>

#if defined(__x86_64__)
#define LEITWORT_AVX2 [[gnu::target("avx2,bmi,bmi2,lzcnt,popcnt")]]
#define LEITWORT_AVX512 \
  [[gnu::target("avx512f,avx512vl,avx512bw,avx512dq,avx2,bmi,bmi2,lzcnt,popcnt")]]
#endif
