#pragma once

/// OpenMP with exceptions: what a thread throws arrives at the caller.

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>

namespace leitwort {

/// Calls body(begin, end) for ranges of `grain` of the numbers [0, n), side by side and in any
/// order. If calls throw, the exception of the first range that throws is thrown here, the same one
/// for any number of threads: ranges before one that threw are all done, those behind it are not
/// begun any more, and what was begun is finished.
template <typename Body>
void parallel_ranges(std::size_t n, std::size_t grain, const Body& body) {
  std::exception_ptr failure;
  const std::size_t ranges = (n + grain - 1) / grain;
  std::atomic<std::size_t> failed = ranges;  // the first range that threw
  // Monotonic: a thread goes upwards, so that one that failed has nothing more to do.
#pragma omp parallel for schedule(monotonic : dynamic)
  for (std::size_t range = 0; range < ranges; ++range) {
    if (range > failed.load(std::memory_order_relaxed)) continue;
    try {
      body(range * grain, std::min(n, (range + 1) * grain));
    } catch (...) {
#pragma omp critical
      if (range < failed) {
        failed = range;
        failure = std::current_exception();
      }
    }
  }
  if (failure) std::rethrow_exception(failure);
}

/// Likewise, body(i) for each number.
template <typename Body>
void parallel_for(std::size_t n, const Body& body) {
  parallel_ranges(n, 1, [&](std::size_t begin, std::size_t) { body(begin); });
}

}  // namespace leitwort
