#pragma once

/// Private to passages/: ranges of one document, and pairs of ranges of two.

#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

namespace leitwort::passages {

/// Half-open, of words or of tokens.
struct Range {
  std::uint32_t begin = 0, end = 0;
};

/// What some ranges cover together.
class RangeSet {
 public:
  void add(Range range);
  void clear() { ends_.clear(); }
  /// How much of a range they cover.
  [[nodiscard]] std::uint32_t covered(Range range) const;
  /// Whether they cover all of it.
  [[nodiscard]] bool covers(Range range) const;

 private:
  std::map<std::uint32_t, std::uint32_t> ends_;  // by begin; disjoint, and they do not touch
};

/// A range of each of two documents.
struct Box {
  Range a, b;
};

/// Pairs of boxes, the lower number first, whose ranges overlap in both documents once one of them
/// is `reach` longer at both ends; ascending. A sweep along `a`: O((n + pairs) log n) where boxes
/// of a size lie side by side.
std::vector<std::pair<std::uint32_t, std::uint32_t>> close_pairs(std::span<const Box> boxes,
                                                                 std::uint32_t reach);

}  // namespace leitwort::passages
