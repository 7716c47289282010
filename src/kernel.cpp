#include <leitwort/kernel.hpp>

namespace leitwort {

bool has_kernel(Kernel kernel) {
#if defined(__x86_64__)
  if (kernel == Kernel::avx512) {
    return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512vl") != 0 &&
           __builtin_cpu_supports("avx512bw") != 0 && __builtin_cpu_supports("avx512dq") != 0;
  }
  if (kernel == Kernel::avx2) return __builtin_cpu_supports("avx2") != 0;
#endif
  return kernel == Kernel::plain;
}

Kernel best_kernel() {
  if (has_kernel(Kernel::avx512)) return Kernel::avx512;
  return has_kernel(Kernel::avx2) ? Kernel::avx2 : Kernel::plain;
}

}  // namespace leitwort
