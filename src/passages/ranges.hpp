#pragma once

/// Private to passages/: ranges of one document, and pairs of ranges of two.

#include <compare>
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
  /// Whether they cover all of it, or half.
  [[nodiscard]] bool covers(Range range) const;
  [[nodiscard]] bool covers_half(Range range) const {
    return 2 * covered(range) >= range.end - range.begin;
  }

 private:
  std::map<std::uint32_t, std::uint32_t> ends_;  // by begin; disjoint, and they do not touch
};

/// Numbered ranges, by their size, so that those near a place are found among few.
class RangeIndex {
 public:
  void insert(const Range& range, std::uint32_t number) { entries_.insert(entry(range, number)); }
  void erase(const Range& range, std::uint32_t number) { entries_.erase(entry(range, number)); }
  void clear() { entries_.clear(); }
  /// Calls visit(number) for those that may overlap `range` once it is `reach` longer at both ends,
  /// until it returns true; whether it did.
  template <typename Visit>
  bool visit_near(const Range& range, std::uint32_t reach, Visit visit) const {
    for (auto at = entries_.begin(); at != entries_.end();) {
      const std::uint32_t size = at->size;
      const std::uint64_t longest = (std::uint64_t{1} << size) + reach;
      const std::uint64_t from = range.begin > longest ? range.begin - longest : 0;
      at = entries_.lower_bound({size, static_cast<std::uint32_t>(from), 0});
      for (; at != entries_.end() && at->size == size && at->begin < range.end + reach; ++at) {
        if (visit(at->number)) return true;
      }
      at = entries_.lower_bound({size + 1, 0, 0});
    }
    return false;
  }

 private:
  struct Entry {
    std::uint32_t size = 0;  ///< bits of the length
    std::uint32_t begin = 0, number = 0;
    auto operator<=>(const Entry&) const = default;
  };
  static Entry entry(const Range& range, std::uint32_t number);
  std::set<Entry> entries_;
};

/// A range of each of two documents.
struct Box {
  Range a, b;
};

/// What some boxes cover, each side by itself.
struct Cover {
  RangeSet a, b;

  void add(const Box& box) {
    a.add(box.a);
    b.add(box.b);
  }
  void clear() {
    a.clear();
    b.clear();
  }
  /// Of both sides of a box all, or half.
  [[nodiscard]] bool covers(const Box& box) const { return a.covers(box.a) && b.covers(box.b); }
  [[nodiscard]] bool covers_half(const Box& box) const {
    return a.covers_half(box.a) && b.covers_half(box.b);
  }
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
