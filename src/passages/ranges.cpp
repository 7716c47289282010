#include "passages/ranges.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>
#include <queue>
#include <set>

namespace leitwort::passages {

void RangeSet::add(Range range) {
  if (range.begin >= range.end) return;
  auto at = ends_.upper_bound(range.begin);
  if (at != ends_.begin() && std::prev(at)->second >= range.begin) --at;
  while (at != ends_.end() && at->first <= range.end) {
    range.begin = std::min(range.begin, at->first);
    range.end = std::max(range.end, at->second);
    at = ends_.erase(at);
  }
  ends_.emplace_hint(at, range.begin, range.end);
}

std::uint32_t RangeSet::covered(Range range) const {
  auto at = ends_.upper_bound(range.begin);
  if (at != ends_.begin()) --at;
  std::uint32_t sum = 0;
  for (; at != ends_.end() && at->first < range.end; ++at) {
    const std::uint32_t begin = std::max(at->first, range.begin);
    const std::uint32_t end = std::min(at->second, range.end);
    if (begin < end) sum += end - begin;
  }
  return sum;
}

bool RangeSet::covers(Range range) const {
  const auto at = ends_.upper_bound(range.begin);
  return at != ends_.begin() && std::prev(at)->second >= range.end;
}

namespace {

bool are_close(const Range& x, const Range& y, std::uint32_t reach) {
  return x.begin < y.end + reach && y.begin < x.end + reach;
}

/// The boxes that the sweep has reached and not yet left, by the size of their range of `b`, so
/// that those near a place are found among few.
class Active {
 public:
  void insert(const Box& box, std::uint32_t number) {
    sizes_[size_of(box)].emplace(box.b.begin, number);
  }
  void erase(const Box& box, std::uint32_t number) {
    sizes_[size_of(box)].erase({box.b.begin, number});
  }
  /// Calls visit(number) for those that may be close to a range of `b`.
  template <typename Visit>
  void visit_near(Range range, std::uint32_t reach, Visit visit) const {
    for (std::size_t size = 0; size < sizes_.size(); ++size) {
      if (sizes_[size].empty()) continue;
      const std::uint64_t longest = (std::uint64_t{1} << size) + reach;
      const std::uint64_t from = range.begin > longest ? range.begin - longest : 0;
      auto at = sizes_[size].lower_bound({static_cast<std::uint32_t>(from), 0U});
      for (; at != sizes_[size].end() && at->first < range.end + reach; ++at) visit(at->second);
    }
  }

 private:
  static std::size_t size_of(const Box& box) {
    return static_cast<std::size_t>(std::bit_width(box.b.end - box.b.begin));
  }
  std::array<std::set<std::pair<std::uint32_t, std::uint32_t>>, 33> sizes_;
};

}  // namespace

std::vector<std::pair<std::uint32_t, std::uint32_t>> close_pairs(std::span<const Box> boxes,
                                                                 std::uint32_t reach) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  constexpr std::size_t kFew = 24;  // are compared each with each
  if (boxes.size() <= kFew) {
    for (std::uint32_t i = 0; i < boxes.size(); ++i) {
      for (std::uint32_t j = i + 1; j < boxes.size(); ++j) {
        if (are_close(boxes[i].a, boxes[j].a, reach) && are_close(boxes[i].b, boxes[j].b, reach)) {
          pairs.emplace_back(i, j);
        }
      }
    }
    return pairs;
  }
  std::vector<std::uint32_t> order(boxes.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {}, [&](std::uint32_t i) { return std::pair(boxes[i].a.begin, i); });
  using End = std::pair<std::uint32_t, std::uint32_t>;
  std::priority_queue<End, std::vector<End>, std::greater<>> leaving;
  Active active;
  for (const std::uint32_t i : order) {
    const Box& box = boxes[i];
    while (!leaving.empty() && leaving.top().first + reach <= box.a.begin) {
      active.erase(boxes[leaving.top().second], leaving.top().second);
      leaving.pop();
    }
    active.visit_near(box.b, reach, [&](std::uint32_t j) {
      if (are_close(box.b, boxes[j].b, reach)) pairs.emplace_back(std::min(i, j), std::max(i, j));
    });
    active.insert(box, i);
    leaving.emplace(box.a.end, i);
  }
  std::ranges::sort(pairs);
  return pairs;
}

}  // namespace leitwort::passages
