#pragma once

/// Private to passages/: ranges of one document, and pairs of ranges of two.

#include <array>
#include <cstdint>
#include <map>
#include <set>
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

/// Numbered ranges, by their size, so that those near a place are found among few.
class RangeIndex {
 public:
  void insert(const Range& range, std::uint32_t number) {
    sizes_[size_of(range)].emplace(range.begin, number);
  }
  void erase(const Range& range, std::uint32_t number) {
    sizes_[size_of(range)].erase({range.begin, number});
  }
  void clear() {
    for (auto& size : sizes_) size.clear();
  }
  /// Calls visit(number) for those that may overlap `range` once it is `reach` longer at both ends,
  /// until it returns true; whether it did.
  template <typename Visit>
  bool visit_near(const Range& range, std::uint32_t reach, Visit visit) const {
    for (std::size_t size = 0; size < sizes_.size(); ++size) {
      if (sizes_[size].empty()) continue;
      const std::uint64_t longest = (std::uint64_t{1} << size) + reach;
      const std::uint64_t from = range.begin > longest ? range.begin - longest : 0;
      auto at = sizes_[size].lower_bound({static_cast<std::uint32_t>(from), 0U});
      for (; at != sizes_[size].end() && at->first < range.end + reach; ++at) {
        if (visit(at->second)) return true;
      }
    }
    return false;
  }

 private:
  static std::size_t size_of(const Range& range);
  std::array<std::set<std::pair<std::uint32_t, std::uint32_t>>, 33> sizes_;
};

/// A range of each of two documents.
struct Box {
  Range a, b;
};

/// Whether two boxes have something in common on both sides.
bool meet(const Box& x, const Box& y);

/// Boxes, numbered in the order in which they came.
class BoxSet {
 public:
  void add(const Box& box);
  void replace(std::uint32_t number, const Box& box);
  void clear();
  /// Whether a place lies in one of them.
  [[nodiscard]] bool holds(std::uint32_t a, std::uint32_t b) const;
  /// Those that meet a box, ascending.
  [[nodiscard]] std::vector<std::uint32_t> meeting(const Box& box) const;

 private:
  std::vector<Box> boxes_;
  RangeIndex by_a_;
};

/// Pairs of boxes, the lower number first, whose ranges overlap in both documents once one of them
/// is `reach` longer at both ends; ascending. A sweep along `a`: O((n + pairs) log n) where boxes
/// of a size lie side by side.
std::vector<std::pair<std::uint32_t, std::uint32_t>> close_pairs(std::span<const Box> boxes,
                                                                 std::uint32_t reach);

}  // namespace leitwort::passages
