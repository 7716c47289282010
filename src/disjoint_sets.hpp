#pragma once

/// Private: numbers that are joined into sets, each set named by its lowest number.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

namespace leitwort {

/// Union-find with path halving; nearly O(1) amortised where numbers come in any order.
class DisjointSets {
 public:
  explicit DisjointSets(std::size_t size) : above_(size) {
    std::iota(above_.begin(), above_.end(), 0U);
  }
  /// The lowest number of the set of `i`.
  [[nodiscard]] std::uint32_t first_of(std::uint32_t i) {
    while (above_[i] != i) i = above_[i] = above_[above_[i]];
    return i;
  }
  void unite(std::uint32_t x, std::uint32_t y) {
    const auto [lower, higher] = std::minmax({first_of(x), first_of(y)});
    above_[higher] = lower;
  }

 private:
  std::vector<std::uint32_t> above_;
};

}  // namespace leitwort
