#include <leitwort/kernel.hpp>

namespace leitwort {

bool has_kernel(Kernel kernel) {
#if defined(__x86_64__)
  // What src/kernel.hpp compiles for.
  const bool avx2 = __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("bmi") != 0 &&
                    __builtin_cpu_supports("bmi2") != 0 && __builtin_cpu_supports("lzcnt") != 0 &&
                    __builtin_cpu_supports("popcnt") != 0;
  if (kernel == Kernel::avx512) {
    return avx2 && __builtin_cpu_supports("avx512f") != 0 &&
           __builtin_cpu_supports("avx512vl") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
           __builtin_cpu_supports("avx512dq") != 0;
  }
  if (kernel == Kernel::avx2) return avx2;
#endif
  return kernel == Kernel::plain;
}

Kernel best_kernel() {
  if (has_kernel(Kernel::avx512)) return Kernel::avx512;
  return has_kernel(Kernel::avx2) ? Kernel::avx2 : Kernel::plain;
}

}  // namespace leitwort
